"""What charts add: seconds to the build, kilobytes to a page. Run: ``python bench/charts.py``.

Builds the Korean site three times in one run, into a folder that is thrown away: charts drawn anew, charts kept from the run before,
and the same pages with their chart blocks taken out. Times are ratios to the last, since machines differ.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def built(root: Path, into: Path) -> float:
    """Seconds to render the Korean pages of the project at ``root``."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(into)]
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "SECONDLEAP_PROJECTS": "false",
        "PYTHONPATH": str(root),
    }
    subprocess.run(command, cwd=root, env=environment, check=True)
    return time.perf_counter() - started


def packed(path: Path) -> int:
    """Bytes of a file, gzipped."""
    return len(gzip.compress(path.read_bytes(), mtime=0))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(
            ROOT,
            copy,
            ignore=shutil.ignore_patterns(".git", ".venv", ".cache", "site", "node_modules"),
        )
        drawn = built(copy, Path(folder) / "drawn")
        kept = built(copy, Path(folder) / "kept")
        charts = 0
        for page in (copy / "docs").rglob("*.md"):
            text = page.read_text(encoding="utf-8")
            charts += len(re.findall(r"^/// chart", text, re.MULTILINE)) * ("ko" in page.parts)
            page.write_text(
                re.sub(r"^/// chart \|.*\n///\n", "", text, flags=re.MULTILINE), encoding="utf-8"
            )
        bare = built(copy, Path(folder) / "bare")
        print(
            f"build without charts 1.00, with {charts} charts kept {kept / bare:.2f}, with all drawn anew {drawn / bare:.2f} ({bare:.1f} s without)"
        )
        for page in sorted((Path(folder) / "kept").rglob("*.html")):
            name = page.relative_to(Path(folder) / "kept")
            number = page.read_text(encoding="utf-8").count('<figure class="chart"')
            if number:
                with_charts, without = packed(page), packed(Path(folder) / "bare" / name)
                each = (with_charts - without) / 1000 / number
                print(
                    f"{str(name):32} charts: {number}  +{each:4.1f} kB each, page {with_charts / 1000:5.1f} kB"
                )


if __name__ == "__main__":
    main()
