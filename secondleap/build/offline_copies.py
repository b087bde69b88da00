"""The site for offline use: a manifest of its files, zips of its languages, the check of a copy.

A manifest is what ``sha256sum`` writes and checks. A zip's bytes depend on nothing but the files in
it: names in order, one date for all, no user, no machine.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from secondleap.build.data_package import zip_contents
from secondleap.build.share_pictures import FOLDER as PICTURES
from secondleap.ebook.editions import SHELF, up_to_date
from secondleap.render.strings import BOOK, WORDS
from secondleap.text import formatting

MANIFEST, DOWNLOADS = "MANIFEST.sha256", "downloads"
NOTE = "READ-ME.txt"
DATA_ZIP = "second-leap-data-v1.zip"  # one address for good; the version is in its datapackage.json
OFFLINE_PAGE = {"ko": "about/offline.html", "en": "en/about/offline.html"}
DATA_PAGE = {"ko": "evidence/data.html", "en": "en/evidence/data.html"}
# The copies: name of the archive -> languages in it.
COPIES = {"": ("ko", "en"), "-ko": ("ko",), "-en": ("en",)}
_PLACE = re.compile(r'<div class="copies">.*?</div>', re.DOTALL)
_SWITCH = re.compile(r'<div class="language">.*?</div>', re.DOTALL)
# Only a server needs these: what crawlers read, and the page for addresses that lead nowhere.
_SERVER_ONLY = (
    "sitemap.xml",
    "404.html",
    "service-worker.js",
    "worker-words.js",
    "web.json",
    "app.webmanifest",
    "_headers",
    MANIFEST,
)


def day(moment: int) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(moment))


def edition(moment: int) -> str:
    """The version of the data, as a Data Package writes one."""
    return f"{version('secondleap')}+{day(moment)}"


def files(folder: Path) -> Iterator[str]:
    """The files below ``folder``, by name, with forward slashes."""
    yield from sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def manifest(contents: dict[str, bytes]) -> str:
    """One line a file, as ``sha256sum --check`` reads it."""
    return "".join(
        f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n" for name in sorted(contents)
    )


def write_manifest(site: Path) -> None:
    """Writes the manifest of the built ``site``, whose other files are all there."""
    text = manifest({name: (site / name).read_bytes() for name in files(site)})
    (site / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def _is_for_the_web(path: PurePosixPath) -> bool:
    """Whether the file is of no use away from a server: downloads, pictures for previews of links,
    and what only a server needs."""
    folders = path.parts[1:2] if path.parts[0] == "en" else path.parts[:1]
    return folders[0] in (DOWNLOADS, PICTURES) or path.name in _SERVER_ONLY


def _forward(to: str) -> bytes:
    """A page that leads to ``to``."""
    head = '<!doctype html><meta charset="utf-8"><title>Second Leap</title>'
    refresh = f'<meta http-equiv="refresh" content="0; url={to}">'
    return f'{head}{refresh}<a href="{to}">{to}</a>\n'.encode()


def _note(languages: tuple[str, ...], edition: str) -> bytes:
    return (
        "\n".join(
            WORDS[language]["copy_note"].format(version=edition, manifest=MANIFEST)
            for language in languages
        )
        + "\n"
    ).encode()


def copy_contents(site: Path, languages: tuple[str, ...], edition: str) -> dict[str, bytes]:
    """The files of a copy of ``site`` that holds ``languages``: name -> bytes.

    A copy of one language has no language switch; the English one keeps its folder, and its first
    page leads there.
    """
    contents = {}
    for name in files(site):
        path = PurePosixPath(name)
        if _is_for_the_web(path):
            continue
        language = "en" if path.parts[0] == "en" else "ko"
        if language not in languages and path.parts[0] != "data":
            continue
        contents[name] = (site / name).read_bytes()
        if len(languages) == 1 and path.suffix == ".html":
            contents[name] = _SWITCH.sub("", contents[name].decode()).encode()
    if "ko" not in languages:
        contents["index.html"] = _forward("en/index.html")
    contents[NOTE] = _note(languages, edition)
    contents[MANIFEST] = manifest(contents).encode()
    return contents


def write_zip(path: Path, contents: dict[str, bytes], moment: int) -> None:
    """Writes the same bytes for the same contents and moment, whatever machine it runs on."""
    stamp = time.gmtime(max(moment, 315532800))[:6]  # zip knows no year before 1980
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(f"{path.stem}/{name}", stamp)
            entry.create_system, entry.external_attr, entry.compress_type = (
                3,
                0o100644 << 16,
                zipfile.ZIP_DEFLATED,
            )
            archive.writestr(entry, contents[name], compresslevel=9)


def _worker_words() -> str:
    """A script that sets ``WORDS``: what the service worker says in each language."""
    keys = {name: f"worker_{name}" for name in ("title", "why", "kept", "nothing")}
    keys |= {language: f"name_{language}" for language in WORDS}
    said = {
        language: {name: words[key] for name, key in keys.items()}
        for language, words in WORDS.items()
    }
    return f"const WORDS = {json.dumps(said, ensure_ascii=False)}\n"


def for_the_web(site: Path) -> None:
    """Writes what a browser needs to store a language: the list of its files with their hashes, and
    the app's manifest.

    The list's version is a hash of the list: a new build with the same pages is no new version.
    """
    # The engine puts a worker into each language; one rules both.
    (site / "en/service-worker.js").unlink(missing_ok=True)
    (site / "worker-words.js").write_text(_worker_words(), encoding="utf-8")
    for language, folder in {"ko": "", "en": "en/"}.items():
        listed = {}
        for name in files(site):
            path = PurePosixPath(name)
            if _is_for_the_web(path) or path.suffix == ".zip":
                continue
            if ("en" if path.parts[0] == "en" else "ko") == language or path.parts[0] == "data":
                listed[name] = hashlib.sha256((site / name).read_bytes()).hexdigest()
        stamp = hashlib.sha256(
            "".join(f"{name}{digest}" for name, digest in listed.items()).encode()
        ).hexdigest()[:16]
        (site / folder / "web.json").write_text(
            json.dumps({"version": stamp, "files": listed}, indent=0) + "\n", encoding="utf-8"
        )
        icons = [
            {"src": f"assets/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
            for size in (192, 512)
        ]
        app = {
            "name": WORDS[language]["site"],
            "lang": language,
            "start_url": "index.html",
            "scope": "../" if folder else "./",
        }
        colours = {"background_color": "#FBFAF7", "theme_color": "#FBFAF7"}
        (site / folder / "app.webmanifest").write_text(
            json.dumps(
                {**app, **colours, "display": "minimal-ui", "icons": icons}, ensure_ascii=False
            ),
            "utf-8",
        )


@dataclass(frozen=True)
class Copy:
    """A zip or a book that the site offers."""

    name: str
    languages: tuple[str, ...]
    size: int

    def summary(self, language: str) -> str:
        """Languages, format and size, in the words of ``language``."""
        kind = Path(self.name).suffix.removeprefix(".")
        what = "brief" if Path(self.name).stem.endswith("-brief") else "book"
        parts = [WORDS[language][f"name_{one}"] for one in self.languages] + (
            [] if kind == "zip" else [BOOK[language][what], kind.upper()]
        )
        return " · ".join([*parts, f"{self.size / 1e6:.1f} MB"])


def _offer(language: str, copies: list[Copy], date: str) -> str:
    words, up = WORDS[language], "../../" if language == "en" else "../"
    rows = "".join(
        f'<li><a href="{up}{DOWNLOADS}/{copy.name}">{escape(copy.name)}</a>'
        f' <span class="count">{copy.summary(language)}</span></li>'
        for copy in copies
    )
    dated = words["copies_dated"].format(
        version=version("secondleap"), date=formatting.date(date, language)
    )
    return f'<div class="copies"><ul>{rows}</ul><p>{dated}</p></div>'


def _cited(language: str, date: str, address: str) -> str:
    """How to cite the data, with their version."""
    told = WORDS[language]["data_cite"].format(
        version=version("secondleap"),
        date=formatting.date(date, language),
        address=f" {address}{DATA_PAGE[language]}" if address else "",
    )
    return f'<p class="data-cite">{escape(told)}</p>'


def package(root: Path, site: Path, moment: int, address: str) -> list[Copy]:
    """Writes the zips of the built ``site`` and of its data, and lists them on its pages
    ``about/offline`` and ``evidence/data``.

    Books of the project at ``root`` are listed too if they were made from these pages. ``moment``
    is in seconds since 1970.
    """
    named, folder = f"{version('secondleap')}, {day(moment)}", site / DOWNLOADS
    folder.mkdir()
    copies = []
    for suffix, languages in COPIES.items():
        path = folder / f"second-leap-{version('secondleap')}{suffix}.zip"
        write_zip(path, copy_contents(site, languages, named), moment)
        copies.append(Copy(path.name, languages, path.stat().st_size))
    for book, tongue in up_to_date(root / SHELF, site):
        shutil.copyfile(book, folder / book.name)
        copies.append(Copy(book.name, (tongue,), book.stat().st_size))
    data = folder / DATA_ZIP
    contents = zip_contents(root, site, edition(moment), address)
    write_zip(data, {**contents, MANIFEST: manifest(contents).encode()}, moment)
    of_data = Copy(data.name, tuple(COPIES[""]), data.stat().st_size)
    for language in DATA_PAGE:
        _list(site / OFFLINE_PAGE[language], _offer(language, copies, day(moment)))
        cited = _cited(language, day(moment), address)
        _list(site / DATA_PAGE[language], _offer(language, [of_data], day(moment)) + cited)
    for_the_web(site)
    return copies


def _list(page: Path, offer: str) -> None:
    """Puts ``offer`` where the page has a place for it."""
    if page.is_file():
        html = page.read_text(encoding="utf-8")
        page.write_text(_PLACE.sub(lambda _: offer, html), encoding="utf-8")


def _read(copy: Path) -> dict[str, bytes]:
    """The files of a folder or a zip, without the one top folder of a zip in their names."""
    if copy.is_dir():
        return {name: (copy / name).read_bytes() for name in files(copy)}
    with zipfile.ZipFile(copy) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        return {name.partition("/")[2]: archive.read(name) for name in names}


def differences(copy: Path) -> list[str]:
    """What differs between a copy, a folder or a zip, and its manifest. Empty where it is whole.

    Raises `FileNotFoundError` where there is no copy or no manifest in it, `zipfile.BadZipFile`
    where a zip is damaged.
    """
    if not copy.exists():
        raise FileNotFoundError(f"no folder or zip {copy}")
    contents = _read(copy)
    if MANIFEST not in contents:
        raise FileNotFoundError(f"no {MANIFEST} in {copy}")
    expected = {
        name: digest
        for digest, _, name in (
            line.partition("  ") for line in contents.pop(MANIFEST).decode().splitlines()
        )
    }
    found = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
    missing = [f"missing  {name}" for name in expected if name not in found]
    changed = [
        f"changed  {name}" for name in expected if name in found and found[name] != expected[name]
    ]
    return sorted(missing + changed) + sorted(
        f"unknown  {name}" for name in found if name not in expected
    )
