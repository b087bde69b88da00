"""The live preview: a change of any kind is shown in a moment, a taken port is one line, and
nothing is left behind."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from support import ROOT

from secondleap.__main__ import main
from secondleap.build.engine import CONFIGS
from secondleap.build.preview import EDITION, FIRST, HOST, LAST
from secondleap.build.preview_pages import Pages

PATIENCE = 30  # seconds, for a machine that is busy: bench/preview.py tells what an idle one takes
THEME = '{% extends "base.html" %}{% block content %}{{ super() }}첫 글의 끝{% endblock %}'
# What is broken: the file, how, and what is told of it.
WRONG = {
    "record": ("data/terms.yml", b"- {id: [\n", "data/terms.yml:"),
    "encoding": ("docs/ko/glossary.md", "한글\n".encode("cp949"), "docs/ko/glossary.md:"),
    "module": ("secondleap/__init__.py", b"def (\n", 'File "secondleap/__init__.py", line 1\n'),
    "configuration": ("mkdocs.yml", b"a: [\n", 'in "mkdocs.yml", line '),
}
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


def answer(port: int, page: str) -> tuple[int, str]:
    """The status and the text with which ``page`` is served."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/{page}") as answered:
            return answered.status, answered.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def shown(port: int, words: str, page: str = "city/index.html") -> bool:
    """Whether the story, or another ``page``, is served with ``words`` before patience ends."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            if words in unescape(answer(port, page)[1]):
                return True
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
        kept = kept.replace("plugins: {}", "plugins: {search: {}}")
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
        assert "Traceback" not in running.communicate()[0]


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


def engines(running: subprocess.Popen[str]) -> set[str]:
    """The processes that make the pages of a preview."""
    children = Path(f"/proc/{running.pid}/task/{running.pid}").parent.glob("*/children")
    return {number for file in children for number in file.read_text("utf-8").split()}


def test_a_module_starts_the_engines_anew(
    project: Path, preview: tuple[subprocess.Popen[str], int]
) -> None:
    assert shown(preview[1], "글의 끝")
    before = engines(preview[0])
    (project / "secondleap/module.py").write_text("A = 2\n", encoding="utf-8")
    until = time.monotonic() + PATIENCE
    while engines(preview[0]) & before and time.monotonic() < until:
        time.sleep(0.1)
    assert before and not engines(preview[0]) & before
    assert shown(preview[1], "글의 끝")


@pytest.mark.parametrize("name", WRONG)
def test_what_is_broken_is_told_on_the_page_and_its_repair_is_shown(
    project: Path, preview: tuple[subprocess.Popen[str], int], name: str
) -> None:
    file, broken, told = WRONG[name]
    path = project / file
    before = path.read_bytes() if path.is_file() else b""
    path.write_bytes(before + broken)
    assert shown(preview[1], told)
    if before:
        path.write_bytes(before)
    else:
        path.unlink()
    assert shown(preview[1], "글의 끝")


def test_a_page_that_is_gone_is_lost(
    project: Path, preview: tuple[subprocess.Popen[str], int]
) -> None:
    path = project / "docs/ko/city/gone.md"
    path.write_text("# 간다 {#gone}\n", encoding="utf-8")
    assert shown(preview[1], "간다", "city/gone.html")
    path.unlink()
    assert shown(preview[1], "404 - Not found", "city/gone.html")


@pytest.mark.parametrize("address", ["nowhere", "city/nowhere.html", "nowhere/"])
def test_an_address_of_nothing_is_the_lost_page(
    preview: tuple[subprocess.Popen[str], int], address: str
) -> None:
    status, text = answer(preview[1], address)
    assert status == 404 and "404 - Not found" in text and EDITION in text


def test_a_folder_is_its_first_page(preview: tuple[subprocess.Popen[str], int]) -> None:
    status, text = answer(preview[1], "city")
    assert status == 200 and "글의 끝" in text


def test_a_page_in_view_learns_of_a_change(
    project: Path, preview: tuple[subprocess.Popen[str], int]
) -> None:
    def edition() -> bytes:
        with urllib.request.urlopen(f"http://{HOST}:{preview[1]}/{EDITION}") as answer:
            return answer.read()

    before = edition()
    assert shown(preview[1], before.decode()) and edition() == before
    (project / "theme/new.css").write_text("a {}\n", encoding="utf-8")
    until = time.monotonic() + PATIENCE
    while edition() == before and time.monotonic() < until:
        time.sleep(0.1)
    assert edition() != before


def entries(site: Path) -> list[tuple[str, str]]:
    """Where the index of a built site leads, and with which words."""
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    return sorted((doc["location"], doc["text"]) for doc in index["docs"])


@pytest.mark.parametrize("config", [config for config, _ in CONFIGS.values()])
def test_what_is_asked_for_is_what_the_engine_builds_and_no_more(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: str
) -> None:
    monkeypatch.setenv("SECONDLEAP_PROJECTS", "false")
    monkeypatch.chdir(project)
    whole, asked = tmp_path / "whole", tmp_path / "asked"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config]
    subprocess.run([*command, "--site-dir", str(whole)], check=True)
    pages = Pages(config, asked)
    made = "city/index.html"
    pages.make(made)
    assert [path.relative_to(asked).as_posix() for path in asked.rglob("*.html")] == [made]
    pages.make("search/search_index.json")  # is made of all pages
    names = {path.relative_to(asked) for path in asked.rglob("*.html")}
    assert len(names) > 2
    other = [each for each in names if (asked / each).read_bytes() != (whole / each).read_bytes()]
    assert other == []
    assert entries(asked) == entries(whole)


def test_a_taken_port_is_one_line(
    project: Path, preview: tuple[subprocess.Popen[str], int]
) -> None:
    second = command(project, preview[1])
    told = second.communicate(timeout=PATIENCE)[0].splitlines()
    assert second.returncode == 1 and len(told) == 1
    assert f"port {preview[1]} is taken" in told[0] and "PORT=" in told[0]


@pytest.mark.parametrize("port", [-1, LAST + 1, 70000])
def test_a_port_that_none_can_have_is_one_line(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], port: int
) -> None:
    monkeypatch.chdir(project)
    assert main(["serve", f"--port={port}", "--lang", "en"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1 and all(str(each) in told[0] for each in (port, FIRST, LAST))


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
