"""Every message that the package may say, found in its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from support import syntax

from secondleap.checks.run import RULES
from secondleap.data import schema_errors as shapes
from secondleap.data.schema import RECORD_TEMPLATES
from secondleap.pages import record_templates as guide
from secondleap.pages.block_syntax import BLOCKS

PACKAGE = Path(shapes.__file__).parent.parent
# Calls whose arguments are messages, by the first of them.
_SAYS = {
    "message": (0, 1),
    "Finding": (2, 3),
    "unknown": (2, 3),
    "Fault": (3, 6),
    "shape_fault": (3, 4),
    "translate": (0, 1),
}
_SAYS_BY_NAME = {"expected", "fix"}
_MAY_SAY = re.compile(rf"\b(?:{'|'.join(_SAYS)})\(|\b(?:{'|'.join(_SAYS_BY_NAME)})=")


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an argument may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


@cache
def messages() -> set[str]:
    """The English of every message: of calls, rules, shapes, blocks and templates."""
    found = {text for rule in RULES for text in (rule.expected, rule.fix)}
    found |= {text for texts in shapes.SHAPES.values() for text in texts} | {
        *shapes._PATTERNS.values(),
        *shapes._FORMS.values(),
    }
    found |= {block.argument for block in BLOCKS.values()}
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if not _MAY_SAY.search(source):
            continue
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Call):
                name = (
                    node.func.id
                    if isinstance(node.func, ast.Name)
                    else node.func.attr
                    if isinstance(node.func, ast.Attribute)
                    else ""
                )
                first, last = _SAYS.get(name, (0, 0))
                named = (part.value for part in node.keywords if part.arg in _SAYS_BY_NAME)
                for argument in (*node.args[first:last], *named):
                    found |= set(_texts(argument))
    for kind in RECORD_TEMPLATES:
        found |= {
            comment[3]
            for line in guide.template(PACKAGE.parent, kind, "en").splitlines()
            if (comment := guide.COMMENT.match(line))
        }
    return {text for text in found if text}
