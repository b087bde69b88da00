"""The books: EPUB and PDF from the built pages."""
