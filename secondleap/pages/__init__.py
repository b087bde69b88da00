"""The one reader of Markdown source: front matter, citations, blocks, sentences, navigation."""
