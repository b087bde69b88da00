"""Takes from a built site what its theme ships and no page uses: scripts, pictures, style rules.

Joins the style sheets.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tinycss2

_UNUSED = (
    "javascripts",
    "images",
)  # below assets: scripts of the theme that theme/main.html does not load, and its icon
_WORD = re.compile(r"[\w-]+")
_TAG = re.compile(r"<([a-z][a-z0-9]*)")
# A comment on lines of its own, as the theme's scripts have them.
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*[\s\S]*?\*/)\n", re.MULTILINE)
_NAMES = re.compile(
    r"""\b(?:class|id|for|type|role|dir|rel|data-[\w-]+)=(?:"([^"]*)"|([^\s>"]+))"""
)
_STRING = re.compile(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`""")
_USED_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
# The index has been written by then (secondleap/build/search_index.py).
_SEARCH_MARK = re.compile(r' data-search-exclude=""')
_AS_TYPED = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)
_JSON = re.compile(
    r'(<script\b[^>]* type="application/(?:ld\+)?json">)(.*?)(?=</script>)', re.DOTALL
)
_SHEET = re.compile(r'\n?<link rel="stylesheet" href="([^"]*?assets/)([^"]+)">')
_SOURCE_MAP = re.compile(r"\s*(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ ?\*/)\s*")


def _scripts(site: Path) -> Iterator[Path]:
    """The theme's scripts. Those in the search's folder hold text, and name no part of a page."""
    return (path for path in sorted(site.rglob("*.js")) if path.parent.name == "assets")


def words_used(site: Path) -> set[str]:
    """Every word that can be an element, a class, an id or an attribute's value.

    These are the names in the pages, and what scripts have in quotes.
    """
    used: set[str] = {"js", "web"}
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        used.update(_TAG.findall(text))
        for match in _NAMES.finditer(text):
            used.update(_WORD.findall(match[1] or match[2] or ""))
    return used | {word for path in _scripts(site) for word in _quoted(path)}


def _quoted(path: Path) -> Iterator[str]:
    for match in _STRING.finditer(path.read_text(encoding="utf-8")):
        yield from _WORD.findall(match[0])


def _alternatives(tokens: list[Any]) -> Iterator[list[Any]]:
    """The selectors of a list, divided at its commas."""
    part: list[Any] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _can_match(selector: list[Any], used: set[str]) -> bool:
    """Whether a page may hold what ``selector`` asks for.

    What it says of what is *not* there counts for nothing.
    """
    for before, token in zip([None, *selector], selector, strict=False):
        sign = before.value if before is not None and before.type == "literal" else ""
        if token.type == "ident" and sign != ":" and token.value not in used:
            return False
        if token.type == "hash" and token.value not in used:
            return False
        if token.type == "[] block":
            name, *value = [
                part.value for part in token.content if part.type in ("ident", "string")
            ]
            if (name == "dir" or name.startswith("data-")) and any(
                word not in used for text in value for word in _WORD.findall(text)
            ):
                return False
        if (
            token.type == "function"
            and token.lower_name in ("is", "where")
            and not any(_can_match(one, used) for one in _alternatives(token.arguments))
        ):
            return False
    return True


def _one_line(tokens: list[Any]) -> str:
    """Declarations without the comments and the white space that a reader of the source has."""
    text = re.sub(r"/\*.*?\*/", "", tinycss2.serialize(tokens), flags=re.DOTALL)
    return re.sub(r"(?<=[;{]) ", "", re.sub(r"\s*\n\s*", " ", text).strip())


def _kept(rules: Iterable[Any], used: set[str]) -> Iterator[str]:
    """``rules`` as text, without those that no page can match."""
    for rule in rules:
        if rule.type == "qualified-rule":
            alive = [one for one in _alternatives(rule.prelude) if _can_match(one, used)]
            if alive:
                yield (
                    ",".join(tinycss2.serialize(one).strip() for one in alive)
                    + "{"
                    + _one_line(rule.content)
                    + "}"
                )
        elif (
            rule.type == "at-rule"
            and rule.content is not None
            and rule.lower_at_keyword in ("media", "supports")
        ):
            inner = "".join(
                _kept(
                    tinycss2.parse_rule_list(
                        rule.content, skip_comments=True, skip_whitespace=True
                    ),
                    used,
                )
            )
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()


def _without_variables(css: str, unused: set[str]) -> str:
    """``css`` without the declarations of the variables ``unused``."""
    for name in sorted(unused):
        # A value ends at a semicolon or the block's end that is outside quotes and brackets.
        quoted = r"\"[^\"]*\"|'[^']*'"
        bracketed = rf"\((?:{quoted}|[^()]|\([^()]*\))*\)"
        css = re.sub(rf"(?<=[{{;]){name}:(?:{quoted}|{bracketed}|[^;}}\"'(])*;?", "", css)
    return re.sub(r"(?<=[{}])[^{}@;]*\{\}", "", css)


