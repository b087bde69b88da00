"""Shared by the tests: a mini project to break, the real site built once, one browser."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from bench.browse import CHROMIUM, served
from secondleap.build.publish import render

ROOT = Path(__file__).parent.parent
ADDRESS = "https://example.org"  # where the site under test says it lives
PAGES = sorted(
    path.relative_to(ROOT / "docs/ko").with_suffix(".html").as_posix()
    for path in (ROOT / "docs/ko").rglob("*.md")
)
CHROME = shutil.which(
    "chromium-headless-shell"
)  # Debian's Chromium without a window's machinery: the same engine for less of the processor
JAVA = (
    "java",
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
)  # the checkers run for seconds: no time to gain by compiling them well
AFTER_LOAD = (
    "/mark.svg",
    "/web.json",
)  # what a page asks for once it has loaded: its icon, and about/offline what there is to take along


def address(site: Path, language: str, page: str) -> str:
    """The address from disk of ``page`` of the built ``site``."""
    return (site / ("en" if language == "en" else "") / page).as_uri()


def faults_of(page: Page, home: str = "file:") -> list[str]:
    """A list to which ``page`` adds, from now on, each failed request, each to another place than ``home``, and what its console and scripts complain of."""
    heard: list[str] = []

    def failed(request: Request) -> None:
        if not (
            request.failure == "net::ERR_ABORTED" and request.url.endswith(AFTER_LOAD)
        ):  # the page was left meanwhile
            heard.append(f"{page.url}: failed: {request.url}")

    def asked(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:")):
            heard.append(f"{page.url}: foreign: {request.url}")

    page.on("request", asked)
    page.on("requestfailed", failed)
    page.on(
        "response",
        lambda answer: (
            heard.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else None
        ),
    )
    page.on(
        "console",
        lambda message: (
            heard.append(f"{page.url}: {message.text}")
            if message.type in ("error", "warning")
            else None
        ),
    )
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    return heard


def once(
    factory: pytest.TempPathFactory, worker_id: str, name: str, make: Callable[[Path], None]
) -> Path:
    """The folder that ``make`` makes, given a path where none is: of several workers the first makes it for all."""
    place = factory.getbasetemp() if worker_id == "master" else factory.getbasetemp().parent
    folder, aside = place / name, place / f"{name}, not whole"
    with (place / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            make(aside)
            aside.rename(folder)
    return folder


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The smallest project that is whole, its charts drawn: copies of it build in half the time. Nothing is written in it."""

    def draw(folder: Path) -> None:
        shutil.copytree(ROOT / "tests" / "mini", folder)
        render(folder, folder / "site")
        shutil.rmtree(folder / "site")

    return once(tmp_path_factory, worker_id, "mini", draw)


@pytest.fixture
def mini(drawn: Path, tmp_path: Path) -> Path:
    """A copy of the smallest project; a test may break it."""
    return Path(shutil.copytree(drawn, tmp_path / "mini"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The real site in both languages, in a folder whose path has a space and Hangul."""

    def build(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SITE_URL", ADDRESS)
            render(ROOT, folder)

    return once(tmp_path_factory, worker_id, "내려받은 사이트", build)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROME, args=list(CHROMIUM))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def web(site: Path) -> Iterator[str]:
    """The address of the real site on a server."""
    with served(site) as address:
        yield address
