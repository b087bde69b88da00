"""Rules on citations: a claim that is cited exists, a claim that exists is cited."""

from __future__ import annotations

from collections.abc import Iterator

from secondleap.checks.registry import READABLE, Finding, rule
from secondleap.checks.site import Site
from secondleap.text.messages import message, nearest


@rule("P208", requires=READABLE)
def known_claim(site: Site) -> Iterator[Finding]:
    """Every claim cited exists in data/claims.

    Correct the id, or add the claim's record to the city's file in data/claims.
    """
    claims = site.dataset.claims
    for page in site.all_pages:
        for claim, line in page.citations:
            if claim not in claims:
                hint = nearest(claim, claims)
                found = message("the unknown claim '{claim}'{hint}", claim=claim, hint=hint)
                yield Finding(page.file, line, found, (claim, page.file))


@rule("P210")
def no_own_definition(site: Site) -> Iterator[Finding]:
    """Footnotes are never defined on a page: their text comes from the records.

    Remove the definition; put what it says into the claim's evidence or note.
    """
    for page in site.all_pages:
        for claim, line in page.definitions:
            found = message("a definition of '[^{claim}]'", claim=claim)
            yield Finding(page.file, line, found)


@rule("D106")
def claim_cited(site: Site) -> Iterator[Finding]:
    """Every claim is cited by a story, so that readers meet it.

    Cite it with [^claim-id] in the story it belongs to, or remove the record.
    """
    cited = {claim for page in site.all_pages if page.is_story for claim, _ in page.citations}
    for claim in site.dataset.records["claims"]:
        if claim.id not in cited and claim.group not in site.unfinished:
            yield Finding(
                claim.file, claim.line, message("the claim '{id}' that no story cites", id=claim.id)
            )
