"""What search engines read of a ledger, the glossary and the data (schema.org), as JSON-LD in the
page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from secondleap.data.schema import Claim, Term
from secondleap.data.series import Series
from secondleap.render.context import Context
from secondleap.render.strings import VERDICTS, WORDS

_ARTICLE = {
    "@type": "CreativeWork",
    "datePublished": "2021",
    "inLanguage": "ko",
    "author": {"@type": "Person", "name": "임성훈 (Sunghoon Lim)"},
}
# The five verdicts as a rating, from the record's best to its worst; a claim that cannot be
# verified has none.
_RATING = {"confirmed": 5, "close": 4, "differs": 2, "contradicted": 1}


def script(items: list[dict[str, Any]]) -> str:
    """JSON-LD as a script element, well-formed as XML too."""
    text = json.dumps({"@context": "https://schema.org", "@graph": items}, ensure_ascii=False)
    return f'<script type="application/ld+json">{escape(text, quote=False)}</script>'


def claim_reviews(claims: Iterable[Claim], context: Context) -> str:
    """Every claim of the article as a ClaimReview, with the verdict's word as its rating."""
    language = context.language
    items = []
    for claim in claims:
        if not claim.article:
            continue
        verdict = claim.article.verdict
        rating: dict[str, Any] = {
            "@type": "Rating",
            "alternateName": VERDICTS[verdict][language],
        }
        if verdict in _RATING:
            rating |= {"ratingValue": _RATING[verdict], "bestRating": 5, "worstRating": 1}
        items.append(
            {
                "@type": "ClaimReview",
                "url": f"{context.page}#{claim.id}",
                "inLanguage": language,
                "claimReviewed": claim.article[language],
                "itemReviewed": {"@type": "Claim", "appearance": _ARTICLE},
                "reviewBody": claim[language],
                "reviewRating": rating,
                "author": {"@type": "Organization", "name": "Second Leap"},
            }
        )
    return script(items) if items else ""


def defined_terms(terms: Iterable[Term], context: Context) -> str:
    """The glossary as a DefinedTermSet."""
    language = context.language
    listed = [
        {
            "@type": "DefinedTerm",
            "termCode": term.id,
            "name": term[language],
            "description": term.definition[language],
            "url": f"{context.page}#{term.id}",
        }
        for term in terms
    ]
    return script(
        [
            {
                "@type": "DefinedTermSet",
                "name": WORDS[language]["kind_terms"],
                "inLanguage": language,
                "hasDefinedTerm": listed,
            }
        ]
    )


def datasets(series: Iterable[Series], context: Context) -> str:
    """Every series as a Dataset with its file."""
    language = context.language
    items = []
    for each in series:
        place = context.dataset.places[each.place][language]
        path = f"data/series/{each.path}"
        items.append(
            {
                "@type": "Dataset",
                "name": f"{each.titles[language]}, {place}",
                "description": f"{each.titles[language]}, {place}. {each.notes[language]}",
                "url": f"{context.page}#{each.name}",
                "inLanguage": language,
                "license": each.licenses[0].path or each.licenses[0].title,
                "dateModified": each.modified,
                "spatialCoverage": place,
                "creator": {"@type": "Organization", "name": "Second Leap"},
                "distribution": {
                    "@type": "DataDownload",
                    "encodingFormat": "text/csv",
                    "contentUrl": context.site + path if context.site else context.file(path),
                },
            }
        )
    return script(items)
