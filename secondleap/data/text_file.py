"""Reads a text file as UTF-8. Another encoding is a fault; its text is used all the same, so that
one wrong setting of an editor is one message and not a hundred."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from secondleap.data.faults import Fault, shown
from secondleap.data.schema_errors import shape_fault
from secondleap.text.messages import message


def read_text(path: Path, root: Path) -> tuple[str, list[Fault]]:
    """The text of ``path``, with line ends ``\\n`` and no byte order mark, and what is wrong with
    it
    (code D008)."""
    data = path.read_bytes()
    try:
        return _lines(data.decode("utf-8-sig")), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text, encoding = _guess(data)
    found = (
        message("bytes that are not UTF-8, perhaps {encoding}", encoding=encoding)
        if encoding
        else message("bytes that are not UTF-8")
    )
    return _lines(text), [shape_fault("D008", shown(path, root), line, found)]


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
