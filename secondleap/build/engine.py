"""Renders both languages: two ``mkdocs build`` processes side by side, into one folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from secondleap.pages.navigation import CONFIGURATIONS

# Each language is a MkDocs configuration of its own; the Korean one is the site's root.
CONFIGS = {"ko": (CONFIGURATIONS["ko"], "."), "en": (CONFIGURATIONS["en"], "en")}
# The build renders each language by itself, and makes the search index and what can be taken away.
_OWN = {"NO_MKDOCS_2_WARNING": "1", "SECONDLEAP_PROJECTS": "false", "SECONDLEAP_ALONE": "false"}


def _reason(output: str) -> str:
    """Why an engine failed: of a traceback (full disk, no permission) the last line, else all."""
    lines = output.strip().splitlines()
    return lines[-1] if "Traceback (most recent call last):" in lines else "\n".join(lines)


def render_languages(root: Path, into: Path, environment: Mapping[str, str]) -> None:
    """Renders the project at ``root`` below ``into``, strictly.

    ``environment`` is added to that of this process. The engines inherit its open lock (see
    `build_lock`), so that an engine that outlives a killed run keeps the next run waiting.
    Raises `RuntimeError` with the engine's own words where a language fails.
    """
    # MkDocs empties its output folder when it starts, except for hidden entries. English is inside
    # the Korean folder, so it is rendered into a hidden folder first.
    outputs = {
        language: into / ("" if folder == "." else f".{folder}")
        for language, (_, folder) in CONFIGS.items()
    }
    engines = {
        language: subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--strict"]
            + ["--config-file", CONFIGS[language][0], "--site-dir", str(output)],
            cwd=root,
            env={**os.environ, **environment, **_OWN},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            close_fds=False,
        )
        for language, output in outputs.items()
    }
    printed = {language: engine.communicate()[0] for language, engine in engines.items()}
    failed = [language for language, engine in engines.items() if engine.returncode]
    if failed:
        raise RuntimeError(
            "\n".join(f"mkdocs, {language}:\n{_reason(printed[language])}" for language in failed)
        )
    for language, (_, folder) in CONFIGS.items():
        outputs[language].rename(into / folder)
