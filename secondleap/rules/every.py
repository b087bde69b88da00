"""Every rule, in the order of the guide."""

from secondleap.rules import Rule, charts, data, pages, prose, typography

RULES: tuple[Rule, ...] = (*data.RULES, *pages.RULES, *prose.RULES, *charts.RULES, *typography.RULES)
