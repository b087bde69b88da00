"""What the scaffolding commands share: names, starter texts, and files written all or none."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from string import Template

import yaml

from secondleap.data.schema import ID_PATTERN
from secondleap.text.messages import RefusedError, message, nearest, translate

STARTER = Path(__file__).with_name("starter")


def scalar(text: str) -> str:
    """``text`` as YAML, in quotes only where it needs them, in a list or in braces."""
    try:
        plain = yaml.safe_load(f"{{a: {text}}}") == {"a": text} and yaml.safe_load(
            f"- {text}: b"
        ) == [{text: "b"}]
    except yaml.YAMLError:
        plain = False
    return text if plain else json.dumps(text, ensure_ascii=False)


def malformed(name: str) -> str:
    """Why ``name``, given as ``NAME``, has not the form of an id, or nothing."""
    if re.fullmatch(ID_PATTERN, name):
        return ""
    return message(
        "NAME is '{name}': write small Latin letters, digits and hyphens,"
        " as in 'basque' or 'new-england'.",
        name=name,
    )


def wrong_text(option: str, text: str) -> str:
    """Why ``text``, given as ``--option``, is no name, or nothing."""
    if text.strip() and not set(text) & set('"{}[]<>|#$\n'):
        return ""
    return message(
        "--{language} is a name without brackets, quotes and signs, not '{text}'",
        language=option,
        text=text,
    )


def wrong_choice(option: str, choice: str, known: Collection[str]) -> str:
    """Why ``choice``, given as ``--option``, is none of ``known``, or nothing."""
    if choice in known:
        return ""
    return message(
        "--{option} is one of {known}, not '{choice}'{hint}",
        option=option,
        known=", ".join(known),
        choice=choice,
        hint=nearest(choice, known),
    )


def wrong_id(option: str, id: str, known: Collection[str], file: str) -> str:
    """Why ``id``, given as ``--option``, is none of ``known``, the ids in ``file``, or nothing."""
    if id in known:
        return ""
    return message(
        "--{option} is an id of {file}, not '{id}'{hint}",
        option=option,
        file=file,
        id=id,
        hint=nearest(id, known),
    )


def started(language: str, page: str, **values: str) -> str:
    """What ``page`` begins with, its gaps marked."""
    return Template((STARTER / language / f"{page}.md").read_text(encoding="utf-8")).substitute(
        values
    )


def numbered(steps: Iterable[str], language: str) -> str:
    """The next steps for the writer, one a line."""
    lines = (f"{number}. {translate(step, language)}" for number, step in enumerate(steps, 1))
    return "\n".join([translate("Now:", language), *lines])


def there_already(root: Path, files: Iterable[str]) -> list[str]:
    """A reason against each of ``files`` that is there."""
    return [
        message("{file} is there already: nothing is overwritten.", file=file)
        for file in files
        if (root / file).exists()
    ]


def above(text: str, file: str, mark: str, lines: list[str]) -> str:
    """``text`` of ``file`` with ``lines`` above the one line that holds ``mark``, as deep as it."""
    found = re.findall(rf"^( *){re.escape(mark)}\n", text, re.MULTILINE)
    if len(found) != 1:
        reason = message(
            "{file} has the line '{mark}' {count} times: put it where the next one belongs, once.",
            file=file,
            mark=mark,
            count=len(found),
        )
        raise RefusedError(reason)
    new = "".join(f"{found[0]}{line}\n" for line in lines)
    return text.replace(f"{found[0]}{mark}\n", f"{new}{found[0]}{mark}\n")


def put(root: Path, new: dict[str, str], changed: dict[str, str]) -> list[str]:
    """Writes the ``new`` files, none of which may exist, and the ``changed`` ones, all or none.

    Returns their names.
    """
    made: list[Path] = []
    before = {file: (root / file).read_text(encoding="utf-8") for file in changed}
    try:
        for file, text in new.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            with (root / file).open("x", encoding="utf-8", newline="\n") as opened:
                made.append(root / file)
                opened.write(text)
        for file, text in changed.items():
            (root / file).write_text(text, encoding="utf-8", newline="\n")
    except OSError:
        for path in made:
            path.unlink()
        for file, text in before.items():
            if (root / file).read_text(encoding="utf-8") != text:
                (root / file).write_text(text, encoding="utf-8", newline="\n")
        raise
    return [*new, *changed]
