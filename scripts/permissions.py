"""Write the table of who may ask for what into docs/people.md, from coverage/web/rules.py.

Run as `python -m scripts.permissions`; a test compares the two.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "people.md"
BEGIN, END = "<!-- written by scripts/permissions.py: from here -->", "<!-- to here -->"


def table() -> str:
    """Markdown: each address of the pages and the API, and the least role of who asks."""
    from coverage.desk.roles import Role
    from coverage.web.rules import PROGRAMS, RULES, Rule

    def who(rule: Rule, role: Role) -> str:
        if rule is PROGRAMS:
            return "a token"
        if role is Role.STRANGER:
            return "everybody, always" if rule.is_open else "everybody"
        return role.group

    lines = ["| address | looks | sends |", "|---|---|---|"]
    for name, address, view in addresses():
        rule, methods = RULES[name], methods_of(view)
        sends = rule.looks if rule.sends is None else rule.sends
        looking = who(rule, rule.looks) if "GET" in methods else "–"
        sending = who(rule, sends) if "POST" in methods else "–"
        lines.append(f"| `{address}` | {looking} | {sending} |")
    return "\n".join(lines)


def methods_of(view: Any) -> list[str]:
    """The methods that Django's decorators let through to a view; GET and POST where none says."""
    while view is not None:
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        for name, cell in zip(names, getattr(view, "__closure__", None) or (), strict=True):
            if name == "request_method_list":
                return list(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)
    return ["GET", "POST"]


def addresses() -> list[tuple[str, str, Any]]:
    """Name, address and view of all that has a rule of its own, by address."""
    from django.urls import URLPattern, URLResolver, get_resolver

    from coverage.web.rules import RULES

    found: list[tuple[str, str, Any]] = []

    def walk(resolver: URLResolver, before: str, names: tuple[str, ...]) -> None:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                inside = (*names, pattern.namespace) if pattern.namespace else names
                walk(pattern, before + str(pattern.pattern), inside)
                continue
            assert isinstance(pattern, URLPattern)
            name = ":".join((*names, pattern.name or pattern.lookup_str))
            if name in RULES:
                route = before + re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", str(pattern.pattern))
                address = "/" + route.replace("^api/v1(?:/|$)", "api/v1/…")
                found.append((name, address, pattern.callback))

    walk(get_resolver(), "", ())
    return sorted(found, key=lambda one: one[1])


def with_table(page: str) -> str:
    """The page with the table as it should stand."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.partition(END)[2]}"


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
