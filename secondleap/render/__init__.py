"""Records in, HTML or SVG out: pure functions that know no engine."""
