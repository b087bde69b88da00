"""What a project of so many cities costs. ``python -m bench.growth 100``.

The cities are those that ``new-city`` begins, filled with one record of each kind.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench import sites
from bench.weight import machine
from secondleap.data.dataset import read_dataset
from secondleap.scaffold import new_city
from tests.cityfill import filled

STORY = "pittsburgh/collapse.html"


def grown(project: Path, cities: int) -> None:
    """Copies the project to ``project`` and adds cities until its stories are ``cities``."""
    sites.copied(project)
    for number in range(len(read_dataset(project).cities) + 1, cities + 1):
        # Digits in a name would be figures without a claim.
        letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        name, korean = (
            f"burg-{letters}",
            "".join("가나다라마바사아자차"[int(d)] for d in str(number)),
        )
        city = new_city.City(
            name, f"{korean}부르크", f"{letters.title()}burg", "독일/Germany", "city"
        )
        new_city.write(city, project, "en")
        filled(project, name)


def main(cities: int) -> None:
    print(f"{machine()}\n")
    print("| cities | pages | check, s | build, s | processor | peak, MB | story, kB |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as temporary:
        for count in (len(read_dataset(sites.ROOT).cities), cities):
            project = Path(temporary) / str(count)
            grown(project, count)
            check = sites.run([sys.executable, "-m", "secondleap", "check"], project)
            build = sites.run([sys.executable, "-m", "secondleap", "publish"], project)
            pages = sum(1 for _ in (project / "docs").rglob("*.md"))
            story = (project / "site" / STORY).stat().st_size / 1000
            times = f"{check.seconds:.1f} | {build.seconds:.1f} | {build.processor:.1f}"
            print(f"| {count} | {pages} | {times} | {build.memory:.0f} | {story:.1f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100)
