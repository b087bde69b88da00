"""From the tree that Python-Markdown makes of a marked page to what the page holds, and where."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.util import HTML_PLACEHOLDER_RE

from secondleap.pages.block_syntax import cited_by_block
from secondleap.pages.line_marks import DIRECTIVE, MARK, number_in, only_marks, unmarked
from secondleap.pages.markdown_parser import CITATION_SYNTAX, CODE_KEY, COMMENT
from secondleap.pages.page_model import Code, Directive, Heading, Passage, Source

RAW = "raw"  # attribute of the tree: an element's text before code, links and so on are read
_FENCE = re.compile(r"[ ]*(?:`{3,}[^`]*|~{3,}[^~]*)")
_CONFLICT = re.compile(r"\s*<{7}(?!<)")  # where git could not merge two versions
_DEFINITION = re.compile(r"\s*\[\^[^\]]*\]:")
_ESCAPED = re.compile("\u0002(\\d+)\u0003")
_BLOCK_TAGS = {"ul", "ol", "p", "pre", "blockquote", "div", "table", "hr"} | {
    f"h{level}" for level in range(1, 7)
}


class _Text:
    """The text of one passage while it is gathered: its rows, and what is in which row."""

    def __init__(self) -> None:
        self.rows: list[str] = [""]
        self.numbers: list[int | None] = [None]
        self.citations: list[tuple[str, int]] = []
        self.links: list[tuple[str, int]] = []
        self.comments: dict[int, str] = {}

    def add(self, text: str | None) -> None:
        """Adds text as it is in the tree, with marks, escapes and line ends."""
        if not text:
            return
        text = _ESCAPED.sub(lambda escaped: chr(int(escaped[1])), text)
        for place, part in enumerate(text.split("\n")):
            if place:
                self.rows.append("")
                self.numbers.append(None)
            mark = MARK.search(part)
            if mark and self.numbers[-1] is None:
                self.numbers[-1] = number_in(mark)
            # What looks like a citation here is none, or it were an element of the tree.
            self.rows[-1] += unmarked(part).replace("[^", "[ ^")

    def cite(self, claim: str) -> None:
        self.citations.append((claim, len(self.rows) - 1))
        self.rows[-1] += f"[^{claim}]"

    def comment(self, text: str) -> None:
        place = len(self.rows) - 1
        self.comments[place] = self.comments.get(place, "") + unmarked(text)
        self.add(only_marks(text))

    def link(self, target: str) -> None:
        self.add(only_marks(target))
        self.links.append((unmarked(target), len(self.rows) - 1))


class TreeReader:
    """Reads one page's tree into a `Source`."""

    def __init__(self, md: Markdown, fenced: list[tuple[str, str]], lines: list[str], first: int):
        self.md, self.fenced = md, fenced
        self.lines, self.first, self.end = lines, first, first + len(lines) - 1
        self.source = Source(text_lines=list(lines))
        self.section = ""
        self.last = first - 1  # the line read last, where a text has no mark
        self.open: list[int] = []  # places, among the directives, of unknown blocks not yet closed

    def blocks(self, parent: Element) -> None:
        for child in parent:
            self.block(child)

    def block(self, element: Element) -> None:
        if re.fullmatch("h[1-6]", element.tag):
            self._heading(element)
        elif element.tag == "table":
            self._table(element)
        elif element.tag == "pre":
            self._code(_html_unescaped("".join(element.itertext())), "")
        elif element.tag == "div" and "name" in element.attrib:
            self._directive(element)
        elif element.tag in ("p", "li"):
            self._prose(element)
        else:
            self.blocks(element)

    # -- the kinds of block

    def _heading(self, element: Element) -> None:
        gathered = self._gather(element)
        line = self._numbers(gathered)[0]
        text = gathered.rows[0].strip()
        id = ""
        if attributes := AttrListTreeprocessor.HEADER_RE.search(text):
            found, _ = get_attrs_and_remainder(attributes[1])
            text, id = text[: attributes.start()].rstrip(), dict(found).get("id", "")
        self.section = id
        self.source.headings.append(Heading(int(element.tag[1]), text, id, line))
        self._passage("heading", gathered, text)

    def _table(self, table: Element) -> None:
        rows = [[self._gather(cell) for cell in row] for row in table.iter("tr")]
        numbers: list[int | None] = [
            next((cell.numbers[0] for cell in row if cell.numbers[0] is not None), None)
            for row in rows
        ]
        # Rows are one below the other, with a line of dashes below the first.
        offsets = [place + (place > 0) for place in range(len(rows))]
        known = next((n - o for n, o in zip(numbers, offsets, strict=True) if n is not None), None)
        start = known if known is not None else self._find("|")
        texts = []
        lines = tuple(max(self.first, min(start + offset, self.end)) for offset in offsets)
        for row, line in zip(rows, lines, strict=True):
            for cell in row:
                self._keep(cell, [line])
            texts.append(" | ".join(" ".join(cell.rows).strip() for cell in row))
        self.last = lines[-1]
        self.source.passages.append(Passage("table", lines, "\n".join(texts), self.section))
        for line, text in zip(lines, texts, strict=True):
            self._uncoded(line, text)

    def _prose(self, element: Element) -> None:
        """The text of a paragraph or list item; blocks within the item follow in their order."""
        self._stray_fences(element)
        text = self._gather(element)
        html = "\n".join(text.rows)
        if HTML_PLACEHOLDER_RE.search(html):
            html = self._stashed(html)
            text.rows = html.split("\n")
        if html.strip():
            self._passage("prose", text, html)
        self.blocks_in(element)

    def blocks_in(self, element: Element) -> None:
        for child in element:
            if child.tag in _BLOCK_TAGS:
                self.block(child)

    def _stashed(self, text: str) -> str:
        """Reads what was put aside as code, comment or HTML; returns the text around it."""
        for placeholder in HTML_PLACEHOLDER_RE.finditer(text):
            stashed = str(self.md.htmlStash.rawHtmlBlocks[int(placeholder[1])])
            if stashed.startswith(CODE_KEY):
                language, code = self.fenced[int(stashed.removeprefix(CODE_KEY))]
                self._code(code, language)
            else:
                self._html(stashed)
        return HTML_PLACEHOLDER_RE.sub("", text)

    def _code(self, marked: str, language: str) -> None:
        rows = marked.rstrip("\n").split("\n")
        line = self._first_line(rows)
        self.source.code.append(Code(unmarked("\n".join(rows)) + "\n", line, language))
        for number in range(line, line + len(rows)):
            self._uncoded(number, "")
        self.last = line + len(rows) - 1

    def _html(self, marked: str) -> None:
        rows = marked.strip("\n").split("\n")
        line = self._first_line(rows)
        self.last = line + len(rows) - 1
        visible = re.sub(
            COMMENT,
            lambda comment: "\n" * comment[0].count("\n"),
            marked.strip("\n"),
            flags=re.DOTALL,
        )
        visible = unmarked(visible)
        for match in re.finditer(CITATION_SYNTAX, visible):
            self.source.stray.append((match[0], line + visible.count("\n", 0, match.start())))
        text = re.sub(r"<[^>]*>", lambda tag: "\n" * tag[0].count("\n"), visible)
        rows = [row.replace("[^", "[ ^") for row in text.split("\n")]
        self._add_passage("html", rows, list(range(line, line + len(rows))))

    def _directive(self, element: Element) -> None:
        """A block. One within another of as many slashes is one after it: a block without its end
        takes the end of the next, and is the one that is not closed."""
        mark = MARK.search(element.get("argument", ""))
        line = number_in(mark) if mark else self.last
        name, argument = element.get("name", ""), unmarked(element.get("argument", "")).strip()
        full = len(element) > 0 or bool((element.text or "").strip())
        fence = element.get("fence")
        within = [inner for inner in element.iter("div") if inner.get("fence") == fence][1:]
        closed = "closed" in element.attrib and not within
        if "closed" in element.attrib and within:
            within[-1].set("closed", "")
        self.source.directives.append(Directive(name, argument, line, closed, full))
        self.source.citations += [(claim, line) for claim in cited_by_block(name, argument)]
        self.last = max(self.last, line)
        self.blocks(element)

    # -- text and lines

    def _gather(self, element: Element) -> _Text:
        """The text in ``element``, blocks within it left out."""
        text = _Text()

        def inner(node: Element) -> None:
            text.add(node.text)
            for child in node:
                if child.tag == "cite":
                    text.add(child.get("marks"))
                    text.cite(child.get("claim", ""))
                elif child.tag == "comment":
                    text.comment(child.get("typed", ""))
                elif child.tag in ("a", "img"):
                    text.link(child.get("href") or child.get("src") or "")
                    text.add(child.get("alt"))
                    inner(child)
                elif child.tag == "code":
                    text.add(only_marks("".join(child.itertext())))
                elif child.tag not in _BLOCK_TAGS:
                    inner(child)
                text.add(child.tail)

        inner(element)
        return text

    def _numbers(self, text: _Text) -> list[int]:
        """The line of each row. Rows follow each other; those without a mark are counted from
        one."""
        numbers = text.numbers
        known = next((place for place, number in enumerate(numbers) if number is not None), None)
        if known is None:
            start = self._find(next(filter(str.strip, text.rows), "").strip())
            return [min(start + place, self.end) for place in range(len(numbers))]
        found: list[int] = []
        for place, number in enumerate(numbers):
            if number is not None:
                found.append(number)
            elif place < known:
                found.append(max(self.first, (numbers[known] or 0) - known + place))
            else:
                found.append(min(found[-1] + 1, self.end))
        return found

    def _first_line(self, rows: list[str]) -> int:
        """The line of the first of ``rows``, which still hold their marks."""
        for place, row in enumerate(rows):
            if mark := MARK.search(row):
                return max(self.first, number_in(mark) - place)
        return self._find(next(filter(str.strip, rows), "").strip())

    def _find(self, text: str) -> int:
        """The next line that holds ``text``, where no mark says it."""
        for number in range(self.last + 1, self.first + len(self.lines)):
            if text and text in self.lines[number - self.first]:
                return number
        return max(self.first, self.last)

    def _passage(self, kind: str, gathered: _Text, text: str) -> None:
        numbers = self._numbers(gathered)
        self.last = max(self.last, numbers[-1])
        self._keep(gathered, numbers)
        rows, kept, lines = text.split("\n"), [], []
        for place, (row, number) in enumerate(zip(rows, numbers, strict=False)):
            if kind == "prose" and (
                self._is_unknown_block(row.strip(), number) or _FENCE.fullmatch(row)
            ):
                continue
            if kind == "prose" and ("<!--" in row or _CONFLICT.match(row)):
                self.source.stray.append((row.strip()[:60], number))
            self._uncoded(number, row + gathered.comments.get(place, ""))
            kept.append(row)
            lines.append(number)
        self._add_passage(kind, kept, lines)

    def _add_passage(self, kind: str, rows: list[str], numbers: list[int]) -> None:
        """Adds the rows that hold something, each with its number."""
        full = [(row, number) for row, number in zip(rows, numbers, strict=True) if row.strip()]
        if full:
            text, lines = "\n".join(row for row, _ in full), tuple(number for _, number in full)
            self.source.passages.append(Passage(kind, lines, text, self.section))

    def _keep(self, text: _Text, numbers: list[int]) -> None:
        """Adds the citations and links of ``text``, whose rows are on the lines ``numbers``."""

        def line(row: int) -> int:
            return numbers[min(row, len(numbers) - 1)]

        defining = {row for row, typed in enumerate(text.rows) if _DEFINITION.match(typed)}
        for claim, row in text.citations:
            is_definition = row in defining
            defining.discard(row)
            target = self.source.definitions if is_definition else self.source.citations
            target.append((claim, line(row)))
        self.source.links += [(link, line(row)) for link, row in text.links]

    def _stray_fences(self, element: Element) -> None:
        """Fences in the text of a paragraph or item, where they begin no code."""
        raw = _Text()
        raw.add(element.get(RAW))
        for row, number in zip(raw.rows, self._numbers(raw), strict=True):
            if _FENCE.fullmatch(row):
                self.source.stray.append((row.strip()[:60], number))

    def _is_unknown_block(self, row: str, number: int) -> bool:
        """Whether a row of text was meant to begin or end a block."""
        if directive := re.match(r"/{3,}", row) and DIRECTIVE.match(row):
            self._unknown_block(directive, number)
        return bool(directive)

    def _unknown_block(self, directive: re.Match[str], number: int) -> None:
        directives = self.source.directives
        if not directive[1] and not self.open:
            self.source.stray_ends.append(number)
        elif not directive[1]:
            place = self.open.pop()
            old = directives[place]
            directives[place] = Directive(old.name, old.argument, old.line, True, False, False)
        else:
            self.open.append(len(directives))
            argument = (directive[2] or "").strip()
            directives.append(Directive(directive[1], argument, number, False, False, False))

    def _uncoded(self, number: int, text: str) -> None:
        if 0 <= number - self.first < len(self.lines):
            self.source.text_lines[number - self.first] = text


def _html_unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
