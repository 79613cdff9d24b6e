"""What templates need besides Django's own."""

from __future__ import annotations

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag
def page(name: str, chrome: dict[str, str], object: str = "") -> str:  # noqa: A002 - as addresses call it
    """The address of a page of the circle at hand."""
    parts = {"hall": chrome["hall"], "room": chrome["room"]}
    if object:
        parts["object"] = object
    return reverse(name, kwargs=parts)
