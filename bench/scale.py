"""What grows with the number of cities: invented sites of 10, 100 and 1,000 city pages a language, beside stock Material in the same run.

    .venv/bin/python bench/scale.py 10 100          minutes
    .venv/bin/python bench/scale.py 10 100 1000     half an hour
    .venv/bin/python bench/scale.py preview 100     how soon an edited page is seen under `make serve`

Both languages: stock one after the other, as its commands do; ours side by side, as `make site` has them made, once with nothing kept
of an earlier build and once with compiled templates kept. The processor's seconds do not profit from working side by side.
Stock renders the same Markdown with footnotes, tables and contents: once as it stands, so that citations and blocks stay bare text,
and once with the evidence written out by hand, so that its reader gets what the package's reader gets.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import sites
import yaml
from growth import LANGUAGES, PAGES, ROOT, City, grow, written_out
from weight import machine

from secondleap.build.engine import CONFIGS
from secondleap.build.purge_css import thin_page

SHOWN_WITHIN = 60  # seconds to wait for an edit before giving up
# Runs the search of theme/assets/search.js on an index, as a browser's worker would, and prints milliseconds: to set up, and of each query.
SEARCH = """
const {readFileSync} = require("fs")
let answer, hear
globalThis.addEventListener = (_, listener) => { hear = listener }
globalThis.postMessage = message => { answer = message }
require("vm").runInThisContext(readFileSync(process.argv[1], "utf-8"))
const timed = message => { const began = performance.now(); hear({data: message}); return performance.now() - began }
const ready = timed({type: 0, data: JSON.parse(readFileSync(process.argv[2], "utf-8"))})
const times = process.argv.slice(3).map(query => { const ms = timed({type: 2, data: query}); return [ms, answer.data.items.length] })
console.log(JSON.stringify({ready, times}))
"""
QUERIES = {
    "ko": ("철강 생산", "협력사", "가나다시", "빈 공장을 사들였다", "UPMC"),
    "en": ("steel output", "suppliers", "bought the empty plant", "port", "UPMC"),
}


def stock(project: Path, docs: Path, language: str, site: Path) -> sites.Cost:
    """Stock Material on the Markdown in ``docs``."""
    nav = yaml.load(
        (project / CONFIGS[language][0])
        .read_text(encoding="utf-8")
        .split("\nnav:\n")[1]
        .join(["nav:\n", ""]),
        yaml.CSafeLoader,
    )["nav"]
    configuration = {
        "site_name": "Stock",
        "docs_dir": str(docs / language),
        "site_dir": str(site),
        "use_directory_urls": False,
        "theme": {"name": "material", "language": language, "font": False},
        "plugins": {"search": {"lang": language}},
        "markdown_extensions": {
            "attr_list": {},
            "tables": {},
            "toc": {"permalink": True},
            "footnotes": {},
        },
        "nav": nav,
    }
    path = site.with_suffix(".yml")
    path.write_text(
        yaml.safe_dump(configuration, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return sites.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(path)], project
    )


def both(costs: list[sites.Cost]) -> sites.Cost:
    """One language after the other."""
    return sites.Cost(
        sum(cost.seconds for cost in costs),
        sum(cost.processor for cost in costs),
        max(cost.memory for cost in costs),
    )


def stories(site: Path, listed: list[City], own: bool) -> list[int]:
    """Bytes of every city page; our ``own`` pages as they are published."""
    texts = (
        (site / city.id / f"{name}.html").read_text(encoding="utf-8")
        for city in listed
        for name in PAGES
    )
    return [len((thin_page(text) if own else text).encode()) for text in texts]


def searched(site: Path, language: str) -> tuple[int, int, float, list[float]]:
    """(bytes of the index, bytes packed, milliseconds to set up, milliseconds of each query)."""
    index = site / "search" / "search_index.json"
    command = [
        "node",
        "-e",
        SEARCH,
        str(ROOT / "theme/assets/search.js"),
        str(index),
        *QUERIES[language],
    ]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert all(count for _, count in said["times"]), "a query that finds nothing measures nothing"
    return (
        index.stat().st_size,
        len(gzip.compress(index.read_bytes())),
        said["ready"],
        [ms for ms, _ in said["times"]],
    )


@contextmanager
def previews(project: Path) -> Iterator[dict[str, str]]:
    """Language -> address of its live preview, as `make serve` starts both."""
    started = re.findall(
        r"\$\(PY\) -m (mkdocs serve [^&'\n]*?) ?[&']",
        (ROOT / "Makefile").read_text(encoding="utf-8"),
    )
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "SECONDLEAP_STRICT": "false",
        "SECONDLEAP_PROJECTS": "false",
    }
    quiet = {
        "cwd": project,
        "env": environment,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
    }
    processes = [
        subprocess.Popen([sys.executable, "-m", *command.split()], **quiet) for command in started
    ]
    try:
        yield {
            "en"
            if "projects/en" in command
            else "ko": f"http://{re.search('--dev-addr ([^ ]+)', command)[1]}/"
            for command in started
        }  # type: ignore[index]
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def read(address: str) -> str:
    try:
        with urlopen(address, timeout=SHOWN_WITHIN) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def until(address: str, text: str, most: float) -> float:
    """Seconds until the page at ``address`` holds ``text``."""
    began = time.monotonic()
    while text not in read(address):
        if time.monotonic() - began > most:
            raise RuntimeError(f"{address} does not show '{text}' within {most:.0f} s")
        time.sleep(0.05)
    return time.monotonic() - began


def edited(project: Path, city: City) -> dict[str, list[float]]:
    """Language -> seconds from saving a page to seeing it in the preview, three times."""
    found: dict[str, list[float]] = {language: [] for language in LANGUAGES}
    with previews(project) as homes:
        for home in homes.values():
            until(f"{home}{city.id}/rise.html", "<h1", 600)
        for turn in range(3):
            for language, home in homes.items():
                page, mark = (
                    project / f"docs/{language}/{city.id}/rise.md",
                    f"edit-{'abc'[turn]}-{language}",
                )
                time.sleep(
                    1.2
                )  # MkDocs tells a changed page by its time, to the second on some disks
                page.write_text(page.read_text(encoding="utf-8") + f"\n{mark}\n", encoding="utf-8")
                found[language].append(until(f"{home}{city.id}/rise.html", mark, SHOWN_WITHIN))
    return found


def measured(pages: int, folder: Path) -> dict[str, Any]:
    """Everything of one size, printed as it comes."""
    project = folder / str(pages)
    listed = grow(project, pages)
    written_out(project, project / "written")
    costs = {
        "this, nothing kept": sites.rendered(project, folder / f"first-{pages}"),
        "stock, as it stands": both(
            [
                stock(project, project / "docs", language, folder / f"bare-{pages}-{language}")
                for language in LANGUAGES
            ]
        ),
        "stock, evidence by hand": both(
            [
                stock(project, project / "written", language, folder / f"stock-{pages}-{language}")
                for language in LANGUAGES
            ]
        ),
        "this": sites.rendered(project, folder / f"this-{pages}"),
    }
    check = sites.run([sys.executable, "-m", "secondleap", "check"], project)
    built = {"this": folder / f"this-{pages}"}
    built |= {
        name: folder / f"{short}-{pages}-ko"
        for name, short in (("stock, as it stands", "bare"), ("stock, evidence by hand", "stock"))
    }
    ours = costs["this"]
    for name, cost in costs.items():
        size = stories(built[name], listed, name == "this") if name in built else []
        weight = f"{sum(size) / len(size) / 1e3:.1f} | {size[1]}" if size else "| "
        ratio = f"{ours.seconds / cost.seconds:.2f} | {cost.processor:.1f} | {ours.processor / cost.processor:.2f}"
        print(
            f"| {pages} | {name} | {cost.seconds:.1f} | {ratio} | {cost.memory:.0f} | {weight} |",
            flush=True,
        )
    rest = {
        language: searched(built["this"] / CONFIGS[language][1], language) for language in LANGUAGES
    }
    return {"costs": costs, "check": check, "search": rest}


def main(sizes_asked: list[int]) -> None:
    print(machine(), "\n")
    print(
        "| city pages | made by | seconds | this against it | processor | this against it | peak of a process, MB | kB a city page | bytes of the same story |\n"
        "|---|---|---|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as temporary:
        results = {pages: measured(pages, Path(temporary)) for pages in sizes_asked}
    print("\n| growth exponent | from | to | |\n|---|---|---|---|")
    for small, large in zip(sizes_asked, sizes_asked[1:], strict=False):
        for made in results[small]["costs"]:
            rate = math.log(
                results[large]["costs"][made].processor / results[small]["costs"][made].processor
            ) / math.log(large / small)
            print(f"| {made} | {small} | {large} | {rate:.2f} |")
        rate = math.log(
            results[large]["check"].processor / results[small]["check"].processor
        ) / math.log(large / small)
        print(f"| check | {small} | {large} | {rate:.2f} |")
    print(
        "\n| city pages | language | check, s | index, kB | packed, kB | search ready after, ms | slowest query, ms |\n|---|---|---|---|---|---|---|"
    )
    for pages, result in results.items():
        for language, (size, packed, ready, times) in result["search"].items():
            print(
                f"| {pages} | {language} | {result['check'].processor:.1f} | {size / 1e3:.0f} | {packed / 1e3:.0f} | {ready:.0f} | {max(times):.1f} |"
            )


def previewed(pages: int) -> None:
    """Prints how soon an edited page is seen in the live preview of a site of ``pages``."""
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary) / "project"
        listed = grow(project, pages)
        for language, seconds in edited(project, listed[0]).items():
            print(
                f"{pages} city pages, {language}: an edit is shown after {', '.join(f'{second:.1f}' for second in seconds)} s"
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["preview"]:
        previewed(int(sys.argv[2]))
    else:
        main([int(size) for size in sys.argv[1:]] or [10, 100])