def purge(styles: dict[str, str], used: set[str], elsewhere: str = "") -> dict[str, str]:
    """``styles`` (name -> CSS) without rules that match nothing and variables nobody asks for.

    ``used`` are the words of pages and scripts; ``elsewhere`` is other text that may ask for
    variables.
    """
    kept = {
        name: _SOURCE_MAP.sub(
            "",
            "".join(
                _kept(
                    tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), used
                )
            ),
        )
        for name, css in styles.items()
    }
    while True:  # a variable may be asked for only by one that nobody asks for
        text = "".join(kept.values()) + elsewhere
        unused = set(re.findall(r"(?<=[{;])(--[\w-]+)(?=:)", "".join(kept.values()))) - set(
            _USED_VARIABLE.findall(text)
        )
        unused = {name for name in unused if name not in elsewhere}
        if not unused:
            return kept
        kept = {name: _without_variables(css, unused) for name, css in kept.items()}


def _json(match: re.Match[str]) -> str:
    """JSON in a page as it is read: Jinja writes a Hangul syllable in six letters.

    What might end the script stays written so.
    """
    return match[1] + json.dumps(
        json.loads(match[2]), ensure_ascii=False, separators=(",", ":")
    ).replace("<", "\\u003c")


def thin_page(html: str) -> str:
    """``html`` without indentation, marks for the search index, and escapes in JSON."""
    parts = _AS_TYPED.split(html)
    for place in range(0, len(parts), 3):  # text, what stays as typed, its tag, text …
        text = re.sub(r"\s*\n\s*", "\n", parts[place])
        parts[place] = _SEARCH_MARK.sub("", text)
    return _JSON.sub(_json, "".join(part for place, part in enumerate(parts) if place % 3 != 2))


def one_sheet(css: str, assets: Path) -> str:
    """Writes ``css`` below ``assets`` and returns its name, which changes with it.

    Browsers keep a file of such a name for a year.
    """
    path = assets / f"style.{hashlib.sha256(css.encode()).hexdigest()[:8]}.min.css"
    path.write_text(css, encoding="utf-8")
    return path.name


def with_one_sheet(html: str, name: str) -> str:
    """``html`` with one link to the style sheet ``name`` in the place of all its links to sheets.

    Each link is a request to wait for.
    """
    link = iter(
        f'\n<link rel="stylesheet" href="{assets}{name}">' for assets, _ in _SHEET.findall(html)[:1]
    )
    return _SHEET.sub(lambda match: next(link, ""), html)


def slim(site: Path, folders: Iterable[str]) -> None:
    """Slims the built ``site``; ``folders`` are those of its languages.

    Its style sheets become one, its scripts lose their comments. What the engine's theme ships
    beside them goes.

    Raises `ValueError` where a page links a sheet that the engine did not bring.
    """
    homes = [site / name for name in folders]
    for home in homes:
        for name in _UNUSED:
            shutil.rmtree(home / "assets" / name, ignore_errors=True)
    used = words_used(site)
    texts = [*sorted(site.rglob("*.html")), *_scripts(site)]
    elsewhere = "".join(path.read_text(encoding="utf-8") for path in texts)
    styles = {
        path: path.read_text(encoding="utf-8")
        for home in homes
        for path in (home / "assets").rglob("*.css")
    }
    purged = purge(
        {css: css for css in styles.values()}, used, elsewhere
    )  # the languages bring the same sheets: each is purged once
    homes.sort(key=lambda home: len(home.parts), reverse=True)  # one may lie in another
    joined: dict[tuple[Path, ...], str] = {}
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assets = next(home / "assets" for home in homes if home in path.parents)
        if sheets := tuple(assets / name for _, name in _SHEET.findall(html)):
            if lost := [sheet.name for sheet in sheets if sheet not in styles]:
                raise ValueError(
                    f"theme/main.html links {', '.join(lost)}, which the engine's theme does not"
                    " have: name the sheets of its folder assets/stylesheets"
                )
            if sheets not in joined:
                joined[sheets] = one_sheet(
                    "".join(purged[styles[sheet]] for sheet in sheets), assets
                )
            html = with_one_sheet(html, joined[sheets])
        path.write_text(thin_page(html), encoding="utf-8")
    for path in styles:
        path.unlink()
    for path in _scripts(site):
        text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8", newline="\n")
    for home in homes:
        shutil.rmtree(home / "assets/stylesheets", ignore_errors=True)
