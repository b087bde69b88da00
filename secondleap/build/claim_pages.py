"""A page for each claim of the article, ``evidence/claims/<id>``, in the frame of the article's
ledger as the engine made it: so all engines give the same, and the navigation holds none of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from markdown import Markdown

from secondleap.build.share_pictures import CLAIMS
from secondleap.data.dataset import Dataset
from secondleap.data.schema import ARTICLE_LEDGER, Claim
from secondleap.markdown.element_tree import element
from secondleap.markdown.lang_spans import LangSpans
from secondleap.pages.page_model import Page
from secondleap.render import schema_org
from secondleap.render.claim import page as claim_page
from secondleap.render.claim import title
from secondleap.render.context import Context
from secondleap.render.strings import WORDS
from secondleap.text.formatting import tex

LEDGER = f"evidence/{ARTICLE_LEDGER}"
# What the theme writes: theme/main.html, theme/partials.
_NEIGHBOUR = re.compile(r'\s*<link rel="(?:prev|next)"[^>]*>')
_DATA = re.compile(r'<script type="application/ld\+json">.*?</script>', re.DOTALL)
_CONTENTS = re.compile(
    r'(data-md-type="toc")(.*?)<nav class="md-nav md-nav--secondary".*?</nav>', re.DOTALL
)
_STORY = re.compile(
    r'(<div class="story"[^>]*>).*?(<div class="passing">.*?</details>\s*</div>).*?(?=</article>)',
    re.DOTALL,
)
_TEX = re.compile(r'(<span data-cite="tex">)[^<]*')
_SWITCH = re.compile(rf'(<div class="language">.*?){LEDGER}\.html', re.DOTALL)
_LINK = re.compile(r'\b(href|src)="(?![a-z]+:|/|#)(?:\./)?')
_DAY = re.compile(r'"citation_publication_date" content="(\d+)/(\d+)/(\d+)"')


def _once(pattern: re.Pattern[str], replacement: str, html: str) -> str:
    made, count = pattern.subn(lambda match: match.expand(replacement), html)
    if count != 1:
        raise ValueError(f"{LEDGER}.html has {count} of {pattern.pattern}: see claim_pages.py")
    return made


def _spoken(html: str, language: str) -> str:
    """``html`` with the language of words in the other one named, as the engine's pages have it."""
    story = element(html)
    LangSpans(Markdown(), language).run(story)
    return "".join(ElementTree.tostring(part, "unicode", method="html") for part in story)


class _Frame:
    """The ledger's page as built, to be filled for one claim after another."""

    def __init__(self, html: str, ledger: Page, address: str) -> None:
        self.ledger, self.address = ledger, address
        self.day = "-".join(_DAY.search(html).groups())  # type: ignore[union-attr]
        html = _NEIGHBOUR.sub("", html)
        html = _once(_CONTENTS, r"\1 hidden\2", html)
        html = _once(_DATA, "\0data", html)
        html = _once(_STORY, r"\1" "\0story" r"\2</div>\n", html)
        html = _once(_SWITCH, rf"\1{CLAIMS}/" "\0id.html", html)
        html = html.replace('<a href="#', f'<a href="{ARTICLE_LEDGER}.html#')
        self.html = _LINK.sub(r'\1="../', html)

    def page(self, claim: Claim, context: Context, told: list[Page]) -> str:
        name = title(claim, context.language)
        heading, about = self.ledger.title, self.ledger.meta["description"]
        html = re.sub(
            r'href="[^"]*" class="md-skip"', f'href="#{claim.id}" class="md-skip"', self.html
        )
        head, body = html.split("</head>")
        body, at, passing = body.partition('<div class="passing">')
        # The page's own name, description and address, in what says them to machines and readers.
        for own, put in (
            (escape(heading), escape(name)),
            (heading, escape(name)),
            (escape(about), escape(claim[context.language])),
            (about, escape(claim[context.language])),
            (f"{LEDGER}.", f"{CLAIMS}/{claim.id}."),
            (LEDGER.replace("/", "-"), f"{CLAIMS}/{claim.id}".replace("/", "-")),
        ):
            head, passing = head.replace(own, put), passing.replace(own, put)
        passing = _once(_TEX, r"\g<1>" + escape(tex(name)).replace("\\", r"\\"), passing)
        address = f"{self.address}{CLAIMS}/{claim.id}.html"
        return (
            f"{head}</head>{body}{at}{passing}".replace(
                "\0data", schema_org.claim_review(claim, context, address, self.day)
            )
            .replace("\0story", _spoken(claim_page(claim, told, context), context.language))
            .replace("\0id", claim.id)
        )


def _listed(address: str, names: list[str], language: str) -> str:
    """The pages as the sitemap lists them, with their two languages (theme/sitemap.xml)."""
    root = address if language == "ko" else address.removesuffix("en/")
    return "".join(
        f"  <url>\n    <loc>{address}{name}</loc>\n"
        f'    <xhtml:link rel="alternate" hreflang="ko" href="{root}{name}"/>\n'
        f'    <xhtml:link rel="alternate" hreflang="en" href="{root}en/{name}"/>\n  </url>\n'
        for name in names
    )


def write_claim_pages(
    dataset: Dataset,
    pages: Mapping[str, Page],
    language: str,
    folder: Path,
    environment: Mapping[str, str],
) -> None:
    """Writes the pages into ``folder``, the language's own of a built site, and links to them from
    the ledger and the sitemap."""
    claims = [claim for claim in dataset.records["claims"] if claim.article]
    ledger = folder / f"{LEDGER}.html"
    if not claims or not ledger.is_file():
        return
    address = environment["SITE_URL" if language == "ko" else "SITE_URL_EN"]
    html = ledger.read_text(encoding="utf-8")
    if not _STORY.search(html):  # a page of another theme, which gives no frame
        return
    frame = _Frame(html, pages[f"{LEDGER}.md"], address)
    context = Context(
        language,
        dataset,
        lambda path, anchor: (
            f"../../{path.removesuffix('.md')}.html" + (f"#{anchor}" if anchor else "")
        ),
        lambda path: f"../../{'' if language == 'ko' else '../'}{path}",
    )
    told = [page for page in pages.values() if page.is_story]
    (folder / CLAIMS).mkdir()
    for claim in claims:
        stories = [page for page in told if claim.id in dict(page.citations)]
        made = frame.page(claim, context, stories)
        (folder / CLAIMS / f"{claim.id}.html").write_text(made, encoding="utf-8", newline="\n")
        link = f' · <a href="claims/{claim.id}.html">{WORDS[language]["claim_page"]}</a>'
        html = html.replace(f'<span data-page="{claim.id}"></span>', link)
    ledger.write_text(html, encoding="utf-8", newline="\n")
    sitemap = folder / "sitemap.xml"
    if address and sitemap.is_file():
        names = [f"{CLAIMS}/{claim.id}.html" for claim in claims]
        text = sitemap.read_text(encoding="utf-8")
        text = text.replace("</urlset>", f"{_listed(address, names, language)}</urlset>")
        sitemap.write_text(text, encoding="utf-8", newline="\n")
