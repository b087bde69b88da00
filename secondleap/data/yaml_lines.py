"""YAML as this project reads it: every scalar is text, no key is repeated, every node knows its
line.

PyYAML alone lets a later key win in silence and reads ``no``, ``12:30`` and ``010`` as other
things, so types are left
to the records (`secondleap.data.schema`), which know what they expect.
"""

from __future__ import annotations

from typing import Any

import yaml

from secondleap.data.faults import Fault
from secondleap.data.schema_errors import shape_fault
from secondleap.text.messages import message

Lines = dict[tuple[str | int, ...], int]  # path of keys and indices -> line, counted from 1

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def parse(text: str, file: str, first_line: int = 1) -> tuple[Any, Lines, list[Fault]]:
    """The value of ``text``, the line of every node in it, and what is wrong with it (codes D001,
    D002).

    The value is made of dict, list, str and None (an empty scalar); it is None where the text
    cannot be parsed.
    """
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        hint = message(
            "check indentation, quotes and colons on this line and the one above; "
            "quote a text that contains ': ' or starts with a sign"
        )
        found = message("YAML that cannot be read: {problem}", problem=message(problem))
        return None, {}, [shape_fault("D001", file, line, found, expected="valid YAML", fix=hint)]
    lines: Lines = {}
    faults: list[Fault] = []

    met: set[int] = set()

    def build(node: yaml.Node, path: tuple[str | int, ...]) -> Any:
        if id(node) in met:  # a few aliases of aliases would grow to more than any machine holds
            faults.append(
                shape_fault(
                    "D001",
                    file,
                    node.start_mark.line + first_line,
                    "an alias (*name)",
                    expected="each value written out",
                    fix="write the value in full",
                )
            )
            return None
        met.add(id(node))
        lines[path] = node.start_mark.line + first_line
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.value != "" or node.style else None
        if isinstance(node, yaml.SequenceNode):
            return [build(child, (*path, i)) for i, child in enumerate(node.value)]
        made: dict[str, Any] = {}
        for key, child in node.value:
            name = str(key.value)
            line = key.start_mark.line + first_line
            if name in made:
                found = message("the key '{name}' twice in one record", name=name)
                fix = message("remove one '{name}', or give it the record it belongs to", name=name)
                faults.append(
                    shape_fault("D002", file, line, found, expected="each key once", fix=fix)
                )
                continue
            made[name] = build(child, (*path, name))
            lines[(*path, name)] = line
        return made

    return (build(root, ()) if root is not None else None), lines, faults
