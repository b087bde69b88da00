"""How well a claim is supported: derived from its lines of evidence, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from secondleap.data.schema import Claim, Evidence, Source

Standing = Literal["firm", "thin", "open"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
# Who speaks, from the strongest to the weakest.
KINDS = (
    "office",
    "scholarship",
    "press",
    "company",
    "union",
    "advocacy",
    "party",
    "encyclopedia",
    "personal",
)
_READ = ("passage", "excerpt", "not", None)
_SEEN = ("original", "copy", "excerpt", None)


def _is_firm(lines: Iterable[Evidence], sources: Mapping[str, Source]) -> bool:
    """Whether ``lines`` hold an office's or a study's statement, or two independent papers.

    Only passages that were read count. An office's or a study's statement counts alone where it was
    seen in the original, and with a second one where it was seen in a copy or an excerpt. Papers
    are independent where their publishers differ.
    """
    own, papers = set(), set()
    for line in lines:
        source = sources.get(line.source)
        if source is None or line.read != "passage":
            continue
        if source.kind in ("office", "scholarship"):
            if source.seen == "original":
                return True
            own.add(source.URL)
        elif source.kind == "press":
            papers.add(source.publisher)
    return len(own) > 1 or len(papers) > 1


def standing(claim: Claim, sources: Mapping[str, Source]) -> Standing:
    """The standing of ``claim``, whose evidence names ``sources`` by id.

    Firm: an office's or a study's own statement, seen in the original or in two copies; or two
    independent papers with passages. Open: nothing that was read, or contrary evidence of equal
    weight. Thin: everything else.
    """
    read = [line for line in claim.evidence if line.read in ("passage", "excerpt")]
    support = [line for line in read if not line.against]
    contrary = [line for line in read if line.against]
    if not support:
        return "open"
    if _is_firm(support, sources):
        return "open" if _is_firm(contrary, sources) else "firm"
    return "open" if contrary else "thin"


def strongest_first(claim: Claim, sources: Mapping[str, Source]) -> list[Evidence]:
    """The lines of evidence by who speaks, by what was read of them, and by where it was seen."""

    def rank(line: Evidence) -> tuple[int, int, int, int]:
        source = sources[line.source]
        kind = KINDS.index(source.kind) if source.kind else len(KINDS)
        return kind, _READ.index(line.read), _SEEN.index(source.seen), not line.quote

    return sorted(claim.evidence, key=rank)
