"""The page about contributing: templates in the page's language, every rule at its address."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from support import ROOT
from test_markdown import convert

from secondleap.checks import explain
from secondleap.data.schema import LANGUAGES, RECORD_TEMPLATES
from secondleap.pages import record_templates as guide
from secondleap.text.messages import translate


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mini project with the guide of the site."""
    mini = tmp_path_factory.mktemp("guided") / "mini"
    shutil.copytree(ROOT / "tests/mini", mini)
    shutil.copy(ROOT / guide.GUIDE, mini)
    return mini


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", RECORD_TEMPLATES)
def test_a_template_is_that_of_the_guide(project: Path, kind: str, language: str) -> None:
    made = convert(f"/// template | {kind}\n///", project, language)
    shown = unescape(re.search(r"<pre><code>(.*?)</code></pre>", made, re.DOTALL)[1])
    assert shown == guide.template(ROOT, kind, language)
    assert ("필수: " in shown) == (language == "ko") and ("required: " in shown) == (
        language == "en"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_stands_at_its_address_with_its_example(project: Path, language: str) -> None:
    made = convert("/// rules\n///", project, language)
    for code, texts in explain.codes().items():
        entry = re.sub(
            r"</?span[^>]*>",
            "",
            re.search(
                rf'<details class="rule"[^>]* id="{code.lower()}".*?</details>', made, re.DOTALL
            )[0],
        )
        entry = unescape(entry)
        assert all(translate(text, language) in entry for text in texts)
        for text in explain.example(code, language)[1:]:
            assert f"<pre><code>{text}\n</code></pre>" in entry
