"""What Lighthouse says of the site: the median of five mobile runs, beside stock Material on the same Markdown.

    npm ci --prefix bench && .venv/bin/python bench/lighthouse.py [RUNS]

Served over loopback with brotli, as bench/weight.py does. Lighthouse slows network and processor down itself, to those of a phone.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import sites
from browse import CHROMIUM, served
from weight import Packed, machine

from secondleap.build.publish import render

BIN = Path(__file__).parent / "node_modules" / ".bin"
PAGES = {
    "home": "index.html",
    "story": "pittsburgh/rise.html",
    "chart page": "compare/index.html",
    "ledger": "evidence/article.html",
    "glossary": "glossary.html",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_FLAGS = " ".join(("--headless=new", "--disable-gpu", "--disable-quic", *CHROMIUM))


def report(url: str) -> dict[str, Any]:
    """One run of Lighthouse on ``url``."""
    command = [
        str(BIN / "node"),
        str(BIN / "lighthouse"),
        url,
        "--quiet",
        "--output=json",
        f"--chrome-flags={_FLAGS}",
    ]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or "chromium"}
    return json.loads(
        subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    )


def figures(run: dict[str, Any]) -> list[float]:
    """The four scores of a run, then its largest paint and total blocking time in ms, its layout shift, and its longest task in ms."""
    scores = [100 * (run["categories"][name]["score"] or 0) for name in CATEGORIES]
    audits = run["audits"]
    tasks = (audits.get("long-tasks", {}).get("details") or {}).get("items", [])
    measured = [
        audits[name]["numericValue"]
        for name in ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
    ]
    return [*scores, *measured, max((task["duration"] for task in tasks), default=0)]


def failing(run: dict[str, Any]) -> list[str]:
    """The audits that cost a run its hundred, each with what it says."""
    named = {
        part["id"]
        for name in CATEGORIES
        for part in run["categories"][name]["auditRefs"]
        if part["weight"]
    }
    return [
        f"{name}: {run['audits'][name]['title']}"
        for name in sorted(named)
        if (run["audits"][name]["score"] or 0) < 0.9 and run["audits"][name]["score"] is not None
    ]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["SITE_URL"] = "https://example.org"
        render(sites.ROOT, folder / "this")
        for language, place in (("ko", "."), ("en", "en")):
            (folder / language).mkdir()
            sites.stock(
                language, *sites.grown(language, 0, folder / language), folder / "stock" / place
            )
        print(f"{machine()}, median of {runs} runs\n")
        print(
            "| page | made by | performance | accessibility | best practices | SEO | largest paint, ms | blocking, ms | shift | longest task, ms |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|")
        faults: set[str] = set()
        for made_by, named in (("this", PAGES), ("stock", {"story": PAGES["story"]})):
            with served(folder / made_by, Packed) as base:
                for name, page in named.items():
                    for language in ("", "en/"):
                        said = [report(f"{base}{language}{page}") for _ in range(runs)]
                        if made_by == "this":
                            faults |= {f"{language}{page}: {fault}" for fault in failing(said[0])}
                        median = [
                            statistics.median(column)
                            for column in zip(*map(figures, said), strict=True)
                        ]
                        cells = [f"{value:.0f}" for value in median[:6]] + [
                            f"{median[6]:.3f}",
                            f"{median[7]:.0f}",
                        ]
                        print(
                            f"| {name}, {'English' if language else 'Korean'} | {made_by} | "
                            + " | ".join(cells)
                            + " |",
                            flush=True,
                        )
        print("\n" + "\n".join(sorted(faults)))


if __name__ == "__main__":
    main()
