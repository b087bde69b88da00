"""Renders the macros of ``templates/`` for a page: autoescaped, in the page's language, with its
links.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context as TemplateContext
from markupsafe import Markup

from secondleap.data.schema import Claim, Evidence, Place, Quantity
from secondleap.data.standing import Standing, standing, strongest_first
from secondleap.render.context import Context
from secondleap.render.quantities import parts, published
from secondleap.render.strings import KINDS, PLACE_KINDS, STANDINGS, THEMES, VERDICTS, WORDS
from secondleap.text import formatting
from secondleap.text.particles import Noun


@pass_context
def _number(scope: TemplateContext, value: int) -> str:
    return formatting.number(value, scope["language"])


@pass_context
def _date(scope: TemplateContext, value: str) -> str:
    return formatting.date(value, scope["language"])


@pass_context
def _period(scope: TemplateContext, value: str) -> str:
    return formatting.period(value, scope["language"])


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("secondleap.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": _number,
        "date": _date,
        "period": _period,
        "unbroken": formatting.unbroken,
        "listed": formatting.listed,
    }
    return environment


@lru_cache(maxsize=32)
def _module(template: str, context: Context) -> Any:
    """The macros of ``template``, with what they may use of ``context``."""
    language = context.language

    def place_name(place: Place) -> str:
        name = place[language]
        if place.kind == "world":
            return name
        return formatting.noted(name, PLACE_KINDS[place.kind][language], language)

    def figure_parts(figure: Quantity) -> tuple[str, str, str]:
        return parts(abs(figure.value), figure.unit, context)

    def published_value(record: str, value: str) -> str:
        return published(record, value, context)

    sources = context.dataset.sources

    def by_kind(lines: list[Evidence]) -> list[tuple[str | None, list[Evidence]]]:
        groups = groupby(lines, lambda line: sources[line.source].kind)
        return [(kind, list(group)) for kind, group in groups]

    def claim_standing(claim: Claim) -> Standing:
        return standing(claim, sources)

    def ranked(claim: Claim) -> list[Evidence]:
        return strongest_first(claim, sources)

    return (
        _environment()
        .get_template(f"{template}.html.j2")
        .make_module(
            {
                "language": language,
                "other": "en" if language == "ko" else "ko",
                "dataset": context.dataset,
                "href": context.href,
                "file": context.file,
                "page_address": context.page,
                "pictures": context.pictures,
                "whole": context.whole,
                "frame": context.frame,
                "words": WORDS[language],
                "verdicts": VERDICTS,
                "standings": STANDINGS,
                "kinds": {name: texts[language] for name, texts in KINDS.items()},
                "standing": claim_standing,
                "strongest_first": ranked,
                "by_kind": by_kind,
                "themes": THEMES,
                "license": "CC BY 4.0",
                "place_name": place_name,
                "parts": figure_parts,
                "published": published_value,
                "noun": Noun,
            }
        )
    )


def render(template: str, macro: str, context: Context, *arguments: Any) -> str:
    """The HTML of ``macro`` of ``templates/<template>.html.j2``, well-formed as XML too.

    Raises `jinja2.UndefinedError` where the macro asks for a string that does not exist.
    """
    return str(getattr(_module(template, context), macro)(*arguments))


def markup(html: str) -> Markup:
    """``html`` that a template shall not escape: it was rendered by us."""
    return Markup(html)
