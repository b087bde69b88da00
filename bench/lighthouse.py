"""What Lighthouse says of this site and of stock Material, in the same run.

npm install --no-save --prefix .cache/lighthouse lighthouse@12.8.2
.venv/bin/python -m bench.lighthouse [RUNS]

Served over loopback with brotli; Lighthouse slows network and processor to those of a phone. Each
figure is the median of RUNS, three if not told.
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

from bench import sites
from bench.weight import Packed, machine
from secondleap.build.publish import render
from tests.support import ADDRESS, CHROMIUM, served

PROGRAM = sites.ROOT / ".cache/lighthouse/node_modules/.bin/lighthouse"
PAGES = (
    "index.html",
    "pittsburgh/rise.html",
    "compare/index.html",
    "evidence/article.html",
    "glossary.html",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
SHIFT = "cumulative-layout-shift"


def report(url: str) -> dict[str, Any]:
    """One run of Lighthouse on ``url``. Raises `CalledProcessError` where it fails."""
    flags = " ".join(("--headless=new", "--disable-gpu", *CHROMIUM))
    command = [str(PROGRAM), url, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or "chromium"}
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return dict(json.loads(run.stdout))


def figures(run: dict[str, Any]) -> list[float]:
    """The four scores, three times in ms and the layout shift of a run."""
    scores = [100 * (run["categories"][name]["score"] or 0) for name in CATEGORIES]
    return [*scores, *(run["audits"][name]["numericValue"] for name in (*TIMES, SHIFT))]


def failing(run: dict[str, Any]) -> list[str]:
    """The audits that cost a run its hundred."""
    return [
        part["id"]
        for name in CATEGORIES
        for part in run["categories"][name]["auditRefs"]
        if part["weight"] and (run["audits"][part["id"]]["score"] or 1) < 0.9
    ]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["SITE_URL"] = ADDRESS
        render(sites.ROOT, folder / "this")
        for language, place in (("ko", "."), ("en", "en")):
            (folder / language).mkdir()
            docs, nav = sites.grown(language, 0, folder / language)
            sites.stock(language, docs, nav, folder / "stock" / place)
        print(f"{machine()}, median of {runs}\n")
        print("| page | made by | scores | first paint, largest, blocking, ms | shift | lacks |")
        print("|---|---|---|---|---|---|")
        with served(folder / "this", Packed) as this, served(folder / "stock", Packed) as stock:
            for page in [f"{language}{page}" for language in ("", "en/") for page in PAGES]:
                for name, base in (("this", this), ("stock", stock)):
                    said = [report(base + page) for _ in range(runs)]
                    columns = zip(*map(figures, said), strict=True)
                    *rest, shift = [statistics.median(column) for column in columns]
                    scores = ", ".join(f"{value:.0f}" for value in rest[:4])
                    times = ", ".join(f"{value:.0f}" for value in rest[4:])
                    lacks = ", ".join(failing(said[0])) if name == "this" else ""
                    print(
                        f"| {page} | {name} | {scores} | {times} | {shift:.3f} | {lacks} |",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
