"""Second Leap: stories of manufacturing cities, with the evidence under every figure.

The package is a Python-Markdown extension, the rules that hold pages and data together, and the
build of the site.
"""

from __future__ import annotations

from typing import Any


def makeExtension(**kwargs: Any) -> Any:
    """Lets a configuration name the extension ``secondleap``."""
    from secondleap.markdown.extension import SecondLeapExtension

    return SecondLeapExtension(**kwargs)
