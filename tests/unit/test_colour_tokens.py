"""A city's colours: the same in drawings and style sheet, and legible in both schemes."""

from __future__ import annotations

import re

from support import ROOT

from secondleap.data.schema import City
from secondleap.render.charts.svg import COLOURS, DARK


def test_a_city_s_colours_stand_in_drawings_and_in_both_schemes_with_contrast() -> None:
    css = (ROOT / "theme/assets/second-leap.css").read_text(encoding="utf-8")
    light, dark = (
        css[css.index(f"/* {name} palette */") :].split("}")[0] for name in ("light", "dark")
    )

    def value(scheme: str, name: str) -> str:
        return re.search(rf"--{name}: (#[0-9A-F]{{6}});", scheme)[1]

    def luminance(colour: str) -> float:
        parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for scheme, colours in ((light, COLOURS), (dark, DARK)):
        assert {name: value(scheme, name) for name in colours} == colours
    for name in City.model_fields["colour"].annotation.__args__:
        assert f'[data-colour="{name}"]' in css
        for scheme in (light, dark):
            for ground in ("paper", "panel"):
                low, high = sorted(
                    (luminance(value(scheme, name)), luminance(value(scheme, ground)))
                )
                assert (high + 0.05) / (low + 0.05) >= 4.5, (name, ground)
