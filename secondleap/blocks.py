"""The blocks a writer may use, ``/// name | argument``: what each takes, and what it shows.

One table serves the Markdown extension, which renders them, and the rules, which check them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secondleap.ledger import Ledger
from secondleap.model import ARTICLE_LEDGER, Claim
from secondleap.render import Context, chart, evidence, lists
from secondleap.render.words import GROUPS

Ids = frozenset[str]


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
    return f"takes no argument, but has '{argument}'" if argument else ""


def _ledger_fault(ledger: Ledger, argument: str) -> str:
    return "" if ledger_claims(ledger, argument) else f"names the unknown ledger '{argument}'"


def _facts_fault(ledger: Ledger, argument: str, most: int = 4) -> str:
    ids = argument.split()
    if not 1 <= len(ids) <= most:
        return f"names {len(ids)} claims instead of 1 to {most}"
    for claim in (ledger.claims[name] for name in ids if name in ledger.claims):  # unknown ones are P208's
        if not claim.headline or not claim.figures:
            return f"names the claim '{claim.id}', which has no headline or no figure"
    return ""


def _city_fault(ledger: Ledger, argument: str) -> str:
    city, _, rest = argument.partition(" ")
    return _facts_fault(ledger, rest) if city in GROUPS else f"names the unknown city '{city}'"


def _chart_fault(ledger: Ledger, argument: str) -> str:
    unknown = [name for name in argument.split() if name not in ledger.series]
    return f"names the unknown series {unknown}" if unknown or not argument else ""


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
        f"{ARTICLE_LEDGER} or a city",
        _ledger_fault,
        lambda argument, context: evidence.ledger(argument, ledger_claims(context.ledger, argument), context),
        anchors=lambda ledger, argument: frozenset(claim.id for claim in ledger_claims(ledger, argument)),
    ),
    "verdicts": Block(
        f"{ARTICLE_LEDGER} or a city",
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
        lambda argument, context: lists.glossary(context.ledger.records["terms"], context),
        anchors=lambda ledger, argument: frozenset(ledger.terms),
    ),
    "chart": Block("series ids", _chart_fault, lambda argument, context: chart.since_peak(argument.split(), context)),
}


def cited_by_block(name: str, argument: str) -> list[str]:
    """The claims that a block cites, in order."""
    return BLOCKS[name].cites(argument) if name in BLOCKS else []


def block_fault(ledger: Ledger, name: str, argument: str, full: bool) -> str:
    """What is wrong with a block, or nothing. ``full`` tells whether text stands inside it."""
    if name not in BLOCKS:
        return f"the unknown block '{name}' (known: {', '.join(BLOCKS)})"
    if full and not BLOCKS[name].takes_text:
        return f"the block '{name}' with text in it, but it takes none"
    fault = BLOCKS[name].fault(ledger, argument)
    return f"the block '{name}' {fault} (it takes {BLOCKS[name].argument})" if fault else ""
