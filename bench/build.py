"""What a build costs beside stock Material, and each of its steps. ``python -m bench.build``."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import sites
from bench.weight import machine
from secondleap.build.exports import export
from secondleap.build.offline_copies import package
from secondleap.build.purge_css import slim
from secondleap.build.search_index import write_index
from secondleap.data.dataset import read_dataset
from secondleap.data.schema import LANGUAGES


def _timed(step: Callable[[], object]) -> float:
    """Seconds of the processor that ``step`` takes."""
    started = time.process_time()
    step()
    return time.process_time() - started


def _stock(folder: Path, plain: bool = False) -> sites.Cost:
    """Both languages by stock Material, one after the other, as its command builds them."""
    costs = []
    for language in LANGUAGES:
        place = folder / f"{language}-{plain}"
        docs, nav = sites.grown(language, 0, place)
        costs.append(sites.stock(language, docs, nav, place / "site", plain))
    return sites.Cost(
        sum(cost.seconds for cost in costs),
        sum(cost.processor for cost in costs),
        max(cost.memory for cost in costs),
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        site, dataset = folder / "this", read_dataset(sites.ROOT)
        rows = {
            "stock, plain Markdown": _stock(folder, plain=True),
            "stock, with evidence and charts": _stock(folder),
            "this site, rendered": sites.rendered(sites.ROOT, site),
            "check of data and pages": sites.run([sys.executable, "-m", "secondleap", "check"]),
        }
        base = rows["stock, with evidence and charts"].processor
        print(f"{machine()}\n\n| both languages | seconds | processor | against stock | peak, MB |")
        print("|---|---|---|---|---|")
        for name, cost in rows.items():
            times = f"{cost.seconds:.1f} | {cost.processor:.1f} | {cost.processor / base:.2f}"
            print(f"| {name} | {times} | {cost.memory:.0f} |")
        steps: dict[str, Callable[[], object]] = {
            "search index": lambda: [
                write_index(sites.ROOT, language, site / folder)
                for language, folder in (("ko", "."), ("en", "en"))
            ],
            "export": lambda: export(dataset, site),
            "slim": lambda: slim(site, [".", "en"]),
            "package": lambda: package(sites.ROOT, site, 1_800_000_000, ""),
        }
        for name, step in steps.items():
            spent = _timed(step)
            print(f"| {name} | | {spent:.1f} | {spent / base:.2f} | |")


if __name__ == "__main__":
    main()
