"""What templates need besides Django's own."""

from __future__ import annotations

import re

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from dipoli.told import Told, filled
from dipoli.web.who import session_mark

register = template.Library()


@register.simple_tag
def page(name: str, chrome: dict[str, str], object: str = "") -> str:  # noqa: A002 - as addresses call it
    """The address of a page of the circle at hand."""
    parts = {"hall": chrome["hall"], "room": chrome["room"]}
    if object:
        parts["object"] = object
    return reverse(name, kwargs=parts)


@register.simple_tag(takes_context=True, name="session_mark")
def mark_of_session(context: Context) -> str:
    """By what a script tells one session from another."""
    return str(context.get("kept_mark") or session_mark(context["request"]))


@register.simple_tag(takes_context=True)
def say(context: Context, sentence: str, **parts: object) -> SafeString:
    """A sentence of the program in the reader's language: ``{% say "Sit as {who}" who=x %}``.

    Parts are escaped unless they are marked as safe. A part ``number`` with a second sentence,
    ``several="..."``, chooses between the two.
    """
    several, number = str(parts.pop("several", "")), parts.get("number")
    count = number if isinstance(number, int) else None
    plain = {name: str(part) for name, part in parts.items()}
    told = Told(several or sentence, plain, sentence if several else "", count)
    catalogue = context.get("catalogue")
    found = (catalogue and catalogue(told)) or (sentence if count == 1 or not several else several)
    safe = {
        name: conditional_escape(part if isinstance(part, str) else str(part))
        for name, part in parts.items()
    }
    return mark_safe(filled(escape(found), safe))  # noqa: S308 - the sentence and its parts are escaped


_DRAWING = re.compile(
    r'<svg [^<>]*?viewBox="([0-9. ]+)"[^<>]*><path [^<>]*?d="([MHVLhvlz0-9., -]+)"'
)


@register.filter
def drawing(told: str) -> SafeString:
    """A drawing of squares as the page can bear it: its one path, and nothing else of it."""
    found = _DRAWING.search(told)
    if found is None:
        return SafeString("")
    return format_html('<svg viewBox="{}" aria-hidden="true"><path d="{}"/></svg>', *found.groups())
