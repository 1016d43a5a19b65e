"""Commands that ask: search, similar, describe."""

import re
import shlex
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from photoclip import paths
from photoclip.cli.invocation import Invocation, Json, of, path_fields, tower_of
from photoclip.cli.plain import shown
from photoclip.cli.relevance import Line, say_hits
from photoclip.errors import UsageError
from photoclip.library import describing
from photoclip.library.describing import vector_of_file
from photoclip.library.labels import read_label_list
from photoclip.photos.decoder import DecoderPool
from photoclip.query import Place, Understood, format_condition, format_query, parse, quoted
from photoclip.query import describe as describe_filters
from photoclip.records import Hit, SearchAnswer, display_text

_LIMIT = 20


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    words_begin_with_minus = {"ignore_unknown_options": True}
    app.command(context_settings=words_begin_with_minus)(search)
    app.command()(similar)
    app.command()(describe)


def search(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="What is in the photo; -WORD: what is not; 2:WORD: what counts more; like:FILE: "
            "pictures like this; filters such as folder:Norway, joined by or, not and parentheses "
            "(see --filters)."
        ),
    ] = None,
    image: Annotated[
        list[Path] | None, typer.Option("--image", help="A picture like those wanted.")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", help="Words that must not fit.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many to show.")] = _LIMIT,
    every: Annotated[bool, typer.Option("--all", help="Show the whole ranking.")] = False,
    line: Line = None,
    filters: Annotated[
        bool, typer.Option("--filters", help="List all that can be asked, with examples.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Find photos by what is in them."""
    invocation = of(context)
    if filters:
        _tell_filters(invocation, as_json=as_json)
        return
    for word in words or []:
        if word.startswith("--") and len(word) > 2:
            raise UsageError(f"There is no option {word}; see 'photoclip search --help'.")
    asked = parse(" ".join(map(_as_typed, words or [])))
    unwanted = tuple(text.strip() for text in without or [] if text.strip())
    query = replace(asked, without=asked.without + unwanted)
    if query.is_empty and not image:
        raise UsageError("Say what to look for, such as: photoclip search a red car at night")
    with invocation.library(write=False) as library:
        most = None if every else limit
        meant = library.placing.understood(query)
        found = library.search(meant.query, images=image or [], limit=most, line=line)
        answer = library.showing.placed(found)
    _tell(invocation, answer, meant, as_json=as_json)


def similar(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A picture inside or outside the library.")],
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many to show.")] = _LIMIT,
    every: Annotated[bool, typer.Option("--all", help="Show the whole ranking.")] = False,
    line: Line = None,
    as_json: Json = False,
) -> None:
    """Find photos that look like a picture."""
    invocation = of(context)
    with invocation.library(write=False) as library:
        found = library.similar(file, limit=None if every else limit, line=line)
        answer = library.showing.placed(found)
    _tell(invocation, answer, as_json=as_json)


def describe(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A picture inside or outside the library.")],
    label: Annotated[
        list[str] | None,
        typer.Option("--label", help="Choose among these words instead of the built-in ones."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many of each.")] = 5,
    as_json: Json = False,
) -> None:
    """Say in words what a picture shows: the best labels and sentences."""
    invocation = of(context)
    words = label or list(read_label_list(paths.resources() / "labels" / "everyday.txt").labels)
    tower = tower_of(invocation)
    with DecoderPool(1, short_side=tower.decode_side, log_path=paths.decoder_log()) as decoder:
        vector = vector_of_file(tower, decoder, file)
    description = describing.describe(tower, vector, words, most=limit)
    if as_json:
        invocation.answer(
            {
                "labels": [_text_score(*each) for each in description.labels],
                "sentences": [_text_score(*each) for each in description.sentences],
            }
        )
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    for text, score in description.labels:
        table.add_row(f"{score:6.1%}", shown(text))
    invocation.say(table, "")
    for text, _ in description.sentences:
        invocation.say(f"  {text}")


def answer_document(answer: SearchAnswer, meant: Understood | None = None) -> dict[str, Any]:
    """What `search --json` prints."""
    return {
        "query": answer.query,
        "understood": [_place(each) for each in meant.places] if meant else [],
        "model": answer.model,
        "total": answer.total,
        "likely": answer.likely,
        "maybe": answer.maybe,
        "line": answer.line,
        "hits": [_hit(hit) for hit in answer.hits],
        "failed": [{**path_fields(each.path), "reason": each.reason} for each in answer.failures],
        "notes": list(answer.notes),
        "seconds": round(answer.seconds, 4),
    }


def _place(read: Place) -> dict[str, str]:
    return {"words": read.words, "filter": format_condition(read.filter, bare=True)}


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        **path_fields(hit.paths[0]),
        "paths": [display_text(path) for path in hit.paths],
        "score": None if hit.score is None else round(hit.score, 5),
        "relevance": None if hit.relevance is None else round(hit.relevance, 4),
        "band": hit.band,
    }


def _text_score(text: str, score: float) -> dict[str, Any]:
    return {"text": text, "score": round(score, 5)}


def _tell(
    invocation: Invocation,
    answer: SearchAnswer,
    meant: Understood | None = None,
    *,
    as_json: bool,
) -> None:
    if as_json:
        invocation.answer(answer_document(answer, meant))
        return
    if meant is not None and meant.as_words is not None:
        asked = ", ".join(_place(each)["filter"] for each in meant.places)
        words = shlex.quote(format_query(meant.as_words))
        invocation.note(f"Understood as {asked}; for the words: photoclip search {words}")
    for note in answer.notes:
        invocation.note(note)
    say_hits(invocation, answer)
    for each in answer.failures:
        invocation.say(each.text, f"    {each.reason}")
    shown = f"the best {len(answer.hits):,} of " if len(answer.hits) < answer.total else ""
    failed = f", {len(answer.failures):,} files that cannot be read" if answer.failures else ""
    invocation.note(
        f"{shown}{answer.total:,} photos{failed}, {answer.seconds:.2f} s, {answer.model}"
    )


def _as_typed(word: str) -> str:
    """A word of the command line; the shell took the quotes from a file's name with spaces."""
    found = re.fullmatch(r"(-?(?:[\d.]+:)?like:)([^\"]*\s[^\"]*)", word)
    if found is not None and Path(found[2]).expanduser().is_file():
        return f"{found[1]}{quoted(found[2])}"
    return word


def _tell_filters(invocation: Invocation, *, as_json: bool) -> None:
    """What a search text can hold, each with an example."""
    if as_json:
        found = [{"example": each.example, "meaning": each.meaning} for each in describe_filters()]
        invocation.answer({"filters": found})
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    for each in describe_filters():
        table.add_row(shown(each.example, no_wrap=True), shown(each.meaning))
    invocation.say(table, "")
    invocation.note(
        "Spaces inside a value need quotes, and these need quotes of the shell: "
        'photoclip search \'boat folder:"New York" 2:"red car"\''
    )
