"""What tests and benches share: paths, ports, Chromium's flags, a server, a page's errors."""

from __future__ import annotations

import ast
import http.server
import os
import random
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

ROOT = Path(__file__).parent.parent
ADDRESS = "https://example.org"  # where the site under test says it lives
PAGES = sorted(
    path.relative_to(ROOT / "docs/ko").with_suffix(".html").as_posix()
    for path in (ROOT / "docs/ko").rglob("*.md")
)


def pages_of(site: Path) -> list[Path]:
    """The pages of a built site, without the charts made for frames of other sites."""
    return [path for path in sorted(site.rglob("*.html")) if path.parent.name != "embed"]


@cache
def syntax(path: Path) -> ast.Module:
    """The syntax tree of a module's file: several tests read it, none changes it."""
    return ast.parse(path.read_text(encoding="utf-8"))


# What was made of the project, which a copy of it leaves out.
MADE = (".venv", ".cache", "site", ".site-*", "node_modules", "__pycache__", "*.egg-info")
# Debian's Chromium without windows: the same engine for less of the processor.
CHROME = shutil.which("chromium-headless-shell")
# Headless Chromium must not call home: its own requests would be refused, many at a time.
CHROMIUM = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# The checkers run for seconds: compiling them well gains nothing.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
# What a page asks for once it has loaded: its icon, and about/offline the list of files to store.
AFTER_LOAD = ("/mark.svg", "/web.json")


def in_own_theme(mini: Path) -> Path:
    """The copy ``mini`` of the smallest project, made to look like the site."""
    shutil.copytree(ROOT / "theme", mini / "theme")
    shutil.copytree(ROOT / "projects", mini / "projects", dirs_exist_ok=True)
    for name in ("mkdocs.yml", "projects/en/mkdocs.yml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        (mini / name).write_text(text.partition("\nnav:")[0] + "\n", encoding="utf-8")
    (mini / "secondleap").mkdir()  # named under watch:
    return mini


def sampled(pages: list[str], count: int) -> list[str]:
    """``count`` of ``pages``, drawn anew in each run; the run prints the seed that repeats it."""
    return sorted(random.Random(os.environ["SECONDLEAP_SEED"]).sample(pages, count))


def address(site: Path, language: str, page: str) -> str:
    """The address from disk of ``page`` of the built ``site``."""
    return (site / ("en" if language == "en" else "") / page).as_uri()


def unfold(page: Page) -> None:
    """Opens what a story folds behind a title."""
    page.evaluate("document.querySelectorAll('.story > .fold').forEach(fold => (fold.open = true))")


def faults_of(page: Page, home: str = "file:") -> list[str]:
    """A list to which ``page`` adds from now on: each failed request, each request elsewhere than
    below ``home``, and the errors and warnings of its console and scripts."""
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


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Logs nothing, and sends a file in one piece: a network that is cut cuts no line."""

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        outputfile.write(source.read())

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def served(
    folder: Path, handler: type[http.server.SimpleHTTPRequestHandler] = Quiet
) -> Iterator[str]:
    """The address of ``folder`` over http, on a free port, as ``handler`` answers."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
