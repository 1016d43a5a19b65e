"""Commands for label lists: labels list, show, import, export, edit, rename, delete."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from photoclip import paths, settings
from photoclip.cli import corrections
from photoclip.cli.invocation import Json, of
from photoclip.cli.named_lists import find, starters
from photoclip.errors import UsageError
from photoclip.library.labels import document, read_label_list, write_label_list
from photoclip.library.library import Library
from photoclip.query import with_list_renamed
from photoclip.records import LabelList
from photoclip.settings import Settings

T = TypeVar("T")

_commands = typer.Typer(help="Label lists: your own words, by which photos are tagged.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module, and those that correct what lists say."""
    app.add_typer(_commands, name="labels")
    corrections.register(_commands)


@_commands.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """The library's label lists and the starter lists that come with photoclip."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        lists = library.tagging.lists()
    coming = [path.stem for path in starters()]
    if as_json:
        invocation.answer({"lists": [_document(each) for each in lists], "starters": coming})
        return
    for each in lists:
        invocation.say(f"{each.name}  ({_kind(each)})")
    invocation.say(f"Starter lists: {', '.join(coming)}")


@_commands.command()
def show(context: typer.Context, name: str, as_json: Json = False) -> None:
    """One label list."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        found = find(library, name)
    if as_json:
        invocation.answer(_document(found))
        return
    invocation.say(*found.labels)


