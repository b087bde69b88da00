"""The front matter of a page: YAML between two lines ``---`` at its top."""

from __future__ import annotations

from typing import Any, NamedTuple

from secondleap.data.yaml_lines import parse
from secondleap.text.messages import message


class FrontMatter(NamedTuple):
    """``length`` is how many lines of the page it takes; ``line_of`` gives each key's line.

    ``problems`` is what cannot be read in it, each with its line.
    """

    meta: dict[str, Any] = {}
    length: int = 0
    line_of: dict[str, int] = {}
    problems: tuple[tuple[int, str], ...] = ()


def read_front_matter(lines: list[str]) -> FrontMatter:
    """The front matter of a page whose text is ``lines``; MkDocs takes the same lines off."""
    if not lines or lines[0].rstrip() != "---":
        return FrontMatter()
    ends = (i for i, text in enumerate(lines[1:], 1) if text.rstrip() in ("---", "..."))
    end = next(ends, None)
    if end is None:
        return FrontMatter(length=1, problems=((1, message("front matter that never ends")),))
    value, line_of, faults = parse("\n".join(lines[1:end]), "", 2)
    problems = [(fault.line, fault.found) for fault in faults]
    if value is not None and not isinstance(value, dict):
        shown = repr(str(value)[:60])
        problems.append((2, message("front matter that is {value}", value=shown)))
    return FrontMatter(
        value if isinstance(value, dict) else {},
        end + 1,
        {str(path[0]): line for path, line in line_of.items() if len(path) == 1},
        tuple(problems),
    )
