"""The records of ``data/``: their shape and series, what is derived from them, what is wrong."""
