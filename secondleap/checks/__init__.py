"""The rules: one fault, one function, one stable code, whose docstring is its message."""
