"""nginx and Caddy serve the real site with the files of deploy/, and Chromium reports no error."""

from __future__ import annotations

import getpass
import gzip
import http.client
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error
from support import PAGES, ROOT, faults_of, free_port, sampled, served

STRICT = {
    "content-security-policy": "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=()",
    "cross-origin-opener-policy": "same-origin",
}


def caddy(site: Path, folder: Path, port: int) -> tuple[list[str], dict[str, str]]:
    places = {
        "SITE_ADDRESS": f"http://127.0.0.1:{port}",
        "SITE_ROOT": str(site),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    return ["caddy", "run", "--config", str(ROOT / "deploy/Caddyfile")], places


def nginx(site: Path, folder: Path, port: int) -> tuple[list[str], dict[str, str]]:
    """Debian's nginx with our file in its http block, on the test's port and folder."""
    ours = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    ours = ours.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace(
        "root /srv/second-leap;", f'root "{site}";'
    )
    (folder / "site.conf").write_text(ours, encoding="utf-8")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"user {getpass.getuser()}; pid {folder}/pid; daemon off; error_log stderr;"
        f" events {{}} http {{ include /etc/nginx/mime.types; access_log off; {temporary}"
        f" include {folder}/site.conf; }}",
        encoding="utf-8",
    )
    return ["nginx", "-c", str(folder / "nginx.conf"), "-e", "stderr"], {}


@pytest.fixture(scope="module", params=[caddy, nginx], ids=["caddy", "nginx"])
def port(
    request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """Where a server answers."""
    number, folder = free_port(), tmp_path_factory.mktemp("host")
    command, places = request.param(site, folder, number)
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env={**os.environ, **places}, stdout=log, stderr=log)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", number)) == 0:
                    break
            assert process.poll() is None, (folder / "log").read_text(encoding="utf-8")
            time.sleep(0.1)
        yield number
        process.terminate()
        process.wait(10)


