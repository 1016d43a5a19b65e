"""Writes the reference of the command line from the program itself: docs/cli.md and the man page.

    python packaging/reference.py docs

A test holds both equal to what this makes.
"""

import argparse
import inspect
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, ParameterInfo

NAMES = ("cli.md", "photoclip.1")
STATUS = (
    ("0", "Done; also when nothing was found."),
    ("1", "Some files could not be read and --strict was given, or doctor found a problem."),
    ("2", "The command cannot be understood."),
    ("3", "It cannot be done; one sentence on the standard error says why."),
    ("130", "Interrupted; the next run goes on where this one stopped."),
    ("143", "The same, where the system asked it to end (SIGTERM)."),
)
PLACES = (
    ("PHOTOCLIP_LIBRARY", "The library folder, unless --library names one."),
    ("PHOTOCLIP_CONFIG", "The folder of settings.toml."),
    ("PHOTOCLIP_MODELS", "The folder of models."),
    ("PHOTOCLIP_CACHE", "The folder of what can be made again."),
    ("PHOTOCLIP_LOG", "The log file."),
)
ABOUT = (
    "photoclip watches folders, looks at every photo with a CLIP model on this computer, and finds "
    "photos by what is in them. Without a command it opens its window.",
    "Every command answers for people, most also as one JSON document with --json. Nothing leaves "
    "this computer, and photos are never changed unless that is asked for.",
)


@dataclass(frozen=True)
class Option:
    """An option or argument: how it is written, and what it does."""

    written: str
    says: str


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes:
        name: with the program's, such as "photoclip labels show".
        usage: behind the name.
        says: paragraphs.
        arguments: in their order.
        options: without --help, which all have.
        group: it only holds other commands.
    """

    name: str
    usage: str
    says: tuple[str, ...]
    arguments: tuple[Option, ...]
    options: tuple[Option, ...]
    group: bool


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where they are put")
    folder = parser.parse_args().folder
    for name, text in made().items():
        (folder / name).write_text(text, "utf-8", newline="\n")


def made() -> dict[str, str]:
    """Both files by their names."""
    from photoclip import __version__

    commands = list(every())
    return {
        "cli.md": "\n".join(page(commands)),
        "photoclip.1": "\n".join(manual(commands, __version__)),
    }


def every() -> Iterator[Command]:
    """All commands, the program itself first, from what their functions declare."""
    from photoclip.cli import app

    yield from group("photoclip", app)


def group(name: str, app: Any) -> Iterator[Command]:
    """A program or a group of commands, and what is in it."""
    callback = app.registered_callback
    function = callback.callback if callback is not None else None
    arguments, options = declared(function) if function is not None else ((), ())
    says = app.info.help or (function.__doc__ if function is not None else "")
    yield Command(
        name, "[OPTIONS] COMMAND", tuple(paragraphs(says or "")), arguments, options, True
    )
    for each in app.registered_commands:
        yield command(name, each)
    for each in app.registered_groups:
        yield from group(f"{name} {each.name}", each.typer_instance)


def command(above: str, registered: Any) -> Command:
    """One command."""
    function = registered.callback
    name = registered.name or function.__name__.strip("_").replace("_", "-")
    arguments, options = declared(function)
    usage = ["[OPTIONS]", *(each.written for each in arguments)]
    says = tuple(paragraphs(registered.help or function.__doc__ or ""))
    return Command(f"{above} {name}", " ".join(usage), says, arguments, options, False)


def declared(function: Any) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """The arguments and the options of a command's function."""
    hints = get_type_hints(function, include_extras=True)
    arguments: list[Option] = []
    options: list[Option] = []
    for name, parameter in inspect.signature(function).parameters.items():
        kind, *extras = get_args(hints[name]) if get_origin(hints[name]) is Annotated else (None,)
        info = next((each for each in extras if isinstance(each, ParameterInfo)), None)
        if info is None or info.hidden:
            continue
        several, plain = unwrapped(kind)
        if isinstance(info, ArgumentInfo):
            written = info.metavar or name.upper().strip("_")
            needed = parameter.default is parameter.empty and info.default in (None, ...)
            written = written if needed or written.startswith("[") else f"[{written}]"
            dots = "..." if several and not written.endswith("...") else ""
            arguments.append(Option(written + dots, help_of(info)))
        else:
            options.append(option(name, info, plain, several, parameter.default))
    return tuple(arguments), tuple(options)


