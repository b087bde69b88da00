"""The site kept in the browser: whole or not at all, changed only when the reader says so."""

from __future__ import annotations

import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from support import STORY, Quiet

from secondleap.build.offline_copies import for_the_web

KEPT = {"ko": "모두 받아 두었다", "en": "Everything is kept"}


class Host:
    """A server of a folder that can vanish, at once or after some requests."""

    def __init__(self, folder: Path) -> None:
        self.left = 1_000_000
        host = self

        class Handler(Quiet):
            def do_GET(self) -> None:
                host.left -= 1
                if host.left < 0:
                    self.close_connection = True
                    self.connection.close()  # no answer at all: the network is gone
                    return
                super().do_GET()

        self.server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), lambda *given: Handler(*given, directory=str(folder))
        )
        self.server.handle_error = lambda *given: None
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.base = f"http://127.0.0.1:{self.server.server_port}/"

    def vanish(self) -> None:
        self.left = 0

    def come_back(self) -> None:
        self.left = 1_000_000


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[tuple[Host, Path]]:
    """The site on a server of its own, from a copy that a test may change."""
    folder = Path(shutil.copytree(site, tmp_path / "web"))
    serving = Host(folder)
    yield serving, folder
    serving.server.shutdown()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1300, "height": 900})
    yield opened
    opened.close()


def keep(page: Page, base: str, language: str) -> None:
    """Visits the page that offers it, and presses its one button."""
    page.goto(f"{base}{'en/' if language == 'en' else ''}about/offline.html")
    page.locator(".store button").first.click()
    page.get_by_text(KEPT[language]).wait_for(timeout=120_000)


def test_after_one_press_a_language_is_read_and_searched_with_the_server_gone(
    host: tuple[Host, Path], context: BrowserContext
) -> None:
    serving, _ = host
    page, wrong = context.new_page(), []
    keep(page, serving.base, "ko")
    serving.vanish()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(serving.base + STORY)
    assert (
        page.locator("h1").count() == 1
        and page.evaluate("getComputedStyle(document.querySelector('.story')).maxWidth") == "680px"
    )
    page.keyboard.press("Control+k")
    page.locator(".search__input").press_sequentially("오대호")
    page.wait_for_selector(".search__results li", timeout=60_000)
    page.goto(serving.base)
    assert page.locator("html").get_attribute("lang") == "ko"
    assert wrong == []
    # The other language was not kept: it says so in its own words, and what there is.
    page.goto(serving.base + "en/" + STORY)
    assert page.locator("h1").inner_text() == "This page is not kept here"
    assert page.locator("li a").inner_text() == "Korean"
    serving.come_back()
    keep(page, serving.base, "en")
    serving.vanish()
    page.goto(serving.base + "en/" + STORY)
    page.locator(".language__switch").first.click()
    page.wait_for_function("document.documentElement.lang === 'ko'")
    assert page.locator("h1").count() == 1


def test_a_new_version_is_offered_and_the_former_goes_only_then(
    host: tuple[Host, Path], context: BrowserContext
) -> None:
    serving, folder = host
    page = context.new_page()
    keep(page, serving.base, "ko")
    story = folder / STORY
    story.write_text(story.read_text("utf-8").replace("</h1>", " NEW</h1>"), "utf-8")
    for_the_web(folder)
    page.goto(serving.base + STORY)
    page.locator(".newer a").wait_for()
    assert "NEW" not in page.locator("h1").inner_text(), "changed without being asked"
    page.locator(".newer a").click()
    page.wait_for_selector(".store button")
    page.locator(".store button").first.click()
    page.get_by_text(KEPT["ko"]).wait_for(timeout=120_000)
    page.goto(serving.base + STORY)
    assert "NEW" in page.locator("h1").inner_text()
    version = json.loads((folder / "web.json").read_text("utf-8"))["version"]
    assert page.evaluate("caches.keys()") == [f"second-leap ko {version}"]


def test_a_half_loaded_copy_is_never_shown_and_the_rest_comes_later(
    host: tuple[Host, Path], context: BrowserContext
) -> None:
    serving, _ = host
    page = context.new_page()
    page.goto(serving.base + "about/offline.html")
    page.wait_for_selector(".store button")
    serving.left = 60
    page.locator(".store button").first.click()
    page.get_by_text("받다가 끊겼다").wait_for(timeout=60_000)
    half = page.evaluate(
        "caches.keys().then(names => caches.open(names[0]))"
        ".then(store => store.keys()).then(keys => keys.length)"
    )
    assert 0 < half <= 60
    serving.vanish()
    page.goto(serving.base + "index.html")
    assert page.locator("h1").inner_text() == "이 페이지는 받아 두지 않았다"
    assert "없음" in page.locator("body").inner_text()
    serving.come_back()
    before = serving.left
    keep(page, serving.base, "ko")
    listed = page.evaluate(
        "fetch('../web.json').then(answer => answer.json())"
        ".then(list => Object.keys(list.files).length)"
    )
    assert before - serving.left < listed - half + 60, "what was there already is not fetched again"


def test_refused_storage_is_told_and_leaves_nothing(
    host: tuple[Host, Path], context: BrowserContext
) -> None:
    serving, _ = host
    page = context.new_page()
    page.add_init_script(
        "Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))"
    )
    page.goto(serving.base + "en/about/offline.html")
    page.locator(".store button").first.click()
    page.get_by_text("The browser refused to keep it").wait_for()
    assert page.evaluate("caches.keys()") == []
    page.goto(serving.base + "en/" + STORY)
    assert page.locator("h1").count() == 1


def test_from_disk_nothing_is_registered(site: Path, context: BrowserContext) -> None:
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto((site / "about/offline.html").as_uri())
    assert page.locator(".store").is_hidden() and page.locator("link[rel=manifest]").count() == 0
    assert said == []


@pytest.mark.parametrize("language", ["", "en/"])
def test_it_can_be_installed(
    host: tuple[Host, Path], context: BrowserContext, language: str
) -> None:
    serving, folder = host
    page = context.new_page()
    page.goto(serving.base + language + "index.html")
    page.wait_for_selector("link[rel=manifest]", state="attached")
    session = context.new_cdp_session(page)
    assert session.send("Page.getAppManifest")["errors"] == []
    app = json.loads((folder / language / "app.webmanifest").read_text("utf-8"))
    for icon in app["icons"]:
        assert (folder / language / icon["src"]).is_file()
    problems = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in problems if one["errorId"] != "in-incognito"] == []
