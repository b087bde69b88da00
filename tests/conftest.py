"""Fixtures: a mini project to break, the real site built once, one browser.

Each imports what it needs when it is asked for: unit tests wait for neither a build nor a browser.
"""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import ADDRESS, CHROME, CHROMIUM, ROOT, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser


# Samples of pages are drawn with this seed, the same in all workers: those inherit the environment.
SEED = os.environ.setdefault("SECONDLEAP_SEED", str(random.randrange(1_000_000)))

# A script that runs the tests in its background ignores SIGINT, and so would every program that
# they start and interrupt. A handler is not inherited: those get the default again.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"samples: SECONDLEAP_SEED={SEED}")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder that ``make`` writes to the path it is given; of several workers one runs it."""
    place = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    folder, aside = place / name, place / f"{name}, unfinished"
    with (place / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            make(aside)
            aside.rename(folder)
    return folder


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """A copy of the smallest project; a test may break it."""
    mini = tmp_path / "mini"
    return Path(shutil.copytree(ROOT / "tests" / "mini", mini, copy_function=shutil.copyfile))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site in both languages, in a folder whose path has a space and Hangul."""
    from secondleap.build.publish import render

    def build(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SITE_URL", ADDRESS)
            render(ROOT, folder)

    return once(tmp_path_factory, "내려받은 사이트", build)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROME, args=list(CHROMIUM))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def web(site: Path) -> Iterator[str]:
    """The address of the real site on a server."""
    with served(site) as address:
        yield address