def option(name: str, info: Any, kind: Any, several: bool, default: Any) -> Option:
    """An option as it is written, with its default where that is a plain value."""
    given = [info.default] if isinstance(info.default, str) else []  # how typer keeps the first
    names = ", ".join([*given, *(info.param_decls or ())] or [f"--{name.replace('_', '-')}"])
    written = names if kind is bool else f"{names} {info.metavar or metavar(kind)}"
    says = [help_of(info)]
    if info.show_default is True and type(default) in (int, float, str) and default != "":
        says.append(f"Default: {default}.")
    if several:
        says.append("May be given more than once.")
    if info.envvar:
        says.append(f"Environment: {info.envvar}.")
    return Option(written, " ".join(filter(None, says)))


def unwrapped(kind: Any) -> tuple[bool, Any]:
    """Whether there may be several values, and what one of them is."""
    inside = [each for each in get_args(kind) if each is not type(None)]
    if not inside:
        return False, kind
    if get_origin(kind) in (list, tuple, Sequence):
        return True, inside[0]
    return unwrapped(inside[0])


def metavar(kind: Any) -> str:
    """What stands for a value where the program names nothing."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "|".join(str(each.value) for each in kind)
    return {int: "NUMBER", float: "NUMBER", Path: "PATH"}.get(kind, "TEXT")


def help_of(info: Any) -> str:
    """A help text in one line."""
    return " ".join((info.help or "").split())


def paragraphs(text: str) -> list[str]:
    """A help text as paragraphs of one line each."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]


# ── as a page ───────────────────────────────────────────────────────────────────────────────


def page(commands: list[Command]) -> Iterator[str]:
    """docs/cli.md, line by line."""
    yield "# Commands\n"
    yield "<!-- Made by packaging/reference.py from the program itself; do not edit. -->\n"
    yield from (f"{each}\n" for each in ABOUT)
    yield "| exit status | means |\n|---|---|"
    yield from (f"| {number} | {cell(says)} |" for number, says in STATUS)
    yield "\n| environment | says |\n|---|---|"
    yield from (f"| `{name}` | {cell(says)} |" for name, says in PLACES)
    for each in commands:
        yield from section(each)


def section(command: Command) -> Iterator[str]:
    """One command."""
    depth = "##" if command.name.count(" ") < 2 else "###"
    yield f"\n{depth} {command.name}\n"
    yield from (f"{escaped(each)}\n" for each in command.says)
    if not command.group:
        yield f"```text\n{command.name} {command.usage}\n```"
    both = [*command.arguments, *command.options]
    if both:
        yield "\n| | |\n|---|---|"
        yield from (f"| `{cell(each.written)}` | {cell(escaped(each.says))} |" for each in both)


def cell(text: str) -> str:
    """A text as a cell of a table."""
    return text.replace("|", "\\|")


def escaped(text: str) -> str:
    """A text without what Markdown reads as its own."""
    return re.sub(r"([<>*\[\]])", r"\\\1", text)


# ── as a manual ─────────────────────────────────────────────────────────────────────────────


def manual(commands: list[Command], version: str) -> Iterator[str]:
    """The man page, line by line."""
    program, *rest = commands
    yield '.\\" Made by packaging/reference.py from the program itself; do not edit.'
    yield f'.TH PHOTOCLIP 1 "" "photoclip {version}" "User Commands"'
    yield f".SH NAME\nphotoclip {chr(92)}- find photos by saying what is in them"
    yield f".SH SYNOPSIS\n.B photoclip\n{roff(program.usage)}"
    yield ".SH DESCRIPTION"
    yield "\n.PP\n".join(map(roff, ABOUT))
    yield ".SH OPTIONS"
    yield from listed(program.options)
    yield ".SH COMMANDS"
    for each in rest:
        yield f".SS {plain(each.name)}"
        yield "\n.PP\n".join(map(roff, each.says))
        if not each.group:
            yield f".PP\n.B {plain(each.name)}\n{roff(each.usage)}"
        yield from listed((*each.arguments, *each.options))
    yield ".SH EXIT STATUS"
    yield from listed(tuple(Option(*each) for each in STATUS))
    yield ".SH ENVIRONMENT"
    yield from listed(tuple(Option(*each) for each in PLACES))
    yield ".SH FILES\n" + roff("'photoclip status' says where everything lies.")
    yield ""


def listed(options: tuple[Option, ...]) -> Iterator[str]:
    """Options as a list."""
    for each in options:
        yield f".TP\n.B {plain(each.written)}\n{roff(each.says or each.written)}"


def roff(text: str) -> str:
    """Short lines of text that roff takes as they are."""
    return "\n".join(map(plain, textwrap.wrap(text, 60))) or "\\&"


def plain(text: str) -> str:
    """A line of text that roff takes as it is."""
    written = "".join(
        _ROFF.get(each, each if each.isascii() else f"\\[u{ord(each):04X}]") for each in text
    )
    return f"\\&{written}" if written.startswith(".") else written


_ROFF = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(aq", '"': "\\(dq", "\u2026": "..."}


if __name__ == "__main__":
    main()
