"""What can be taken away: the ledger's files and every series, each with its size, its last change and its license; and corrections."""

from __future__ import annotations

from html import escape

from secondleap.render.context import Context
from secondleap.render.html import attribute, link
from secondleap.render.strings import WORDS
from secondleap.text import formatting

_LICENSE = "CC BY 4.0"


def _table(heads: list[str], rows: list[list[str]], name: str) -> str:
    head = "".join(f'<th scope="col">{cell}</th>' for cell in heads)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    table = f'<table class="table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{attribute(name)}">{table}</div>'


def _take(path: str, text: str, context: Context) -> str:
    return link(context.file(path), text, 'download="download"')


def ledger_files(files: dict[str, str], context: Context) -> str:
    """The ledger as files: name below data/ -> kind of record in it."""
    words, dataset = WORDS[context.language], context.dataset
    rows = [
        [
            _take(f"data/{name}", name, context),
            formatting.number(len(dataset.records[kind]), context.language),
            words[f"kind_{kind}"],
            _LICENSE,
        ]
        for name, kind in files.items()
    ]
    return _table(
        [words["file"], words["records"], words["holds"], words["license"]], rows, words["file"]
    )


def series_files(context: Context) -> str:
    """Every series with its place, its rows and its last change."""
    words, dataset, language = WORDS[context.language], context.dataset, context.language
    rows = []
    for series in sorted(dataset.series.values(), key=lambda item: item.titles[language]):
        place = dataset.places[series.place][language]
        changed = formatting.date(series.modified, language)
        rows.append(
            [
                escape(series.titles[language]),
                escape(place),
                formatting.number(len(series.rows), language),
                changed,
                _LICENSE,
                _take(f"data/series/{series.path}", "CSV", context),
            ]
        )
    heads = [
        words["series"],
        words["place"],
        words["records"],
        words["modified"],
        words["license"],
        words["file"],
    ]
    return _take("data/series/datapackage.json", "datapackage.json", context) + _table(
        heads, rows, words["series"]
    )


def corrections(context: Context) -> str:
    """Every published value that was changed, newest first; nothing where there is none."""
    words, language = WORDS[context.language], context.language
    listed = sorted(
        context.dataset.records["corrections"], key=lambda item: item.date, reverse=True
    )
    if not listed:
        return ""
    rows = [
        [
            formatting.date(item.date, language),
            escape(item.record),
            escape(item.old),
            escape(item.new),
            escape(item[language]),
        ]
        for item in listed
    ]
    return _table(
        [words["date"], words["record_id"], words["old"], words["new"], words["reason"]],
        rows,
        words["reason"],
    )


def copies(context: Context) -> str:
    """Where the copies of the site are offered. `secondleap.build.offline_copies` names them here once they are made; a copy has none."""
    words = WORDS[context.language]
    told = {
        name: words[f"store_{name}"]
        for name in ("do", "update", "remove", "doing", "done", "new", "refused", "broken")
    }
    data = "".join(f' data-{name}="{attribute(text)}"' for name, text in told.items())
    return f'<div class="copies"><p>{words["copy_here"]}</p></div><div class="store" hidden="hidden"{data}></div>'
