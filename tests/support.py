"""What tests of every tier share: where things stand, and a page's complaints."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

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


STORY = "pittsburgh/collapse.html"  # a page with every part a story has


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
