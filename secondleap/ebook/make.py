"""Makes the books of a built site and stores them in ``books/``."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from secondleap.ebook.assemble import bind
from secondleap.ebook.brief import NAME as BRIEF
from secondleap.ebook.brief import brief
from secondleap.ebook.editions import LIST, fingerprint
from secondleap.ebook.epub import epub
from secondleap.ebook.pdf import pdf

KINDS = {"epub": epub, "pdf": pdf}


def make_books(
    root: Path,
    site: Path,
    shelf: Path,
    configs: Mapping[str, tuple[str, str]],
    edition: str,
    moment: int,
) -> None:
    """Makes the books of ``site`` and stores them in the folder ``shelf``, all of them or none.

    ``configs``: language -> its configuration, and its folder in the site. Raises `OSError`,
    `ValueError` or `RuntimeError`; the folder is then unchanged.
    """
    listed = {}
    with tempfile.TemporaryDirectory() as folder:
        for language, (config, inner) in configs.items():
            book = bind(root, site / inner, root / config, language, edition, moment)
            name = f"second-leap-{version('secondleap')}-{language}"
            made = [Path(folder) / f"{name}.{kind}" for kind in KINDS]
            for write, path in zip(KINDS.values(), made, strict=True):
                write(book, path)
            sheets = Path(folder) / f"{name}-{BRIEF}.pdf"
            if brief(root, site / inner, root / config, language, edition, moment, sheets):
                made.append(sheets)
            for path in made:
                listed[path.name] = {
                    "language": language,
                    "pages": fingerprint(site, language),
                    "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                }
                print(f"book     {path.name} {path.stat().st_size / 1e6:.1f} MB", flush=True)
        shelf.mkdir(exist_ok=True)
        for old in shelf.iterdir():
            old.unlink()
        for name in listed:
            shutil.copyfile(Path(folder) / name, shelf / name)
        (shelf / LIST).write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")
