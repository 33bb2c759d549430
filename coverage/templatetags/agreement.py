"""Prints figures of agreement, and draws their intervals. No queries."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from coverage.text.agreement.agreement import Value

register = template.Library()

#: The drawing: from this figure to 1, on so many pixels; what lies lower stands at its edge.
LOWEST, WIDTH, EDGE = -0.2, 100, 6


@register.filter
def alpha(value: Value | float | None) -> str:
    """ "0.73", "−0.12"; "not defined" where there is none."""
    figure = value.figure if isinstance(value, Value) else value
    return "not defined" if figure is None else _signed(f"{figure:.2f}")


@register.filter
def percent(value: Value) -> str:
    """ "86 %"."""
    return "not defined" if value.figure is None else f"{value.figure:.0f} %"


@register.filter
def percent_of_one(share: float) -> str:
    """ "12 %" of 0.12."""
    return f"{100 * share:.0f} %"


@register.filter
def alpha_interval(value: Value) -> str:
    """ "0.61 to 0.82"; why there is none."""
    if value.interval is None:
        return value.why
    return " to ".join(_signed(f"{figure:.2f}") for figure in value.interval)


@register.filter
def percent_interval(value: Value) -> str:
    """ "71 to 93 %"; why there is none."""
    if value.interval is None:
        return value.why
    return "{:.0f} to {:.0f} %".format(*value.interval)


@register.simple_tag
def interval_drawn(value: Value) -> SafeString:
    """The interval as a line and the figure as a dot, over an axis with marks at 0 and 1; the
    numbers stand beside it as text."""
    if value.figure is None:
        return SafeString("")
    low, high = value.interval or (value.figure, value.figure)
    return format_html(
        '<svg class="interval" width="{w}" height="16" viewBox="0 0 {w} 16" aria-hidden="true"'
        ' focusable="false"><path class="axis" d="M{left} 13H{right}M{zero} 10v6M{right} 10v6"/>'
        '<path class="range" d="M{low} 6H{high}M{low} 3v6M{high} 3v6"/>'
        '<circle cx="{at}" cy="6" r="3.5"/></svg>',
        w=WIDTH + 2 * EDGE,
        left=EDGE,
        right=_place(1),
        zero=_place(0),
        low=_place(low),
        high=_place(high),
        at=_place(value.figure),
    )


def _place(figure: float) -> str:
    inside = min(1.0, max(LOWEST, figure))
    return f"{EDGE + WIDTH * (inside - LOWEST) / (1 - LOWEST):.1f}"


def _signed(figure: str) -> str:
    return "0.00" if figure == "-0.00" else figure.replace("-", "−")
