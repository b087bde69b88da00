"""The mini project for unit tests: copied once, restored after each test that broke it."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

ORIGINAL = ROOT / "tests" / "mini"


def pytest_collection_finish() -> None:
    """What is imported stays: the collector need not look at it again and again."""
    gc.freeze()


@pytest.fixture(scope="module", autouse=True)
def uncollected() -> Iterator[None]:
    """A file of tests leaves little garbage: looking for it takes longer than the tests of some."""
    gc.disable()
    yield
    gc.enable()


def states(project: Path) -> dict[str, int]:
    """Every file and folder of ``project``, with a file's time of change; -1 for a folder."""
    found, waiting = {}, [str(project)]
    for folder in waiting:  # grows by what each holds
        for entry in os.scandir(folder):
            if entry.is_dir():
                waiting.append(entry.path)
            found[entry.path] = -1 if entry.is_dir() else entry.stat().st_mtime_ns
    return found


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    project = tmp_path_factory.mktemp("unit") / "mini"
    shutil.copytree(ORIGINAL, project, copy_function=shutil.copyfile)
    return project, states(project)


@pytest.fixture
def mini(copy: tuple[Path, dict[str, int]]) -> Iterator[Path]:
    """The smallest project; a test may break it."""
    project, known = copy
    yield project
    found = states(project)
    if found == known:
        return
    for name in sorted(found.keys() - known.keys(), reverse=True):
        path = Path(name)
        path.rmdir() if path.is_dir() else path.unlink()
    for name, state in known.items():
        if found.get(name) != state:
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ORIGINAL / path.relative_to(project), path)
            known[name] = path.stat().st_mtime_ns
