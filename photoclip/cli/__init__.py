"""The command line: composition root of every command, and the only place that prints.

Each module holds the commands of one purpose; `invocation` what they share. Scripts depend on
names, options, exit statuses and `--json` documents: they may be added to, not changed.
"""

import logging
import logging.handlers
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from photoclip import __version__, paths, settings
from photoclip.cli import (
    asking,
    backups,
    bench,
    demonstration,
    duplicates,
    evaluate,
    exchange,
    explaining,
    folders,
    health,
    indexing,
    info,
    labels,
    learning,
    looking,
    metadata,
    models,
    opening,
    organising,
    pairs,
    relevance,
    searches,
    tagging,
)
from photoclip.cli.indexing import INTERRUPTED
from photoclip.cli.invocation import Invocation, show_error
from photoclip.cli.plain import PlainLines
from photoclip.errors import PhotoclipError, UsageError, refused
from photoclip.library.backups import damage_of
from photoclip.seal import SEAL

log = logging.getLogger(__name__)

# The errors of the click that typer works with: a package of its own or a part of typer.
_ClickTrouble: Any = typer.BadParameter.__mro__[2]

app = typer.Typer(
    name="photoclip",
    cls=opening.FilesFirst,
    help="Find your photos by saying what is in them. Alone, photoclip opens its window.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for room in (
    opening,
    indexing,
    asking,
    relevance,
    explaining,
    labels,
    tagging,
    organising,
    duplicates,
    pairs,
    metadata,
    searches,
    folders,
    backups,
    exchange,
    info,
    models,
    learning,
    evaluate,
    looking,
    health,
    bench,
    demonstration,
):
    room.register(app)


def run(arguments: Sequence[str]) -> int:
    """Do one command; the exit status is 0, 1, 2, 3 as documented, or 130 when interrupted."""
    _start_log()
    invocation = Invocation(wants_json="--json" in arguments)
    command = typer.main.get_command(app)
    try:
        status = command.main(
            list(arguments), prog_name="photoclip", standalone_mode=False, obj=invocation
        )
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return 0  # who read the answer has seen enough of it
    except Exception as error:  # noqa: BLE001 - what is no known trouble is logged as a bug
        status, sentence = _trouble(error, invocation.folder)
        show_error(invocation, sentence)
        return status
    return status if isinstance(status, int) else 0


def _trouble(error: Exception, folder: Path) -> tuple[int, str]:
    """The exit status and the one sentence for whatever ended a command."""
    match error:
        case _ClickTrouble():
            return 2, _sentence(error)
        case UsageError():
            return 2, str(error)
        case PhotoclipError():
            return 3, str(error)
        case UnicodeEncodeError():
            return 2, "The command holds characters that are no text (UTF-8); write them otherwise."
        case OSError():
            log.error("The operating system refused", exc_info=error)
            return 3, refused(error)
        case _:
            log.error("A bug in photoclip", exc_info=error)
            bug = f"photoclip has a bug here, sorry; the details are in {paths.log_file()}."
            return 3, str(damage_of(folder) or bug)  # of a damaged catalog anything can come


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    library: Annotated[
        Path | None,
        typer.Option(help="The library folder.", envvar="PHOTOCLIP_LIBRARY", show_default=False),
    ] = None,
    break_lock: Annotated[
        bool,
        typer.Option(
            "--break-lock",
            help="Write although another machine holds the library: only when it surely does not.",
        ),
    ] = False,
    new_library: Annotated[
        bool,
        typer.Option(
            "--new-library",
            help="Make a new library where one was opened before that is not there now.",
        ),
    ] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Find your photos by saying what is in them. Alone, photoclip opens its window."""
    invocation = context.find_object(Invocation)
    assert invocation is not None
    invocation.folder = library if library is not None else paths.default_library()
    invocation.break_lock, invocation.anew = break_lock, new_library
    _follow_seal()
    if version:
        invocation.say(f"photoclip {__version__}")
        raise typer.Exit(0)
    if context.invoked_subcommand is None:
        from photoclip import app as desktop

        raise typer.Exit(desktop.run(invocation.folder))


def _follow_seal() -> None:
    """No command connects to anything where the person wants no network, or it cannot be read."""
    try:
        sealed = settings.load(paths.settings_file()).no_network
    except PhotoclipError:
        sealed = True  # a command that needs the settings says what is wrong with them
    if sealed:
        SEAL.watch()
    SEAL.close(sealed=sealed)


def _sentence(error: Any) -> str:
    """What is wrong with the words of a command, and where its help is."""
    path = error.ctx.command_path if getattr(error, "ctx", None) is not None else "photoclip"
    hint = f"See '{path} --help'."
    if type(error).__name__ == "NoArgsIsHelpError":
        return f"'{path}' needs one of its commands. {hint}"
    return f"{str(error.format_message()).rstrip('.')}. {hint}"


def _start_log() -> None:
    """Log to a rotating file; what cannot be written there is not worth stopping for."""
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # on a full disk, a line less in the log is no news
    file = paths.log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=2_000_000, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(PlainLines("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    if not any(isinstance(each, logging.handlers.RotatingFileHandler) for each in root.handlers):
        root.addHandler(handler)
        root.setLevel(logging.INFO)
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = _log_end


def _log_end(ended: threading.ExceptHookArgs) -> None:
    """What ended a thread, of whatever library, goes to the log, not to a person's terminal."""
    if ended.exc_type is not SystemExit:
        log.critical("An error ended the thread %s", ended.thread, exc_info=ended.exc_value)
