"""What is taken from style sheets and pages, and what stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondleap.build.purge_css import purge, slim, thin_page


def test_a_rule_goes_only_if_nothing_can_match_it() -> None:
    css = (
        ':root{--used:1px;--unused:url("data:x;{}");--chain:var(--unused)}.a{top:var(--used)}'
        ".b,.a:hover{left:0}.gone{top:0}@media print{.gone{top:0}.a:not(.gone){top:0}}"
        '[dir=rtl] .a{top:0}.a:is(.gone,.b2){top:0}#gone{top:0}@charset "x";'
    )
    assert purge({"x": css}, {"a", "ltr"})["x"] == (
        ":root{--used:1px;}.a{top:var(--used)}.a:hover{left:0}"
        '@media print{.a:not(.gone){top:0}}@charset "x";'
    )


def test_a_page_is_thinned_but_not_what_stands_as_typed() -> None:
    typed = "<pre>  x\n\n  1.2345</pre>\n"
    page = f'<p>\n    a\n\n  b <b data-search-exclude="">c</b></p>\n  {typed}'
    assert thin_page(page) == f"<p>\na\nb <b>c</b></p>\n{typed}"


def test_json_in_a_page_is_written_as_it_is_read_and_ends_no_script() -> None:
    page = (
        r'<p>{{"a": 1}}</p><script type="application/ld+json">{}</script><script>"\ud55c"</script>'
    )
    escaped = r'{"a": "\ud55c\uae00", "b": "\u003c/script\u003e"}'
    thin = r'{"a":"한글","b":"\u003c/script>"}'
    assert thin_page(page.format(escaped)) == page.format(thin).replace("{{", "{")


def test_a_sheet_that_the_engine_did_not_bring_stops_the_build(tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "own.css").write_text("p{top:0}", encoding="utf-8")
    page = tmp_path / "index.html"
    page.write_text(
        '<p>x</p>\n<link rel="stylesheet" href="assets/stylesheets/main.0a1b2c3d.min.css">',
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match="main.0a1b2c3d.min.css"):
        slim(tmp_path, ["."])