def ask(port: int, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


def policies() -> tuple[str, str]:
    """The Content-Security-Policy of pages and that of charts for frames, the same in each file."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "deploy").iterdir())]
    found = [set(re.findall(r"default-src [^\"\n]+", text)) for text in texts]
    assert len(found) == 3 and all(one == found[0] for one in found)
    frames, pages = sorted(found[0], key=len)
    return pages, frames


def test_all_hosts_have_one_policy_and_the_pages_need_no_other(site: Path) -> None:
    """No page holds a script of its own or a handler: the policy allows files of the site only."""
    assert "; script-src 'self'; " in policies()[0]
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        scripts = re.findall(r"<script\b([^>]*)>", html)
        inline = [one for one in scripts if "src=" not in one and 'type="' not in one]
        assert inline == [], path
        assert re.findall(r"<[^>]+\son\w+=", html) == [], path


def test_hosts_that_read_headers_from_the_folder_find_them(site: Path) -> None:
    assert (site / "_headers").read_bytes() == (ROOT / "deploy/_headers").read_bytes()


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/en/ulsan/slump.html", "/assets/mark.svg", "/nowhere.html"]
)
def test_every_answer_has_the_strict_headers(port: int, path: str) -> None:
    answer = ask(port, path)
    for name, value in STRICT.items():
        assert value in (answer.getheader(name) or ""), name
    assert answer.getheader("content-security-policy") == policies()[0]
    assert answer.getheader("strict-transport-security") is None  # the host's owner decides


FRAMES = ["/embed/exports.html", "/en/embed/exports.html"]


@pytest.mark.parametrize("path", FRAMES)
def test_charts_made_for_frames_have_a_policy_of_their_own(port: int, path: str) -> None:
    answer = ask(port, path)
    assert answer.getheader("content-security-policy") == policies()[1]
    assert answer.getheader("cross-origin-resource-policy") == "cross-origin"
    missing = ask(port, path.replace("exports", "nowhere"))
    assert missing.getheader("content-security-policy") == policies()[0]


def test_no_host_binds_the_subdomains_unless_asked() -> None:
    for path in (ROOT / "deploy").iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        asked = [line for line in lines if "Strict-Transport-Security" in line]
        assert asked and all(line.lstrip().startswith("#") for line in asked), path


def test_a_page_of_another_origin_shows_a_chart_and_reads_the_data_and_no_more(
    port: int, browser: Browser, tmp_path: Path
) -> None:
    site = f"http://127.0.0.1:{port}"
    (tmp_path / "blog.html").write_text(
        "<!doctype html><title>blog</title>"
        + "".join(f'<iframe src="{site}{path}#dark"></iframe>' for path in FRAMES)
        + f'<iframe src="{site}/index.html"></iframe>'
        f'<img src="{site}/data/charts/exports.ko.svg" alt="">',
        encoding="utf-8",
    )
    context = browser.new_context()
    page = context.new_page()
    with served(tmp_path) as blog:
        page.goto(f"{blog}blog.html")
        frames = [frame for frame in page.frames if "/embed/" in frame.url]
        assert len(frames) == 2
        for frame in frames:
            frame.locator("svg:visible text").first.wait_for()
            ground = frame.evaluate("getComputedStyle(document.body).backgroundColor")
            assert ground == "rgb(19, 23, 27)"
        assert page.frames[3].url.startswith("chrome-error:")
        assert page.evaluate("document.querySelector('img').naturalWidth") > 0
        read = "address => fetch(address).then(answer => answer.text())"
        assert page.evaluate(read, f"{site}/data/series/ulsan-exports.csv").startswith("period,")
        with pytest.raises(Error):
            page.evaluate(read, f"{site}/index.html")
    context.close()


@pytest.mark.parametrize("path", ["/data/claims.json", "/data/series/series.schema.json"])
def test_the_data_is_open_to_other_origins_and_nothing_else(port: int, path: str) -> None:
    def cross(path: str) -> list[str | None]:
        answer = ask(port, path)
        names = ("access-control-allow-origin", "cross-origin-resource-policy")
        return [answer.getheader(name) for name in names]

    assert cross(path) == ["*", "cross-origin"]
    assert cross("/index.html") == [None, "same-origin"]


def test_pages_are_revalidated_and_hashed_files_are_kept(port: int, site: Path) -> None:
    hashed = [path for path in site.rglob("*.min.*") if re.search(r"\.[0-9a-f]{8}\.", path.name)]
    assert hashed
    for path in hashed:
        answer = ask(port, f"/{path.relative_to(site).as_posix()}")
        assert "immutable" in (answer.getheader("cache-control") or ""), path
    for name in ("/", "/assets/footnote-cards.js", "/en/glossary.html"):
        assert ask(port, name).getheader("cache-control") == "no-cache"


@pytest.mark.parametrize("name", ["en/glossary.html", "data/claims.json", "data/events.csv"])
def test_the_server_compresses(port: int, site: Path, name: str) -> None:
    packed, plain = ask(port, f"/{name}", Accept_Encoding="gzip"), ask(port, f"/{name}")
    assert packed.getheader("content-encoding") == "gzip"
    assert gzip.decompress(packed.body) == plain.body == (site / name).read_bytes()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/없다", "이 주소에는 글이 없다"),
        ("/en/nowhere/at/all", "There is nothing at this address"),
    ],
)
def test_what_is_not_there_is_told_in_the_right_language(port: int, path: str, words: str) -> None:
    answer = ask(port, path.encode().decode("latin-1") if path.isascii() else "/%EC%97%86%EB%8B%A4")
    assert answer.status == 404
    assert words in answer.body.decode("utf-8")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2fetc/passwd",
        "/assets/..%5c..%5cetc/passwd",
        "/%00",
        "/_headers",
        "/.git/config",
        "/assets/",
        "//etc/passwd",
        "/%252e%252e/etc/passwd",
    ],
)
def test_nothing_is_given_that_is_no_page(port: int, path: str) -> None:
    answer = ask(port, path)
    assert 400 <= answer.status < 500
    assert b"root:" not in answer.body and b"Content-Security" not in answer.body  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "BREW", "CONNECT"]
)
def test_odd_methods_get_nothing(port: int, method: str) -> None:
    assert ask(port, "/index.html", method).status >= 400


def test_a_huge_header_is_refused(port: int) -> None:
    assert ask(port, "/", X_Huge="x" * 100_000).status in (400, 413, 431, 494)


def test_pages_load_in_chromium_without_a_complaint(port: int, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    said = faults_of(page, f"http://127.0.0.1:{port}/")
    for folder in ("", "en/"):
        for name in sampled(PAGES, 12):
            page.goto(f"http://127.0.0.1:{port}/{folder}{name}")
    context.close()
    assert said == []


def test_search_and_cards_work_under_the_policy(port: int, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    said = faults_of(page, f"http://127.0.0.1:{port}/")
    page.goto(f"http://127.0.0.1:{port}/en/pittsburgh/collapse.html")
    page.locator("p sup[data-claim] a").first.click()
    page.wait_for_selector(".card:visible")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.locator(".search__input").press_sequentially("Novatus", delay=20)
    page.wait_for_selector('.search__results li a[href*="novatus"]')
    context.close()
    assert said == []
