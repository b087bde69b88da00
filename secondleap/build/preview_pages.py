"""The pages of one language as MkDocs makes them, each when it is asked for.

`secondleap.build.preview` runs it, writes the names of files to it, and reads what it prints:
`DONE` after each, or else what is wrong, and it ends.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

from click import ClickException
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import clean_directory

from secondleap.checks.report import report
from secondleap.data.faults import FaultsError
from secondleap.data.text_file import read_text
from secondleap.markdown import extension  # noqa: F401 - MkDocs would say less of a broken module
from secondleap.text.messages import language_of

SEARCH = "search/"  # its index is made of all pages
LOST = "404.html"
DONE = "\4"  # a line that nothing else prints


class Pages:
    """The project of a configuration, ready to make any of its pages in a folder."""

    def __init__(self, config_file: str, folder: Path) -> None:
        """Takes the steps of `mkdocs.commands.build.build` that stand before its first page."""
        config = load_config(config_file, site_dir=str(folder))
        config.plugins.on_startup(command="serve", dirty=False)
        self.folder, self.config = folder, config.plugins.on_config(config)
        self.plugins = config.plugins
        self.plugins.on_pre_build(config=config)
        clean_directory(str(folder))  # of pages that are gone
        files, env = get_files(config), config.theme.get_env()
        files.add_files_from_theme(env, config)
        self.files = self.plugins.on_files(files, config=config)
        set_exclusions(self.files, config)
        nav = get_navigation(self.files, config)
        self.nav = self.plugins.on_nav(nav, config=config, files=self.files)
        self.pages: dict[str, Page] = {}
        sources = self.files.documentation_pages()
        texts = [read_text(Path(file.abs_src_path or ""), Path.cwd()) for file in sources]
        if faults := [fault for _, found in texts for fault in found]:
            raise FaultsError(faults)
        for file in sources:
            page = self.pages[file.dest_uri] = file.page or Page(None, file, config)
            page.read_source(config)  # where the navigation gives no title, the page does
            (folder / file.dest_uri).parent.mkdir(parents=True, exist_ok=True)
        self.env = self.plugins.on_env(env, config=config, files=self.files)
        self.files.copy_static_files(dirty=True)

    def make(self, name: str) -> None:
        """Makes the file ``name``, where it is a page or is made of pages."""
        if name.startswith(SEARCH):
            for each in list(self.pages):
                self.make(each)
            self.plugins.on_post_build(config=self.config)
        elif name == LOST:
            context = get_context(self.nav, self.files, self.config, base_url="/")
            self._write(name, self.env.get_template(name).render(context))
        elif page := self.pages.get(name):
            self._write(name, self._page(page))
            del self.pages[name]  # it stays as it is: a change of any file starts all anew

    def _page(self, page: Page) -> str:
        config, files = self.config, self.files
        page = self.plugins.on_pre_page(page, config=config, files=files)
        page.markdown = self.plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=files
        )
        page.render(config, files)
        page.content = self.plugins.on_page_content(
            page.content or "", page=page, config=config, files=files
        )
        page.active = True
        try:
            context = get_context(self.nav, files, config, page)
            context = self.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
            html = self.env.get_template(page.meta.get("template", "main.html")).render(context)
        finally:
            page.active = False
        return self.plugins.on_post_page(html, page=page, config=config)

    def _write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")


def main(config_file: str, folder: str) -> None:
    """Makes a file for each line of the input; ends where something is wrong, and says what."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s - %(message)s")
    try:
        pages = Pages(config_file, Path(folder))
        for line in sys.stdin:
            pages.make(json.loads(line))
            print(DONE, flush=True)
    except FaultsError as error:
        sys.exit(report(error.faults, language_of()))
    except ClickException as error:  # the engine's own
        sys.exit(f"{config_file}: {error.format_message()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
