"""The Python-Markdown extension: thin, it puts what `secondleap.render` makes into a page."""
