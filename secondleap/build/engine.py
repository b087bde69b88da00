"""Renders both languages side by side with MkDocs, which is read in once: each language goes on in a fork of that process.

At ten pages starting the engine and compiling its templates cost as much as all pages together. The templates' compiled form is kept
under ``.cache/templates`` by Jinja's own cache, which takes a template's text for its key: a changed template is compiled anew.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import traceback
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing import get_context
from pathlib import Path

from secondleap.build.search_index import write_index

# Each language is a MkDocs configuration of its own; the Korean one is the site's root.
CONFIGS = {"ko": ("mkdocs.yml", "."), "en": ("projects/en/mkdocs.yml", "en")}
_OWN = {"NO_MKDOCS_2_WARNING": "1", "SECONDLEAP_PROJECTS": "false", "SECONDLEAP_INDEX": "false"}


def _told(said: str) -> str:
    """The engine's words; of a traceback (no space left, no right to write) only the line that says what was wrong."""
    return said.strip().splitlines()[-1] if "\nTraceback " in f"\n{said}" else said


def _keep_templates(folder: Path) -> None:
    """Lets every Jinja environment of MkDocs keep its compiled templates in ``folder``."""
    import jinja2
    from mkdocs.theme import Theme

    folder.mkdir(parents=True, exist_ok=True)
    make = Theme.get_env

    def get_env(theme: Theme) -> jinja2.Environment:
        environment = make(theme)
        environment.bytecode_cache = jinja2.FileSystemBytecodeCache(
            str(folder), f"{jinja2.__version__}-%s"
        )
        return environment

    Theme.get_env = get_env  # type: ignore[method-assign]  # neither its configuration nor its command line has a place for it


def _build(root: Path, language: str, site: Path) -> str:
    """Runs ``mkdocs build`` in this process and writes the search index. Returns why it failed, or nothing."""
    from mkdocs.__main__ import cli

    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        try:
            cli.main(
                [
                    "build",
                    "--strict",
                    "--config-file",
                    str(root / CONFIGS[language][0]),
                    "--site-dir",
                    str(site),
                ]
            )
        except SystemExit as stop:
            if stop.code:
                return _told(said.getvalue())
        except Exception:
            traceback.print_exc()
            return _told(said.getvalue())
    write_index(root, language, site)
    return ""


def main(root: Path, into: Path) -> int:
    """Builds every language of the project at ``root`` below ``into``; prints why one failed. Returns 1 if one did, else 0."""
    import mkdocs.__main__
    import mkdocs.commands.build  # noqa: F401

    import secondleap.markdown.extension  # noqa: F401  # what every language needs is read in before the fork

    _keep_templates(root / ".cache/templates")
    # The engine empties its folder as it begins, all but hidden files. English lies in the Korean one, so it is rendered hidden:
    # a Korean build that is late to begin would take it away.
    aside = {
        language: into / ("" if folder == "." else f".{folder}")
        for language, (_, folder) in CONFIGS.items()
    }
    with ProcessPoolExecutor(len(aside), get_context("fork")) as pool:
        running = {
            language: pool.submit(_build, root, language, site) for language, site in aside.items()
        }
        failed = {language: said for language, run in running.items() if (said := run.result())}
    print("\n".join(f"mkdocs, {language}:\n{said}" for language, said in failed.items()))
    if failed:
        return 1
    for language, (_, folder) in CONFIGS.items():
        aside[language].rename(into / folder)
    return 0


def render_languages(root: Path, into: Path, environment: Mapping[str, str]) -> None:
    """Renders the languages of the project at ``root`` below ``into``, strictly, with ``environment`` added to this process's own.

    A process of its own does it: a fork of one that runs threads may stand still. Raises `RuntimeError` with the engine's own words.
    """
    command = [sys.executable, "-m", "secondleap.build.engine", str(into)]
    own = {**os.environ, **environment, **_OWN}
    # What this process holds the project's build with, it holds too: should this one be killed, it writes on for seconds.
    done = subprocess.run(
        command,
        cwd=root,
        env=own,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        close_fds=False,
    )
    if done.returncode:
        raise RuntimeError(_told(done.stdout).strip())


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), Path(sys.argv[1])))
