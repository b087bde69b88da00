"""Text fragments: what the syntax uses is encoded, long quotations are found by their ends."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from secondleap.render.passages import address

URL = "https://example.org/page"


@pytest.mark.parametrize(
    ("quote", "fragment"),
    [
        ("short one", "text=short%20one"),
        ("1,000 men-and-women & more", "text=1%2C000%20men%2Dand%2Dwomen%20%26%20more"),
        ("울산 인구", "text=%EC%9A%B8%EC%82%B0%20%EC%9D%B8%EA%B5%AC"),
        ("a b c d e f g h i", "text=a%20b%20c%20d,f%20g%20h%20i"),
        ("first words … last words", "text=first%20words,last%20words"),
        ("first... last", "text=first,last"),
        ("cut at its end …", "text=cut%20at%20its%20end"),
    ],
)
def test_a_quotation_becomes_a_fragment(quote: str, fragment: str) -> None:
    assert address(URL, quote) == f"{URL}#:~:{fragment}"


def test_an_address_with_a_fragment_keeps_it() -> None:
    assert address(f"{URL}#part", "a word") == f"{URL}#part:~:text=a%20word"


def test_the_words_are_those_of_the_quotation() -> None:
    start, end = (
        address(URL, "one two three four five six seven eight nine").split("text=")[1].split(",")
    )
    assert (unquote(start), unquote(end)) == ("one two three four", "six seven eight nine")
