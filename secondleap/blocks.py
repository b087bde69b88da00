"""The blocks a writer may use, ``/// name | argument``: what each takes, and what it shows.

One table serves the Markdown extension, which renders them, and the rules, which check them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secondleap.ledger import Ledger
from secondleap.model import Claim, Event
from secondleap.render import Context, access, chart, downloads, drawing, evidence, lists, network, structured, timeline
from secondleap.say import said
from secondleap.terms import told

Ids = frozenset[str]
# The ledger's files below data/, and the kind of record in each.
FILE_KINDS = {"claims.json": "claims", "events.csv": "events", "terms.json": "terms", "sources.csl.json": "sources", "sources.bib": "sources"}


@dataclass(frozen=True)
class Block:
    """``fault`` says what is wrong with an argument, or nothing; ``render`` makes the HTML; ``anchors`` are the ids in it.

    ``takes_text`` blocks hold Markdown; all others are made from data alone. ``cites`` tells which words of the argument
    are claims: their citations are numbered with those in the text.
    """

    argument: str
    fault: Callable[[Ledger, str], str]
    render: Callable[[str, Context], str]
    anchors: Callable[[Ledger, str], Ids] = lambda ledger, argument: frozenset()
    cites: Callable[[str], list[str]] = lambda argument: []
    takes_text: bool = False


def ledger_claims(ledger: Ledger, name: str) -> list[Claim]:
    """The claims that have their address in the ledger ``name``: ``article``, or a city's."""
    return [claim for claim in ledger.records["claims"] if claim.ledger == name]


def _no_argument(_: Ledger, argument: str) -> str:
    return said("takes no argument, but has '{argument}'", argument=argument) if argument else ""


def _ledger_fault(ledger: Ledger, argument: str) -> str:
    return "" if argument in ledger.cities or ledger_claims(ledger, argument) else said("names the unknown ledger '{argument}'", argument=argument)


def _facts_fault(ledger: Ledger, argument: str, most: int = 4) -> str:
    ids = argument.split()
    if not 1 <= len(ids) <= most:
        return said("names {count} claims instead of 1 to {most}", count=len(ids), most=most)
    for claim in (ledger.claims[name] for name in ids if name in ledger.claims):  # unknown ones are P208's
        if not claim.headline or not claim.figures:
            return said("names the claim '{id}', which has no headline or no figure", id=claim.id)
    return ""


def _city_fault(ledger: Ledger, argument: str) -> str:
    city, _, rest = argument.partition(" ")
    return _facts_fault(ledger, rest) if city in ledger.cities else said("names the unknown city '{city}'", city=city)


def _chart_fault(ledger: Ledger, argument: str) -> str:
    return "" if argument in ledger.charts else said("names the unknown chart '{argument}'", argument=argument)


def _drawing_fault(ledger: Ledger, argument: str) -> str:
    if argument not in ledger.drawings:
        return said("names the unknown drawing '{argument}'", argument=argument)
    missing = [name for name in drawing.files(ledger.drawings[argument]).values() if not (ledger.root / drawing.FOLDER / name).is_file()]
    return said("names a drawing without its file {files}", files=", ".join(missing)) if missing else ""


def _events(ledger: Ledger, name: str) -> list[Event]:
    return [event for event in ledger.records["events"] if name in ("all", event.group)]


def _timeline_fault(ledger: Ledger, argument: str) -> str:
    return "" if argument in ledger.cities or _events(ledger, argument) else said("names the unknown timeline '{argument}'", argument=argument)


def _ledger(argument: str, context: Context) -> str:
    claims = ledger_claims(context.ledger, argument)
    return evidence.ledger(argument, claims, context) + structured.claim_reviews(claims, context)


def _glossary(argument: str, context: Context) -> str:
    terms = context.ledger.records["terms"]
    return lists.glossary(terms, told(context.ledger, context.language), context) + structured.defined_terms(terms, context)


def _series(argument: str, context: Context) -> str:
    return downloads.series_files(context) + structured.datasets(context.ledger.series.values(), context)


def _claims(argument: str, context: Context) -> list[Claim]:
    return [context.ledger.claims[name] for name in argument.split()]


BLOCKS: dict[str, Block] = {
    "facts": Block(
        "claim ids", _facts_fault, lambda argument, context: evidence.facts(_claims(argument, context), context), cites=lambda argument: argument.split()
    ),
    "city": Block(
        "a city and claim ids",
        _city_fault,
        lambda argument, context: evidence.facts(_claims(argument.partition(" ")[2], context), context),
        cites=lambda argument: argument.split()[1:],
        takes_text=True,
    ),
    "ledger": Block(
        "article or a city",
        _ledger_fault,
        _ledger,
        anchors=lambda ledger, argument: frozenset(claim.id for claim in ledger_claims(ledger, argument)),
    ),
    "verdicts": Block(
        "article or a city",
        _ledger_fault,
        lambda argument, context: evidence.verdict_bar(ledger_claims(context.ledger, argument), context),
    ),
    "sources": Block(
        "nothing",
        _no_argument,
        lambda argument, context: lists.sources(context.ledger.records["sources"], context),
        anchors=lambda ledger, argument: frozenset(ledger.sources),
    ),
    "glossary": Block(
        "nothing",
        _no_argument,
        _glossary,
        anchors=lambda ledger, argument: frozenset(ledger.terms),
    ),
    "chart": Block(
        "a chart id",
        _chart_fault,
        lambda argument, context: chart.card(context.ledger.charts[argument], context),
        anchors=lambda ledger, argument: frozenset({argument}),
    ),
    "timeline": Block(
        "all or a city",
        _timeline_fault,
        lambda argument, context: timeline.timeline(_events(context.ledger, argument), context),
        anchors=lambda ledger, argument: frozenset(event.id for event in _events(ledger, argument)),
    ),
    "downloads": Block("nothing", _no_argument, lambda argument, context: downloads.ledger_files(FILE_KINDS, context)),
    "series": Block("nothing", _no_argument, _series),
    "access": Block("nothing", _no_argument, lambda argument, context: access.tested(context)),
    "corrections": Block("nothing", _no_argument, lambda argument, context: downloads.corrections(context)),
    "copies": Block("nothing", _no_argument, lambda argument, context: downloads.copies(context)),
    "map": Block("nothing", _no_argument, lambda argument, context: network.network_map(context)),
    "drawing": Block(
        "a drawing's id",
        _drawing_fault,
        lambda argument, context: drawing.figure(context.ledger.drawings[argument], context),
        anchors=lambda ledger, argument: frozenset({argument}),
    ),
}


def cited_by_block(name: str, argument: str) -> list[str]:
    """The claims that a block cites, in order."""
    return BLOCKS[name].cites(argument) if name in BLOCKS else []


def block_fault(ledger: Ledger, name: str, argument: str, full: bool) -> str:
    """What is wrong with a block, or nothing. ``full`` tells whether text stands inside it."""
    if name not in BLOCKS:
        return said("the unknown block '{name}' (known: {blocks})", name=name, blocks=", ".join(BLOCKS))
    if full and not BLOCKS[name].takes_text:
        return said("the block '{name}' with text in it, but it takes none", name=name)
    fault = BLOCKS[name].fault(ledger, argument)
    return said("the block '{name}' {fault} (it takes {argument})", name=name, fault=fault, argument=said(BLOCKS[name].argument)) if fault else ""
