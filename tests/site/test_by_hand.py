"""An engine started by hand: from any folder it makes the pages of its own project, says once what
it leaves out, links nothing of it, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from support import ROOT, free_port, in_own_theme

from secondleap.build.publish import publish


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project in the site's theme, whose Korean configuration has the English pages made,
    too; and on one page what else can be taken away."""
    mini = Path(shutil.copytree(ROOT / "tests/mini", tmp_path_factory.mktemp("hand") / "mini"))
    for page in mini.glob("docs/*/evidence/data.md"):
        blocks = "\n/// corrections\n///\n\n/// copies\n///\n"
        page.write_text(page.read_text("utf-8") + blocks, "utf-8")
    return in_own_theme(mini)


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}


def mkdocs(where: Path, configuration: Path, into: Path) -> str:
    """What ``mkdocs build -f`` says, run in the folder ``where``."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"]
        + ["-f", str(configuration), "-d", str(into)],
        cwd=where,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.mark.parametrize("where", ["docs", "..", "another copy"])
def test_the_pages_are_those_of_the_own_project_from_any_folder(
    project: Path, tmp_path: Path, where: str
) -> None:
    """By a relative path, and by a whole one from inside another copy with other records."""
    folder, configuration = project / where, Path(os.path.relpath(project, project / where))
    if where == "another copy":
        folder, configuration = tmp_path / "other", project
        shutil.copytree(ROOT / "tests/mini", folder)
        claims = folder / "data/claims/pittsburgh.yml"
        claims.write_text(claims.read_text("utf-8").replace("제강 능력은", "조강 능력은"), "utf-8")
    mkdocs(folder, configuration / "mkdocs.yml", tmp_path / "made")
    page = (tmp_path / "made/city/index.html").read_text("utf-8")
    assert "제강 능력은" in page and "조강 능력은" not in page
    assert "Homestead" in (tmp_path / "made/en/city/index.html").read_text("utf-8")


def test_a_preview_shows_both_languages_and_leaves_nothing(project: Path, tmp_path: Path) -> None:
    def files() -> set[Path]:
        return {path for path in project.rglob("*") if ".cache" not in path.parts}

    before, port = files(), free_port()
    running = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--quiet", "-a", f"127.0.0.1:{port}"]
        + ["-f", f"{project.name}/mkdocs.yml"],
        cwd=project.parent,
        env={**ENVIRONMENT, "TMPDIR": str(tmp_path)},
    )
    try:
        for page, words in {
            "city/index.html": "제강 능력은",
            "en/city/index.html": "Homestead",
        }.items():
            text, until = "", time.monotonic() + 30
            while words not in text and time.monotonic() < until:
                with contextlib.suppress(OSError):
                    text = urllib.request.urlopen(f"http://127.0.0.1:{port}/{page}").read().decode()
                time.sleep(0.1)
            assert words in text
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(30)
    assert files() == before and list(tmp_path.iterdir()) == []


def test_what_is_left_out_is_said_last_and_once(project: Path, tmp_path: Path) -> None:
    told = mkdocs(project, Path("mkdocs.yml"), tmp_path / "made").splitlines()
    assert (tmp_path / "made/en/index.html").is_file()
    assert "'make site' makes the whole site" in told[-1]
    assert sum("make site" in line for line in told) == 1


def dead(site: Path) -> set[str]:
    """Where a page of ``site`` links a file that is not there. The page for lost readers is left
    out: it is shown at any address."""
    return {
        f"{page.relative_to(site)}: {target}"
        for page in site.rglob("*.html")
        if page.name != "404.html"
        for target in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text("utf-8"))
        if not re.match("[a-z]+:", target) and not (page.parent / target).is_file()
    }


def test_a_whole_build_has_nothing_to_say_and_what_it_adds_is_linked_by_no_other(
    project: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert publish(project) == 0
    told = capfd.readouterr()
    assert "make site" not in told.out + told.err
    page = (project / "site/evidence/data.html").read_text("utf-8")
    assert 'href="../data/terms.csv"' in page and 'href="../feed.xml"' in page
    mkdocs(project, Path("mkdocs.yml"), tmp_path / "made")
    # The small project lacks pages to which the site's theme leads; nothing else is missing.
    assert dead(tmp_path / "made") <= dead(project / "site")
