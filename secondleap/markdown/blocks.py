"""The site's blocks for pymdown's block processor, and what each shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from xml.etree import ElementTree

from pymdownx.blocks.block import Block as MarkdownBlock
from pymdownx.blocks.details import Details

from secondleap.checks import explain
from secondleap.data.schema import ACCESS_RECORD, DRAWINGS, LEDGER_FILES, Claim
from secondleap.markdown.element_tree import element
from secondleap.pages import record_templates
from secondleap.pages.block_syntax import BLOCKS, ledger_claims, timeline_events
from secondleap.pages.pages_by_block import pages_by_block
from secondleap.pages.pages_by_term import pages_by_term
from secondleap.render import (
    access,
    contributing,
    downloads,
    drawing,
    evidence,
    glossary,
    peaks,
    schema_org,
    sources,
    timeline,
)
from secondleap.render.charts import card, map
from secondleap.render.context import Context

Renderer = Callable[[str, Context], str]


def _claims(argument: str, context: Context) -> list[Claim]:
    return [context.dataset.claims[name] for name in argument.split()]


def _facts(argument: str, context: Context) -> str:
    return evidence.facts(_claims(argument, context), context)


def _ledger(argument: str, context: Context) -> str:
    return evidence.ledger(argument, ledger_claims(context.dataset, argument), context)


def _glossary(argument: str, context: Context) -> str:
    if argument:
        return glossary.chosen([context.dataset.terms[name] for name in argument.split()], context)
    terms = context.dataset.records["terms"]
    pages = pages_by_term(context.dataset, context.language)
    return glossary.glossary(terms, pages, context) + schema_org.defined_terms(terms, context)


def _series(_: str, context: Context) -> str:
    shown = pages_by_block(context.dataset, context.language)
    pages = {name: found[0].path for (block, name), found in shown.items() if block == "chart"}
    return downloads.series_files(pages, context) + schema_org.datasets(
        context.dataset.series.values(), context
    )


def _access(_: str, context: Context) -> str:
    file = context.dataset.root / ACCESS_RECORD
    record = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None
    return access.tested(record, context)


def _template(kind: str, context: Context) -> str:
    text = record_templates.template(context.dataset.root, kind, context.language)
    return contributing.template(text, context)


def _drawing(argument: str, context: Context) -> str:
    record = context.dataset.drawings[argument]
    folder = context.dataset.root / DRAWINGS
    files = {
        size: (folder / name).read_text(encoding="utf-8") for size, name in record.files.items()
    }
    return drawing.figure(record, files, context)


def _map(_: str, context: Context) -> str:
    land = (context.dataset.root / map.LAND).read_text(encoding="utf-8")
    return map.network_map(land, context)


PEAKS = {
    "picture": peaks.picture,
    "ten": peaks.ten,
    "bands": peaks.bands,
    "sensitivity": peaks.sensitivity,
    "files": peaks.files,
}
RENDERERS: dict[str, Renderer] = {
    "facts": _facts,
    "city": lambda argument, context: _facts(argument.partition(" ")[2], context),
    "ledger": _ledger,
    "verdicts": lambda argument, context: evidence.verdict_bar(
        ledger_claims(context.dataset, argument), context
    ),
    "sources": lambda argument, context: sources.sources(
        context.dataset.records["sources"], context
    ),
    "glossary": _glossary,
    "chart": lambda argument, context: card.card(context.dataset.charts[argument], context),
    "timeline": lambda argument, context: timeline.timeline(
        timeline_events(context.dataset, argument), context, argument != "all"
    ),
    "downloads": lambda argument, context: downloads.ledger_files(LEDGER_FILES, context),
    "series": _series,
    "columns": lambda argument, context: downloads.dictionary(context),
    "access": _access,
    "corrections": lambda argument, context: downloads.corrections(context),
    "template": _template,
    "rules": lambda argument, context: contributing.rules(
        explain.codes(), explain.example, context
    ),
    "copies": lambda argument, context: downloads.copies(context),
    "map": _map,
    "peaks": lambda argument, context: PEAKS[argument](context),
    "drawing": _drawing,
}


class _More(Details):
    """Text one press away, folded like what stands below a story."""

    NAME = "more"

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        made: ElementTree.Element = super().on_create(parent)
        made.set("class", "fold")
        return made


@cache
def block_class(name: str) -> type[MarkdownBlock]:
    """The class by which pymdown's blocks know ``name``."""
    if name == _More.NAME:
        return _More

    class Filled(MarkdownBlock):
        NAME = name
        ARGUMENT = None

        def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
            made = ElementTree.SubElement(parent, "div", {"class": f"block block--{name}"})
            if not BLOCKS[name].cites(self.argument or ""):
                made.set("data-block", name)
                made.set("data-argument", self.argument or "")
            elif BLOCKS[name].takes_text:
                self._open_card(made)
            return made

        def _open_card(self, made: ElementTree.Element) -> None:
            city = self.argument.split()[0]
            made.set("data-group", city)
            file = self.config["project"].root / DRAWINGS / f"{city}.svg"
            if file.is_file():
                made.append(drawing.inline(file.read_text(encoding="utf-8")))

        def on_end(self, block: ElementTree.Element) -> None:
            # What cites is put in now, while its [^id] can still become references.
            if BLOCKS[name].cites(self.argument or ""):
                context = self.config["project"].context(self.config["md"])
                block.extend(list(element(RENDERERS[name](self.argument, context))))

    return Filled
