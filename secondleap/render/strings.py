"""The words the site itself says: ``strings.ko.yml`` and ``strings.en.yml``, which have the same
keys.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def _read(language: str) -> dict[str, Any]:
    """The file of ``language``; opened, so that an error of YAML names it."""
    with Path(__file__).with_name(f"strings.{language}.yml").open(encoding="utf-8") as file:
        return dict(yaml.load(file, Loader=yaml.CBaseLoader))


_FILES = {language: _read(language) for language in ("ko", "en")}
# Colour is the style sheet's, and never alone.
_SHAPES = {"confirmed": "●", "close": "◐", "differs": "≠", "contradicted": "✕", "unverified": "?"}


def _by_key(section: str) -> dict[str, dict[str, Any]]:
    """Key -> language -> text, of a section whose keys are ids of the records."""
    return {
        key: {language: file[section][key] for language, file in _FILES.items()}
        for key in _FILES["en"][section]
    }


WORDS: dict[str, dict[str, str]] = {language: file["words"] for language, file in _FILES.items()}
BOOK: dict[str, dict[str, str]] = {language: file["book"] for language, file in _FILES.items()}
VERDICTS: dict[str, dict[str, str]] = {
    key: {"shape": _SHAPES[key], **texts} for key, texts in _by_key("verdicts").items()
}
STANDINGS: dict[str, dict[str, str]] = {
    key: {"shape": {"firm": "", "thin": "○", "open": "?"}[key], **texts}
    for key, texts in _by_key("standings").items()
}
KINDS: dict[str, dict[str, str]] = _by_key("kinds")
THEMES: dict[str, dict[str, str]] = _by_key("themes")
PLACE_KINDS: dict[str, dict[str, str]] = _by_key("place_kinds")
# The columns of the long table (`secondleap.build.data_package`), in their order.
FIELDS: dict[str, dict[str, str]] = _by_key("fields")
# States of the United States and countries, by the codes of the table of peaks.
WITHIN: dict[str, dict[str, str]] = _by_key("within")
