"""README, CONTRIBUTING and the page about contributing say what is so, and every command in them is run."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import types
import urllib.request
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import jinja2
import pytest
from cityfill import filled
from support import ROOT, free_port

from secondleap.__main__ import parser
from secondleap.checks import explain
from secondleap.checks.pages import FRONT_MATTER
from secondleap.data.schema import KINDS, LANGUAGES, RECORD_TEMPLATES, Record
from secondleap.data.series import Row, Series
from secondleap.data.yaml_lines import parse
from secondleap.pages import record_templates as guide
from secondleap.pages.block_syntax import BLOCKS

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {
    language: (ROOT / f"docs/{language}/about/contribute.md").read_text(encoding="utf-8")
    for language in LANGUAGES
}
GUIDES = {"CONTRIBUTING": CONTRIBUTING, **PAGES}
VERBS = re.search(
    r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
)[1].split()


# --- what the guide names


def test_every_rule_stands_in_the_guide_word_for_word() -> None:
    for code, texts in explain.codes().items():
        row = " | ".join(text.replace("|", "\\|") for text in (code, *texts))
        assert f"| {row} |" in CONTRIBUTING, code
    assert re.findall(r"^\| ([A-Z]\d{3}) \|", CONTRIBUTING, re.MULTILINE) == list(explain.codes())


@pytest.mark.parametrize("name", GUIDES)
def test_every_block_stands_in_the_guide(name: str) -> None:
    listed = re.findall(
        r"^\| `(\w+)` \| ",
        GUIDES[name]
        .split("| block | argument |" if name != "ko" else "| 블록 | 인자 |")[1]
        .split("\n\n")[0],
        re.MULTILINE,
    )
    assert sorted(listed) == sorted(BLOCKS)


@pytest.mark.parametrize("name", GUIDES)
def test_every_verb_and_option_stands_in_the_guide(name: str) -> None:
    for verb in VERBS:
        assert f"`make {verb}`" in GUIDES[name], verb
    commands = next(
        action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    ).choices
    for command in ("check", "new-city", "new-page", "new-series"):
        for option in {
            text for action in commands[command]._actions for text in action.option_strings
        } - {"-h", "--help"}:
            assert re.search(rf"{option}\b", GUIDES[name]), option
    if name == "CONTRIBUTING":
        assert all(f"-m secondleap {command}" in CONTRIBUTING for command in commands)


@pytest.mark.parametrize("name", GUIDES)
def test_every_key_of_the_front_matter_stands_in_the_guide(name: str) -> None:
    for key in FRONT_MATTER:
        assert re.search(rf"`{key}:?`|^{key}: ", GUIDES[name], re.MULTILINE), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_template_and_every_rule(language: str) -> None:
    assert sorted(re.findall(r"^/// template \| (\w+)$", PAGES[language], re.MULTILINE)) == sorted(
        RECORD_TEMPLATES
    )
    assert "/// rules\n" in PAGES[language]


def test_every_column_and_property_of_a_series_stands_in_the_guide() -> None:
    section = CONTRIBUTING.split("## Add a series")[1].split("\n## ")[0]
    for name in (
        (Row.model_fields.keys() - {"key"})
        | {"period", "category"}
        | (Series.model_fields.keys() - {"rows"})
    ):
        assert f"`{name}`" in section, name


# --- the templates


def test_every_kind_of_record_has_a_template() -> None:
    assert RECORD_TEMPLATES.keys() == KINDS.keys()


def _records(annotation: Any) -> Iterator[type[Record]]:
    """The records that a field may hold."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from _records(inner)


def _choices(annotation: Any) -> set[str]:
    """The words that a field may be."""
    if get_origin(annotation) is Literal:
        return {str(word) for word in get_args(annotation)}
    if get_origin(annotation) in (Union, types.UnionType) or hasattr(annotation, "__metadata__"):
        return set().union(*(_choices(inner) for inner in get_args(annotation)))
    return set()


