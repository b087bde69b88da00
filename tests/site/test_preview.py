"""The live preview: a change of any kind is shown in a moment, a taken port is one line, and
nothing is left behind."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

from secondleap.build.preview import HOST

PATIENCE = 30  # seconds, for a machine that is busy; an idle one shows a change in two
THEME = '{% extends "base.html" %}{% block content %}{{ super() }}첫 글의 끝{% endblock %}'
# What is edited, from what to what; all of it shows on the Korean story.
CHANGES = {
    "page": ("docs/ko/city/index.md", "아직 다 모른다", "아직 조금 모른다"),
    "record": ("data/claims/pittsburgh.yml", "230만 톤으로 73% 줄었다", "230만 톤으로 73% 내렸다"),
    "template": ("theme/main.html", "첫 글의 끝", "다음 글의 끝"),
}


def free_port() -> int:
    """A port that is free, and so is the next one, as far as one can know."""
    with socket.socket() as tried:
        tried.bind((HOST, 0))
        return tried.getsockname()[1]


def command(project: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "secondleap", "serve", "--port", str(port), "--lang", "en"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def shown(port: int, words: str) -> bool:
    """Whether the story is served with ``words`` before patience ends."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/city/index.html") as answer:
                if words in answer.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.2)
    return False


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mini = Path(shutil.copytree(ROOT / "tests/mini", tmp_path_factory.mktemp("preview") / "mini"))
    (mini / "theme").mkdir()
    (mini / "theme/main.html").write_text(THEME, encoding="utf-8")
    (mini / "secondleap").mkdir()
    (mini / "secondleap/module.py").write_text("A = 1\n", encoding="utf-8")
    for name, theme in {"mkdocs.yml": "theme", "projects/en/mkdocs.yml": "../../theme"}.items():
        text = (mini / name).read_text(encoding="utf-8")
        kept = text.replace("theme: {name: material, font: false}\n", "")
        (mini / name).write_text(
            f"{kept}theme: {{name: material, font: false, custom_dir: {theme}}}\n", encoding="utf-8"
        )
    return mini


@pytest.fixture(scope="module")
def preview(project: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    running = command(project, port)
    try:
        assert shown(port, "첫 글의 끝") and shown(port + 1, "Homestead")
        yield running, port
    finally:
        running.terminate()
        running.wait()


@pytest.mark.parametrize("name", CHANGES)
def test_an_edit_is_shown(
    project: Path, preview: tuple[subprocess.Popen[str], int], name: str
) -> None:
    file, old, new = CHANGES[name]
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert shown(preview[1], new)


def test_a_module_starts_the_preview_anew(
    project: Path, preview: tuple[subprocess.Popen[str], int]
) -> None:
    children = Path(f"/proc/{preview[0].pid}/task/{preview[0].pid}/children")
    before = children.read_text("utf-8").split()
    (project / "secondleap/module.py").write_text("A = 2\n", encoding="utf-8")
    until = time.monotonic() + PATIENCE
    while set(children.read_text("utf-8").split()) & set(before) and time.monotonic() < until:
        time.sleep(0.1)
    assert not set(children.read_text("utf-8").split()) & set(before)
    assert shown(preview[1], "글의 끝")


def test_a_broken_record_is_told_and_its_repair_is_shown(
    project: Path, preview: tuple[subprocess.Popen[str], int]
) -> None:
    path = project / "data/terms.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "- {id: [\n", encoding="utf-8")
    time.sleep(2)
    path.write_text(text.replace("처음 굳힌", "맨 처음 굳힌"), encoding="utf-8")
    assert shown(preview[1], "글의 끝")


def test_a_taken_port_is_one_line(
    project: Path, preview: tuple[subprocess.Popen[str], int]
) -> None:
    second = command(project, preview[1])
    told = second.communicate(timeout=PATIENCE)[0].splitlines()
    assert second.returncode == 1 and len(told) == 1
    assert f"port {preview[1]} is taken" in told[0] and "PORT=" in told[0]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_without_a_word_and_leaves_nothing(project: Path, number: int) -> None:
    port = free_port()
    running = command(project, port)
    assert shown(port, "글의 끝")
    running.send_signal(number)
    told = running.communicate(timeout=PATIENCE)[0]
    assert running.returncode == 0 and "Traceback" not in told
    for each in (port, port + 1):
        with socket.socket() as tried:
            assert tried.connect_ex((HOST, each)) != 0
