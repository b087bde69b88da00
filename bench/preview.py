"""How long after an edit the preview shows it. ``python -m bench.preview``.

A copy of the project is served, and one file of each kind is edited: the page that shows it is
asked for again and again until it does.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench import sites
from bench.weight import machine
from secondleap.build.preview import HOST

PORT = 8640
MARK = "edited"
# What is edited: the file, what stands in it, what does then, and where that is shown.
EDITS = {
    "page": ("docs/ko/pittsburgh/rise.md", "\n# ", f"\n# {MARK} page ", "pittsburgh/rise.html"),
    "record": (
        "data/claims/pittsburgh.yml",
        "\n  ko: ",
        f"\n  ko: {MARK} record ",
        "evidence/article.html",
    ),
    "chart": ("data/charts.yml", 'title: {ko: "', f'title: {{ko: "{MARK} chart ', "brief.html"),
    "template": (
        "secondleap/render/templates/anatomy.html.j2",
        '<p class="kicker">',
        f'<p class="kicker">{MARK} template ',
        "detroit/fall.html",
    ),
    "theme": ("theme/main.html", "<body", f"<!-- {MARK} theme --><body", "index.html"),
    "style": (
        "theme/assets/parts.css",
        "\n",
        f"\n/* {MARK} style */\n",
        "assets/parts.css",
    ),
    "module": (
        "secondleap/markdown/anatomy.py",
        'APPENDIX = "appendix"',
        f'APPENDIX = "appendix {MARK} module"',
        "ulsan/slump.html",
    ),
}


def shown_after(address: str, words: str) -> float:
    """Seconds until ``address`` answers with ``words``. Raises `TimeoutError` after a minute."""
    started = time.monotonic()
    while (passed := time.monotonic() - started) < 60:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{PORT}/{address}") as answer:
                if words in answer.read().decode():
                    return time.monotonic() - started
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.05)
    raise TimeoutError(f"{address} does not show “{words}” after {passed:.0f} s")


def main() -> None:
    print(f"{machine()}\n\n| edited | shown on | after, s |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary) / "project"
        sites.copied(project)
        preview = subprocess.Popen(
            [sys.executable, "-m", "secondleap", "serve", "--port", str(PORT)],
            cwd=project,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            print(f"| nothing: the start | index.html | {shown_after('', '</html>'):.1f} |")
            for kind, (file, old, new, page) in EDITS.items():
                shown_after(page, "")
                path = project / file
                path.write_text(
                    path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8"
                )
                seconds = shown_after(page, f"{MARK} {kind}")
                print(f"| {kind} | {page} | {seconds:.1f} |", flush=True)
        finally:
            preview.terminate()
            preview.wait()


if __name__ == "__main__":
    main()
