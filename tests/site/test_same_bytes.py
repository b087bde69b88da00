"""Two builds of one commit, in two folders, on two days, are the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from support import ADDRESS, MADE, PAGES, ROOT


def test_another_folder_on_another_day_gives_the_same_manifest(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "다른 폴더"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*MADE), symlinks=True)
    (copy / "elsewhere").mkdir()
    build = (
        "from pathlib import Path; from secondleap.build.publish import render; "
        "render(Path.cwd(), Path.cwd() / 'elsewhere' / 'site')"
    )
    command = ["faketime", "-f", "+400d", sys.executable, "-c", build]
    run = subprocess.run(
        command,
        cwd=copy,
        capture_output=True,
        text=True,
        env={**os.environ, "SITE_URL": ADDRESS, "TZ": "Asia/Seoul", "LC_ALL": "C"},
    )
    assert run.returncode == 0, run.stderr[-3000:]
    made = (copy / "elsewhere/site/MANIFEST.sha256").read_text(encoding="utf-8").splitlines()
    first = (site / "MANIFEST.sha256").read_text(encoding="utf-8").splitlines()
    assert len(first) > 2 * len(PAGES)
    assert sorted(set(first) ^ set(made)) == []
