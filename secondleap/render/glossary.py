"""The glossary, and the card of a term."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from secondleap.data.schema import Term
from secondleap.pages.markdown_source import Page
from secondleap.render.context import Context
from secondleap.render.evidence import source_link
from secondleap.render.html import link
from secondleap.render.strings import WORDS
from secondleap.text.formatting import number
from secondleap.text.particles import Noun


def _named(term: Term, context: Context) -> str:
    """A term's name in the other language, and how a Korean one is read by those who do not read Hangul."""
    language = context.language
    other = "en" if language == "ko" else "ko"
    if term[language] == term[other]:
        return ""
    roman = (
        f' <span class="term__roman" lang="ko-Latn">{escape(term.roman)}</span>'
        if term.roman and language == "en"
        else ""
    )
    return f'<p class="term__other"><span lang="{other}">{escape(term[other])}</span>{roman}</p>'


def _source(term: Term, context: Context) -> str:
    label = WORDS[context.language]["source"]
    return f'<p class="term__source"><span class="label">{label}</span> {source_link(context.dataset.sources[term.source], context)}</p>'


def term_card(term: Term, context: Context) -> str:
    """A term as the card of its first mention shows it. Its way to the glossary is the mention's own, which theme/assets/evidence.js puts in."""
    language = context.language
    return (
        f'<div class="term-card" data-card="{term.id}"><p class="term__name"><strong>{escape(term[language])}</strong></p>{_named(term, context)}'
        f'<p>{escape(term.definition[language])}</p>{_source(term, context)}<p class="term__entry">{WORDS[language]["in_glossary"]}</p></div>'
    )


def glossary(terms: Iterable[Term], told: dict[str, list[Page]], context: Context) -> str:
    """Every term with its names, its definition, the source of it, and the pages that tell it, in alphabetical order."""
    language = context.language
    words = WORDS[language]
    items = []
    for term in sorted(terms, key=lambda item: item[language].casefold()):
        seen = f"{term[language]} {term['en' if language == 'ko' else 'ko']}"
        shown = [name for name in term.names if name not in seen]
        listed = "".join(f"<li>{escape(name)}</li>" for name in shown)
        also = (
            f'<div class="term__also"><span class="label">{words["also"]}</span> <ul>{listed}</ul></div>'
            if shown
            else ""
        )
        pages = "".join(
            f"<li>{link(context.href(page.path, ''), page.title)}</li>" for page in told[term.id]
        )
        subject = escape(words["told"].format(subject=Noun(term[language])))
        where = (
            f'<details class="term__told"><summary>{subject}</summary><ol>{pages}</ol></details>'
            if pages
            else ""
        )
        items.append(
            f'<section class="term"><h2 id="{term.id}">{escape(term[language])}</h2>{_named(term, context)}'
            f"<p>{escape(term.definition[language])}</p>{also}"
            f"{_source(term, context)}{where}</section>"
        )
    return f'<p class="count">{words["terms_count"].format(count=number(len(items), language))}</p><div class="glossary">{"".join(items)}</div>'