@_commands.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Plain text (one label a line), CSV or JSON.")],
    name: Annotated[str, typer.Option("--name", help="Its name; the file's by default.")] = "",
    open_: Annotated[
        bool, typer.Option("--open", help="Several labels may fit one photo.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Take a label list into the library; what the file does not say stays as it was."""
    invocation = of(context)
    read_label_list(file, name)
    with invocation.library(write=True) as library:
        saved = library.tagging.import_file(file, name, exclusive=False if open_ else None)
    if as_json:
        invocation.answer(_document(saved))
        return
    invocation.say(f"{saved.name}: {_kind(saved)}")


@_commands.command()
def export(context: typer.Context, name: str, file: Path, as_json: Json = False) -> None:
    """Write a label list to a file: .json (all of it), .csv or .txt."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        found = find(library, name)
    write_label_list(found, file)
    if as_json:
        invocation.answer({"name": found.name, "file": str(file)})
        return
    invocation.say(f"{found.name} is in {file}")


@_commands.command()
def edit(
    context: typer.Context,
    name: str,
    new: Annotated[bool, typer.Option("--new", help="Make a list of this name.")] = False,
    rename: Annotated[
        list[str] | None, typer.Option(metavar="OLD=NEW", help="Call a label otherwise.")
    ] = None,
    add: Annotated[list[str] | None, typer.Option(metavar="LABEL", help="A label more.")] = None,
    remove: Annotated[list[str] | None, typer.Option(metavar="LABEL", help="A label less.")] = None,
    phrase: Annotated[
        list[str] | None,
        typer.Option(metavar="LABEL=TEXT", help="Another wording; no text: none any more."),
    ] = None,
    threshold: Annotated[
        list[str] | None,
        typer.Option(metavar="LABEL=NUMBER", help="From 0 to 1; no number: the usual one."),
    ] = None,
    template: Annotated[
        list[str] | None,
        typer.Option(help="Sentence with {} for the label; replaces all; '' for the usual ones."),
    ] = None,
    exclusive: Annotated[
        bool | None,
        typer.Option("--exclusive/--open", help="One label fits a photo, or several may."),
    ] = None,
    folder: Annotated[
        list[Path] | None, typer.Option(help="Tag photos by themselves that arrive here.")
    ] = None,
    no_folder: Annotated[
        list[Path] | None, typer.Option(help="No longer tag what arrives here.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Change a label list; a renamed label keeps its tags and answers."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        labels = _to_edit(library, name, new=new)
        changed = _labels(labels, rename or [], add or [], remove or [])
        changed = _wordings(changed, phrase or [], threshold or [], template)
        changed = _folders(changed, folder or [], no_folder or [])
        if exclusive is not None:
            changed = replace(changed, exclusive=exclusive)
        library.tagging.check(changed)
        if rename and not new:
            library.tagging.save(labels)
            for old, called in (_pair(each, "--rename OLD=NEW") for each in rename):
                library.tagging.rename_label(labels.name, old, called)
        saved = library.tagging.save(changed)
    if as_json:
        invocation.answer(_document(saved))
        return
    invocation.say(f"{saved.name}: {_kind(saved)}")


@_commands.command()
def rename(
    context: typer.Context,
    old: Annotated[str, typer.Argument(help="The list's name so far.")],
    new: Annotated[str, typer.Argument(help="Its name from now on.")],
    as_json: Json = False,
) -> None:
    """Call a label list otherwise; its runs, saved searches and the search history follow."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        edit = library.tagging.rename(old, new)

    def follow(before: Settings) -> Settings:
        searches = (with_list_renamed(text, edit.former, edit.name) for text in before.searches)
        return replace(before, searches=tuple(searches))

    settings.update(paths.settings_file(), follow)
    if as_json:
        invocation.answer({"renamed": edit.former, "name": edit.name})
        return
    invocation.say(f"{edit.former} is called {edit.name} now.")


@_commands.command()
def delete(context: typer.Context, name: str, as_json: Json = False) -> None:
    """Delete a label list; the tags it gave stay."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        library.tagging.delete(name)
    if as_json:
        invocation.answer({"deleted": name})
        return
    invocation.say(f"{name} is deleted; its tags stay.")


def _kind(labels: LabelList) -> str:
    parts = [
        f"{len(labels.labels)} labels",
        "one a photo" if labels.exclusive else "several a photo",
        f"version {labels.version}",
    ]
    return ", ".join([*parts, *(f"tags what arrives in {each}" for each in labels.folders)])


def _document(labels: LabelList) -> dict[str, object]:
    return {"version": labels.version, **document(labels)}


# ── what an edit changes ────────────────────────────────────────────────────────────────────


def _to_edit(library: Library, name: str, *, new: bool) -> LabelList:
    known = {each.name.casefold() for each in library.tagging.lists()}
    if not new:
        return find(library, name)
    if name.casefold() in known:
        raise UsageError(f"There is a label list '{name}' already; edit it without --new.")
    return LabelList(name, ())


def _pair(text: str, option: str) -> tuple[str, str]:
    left, equals, right = text.partition("=")
    if not equals or not left.strip():
        raise UsageError(f"'{text}' is not understood; write {option}.")
    return left.strip(), right.strip()


def _known(labels: LabelList, label: str) -> str:
    for each in labels.labels:
        if each.casefold() == label.strip().casefold():
            return each
    there = ", ".join(labels.labels) or "none yet"
    raise UsageError(f"The label list '{labels.name}' has no label '{label}' (it has {there}).")


def _labels(labels: LabelList, rename: list[str], add: list[str], remove: list[str]) -> LabelList:
    for text in rename:
        old, called = _pair(text, "--rename OLD=NEW")
        names = {_known(labels, old): " ".join(called.split())}
        labels = replace(
            labels,
            labels=tuple(names.get(each, each) for each in labels.labels),
            phrases=_renamed(labels.phrases, names),
            thresholds=_renamed(labels.thresholds, names),
        )
    gone = {_known(labels, each) for each in remove}
    left = tuple(each for each in labels.labels if each not in gone)
    return replace(labels, labels=left + tuple(" ".join(each.split()) for each in add))


def _renamed(values: dict[str, T], names: dict[str, str]) -> dict[str, T]:
    return {names.get(label, label): value for label, value in values.items()}


def _wordings(
    labels: LabelList, phrase: list[str], threshold: list[str], template: list[str] | None
) -> LabelList:
    phrases, thresholds = dict(labels.phrases), dict(labels.thresholds)
    for text in phrase:
        label, wording = _pair(text, "--phrase LABEL=TEXT")
        label = _known(labels, label)
        phrases[label] = (*phrases.get(label, ()), wording) if wording else ()
    for text in threshold:
        label, number = _pair(text, "--threshold LABEL=NUMBER")
        label = _known(labels, label)
        thresholds.pop(label, None)
        if number:
            thresholds[label] = _number(number)
    if template is not None:
        labels = replace(labels, templates=tuple(each for each in template if each.strip()))
    return replace(labels, phrases=phrases, thresholds=thresholds)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise UsageError(f"'{text}' is no number; a threshold goes from 0 to 1.") from None


def _folders(labels: LabelList, more: list[Path], less: list[Path]) -> LabelList:
    absolute: Callable[[Path], str] = lambda each: str(each.expanduser().resolve())  # noqa: E731
    for each in more:
        if not each.expanduser().is_dir():
            raise UsageError(f"There is no folder {each}.")
    unknown = [each for each in less if absolute(each) not in labels.folders]
    if unknown:
        there = ", ".join(labels.folders) or "none"
        raise UsageError(f"'{labels.name}' does not tag by itself in {unknown[0]} (but: {there}).")
    gone = {absolute(each) for each in less}
    kept = [each for each in labels.folders if each not in gone]
    return replace(labels, folders=tuple(dict.fromkeys([*kept, *map(absolute, more)])))
