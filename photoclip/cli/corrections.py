"""Commands that correct what label lists say: accept, reject, review, learn, versions, inbox."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from photoclip.catalog.entries import HeadVersion
from photoclip.cli.invocation import Invocation, Json, of, path_fields
from photoclip.cli.named_lists import kept
from photoclip.cli.plain import shown
from photoclip.library.library import Library
from photoclip.library.tagging import Knowledge, LabelReview, RunDiff
from photoclip.records import Edit

Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Photos of the library.")]
_Answers = Annotated[list[Path] | None, typer.Option(metavar="FILE")]
_KEYS = {"y": True, "n": False, "s": None}
_HELP = "Answer y (yes), n (no) or s (not sure); o opens the photo, b goes back, q is enough."


def register(commands: typer.Typer) -> None:
    """Add these commands to those of label lists."""
    for command in (accept, reject, review, learn, versions, revert, inbox):
        commands.command()(command)


def accept(
    context: typer.Context, list_: str, label: str, files: Files, as_json: Json = False
) -> None:
    """Say that a label fits photos: they have the tag, and the list learns."""
    _decide(of(context), list_, label, files, fits=True, as_json=as_json)


def reject(
    context: typer.Context, list_: str, label: str, files: Files, as_json: Json = False
) -> None:
    """Say that a label is wrong for photos, for good; the list learns."""
    _decide(of(context), list_, label, files, fits=False, as_json=as_json)


def _decide(
    invocation: Invocation,
    list_: str,
    label: str,
    files: Sequence[Path],
    *,
    fits: bool,
    as_json: bool,
) -> None:
    with invocation.library(write=True) as library:
        ids = [library.showing.photo_at(each) for each in files]
        name = kept(library, list_).name
        tagging = library.tagging
        edit: Edit = (tagging.accept if fits else tagging.reject)(ids, name, label)
        answers = len(tagging.feedback(name).photo_ids)
    if as_json:
        invocation.answer({"list": name, "label": edit.name, "changed": edit.count, "fits": fits})
        return
    said = "has the tag now" if fits else "never gets the tag again"
    invocation.say(f"{edit.name}: {edit.count:,} changed; each {said}.")
    invocation.note(f"{name} has {answers:,} answers; 'photoclip tag {name}' shows what changes.")


def learn(context: typer.Context, list_: str, as_json: Json = False) -> None:
    """Learn from all answers, and show what changes by that."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        name = kept(library, list_).name
        before = library.tagging.versions(name)
        head = library.tagging.learn(name)
        earlier = before[-1].version if before else 0
        if head is not None and head.version == earlier and len(before) > 1:
            earlier = before[-2].version
        usable = head is not None and _usable(library, name, earlier)
        diff = (
            library.tagging.compare(name, earlier if usable else 0, head.version)
            if head is not None
            else RunDiff(())
        )
    if as_json:
        document = {"list": name, "version": head.version if head else 0, "labels": _diff(diff)}
        invocation.answer({**document, "answers": head.examples if head else 0})
        return
    if head is None:
        invocation.say(f"{name} has no answers yet; give some with 'photoclip labels accept'.")
        return
    invocation.say(f"{name}: version {head.version}, learned from {head.examples:,} answers.")
    _say_diff(invocation, diff)


def _usable(library: Library, name: str, version: int) -> bool:
    """Whether an earlier version can still be compared with: its model and labels are the same."""
    every = {each.version: each for each in library.tagging.versions(name)}
    newest, old = every[max(every)], every.get(version)
    return old is None or (old.model_id, old.labels) == (newest.model_id, newest.labels)


