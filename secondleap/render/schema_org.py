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

ORGANIZATION = {"@type": "Organization", "name": "Second Leap"}
# What is judged is the magazine's article, sentence by sentence, and no person.
_MAGAZINE = "UNIST 매거진 (UNIST Magazine)"
_ARTICLE = {
    "@type": "Article",
    "datePublished": "2021",
    "inLanguage": "ko",
    "isPartOf": {"@type": "Periodical", "name": _MAGAZINE},
    "publisher": {"@type": "Organization", "name": "UNIST"},
}
# The five verdicts as a rating, from the record's best to its worst; a claim that cannot be
# verified has none.
_RATING = {"confirmed": 5, "close": 4, "differs": 2, "contradicted": 1}


def script(items: list[dict[str, Any]]) -> str:
    """JSON-LD as a script element, well-formed as XML too."""
    text = json.dumps({"@context": "https://schema.org", "@graph": items}, ensure_ascii=False)
    return f'<script type="application/ld+json">{escape(text, quote=False)}</script>'


def claim_review(claim: Claim, context: Context, address: str, day: str) -> str:
    """A claim of the article as a ClaimReview, with the verdict's word as its rating. ``address``
    is that of its page, ``day`` that of the edition."""
    assert claim.article
    language, verdict = context.language, claim.article.verdict
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": VERDICTS[verdict][language]}
    if verdict in _RATING:
        rating |= {"ratingValue": _RATING[verdict], "bestRating": 5, "worstRating": 1}
    return script(
        [
            {
                "@type": "ClaimReview",
                "url": address,
                "datePublished": day,
                "inLanguage": language,
                "claimReviewed": claim.article[language],
                "itemReviewed": {
                    "@type": "Claim",
                    "author": {"@type": "Organization", "name": _MAGAZINE},
                    "datePublished": "2021",
                    "appearance": _ARTICLE,
                },
                "reviewBody": claim[language],
                "reviewRating": rating,
                "author": ORGANIZATION,
                "publisher": ORGANIZATION,
                "license": "https://creativecommons.org/licenses/by/4.0/",
            }
        ]
    )


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
        name = f"{each.titles[language]}, {place}"
        license = each.licenses[0]
        path = f"data/series/{each.path}"
        items.append(
            {
                "@type": "Dataset",
                "name": name,
                "description": f"{name}. {each.notes[language]} {WORDS[language]['dataset_about']}",
                "url": f"{context.page}#{each.name}",
                "inLanguage": language,
                "license": license.path or {"@type": "CreativeWork", "name": license.title},
                "dateModified": each.modified,
                "spatialCoverage": place,
                "creator": ORGANIZATION,
                "distribution": {
                    "@type": "DataDownload",
                    "encodingFormat": "text/csv",
                    "contentUrl": context.site + path if context.site else context.file(path),
                },
            }
        )
    return script(items)