def _fields(record: type[Record]) -> dict[str, Any]:
    return {
        field.alias or name: field
        for name, field in record.model_fields.items()
        if name not in ("file", "line", "group")
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_valid_and_names_every_field_down_to_the_last(kind: str) -> None:
    value, _, faults = parse(guide.template(ROOT, kind, "en"), "CONTRIBUTING.md")
    assert faults == []
    KINDS[kind].model_validate(value[0])
    assert list(value[0]) and set(value[0]) == set(_fields(KINDS[kind]))
    for name, field in _fields(KINDS[kind]).items():
        for inner in _records(field.annotation):
            shown = value[0][name]
            listed = (
                shown
                if isinstance(shown, list)
                else list(shown.values())
                if "dict" in str(field.annotation)
                else [shown]
            )
            named = {key for entry in listed if isinstance(entry, dict) for key in entry}
            assert named == set(_fields(inner)) or all(
                isinstance(entry, str) for entry in listed
            ), (name, named)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_key_says_whether_it_is_required_what_it_may_be_and_when_to_leave_it_out(
    kind: str, language: str
) -> None:
    """``required`` or ``optional`` is what the model says; an optional one names its case; every word that is allowed stands there."""
    remarks = dict(
        re.findall(
            r"^(?:- |  )([\w-]+):.*? # (.+)$", guide.template(ROOT, kind, language), re.MULTILINE
        )
    )
    required, optional = {"ko": ("필수: ", "선택: "), "en": ("required: ", "optional: ")}[language]
    assert list(remarks) == list(parse(guide.template(ROOT, kind, "en"), "")[0][0])
    for name, field in _fields(KINDS[kind]).items():
        said = remarks[name]
        assert said.startswith(required if field.is_required() else optional), (name, said)
        assert len(said) > len(required) + 3
        for word in _choices(field.annotation):
            assert re.search(rf"\b{word}\b", said), (name, word)


# --- the commands


# What is not run as it stands, and how it is proven instead.
ELSEWHERE = {
    "make site": "builds for minutes; test_publish runs its recipe on the mini project, conftest's `site` renders the real one",
    "make test": "would run this test in itself; its recipe is what runs now, and .ci/run holds nothing else",
    "make serve": "never ends; test_the_preview_starts runs its recipe",
    "mkdocs build": "builds for a minute; publish.render runs it for both languages in conftest's `site`",
    "mkdocs serve": "never ends; test_the_preview_starts runs it",
    "git clone REPOSITORY second-leap && cd second-leap": "needs a host; the folder is a clone",
    "pip install -r requirements.txt": "fetches from the network; `make check` has done it for the environment the tests run in",
    "make book": "prints for minutes; test_books makes all four books",
    ".venv/bin/python -m secondleap publish": "what make site runs",
    ".venv/bin/python -m secondleap book": "what make book runs",
    ".venv/bin/python bench/scale.py 10 100": "a bench of the build; it is no test",
    ".venv/bin/python -m secondleap verify site": "needs a built site; test_package runs it on a folder and on a zip",
    "SITE_ADDRESS=example.org SITE_ROOT=/srv/second-leap caddy run --config /srv/second-leap/_hosts/Caddyfile": "a server; test_hosts runs it on a free port",
    "sha256sum --check MANIFEST.sha256": "needs a built site; test_package runs it",
    ".venv/bin/python bench/serve.py": "a bench of a server; it is no test",
}


def commands() -> list[str]:
    """Every command in a fence without a language, or in code that begins with a program's name."""
    found: list[str] = []
    for text in (README, *GUIDES.values()):
        fences = [
            code
            for language, code in re.findall(
                r"^```(\w*)\n(.*?)^```", text, re.DOTALL | re.MULTILINE
            )
            if not language
        ]
        found += [
            re.split(r"\s{2,}|\s+#", line)[0].strip()
            for fence in fences
            for line in fence.splitlines()
            if line.strip()
        ]
        inline = re.findall(
            r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
        )
        found += [
            code
            for code in inline
            if re.match(
                r"(\w+=\S+ )*(make \w|(\.venv/bin/)?python |mkdocs \w|pip |git |sha256sum |caddy )",
                code,
            )
        ]
    return sorted(set(found))


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """``command`` in ``folder``, with this interpreter in the place of the one that the guide names."""
    line = re.sub(r"^(\.venv/bin/)?python ", lambda _: f"{shlex.quote(sys.executable)} ", command)
    return subprocess.run(
        ["bash", "-c", line], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project as a clone has it, with the environment of these tests in the place of its own."""
    for name in ("data", "docs", "projects", "theme", "secondleap"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in (
        "mkdocs.yml",
        "CONTRIBUTING.md",
        "Makefile",
        "requirements.txt",
        "requirements.lock",
        "pyproject.toml",
    ):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', encoding="utf-8"
    )
    (tmp_path / ".venv/bin/python").chmod(0o755)
    (tmp_path / ".venv/site").touch()
    return tmp_path


# What each command that is run must do: its exit status, and words it says.
RUN = {
    "make check": (0, "checked in"),
    "python -m secondleap release": (0, ""),
    "python -m secondleap new-city NAME": (1, "NAME is 'NAME': write small Latin letters"),
    ".venv/bin/python -m secondleap release": (0, ""),
    ".venv/bin/python -m secondleap check --explain F302": (0, "F302: Every figure equals"),
    ".venv/bin/python -m secondleap new-city sheffield --place sheffield": (
        1,
        "missing: --ko --en",
    ),  # it would ask in a terminal
    "python -m secondleap new-page CITY/NAME": (
        1,
        "CITY/NAME is 'CITY/NAME': write a city's folder",
    ),
    '.venv/bin/python -m secondleap new-page ulsan/port --ko 항만 --en "The port"': (
        0,
        "docs/en/ulsan/port.md",
    ),
    "python -m secondleap new-series NAME": (1, "NAME is 'NAME': write small Latin letters"),
    '.venv/bin/python -m secondleap new-series ulsan-cargo --ko "항만 물동량" --en "Cargo of the port" --unit tonnes --place ulsan': (
        0,
        "ulsan-cargo.csv",
    ),
    '.venv/bin/python -m secondleap series-from FILE --name ulsan-cargo --ko "항만 물동량" --en "Cargo of the port" --unit tonnes --place ulsan --agency "울산항만공사/Ulsan Port Authority" --code cargo --vintage 2026-01 --licence KOGL-1 --source usmbc-2026-port': (
        1,
        "FILE",
    ),
    ".venv/bin/python -m secondleap new-series": (2, "the following arguments are required: NAME"),
    "python -m secondleap verify FOLDER-OR-ZIP": (1, "FOLDER-OR-ZIP"),
}


def test_every_command_is_run_or_proven_elsewhere() -> None:
    assert set(commands()) == RUN.keys() | ELSEWHERE.keys()


@pytest.mark.parametrize("command", RUN)
def test_a_command_does_what_the_guide_says(project: Path, command: str) -> None:
    status, words = RUN[command]
    done = run(command, project)
    assert done.returncode == status, done.stdout + done.stderr
    assert words in done.stdout + done.stderr


def test_from_nothing_to_a_valid_city_by_the_guide_alone(project: Path) -> None:
    """The way of the guide: begin, write one record of each kind, cite the claim, fill each gap; then nothing is at fault."""
    assert (
        run(
            ".venv/bin/python -m secondleap new-city sheffield --ko 셰필드 --en Sheffield --place sheffield",
            project,
        ).returncode
        == 0
    )
    before = run("make check", project)
    assert before.returncode == 2 and "To do, in this order:" in before.stderr
    filled(project, "sheffield")
    after = run("make check", project)
    assert after.returncode == 0, after.stderr


def test_the_recipes_are_those_that_other_tests_prove() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for recipe in (
        "$(PY) -m secondleap publish",
        "$(PY) -m mkdocs serve",
        "$(PY) -m secondleap check",
        "$(PY) -m pytest",
    ):
        assert recipe in makefile


def test_both_previews_start(mini: Path) -> None:
    """The recipe of ``make serve``, on the mini project and free ports, until each hands out a page."""
    recipe = re.search(
        r"^serve:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )[1]
    ports = {"8000": free_port(), "8001": free_port()}
    for name in ("secondleap", "theme"):
        (mini / name).mkdir()
    tools = Path(sys.executable).parent
    line = recipe.replace(".venv/bin/", f"{shlex.quote(str(tools))}/").replace("$(PY)", '"$PY"')
    line = re.sub(r"(?<=127\.0\.0\.1:)\d+", lambda found: str(ports[found[0]]), line)
    server = subprocess.Popen(
        ["bash", "-c", line],
        cwd=mini,
        env={**os.environ, "PY": sys.executable},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        for port, told in (
            (ports["8000"], "제철소가 멈췄다"),
            (ports["8001"], "The mills stopped"),
        ):
            for _ in range(600):
                try:
                    page = (
                        urllib.request.urlopen(
                            f"http://127.0.0.1:{port}/city/index.html", timeout=5
                        )
                        .read()
                        .decode()
                    )
                    break
                except OSError:
                    time.sleep(0.1)
            else:
                pytest.fail("no page within a minute")
            assert told in page
    finally:
        os.killpg(server.pid, signal.SIGINT)  # as Ctrl+C does
        server.wait(timeout=30)
    for port in ports.values():
        with pytest.raises(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)


def test_a_preview_leads_to_the_other_one_and_a_built_page_to_its_neighbor() -> None:
    switch = jinja2.Template((ROOT / "theme/partials/alternate.html").read_text(encoding="utf-8"))
    page = {"url": "ulsan/slump.html"}
    for other, address in (
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8001/ulsan/slump.html"),
        ("", "../en/ulsan/slump.html"),
    ):
        assert f'href="{address}"' in switch.render(
            config={"extra": {"language": "ko", "other": other}}, page=page, base_url=".."
        )


# --- the rest of the README, and the code


def test_every_verb_of_the_makefile_is_told() -> None:
    phony = re.search(
        r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert phony
    for verb in phony[1].split():
        assert f"make {verb}" in README


def test_the_readme_is_one_screen_and_its_links_lead_somewhere() -> None:
    assert len(README.splitlines()) <= 60
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_version_is_pinned() -> None:
    for name in ("requirements.txt", "requirements-book.txt", "requirements-test.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                assert re.fullmatch(r"[\w-]+==[\w.]+", line), f"{name}: {line}"


def test_the_lock_pins_the_same_versions_each_by_hash() -> None:
    pins = re.findall(
        r"^[\w-]+==[\w.]+", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    locked = re.findall(
        r"^([\w-]+==[\w.]+)((?: \\\n    --hash=sha256:[0-9a-f]{64})*)$",
        (ROOT / "requirements.lock").read_text(encoding="utf-8"),
        re.MULTILINE,
    )

    def plain(pin: str) -> str:
        return pin.lower().replace("_", "-")

    assert sorted(map(plain, pins)) == sorted(plain(pin) for pin, _ in locked)
    assert all(hashes for _, hashes in locked)


def test_every_direct_dependency_is_justified_with_its_license() -> None:
    table = CONTRIBUTING.split("| dependency | license | why |")[1].split("\n\n")[0]
    listed = {
        name: license
        for names, license in re.findall(r"^\| ([\w, -]+) \| ([\w.-]+) \|", table, re.MULTILINE)
        for name in names.split(", ")
    }
    for name in listed:
        about = metadata(name)
        told = " ".join(
            [
                about["License-Expression"] or about["License"] or "",
                *(about.get_all("Classifier") or []),
            ]
        )
        assert listed[name] in told or listed[name].split("-")[0] + " License" in told, name
    direct = (ROOT / "requirements.txt").read_text(encoding="utf-8").split("\n-e .")[0] + (
        ROOT / "requirements-book.txt"
    ).read_text(encoding="utf-8")
    assert set(re.findall(r"^([\w-]+)==", direct, re.MULTILINE)) <= set(listed)
