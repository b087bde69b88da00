"""What can be taken away: the ledger's files, every series, the copies of the site; and the
corrections.
"""

from __future__ import annotations

from secondleap.data.schema import VALUES_FILE, Chart
from secondleap.render.context import Context
from secondleap.render.strings import FIELDS
from secondleap.render.templates import render


def ledger_files(files: dict[str, str], context: Context) -> str:
    """The records as files: name below data/ -> kind of record in it."""
    return render("downloads", "ledger_files", context, files, VALUES_FILE)


def series_files(pages: dict[str, str], context: Context) -> str:
    """Every series with its charts, its agency, the date of its release, its rows and its terms.

    ``pages`` is chart -> the page that shows it.
    """
    series = context.dataset.series.values()
    listed = sorted(series, key=lambda item: item.titles[context.language])
    charts: dict[str, list[tuple[Chart, str]]] = {}
    for chart in context.dataset.records["charts"]:
        if chart.id in pages:
            for name in {line.series for line in chart.lines}:
                charts.setdefault(name, []).append((chart, pages[chart.id]))
    return render("downloads", "series_files", context, listed, charts)


def corrections(context: Context) -> str:
    """Every published value that was changed, newest first; nothing where there is none."""
    records = context.dataset.records["corrections"]
    listed = sorted(records, key=lambda item: item.date, reverse=True)
    return render("downloads", "corrections", context, listed) if listed else ""


def dictionary(context: Context) -> str:
    """What each column of the long table means."""
    language = context.language
    return render("downloads", "dictionary", context, {n: t[language] for n, t in FIELDS.items()})


def copies(context: Context) -> str:
    """Where `secondleap.build.offline_copies` lists the copies of the site, and the browser's
    store.
    """
    return render("downloads", "copies", context)
