"""The blocks a writer may use, ``/// name | argument``: what each takes, which claims it cites,
which ids it shows.

`secondleap.markdown.blocks` renders them; the rules check them by the same table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secondleap.data.dataset import Dataset
from secondleap.data.schema import ARTICLE_LEDGER, DRAWINGS, RECORD_TEMPLATES, Claim, Event
from secondleap.text.messages import message

Ids = frozenset[str]
PEAKS = (
    "picture",
    "ten",
    "bands",
    "sensitivity",
    "files",
)  # what the block of cities after their peak shows


@dataclass(frozen=True)
class Block:
    """``fault`` says what is wrong with an argument, or nothing; ``anchors`` are the ids in what
    the block shows.

    ``takes_text`` blocks hold Markdown; all others are made from data alone. ``cites`` says which
    words of the argument
    are claims: their citations are numbered with those in the text. The argument of a ``titled``
    block is a title, in the page's language.
    """

    argument: str
    fault: Callable[[Dataset, str], str]
    anchors: Callable[[Dataset, str], Ids] = lambda dataset, argument: frozenset()
    cites: Callable[[str], list[str]] = lambda argument: []
    takes_text: bool = False
    titled: bool = False


def ledger_claims(dataset: Dataset, name: str) -> list[Claim]:
    """The claims that have their address in the ledger ``name``: ``article``, or a city's."""
    return [claim for claim in dataset.records["claims"] if claim.ledger == name]


def timeline_events(dataset: Dataset, name: str) -> list[Event]:
    """The events of the city ``name``, or all."""
    return [event for event in dataset.records["events"] if name in ("all", event.group)]


def _no_argument(_: Dataset, argument: str) -> str:
    return message("takes no argument, but has '{argument}'", argument=argument) if argument else ""


def _ledger_fault(dataset: Dataset, argument: str) -> str:
    if argument == ARTICLE_LEDGER or argument in dataset.cities:
        return ""
    return message("names the unknown ledger '{argument}'", argument=argument)


def _facts_fault(dataset: Dataset, argument: str, most: int = 4) -> str:
    ids = argument.split()
    if not 1 <= len(ids) <= most:
        return message("names {count} claims instead of 1 to {most}", count=len(ids), most=most)
    # Unknown claims are the business of the rule on citations.
    for claim in (dataset.claims[name] for name in ids if name in dataset.claims):
        if not claim.headline or not claim.figures:
            return message(
                "names the claim '{id}', which has no headline or no figure", id=claim.id
            )
    return ""


def _city_fault(dataset: Dataset, argument: str) -> str:
    city, _, rest = argument.partition(" ")
    if city in dataset.cities:
        return _facts_fault(dataset, rest)
    return message("names the unknown city '{city}'", city=city)


def _chart_fault(dataset: Dataset, argument: str) -> str:
    if argument in dataset.charts:
        return ""
    return message("names the unknown chart '{argument}'", argument=argument)


def _drawing_fault(dataset: Dataset, argument: str) -> str:
    if argument not in dataset.drawings:
        return message("names the unknown drawing '{argument}'", argument=argument)
    files = dataset.drawings[argument].files.values()
    missing = [name for name in files if not (dataset.root / DRAWINGS / name).is_file()]
    return (
        message("names a drawing without its file {files}", files=", ".join(missing))
        if missing
        else ""
    )


def _timeline_fault(dataset: Dataset, argument: str) -> str:
    if argument in dataset.cities or timeline_events(dataset, argument):
        return ""
    return message("names the unknown timeline '{argument}'", argument=argument)


def _template_fault(_: Dataset, argument: str) -> str:
    if argument in RECORD_TEMPLATES:
        return ""
    kinds = ", ".join(RECORD_TEMPLATES)
    return message(
        "names the unknown kind '{argument}', not one of {kinds}", argument=argument, kinds=kinds
    )


def _glossary_fault(dataset: Dataset, argument: str) -> str:
    wrong = [name for name in argument.split() if name not in dataset.terms]
    return message("names the unknown term '{term}'", term=wrong[0]) if wrong else ""


def _peaks_fault(_: Dataset, argument: str) -> str:
    if argument in PEAKS:
        return ""
    return message("shows the unknown '{argument}'", argument=argument)


def _peaks_anchors(dataset: Dataset, argument: str) -> Ids:
    rows = (peak.id for peak in dataset.peaks.all) if argument == PEAKS[0] else ()
    return frozenset({f"peaks-{argument}", *rows})


def _title_fault(_: Dataset, argument: str) -> str:
    return "" if argument else message("has no title")


def _itself(_: Dataset, argument: str) -> Ids:
    return frozenset({argument})


_NOTHING = Block("nothing", _no_argument)
BLOCKS: dict[str, Block] = {
    "facts": Block("claim ids", _facts_fault, cites=lambda argument: argument.split()),
    "city": Block(
        "a city and claim ids",
        _city_fault,
        cites=lambda argument: argument.split()[1:],
        takes_text=True,
    ),
    "more": Block("a title", _title_fault, takes_text=True, titled=True),
    "ledger": Block(
        "article or a city",
        _ledger_fault,
        lambda dataset, argument: frozenset(claim.id for claim in ledger_claims(dataset, argument)),
    ),
    "verdicts": Block("article or a city", _ledger_fault),
    "sources": Block("nothing", _no_argument, lambda dataset, argument: frozenset(dataset.sources)),
    "glossary": Block(
        "nothing, or term ids",
        _glossary_fault,
        lambda dataset, argument: frozenset(argument.split() or dataset.terms),
    ),
    "chart": Block("a chart id", _chart_fault, _itself),
    "timeline": Block(
        "all or a city",
        _timeline_fault,
        lambda dataset, argument: frozenset(
            event.id for event in timeline_events(dataset, argument)
        ),
    ),
    "downloads": _NOTHING,
    "series": Block("nothing", _no_argument, lambda dataset, argument: frozenset(dataset.series)),
    "columns": _NOTHING,
    "access": _NOTHING,
    "corrections": _NOTHING,
    "template": Block("a kind of record", _template_fault),
    "rules": _NOTHING,
    "copies": _NOTHING,
    "map": _NOTHING,
    "peaks": Block("picture, ten, bands, sensitivity or files", _peaks_fault, _peaks_anchors),
    "drawing": Block("a drawing's id", _drawing_fault, _itself),
}


def cited_by_block(name: str, argument: str) -> list[str]:
    """The claims that a block cites, in order."""
    return BLOCKS[name].cites(argument) if name in BLOCKS else []


def block_fault(dataset: Dataset, name: str, argument: str, full: bool) -> str:
    """What is wrong with a block, or nothing. ``full`` says whether there is text in it."""
    if name not in BLOCKS:
        return message(
            "the unknown block '{name}' (known: {blocks})", name=name, blocks=", ".join(BLOCKS)
        )
    if full and not BLOCKS[name].takes_text:
        return message("the block '{name}' with text in it, but it takes none", name=name)
    fault = BLOCKS[name].fault(dataset, argument)
    takes = message(BLOCKS[name].argument)
    return (
        message(
            "the block '{name}' {fault} (it takes {argument})",
            name=name,
            fault=fault,
            argument=takes,
        )
        if fault
        else ""
    )
