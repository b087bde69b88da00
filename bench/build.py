"""What the build costs: this site's rendering beside stock Material's on the same Markdown, and what each step adds.

.venv/bin/python bench/build.py
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import sites
from weight import machine

LANGUAGES = ("ko", "en")


def _timed(step: Callable[[], object]) -> float:
    started = time.process_time()
    step()
    return time.process_time() - started


def _both(make: Callable[[str], sites.Cost]) -> sites.Cost:
    costs = [make(language) for language in LANGUAGES]
    return sites.Cost(
        sum(c.seconds for c in costs), sum(c.processor for c in costs), max(c.memory for c in costs)
    )


def main() -> None:
    from secondleap.build.exports import export
    from secondleap.build.finish import finish
    from secondleap.build.offline_copies import package
    from secondleap.build.purge_css import slim
    from secondleap.data.dataset import read_dataset

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        given = {language: sites.grown(language, 0, folder) for language in LANGUAGES}
        rows: list[tuple[str, sites.Cost]] = []

        def add(name: str, make: Callable[[str], sites.Cost]) -> None:
            rows.append((name, _both(make)))

        sites.rendered(sites.ROOT, folder / "warm")  # compiled templates are kept
        add(
            "stock, plain Markdown",
            lambda language: sites.stock(
                language, *given[language], folder / f"plain-{language}", plain=True
            ),
        )
        add(
            "stock, with evidence and charts",
            lambda language: sites.stock(language, *given[language], folder / f"stock-{language}"),
        )
        rows.append(("this site", sites.rendered(sites.ROOT, folder / "this")))
        cache, aside = sites.ROOT / ".cache", folder / "cache"
        if cache.is_dir():
            shutil.copytree(cache, aside)
            shutil.rmtree(cache)
        try:
            rows.append(
                (
                    "this site, templates anew",
                    sites.rendered(sites.ROOT, folder / "anew"),
                )
            )
        finally:
            if aside.is_dir():
                shutil.copytree(aside, cache, dirs_exist_ok=True)
        check = sites.run([sys.executable, "-m", "secondleap", "check"])

        site = folder / "this"
        dataset = read_dataset(sites.ROOT)
        steps = {
            "export": lambda: export(dataset, site),
            "slim": lambda: slim(site, [".", "en"]),
            "package": lambda: package(site, 1_800_000_000),
            "finish": lambda: finish(site),
        }

        base = rows[1][1]
        print(
            f"{machine()}\n\n| both languages | seconds | processor | against stock | peak, MB |\n|---|---|---|---|---|"
        )
        for name, cost in rows:
            print(
                f"| {name} | {cost.seconds:.1f} | {cost.processor:.1f} | {cost.processor / base.processor:.2f} | {cost.memory:.0f} |"
            )
        print(
            f"| check of data and pages | {check.seconds:.1f} | {check.processor:.1f} | {check.processor / base.processor:.2f} | {check.memory:.0f} |"
        )
        for name, step in steps.items():
            spent = _timed(step)
            print(f"| {name} | | {spent:.1f} | {spent / base.processor:.2f} | |")


if __name__ == "__main__":
    main()