def versions(
    context: typer.Context,
    list_: str,
    compare: Annotated[
        tuple[int, int] | None,
        typer.Option(metavar="FROM TO", help="Show what differs; 0: the texts alone."),
    ] = None,
    as_json: Json = False,
) -> None:
    """What a list has learned, version by version, and what differs between two of them."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        every = library.tagging.versions(list_)
        diff = library.tagging.compare(list_, *compare) if compare else RunDiff(())
    if as_json:
        invocation.answer({"versions": [_version(each) for each in every], "labels": _diff(diff)})
        return
    if compare:
        _say_diff(invocation, diff)
        return
    for each in every:
        invocation.say(_line(each))
    if not every:
        invocation.say(f"{list_} has learned nothing yet.")


def revert(context: typer.Context, list_: str, version: int, as_json: Json = False) -> None:
    """Go back to what a list knew at an earlier version; 0: the texts alone."""
    invocation = of(context)
    with invocation.library(write=True) as library:
        head = library.tagging.revert(list_, version)
    if as_json:
        invocation.answer(_version(head))
        return
    invocation.say(f"{list_} judges by version {version} again (now version {head.version}).")
    invocation.note("The next answer learns from all answers, which are kept.")


def _version(head: HeadVersion) -> dict[str, Any]:
    return {
        "version": head.version,
        "list_version": head.list_version,
        "answers": head.examples,
        "restored_from": head.restored_from,
        "texts_alone": head.data is None,
        "created_at": head.created_at.isoformat(),
    }


def _line(head: HeadVersion) -> str:
    made = f"version {head.version}, {head.created_at.astimezone():%Y-%m-%d %H:%M}"
    if head.restored_from is not None:
        what = f"version {head.restored_from}" if head.restored_from else "the texts alone"
        return f"{made}: back to {what}"
    if head.data is None:
        return f"{made}: the texts alone"
    return f"{made}: learned from {head.examples:,} answers"


def _diff(diff: RunDiff) -> dict[str, dict[str, int]]:
    return {
        each.label: {"added": len(each.added), "removed": len(each.removed), "kept": each.kept}
        for each in diff.changes
    }


def _say_diff(invocation: Invocation, diff: RunDiff) -> None:
    table = Table(box=None, pad_edge=False, show_header=False)
    for each in diff.changes:
        if len(each.added) or len(each.removed):
            row = RunDiff((each,)).text
            table.add_row(shown(each.label), row)
    invocation.say(table if table.rows else "No photo's labels differ.")


# ── the threshold of a label ────────────────────────────────────────────────────────────────


def review(
    context: typer.Context,
    list_: str,
    label: str,
    yes: _Answers = None,
    no: _Answers = None,
    skip: _Answers = None,
    count: Annotated[int, typer.Option(min=1, help="How many photos to name.")] = 5,
    set_: Annotated[
        bool, typer.Option("--set", help="Let the threshold be what the answers say.")
    ] = False,
    restart: Annotated[bool, typer.Option("--restart", help="Ask anew.")] = False,
    as_json: Json = False,
) -> None:
    """Set a label's threshold by a few answers: names photos near its boundary to look at.

    In a terminal it asks one after the other; otherwise answer with --yes, --no and --skip.
    """
    invocation = of(context)
    with invocation.library(write=True) as library:
        name = kept(library, list_).name
        said = [
            (library.showing.photo_at(file), fits)
            for files, fits in ((yes, True), (no, False), (skip, None))
            for file in files or []
        ]
        looking = library.tagging.review(name, label)
        if restart:
            looking.restart()
        for photo_id, fits in said:
            looking.answer(photo_id, fits)
        if not (said or set_ or as_json) and sys.stdin.isatty():
            _sit(invocation, library, looking)
            return
        if set_:
            looking.finish()
        asked = looking.questions(count)
        places = library.showing.paths(asked)
        questions = [
            (places[each][0], looking.probability(each)) for each in asked if each in places
        ]
    if as_json:
        invocation.answer(_review(looking, questions))
        return
    _say_review(invocation, looking, questions, was_set=set_)


def _sit(invocation: Invocation, library: Library, looking: LabelReview) -> None:
    """Ask until the person has enough, say what is known, and set the threshold if they like."""
    _ask(invocation, library, looking)
    known = looking.knowledge
    invocation.say(known.sentence)
    if not looking.can_finish:
        invocation.note("The answers are kept; the same command goes on with them.")
    elif typer.confirm(f"Set the threshold of {looking.label} to {known.threshold:.0%}?"):
        looking.finish()
        invocation.say(f"The threshold of {looking.label} is {known.threshold:.0%} now.")


def _ask(invocation: Invocation, library: Library, looking: LabelReview) -> None:
    """Ask for one photo after the other until the person has enough."""
    invocation.say(_HELP)
    while (photo_id := looking.next()) is not None:
        path = library.showing.paths([photo_id])[photo_id][0]
        invocation.say(path_fields(path)["path"])
        said = typer.prompt(f"  Is this: {looking.label}? (y/n/s/o/b/q)", prompt_suffix=" ")
        key = str(said).strip().lower()[:1]
        if key == "q":
            return
        if key == "b":
            if looking.back() is None:
                invocation.note("There is no answer to take back.")
        elif key == "o":
            typer.launch(os.fsdecode(path))
        elif key in _KEYS:
            looking.answer(photo_id, _KEYS[key])
            invocation.note(looking.knowledge.sentence)
        else:
            invocation.note(_HELP)
    invocation.say("All photos of this review were asked about.")


def _review(looking: LabelReview, questions: list[tuple[bytes, float]]) -> dict[str, Any]:
    known: Knowledge = looking.knowledge
    return {
        "list": looking.labels.name,
        "label": looking.label,
        "threshold": looking.labels.thresholds.get(looking.label),
        "found_threshold": round(known.threshold, 4) if known.checking else None,
        "right": known.right,
        "low": known.low,
        "high": known.high,
        "answers": known.answers,
        "photos": known.photos,
        "clicks": known.clicks,
        "checking": known.checking,
        "sentence": known.sentence,
        "ask": [
            {**path_fields(path), "probability": round(chance, 4)} for path, chance in questions
        ],
    }


def _say_review(
    invocation: Invocation,
    looking: LabelReview,
    questions: list[tuple[bytes, float]],
    *,
    was_set: bool,
) -> None:
    for path, chance in questions:
        invocation.say(f"{chance:6.1%}  {path_fields(path)['path']}")
    invocation.say(looking.knowledge.sentence)
    if was_set:
        at = looking.labels.thresholds[looking.label]
        invocation.say(f"The threshold of {looking.label} is {at:.1%} now.")
    elif questions:
        invocation.note("Answer with --yes FILE, --no FILE and --skip FILE; end with --set.")


# ── none of these ───────────────────────────────────────────────────────────────────────────


def inbox(
    context: typer.Context,
    list_: str,
    dismiss: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Needs no label of the list.")
    ] = None,
    groups: Annotated[int, typer.Option(min=1, help="How many groups at most.")] = 12,
    as_json: Json = False,
) -> None:
    """Photos that no label of a list explains, in groups, with words for new labels."""
    invocation = of(context)
    writes = bool(dismiss)
    with invocation.library(write=writes) as library:
        if dismiss:
            ids = [library.showing.photo_at(each) for each in dismiss]
            library.tagging.dismiss(list_, ids)
        found = library.tagging.none_of_these(list_, most=groups)
        every = [photo for each in found for photo in each.photo_ids.tolist()]
        places = library.showing.paths(every)
    if not found and not as_json:
        invocation.say(f"Every photo has a label of {list_}, or too few are left to group.")
    documents: list[dict[str, Any]] = []
    for each in found:
        paths = [places[photo][0] for photo in each.photo_ids.tolist() if photo in places]
        documents.append({"words": list(each.words), "photos": [path_fields(p) for p in paths]})
        if not as_json:
            words = ", ".join(each.words) or "no word fits"
            invocation.say(f"{len(paths):,} photos: {words}")
            invocation.say(*(f"  {path_fields(p)['path']}" for p in paths[:3]))
    if as_json:
        invocation.answer({"list": list_, "groups": documents})
