"""The page for a wrong address: whole below any path, also where nobody has told the site where it
is; and what a reader without scripts is told of the search."""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support import ROOT, STORY, address, free_port, in_own_theme, served

from secondleap.build.engine import CONFIGS
from secondleap.build.preview import HOST
from secondleap.build.publish import render


class Lost(http.server.SimpleHTTPRequestHandler):
    """A static host: a page for what is not there, the English one below ``en/``."""

    def send_error(self, code: int, *_: object) -> None:
        below = self.path.startswith("/leap/en/")
        page = Path(self.directory) / "leap" / ("en/404.html" if below else "404.html")
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that has a site, built without an address, below ``/leap/``."""
    folder = tmp_path_factory.mktemp("server")
    small = in_own_theme(Path(shutil.copytree(ROOT / "tests/mini", folder / "project")))
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SITE_URL", raising=False)
        render(small, folder / "leap")
    with served(folder, Lost) as server:
        yield f"{server}leap/"
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("wrong", "home", "words"),
    [
        ("nowhere", "", "이 주소에는 글이 없다"),
        ("ulsan/nowhere.html", "", "이 주소에는 글이 없다"),
        ("ulsan/far/away.html", "", "이 주소에는 글이 없다"),
        ("en/nowhere", "en/", "There is nothing at this address"),
        ("en/ulsan/nowhere.html", "en/", "There is nothing at this address"),
    ],
)
def test_it_is_whole_and_leads_home_at_any_depth(
    below: str, browser: Browser, wrong: str, home: str, words: str
) -> None:
    page = browser.new_page()
    page.goto(below + wrong)
    assert page.locator("h1").inner_text() == words
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 247)"
    assert page.locator(".search-button svg").bounding_box()["width"] <= 32  # type: ignore[index]
    page.locator(".search-button").click()
    page.keyboard.type("Act 47")
    page.wait_for_selector('.search__results li a[href*="city/index"]')
    page.keyboard.press("Escape")
    page.locator(".story a").first.click()
    page.wait_for_url(f"{below}{home}index.html")
    page.goto(below + wrong)
    page.locator(".story a").nth(1).click()
    page.wait_for_url(f"{below}{'' if home else 'en/'}index.html")
    page.close()


def test_without_scripts_it_is_read(below: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{below}ulsan/nowhere.html")
    assert page.locator("h1").is_visible()
    widest = page.evaluate(
        """Math.max(...[...document.querySelectorAll("svg")]
          .map(one => one.getBoundingClientRect().width))"""
    )
    assert widest < 40, "no giant pictures where the style sheets are not found"
    context.close()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_without_scripts_a_reader_is_told_how_to_find(
    site: Path, browser: Browser, language: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site, language, STORY))
    assert not page.locator(".search-button").is_visible()
    way = page.locator(".no-search")
    assert way.is_visible()
    way.locator("a").click()
    assert page.url == address(site, language, "glossary.html")
    context.close()


@pytest.mark.parametrize("language", CONFIGS)
def test_a_live_preview_has_it_in_its_own_style(
    tmp_path: Path, browser: Browser, language: str
) -> None:
    small = in_own_theme(Path(shutil.copytree(ROOT / "tests/mini", tmp_path / "project")))
    ports = dict(zip(CONFIGS, (port := free_port(), port + 1), strict=True))
    command = [sys.executable, "-m", "secondleap", "serve", "--port", str(port)]
    unnamed = {name: value for name, value in os.environ.items() if "SITE_URL" not in name}
    running = subprocess.Popen(command, cwd=small, env=unnamed, stdout=subprocess.PIPE, text=True)
    page = browser.new_page()
    try:
        assert running.stdout
        for _ in ports:
            running.stdout.readline()
        for wrong in ("nowhere.html", "ulsan/nowhere.html"):
            page.goto(f"http://{HOST}:{ports[language]}/{wrong}")
            paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert paper == "rgb(251, 250, 247)"
        page.locator(".story a").nth(1).click()
        page.wait_for_url(f"http://{HOST}:{sum(ports.values()) - ports[language]}/index.html")
    finally:
        page.close()
        running.terminate()
        running.wait()
