"""The one place that asks the engine which page is being made."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import posixpath
import sys
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from secondleap.text.messages import language_of, message, translate

_ENGINES = {"mkdocs", "properdocs"}
_BY_COMMAND = "SECONDLEAP_PROJECTS"  # set by the commands of the package that start an engine


def current_path(md: Any) -> str:
    """Path of the page that ``md`` converts, relative to its language's folder.

    MkDocs passes it through its tree processor ``relpath``; Zensical through its preprocessor
    ``rendering_context``. Elsewhere (tests, other tools) it is ``index.md``.
    """
    if "relpath" in md.treeprocessors:
        return md.treeprocessors["relpath"].file.src_uri
    if "rendering_context" in md.preprocessors:
        return md.preprocessors["rendering_context"].page.path
    return "index.md"


@cache
def tell_what_is_left_out() -> None:
    """Has an engine that was started by hand say once, last, what only a whole build makes.

    The process that it starts for the other language says nothing.
    """
    engine = Path(sys.argv[0])
    by_hand = _BY_COMMAND not in os.environ and not multiprocessing.parent_process()
    if not by_hand or not {engine.stem, engine.parent.name} & _ENGINES:
        return
    told = message(
        "{engine} alone checks no figure and makes no downloads: 'make site' makes the whole site.",
        engine=next(iter({engine.stem, engine.parent.name} & _ENGINES)),
    )
    atexit.register(print, translate(told, language_of()), file=sys.stderr)


def place_project(project: Any, root: Any) -> None:
    """Has the plugin ``projects`` find the other language from any folder, and leave nothing there.

    The process that makes it changes into its folder first, where a path relative to the present
    one leads elsewhere. A live preview puts the pages into the folder of its configuration: they go
    into that of ``root`` instead, which is removed at the end. A build sets its own after this.
    """
    config = project.config
    config.config_file_path = os.path.abspath(config.config_file_path)  # noqa: PTH100
    # Hidden, since a slug begins with a dot: what is served is a link to it.
    config.site_dir = str(Path(root.config.site_dir, project.slug))


def source_folder(md: Any) -> Path:
    """The folder of the page's file, where the engine tells it; else the working directory."""
    if "relpath" in md.treeprocessors:
        return Path(md.treeprocessors["relpath"].file.abs_src_path).parent
    return Path.cwd()


def works_alone() -> bool:
    """Whether an engine makes the pages without the build, which makes the files to take away."""
    return os.environ.get("SECONDLEAP_ALONE", "true") == "true"


@lru_cache(maxsize=4096)
def _way(here: str, there: str) -> str:
    """The relative path from the page ``here``. Cached: a page links the same few others."""
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


def relative_href(here: str, there: str, anchor: str = "") -> str:
    """Link to the page ``there`` from the page ``here``, Markdown paths in a language's folder.

    It names the Markdown file, as a writer's link would: the engine turns it into an address and
    finds it if it is broken.
    """
    return _way(here, there) + (f"#{anchor}" if anchor else "")


def file_href(here: str, path: str, language: str) -> str:
    """Address of ``path``, a file of the built site, from the page ``here``.

    English pages are one folder deeper.
    """
    depth = here.count("/") + (language != "ko")
    return "../" * depth + path


def public_address(here: str, language: str) -> tuple[str, str]:
    """The address of the site and that of the page ``here``; empty where the build knows none.

    The configurations take it from the same variable.
    """
    site = os.environ.get("SITE_URL", "").rstrip("/")
    if not site:
        return "", ""
    folder = "" if language == "ko" else "en/"
    return f"{site}/", f"{site}/{folder}{here.removesuffix('.md')}.html"
