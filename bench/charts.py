"""What charts add: seconds to the build, kilobytes to a page. Run: ``python -m bench.charts``.

Builds the Korean site twice, into a folder that is thrown away: as it is, and with its chart blocks
taken out. Then draws every chart of both languages alone.
"""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import sites
from secondleap.data.dataset import read_dataset
from secondleap.data.schema import LANGUAGES
from secondleap.render.charts.card import picture_of
from secondleap.render.charts.svg import ON_PAGE, on_page, to_text
from secondleap.render.context import Context


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


def draw_all() -> None:
    """Prints what all drawings of the pages take: processor seconds and kilobytes."""
    dataset = read_dataset(sites.ROOT)
    started, drawings, size = time.process_time(), 0, 0
    for language in LANGUAGES:
        context = Context(language, dataset, lambda path, anchor: path, lambda path: path)
        for chart in dataset.records["charts"]:
            for variant in chart.variants or (None,):
                picture = picture_of(chart, context, variant)
                for name in ("broad" if chart.broad else "wide", "narrow"):
                    drawing = on_page(picture.draw(name, ON_PAGE), None, chart.alt[language])
                    drawings += 1
                    size += len(to_text(drawing).encode())
    seconds = time.process_time() - started
    print(f"{drawings} drawings: {seconds:.2f} s of the processor, {size / 1000:.0f} kB")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        sites.copied(copy)
        drawn = built(copy, Path(folder) / "drawn")
        charts = 0
        for page in (copy / "docs").rglob("*.md"):
            text = page.read_text(encoding="utf-8")
            charts += len(re.findall(r"^/// chart", text, re.MULTILINE)) * ("ko" in page.parts)
            page.write_text(
                re.sub(r"^/// chart \|.*\n///\n", "", text, flags=re.MULTILINE), encoding="utf-8"
            )
        bare = built(copy, Path(folder) / "bare")
        print(f"build without charts {bare:.1f} s, with {charts} charts {drawn / bare:.2f} of that")
        for page in sorted((Path(folder) / "drawn").rglob("*.html")):
            name = page.relative_to(Path(folder) / "drawn")
            number = page.read_text(encoding="utf-8").count('<figure class="chart"')
            if number:
                with_charts, without = packed(page), packed(Path(folder) / "bare" / name)
                each = (with_charts - without) / 1000 / number
                print(
                    f"{str(name):32} charts: {number}  +{each:4.1f} kB each, "
                    f"page {with_charts / 1000:5.1f} kB"
                )


if __name__ == "__main__":
    main()
    draw_all()
