"""Reads a text file as UTF-8, and JSON. Another encoding is a fault, and so is a file without a
text; what can be read is used all the same."""

from __future__ import annotations

import codecs
import json
import re
from pathlib import Path
from typing import Any

from secondleap.data.faults import Fault, shown
from secondleap.data.schema_errors import shape_fault
from secondleap.text.messages import message

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_text(path: Path, root: Path) -> tuple[str, list[Fault]]:
    """The text of ``path``, with line ends ``\\n`` and no byte order mark, and what is wrong with
    it (codes D008, D009)."""
    data = path.read_bytes()
    file = shown(path, root)
    try:
        text = _lines(data.decode("utf-8-sig"))
        if control := _CONTROL.search(text):
            line = text.count("\n", 0, control.start()) + 1
            found = message("the control character {code}", code=f"U+{ord(control[0]):04X}")
            wrong = shape_fault("D008", file, line, found, fix="remove the character")
            return _CONTROL.sub("", text), [wrong]
        return text, [] if text.strip() else [shape_fault("D009", file, 1, "an empty file")]
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text, encoding = _guess(data)
    found = (
        message("bytes that are not UTF-8, perhaps {encoding}", encoding=encoding)
        if encoding
        else message("bytes that are not UTF-8")
    )
    return _lines(text), [shape_fault("D008", file, line, found)]


def read_json(path: Path, root: Path) -> tuple[dict[str, Any], list[Fault]]:
    """The object in the JSON file ``path``, empty where it cannot be read, and what is wrong with
    it (codes D001, D008, D009)."""
    text, faults = read_text(path, root)
    if faults and not text.strip():
        return {}, faults
    line = 1
    try:
        if isinstance(value := json.loads(text), dict):
            return value, faults
        found = message("JSON without names")
    except json.JSONDecodeError as error:
        line = error.lineno
        found = message("JSON that cannot be read: {error}", error=error)
    wrong = shape_fault(
        "D001", shown(path, root), line, found, expected="valid JSON", fix="correct the JSON"
    )
    return {}, [*faults, wrong]


def _guess(data: bytes) -> tuple[str, str]:
    """The text of ``data`` by the encodings that Korean editors and spreadsheets write besides
    UTF-8,
    and the encoding's name; with the bad bytes replaced, and no name, where neither fits."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), "UTF-16"
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return data.decode("utf-8", errors="replace"), ""
    return text, "CP949" if re.search("[가-힣]", text) else ""


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
