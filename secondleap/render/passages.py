"""The address of a passage in a source: a text fragment, which browsers without it ignore.

https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

from urllib.parse import quote as percent_encoded

# A hyphen, a comma and an ampersand are part of the syntax; urllib leaves the hyphen as it is.
_HYPHEN = "%2D"
_ENDS = 4  # words at either end of a long quotation: enough to find it, and the address stays short


def _encoded(text: str) -> str:
    return percent_encoded(text, safe="").replace("-", _HYPHEN)


def address(url: str, quote: str) -> str:
    """``url`` opened at ``quote``.

    Of a long quotation, and of one with a gap (…), the first and the last words are looked for.
    """
    words = quote.replace("...", "…").replace("…", " … ").split()
    gap = words.index("…") if "…" in words else len(words)
    start, end = words[:gap], [] if gap == len(words) else words[gap + 1 :]
    if not end and len(start) > 2 * _ENDS:
        start, end = start[:_ENDS], start[-_ENDS:]
    end = end[-_ENDS:]
    parts = [_encoded(" ".join(part)) for part in (start[:_ENDS] if end else start, end) if part]
    mark = ":~:" if "#" in url else "#:~:"
    return f"{url}{mark}text={','.join(parts)}"
