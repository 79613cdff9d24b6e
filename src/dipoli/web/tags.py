"""What templates need besides Django's own: whole sentences, in the reader's language.

    {% say "{who} took the floor." who=one.by %}        a sentence with a party
    {% say "Rests on <a>the decision</a>." a=one.page %}  a link, where there is an address
    {% say "{number} act" several="{number} acts" number=twin.acts %}
    {% show one.until %}  {% show one.parties %}        a moment, a party, several, by themselves
    {% quoted one.words %}                              what somebody wrote, in quotation marks

A part that is a moment of a twin is shown as a time, one that is a party by its name, several with
what the language puts between them. Everything is escaped, unless it is marked as safe.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from attrs import frozen
from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from dipoli.faults import Finding
from dipoli.told import Told, begun, filled, tell
from dipoli.web.speech import English, Speech
from dipoli.web.who import session_mark

register = template.Library()

MANY = 5
"""A number of which every language speaks as of many."""

_LINK = re.compile(r"&lt;([abc])&gt;(.*?)&lt;/\1&gt;", re.DOTALL)
_PLAIN = re.compile(r"&lt;(/?)(strong|code|em|del|ins)&gt;")


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
    request = context.get("request")
    return str(context.get("kept_mark") or ("" if request is None else session_mark(request)))


@register.simple_tag(takes_context=True)
def say(context: Context, sentence: str, **parts: object) -> SafeString:
    """A sentence of the program in the reader's language: ``{% say "Sit as {who}" who=x %}``.

    Args:
        context: with the speech to the reader.
        sentence: with names of its parts in braces. ``<a>…</a>`` in it links to the part ``a``,
            and so ``<b>`` and ``<c>``; ``<strong>``, ``<em>`` and ``<code>`` are what they are.
        parts: what stands there. ``number`` with a second sentence, ``several="..."``, chooses
            between the two; where it is no number yet, since a script fills it in, many are meant.
    """
    speech = speech_in(context)
    several, number = str(parts.pop("several", "")), parts.get("number")
    count = number if isinstance(number, int) else MANY if several else None
    told = Told(several or sentence, parts, sentence if several else "", count)
    found = speech.catalogue(told) or (sentence if count == 1 or not several else several)
    held = {name: _html(part, speech) for name, part in parts.items() if name not in "abc"}
    if speech.settle is not None:
        heard = {name: unescape(strip_tags(part)) for name, part in held.items()}
        found = speech.settle(found, heard)
    html = filled(_of_program(found), held)
    html = _LINK.sub(lambda link: _link(link[2], parts.get(link[1])), html)
    return mark_safe(_PLAIN.sub(r"<\1\2>", html))  # noqa: S308 - the sentence and its parts are escaped


@register.simple_tag(takes_context=True)
def show(context: Context, value: object) -> SafeString:
    """A part of a twin as people read it: a moment, a party, several parties."""
    return _html(value, speech_in(context))


@register.simple_tag(takes_context=True)
def language(context: Context, code: object) -> str:
    """A language by its name, in the reader's."""
    return speech_in(context).language_name(str(code))


@register.simple_tag(takes_context=True)
def quoted(context: Context, words: object, lang: object = "") -> SafeString:
    """What somebody wrote, in the quotation marks of the reader's language."""
    chrome = context.get("chrome") or {}
    spoken = str(lang or chrome.get("written", ""))
    return _html(_Quoted(words=words, lang=spoken), speech_in(context))


@register.filter
def or_english(words: object) -> object:
    """Words of a fault: a sentence that can be translated, or English that is marked so."""
    return words if isinstance(words, Told) else English(words)


@register.filter
def is_told(finding: Finding) -> bool:
    """Whether what is expected, and how to mend it, can be said in the reader's language."""
    return isinstance(finding.expected, Told) and isinstance(finding.mend, Told)


@register.filter(name="when")
def when_(at: object) -> object:
    """A moment with the clock of the reader's capital beside it."""
    return _When(at=at) if at else ""


@register.filter(name="quote")
def quote_(words: object) -> object:
    """What somebody wrote, as a part of a sentence."""
    return _Quoted(words=words)


@register.filter(name="link")
def link_(words: object, to: object) -> SafeString:
    """Words that lead to a page; the words alone where there is none."""
    return format_html('<a href="{}">{}</a>', to, words) if to else format_html("{}", words)


@register.filter(name="strong")
def strong_(words: object) -> SafeString:
    """What stands out in a sentence."""
    return format_html("<strong>{}</strong>", words)


@register.filter(name="code")
def code_(words: object) -> SafeString:
    """A digest, an address, a name of the record, in a sentence."""
    return format_html("<code>{}</code>", words)


@register.filter(name="ident")
def ident_(words: object) -> SafeString:
    """A short name of a thing, in a sentence."""
    return format_html('<span class="id">{}</span>', words)


@register.filter(name="hash")
def hash_(words: object) -> SafeString:
    """A digest that may break anywhere, in a sentence."""
    return format_html('<code class="hash">{}</code>', words)


@register.filter(name="words")
def words_(words: object, lang: object) -> SafeString:
    """What somebody wrote, in its own language, as a part of a sentence."""
    return format_html('<span lang="{}">{}</span>', lang, words)


@register.filter(name="both")
def both_(parties: object) -> object:
    """Parties as a row of two or three that belong together."""
    return _Both(parties=parties if isinstance(parties, list) else [parties])


@register.filter(name="thing")
def thing_(named: object) -> object:
    """A thing by its title and its short name, with the basket that it is in."""
    return _Thing(named=named)


@register.filter(name="quotes")
def quotes_(words: list[object]) -> list[object]:
    """Several things that somebody wrote, as a part of a sentence."""
    return [_Quoted(words=one) for one in words]


@register.filter(name="ids")
def ids_(things: list[dict[str, object]]) -> list[object]:
    """Short names of several things, each leading to its page."""
    return [link_(one["object"], one.get("page")) for one in things]


@register.filter(name="undated")
def undated_(due: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """What waits without a date; the same that waits in several circles stands together."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in due:
        if one["until"] is None:
            own = one["page"] is not None or len(one["forms"]) > 1
            groups.setdefault(f"{one['told']} {len(groups) if own else ''}", []).append(one)
    return list(groups.values())


@register.filter(name="numbers")
def numbers_(articles: list[dict[str, object]]) -> list[object]:
    """Numbers of several articles."""
    return [one["number"] for one in articles]


def speech_in(context: Mapping[str, Any] | Context) -> Speech:
    """How the site speaks to who reads the page at hand."""
    held = context.get("speech")
    return held if isinstance(held, Speech) else Speech()


def _of_program(sentence: str) -> str:
    """A sentence of the program as HTML; its apostrophes are none of an attribute's quotes."""
    return escape(sentence).replace("&#x27;", "'")


# ---------------------------------------------------------------- parts of sentences


@frozen(kw_only=True)
class _When:
    """A moment with the clock of a capital."""

    at: Any


@frozen(kw_only=True)
class _Quoted:
    """What somebody wrote."""

    words: object
    lang: str = ""


@frozen(kw_only=True)
class _Both:
    """Parties that belong together."""

    parties: list[Any]


@frozen(kw_only=True)
class _Thing:
    """A thing by its title and its short name."""

    named: Any


def _html(part: object, speech: Speech) -> SafeString:
    """A part of a sentence."""
    if isinstance(part, _When):
        held = _html(part.at, speech)
        there = part.at.get("capital") if isinstance(part.at, Mapping) else None
        html = format_html('{} <span class="there">{}</span>', held, there) if there else held
    elif isinstance(part, _Quoted):
        html = _in_quotes(part, speech)
    elif isinstance(part, _Thing):
        html = _thing(part.named, speech)
    elif isinstance(part, _Both):
        html = mark_safe(  # noqa: S308 - each is escaped
            speech.listed([_html(one, speech) for one in part.parties])
        )
    elif isinstance(part, Mapping) and "utc" in part and "shown" in part:
        html = format_html('<time datetime="{}">{}</time>', part["utc"], part["shown"])
    elif isinstance(part, list | tuple):
        names = (_html(one, speech) for one in part)
        html = mark_safe(speech.language.comma.join(names))  # noqa: S308 - each is escaped
    elif isinstance(part, Mapping):
        html = format_html("{}", part.get("name", ""))
    else:
        said = speech.said(part)
        html = format_html("{}", speech.moment(said) if type(said) is str else said)
    return html


def _thing(named: Any, speech: Speech) -> SafeString:  # noqa: ANN401 - a part of a twin
    object_ = named["object"]
    title = link_(named["title"] or object_, named["page"])
    html = format_html('{} <span class="id">{}</span>', title, object_)
    if not named["basket"]:
        return html
    basket = speech.said(tell("(basket: {basket})", basket=begun(named["basket"])))
    return format_html('{} <span class="note">{}</span>', html, basket)


def _in_quotes(part: _Quoted, speech: Speech) -> SafeString:
    begin, end = speech.language.quotes
    words = _html(part.words, speech)
    if part.lang and part.lang != speech.language.code:
        words = format_html('<span lang="{}">{}</span>', part.lang, words)
    return format_html("{}{}{}", begin, words, end)


def _link(words: str, to: object) -> str:
    return f'<a href="{escape(str(to))}">{words}</a>' if to else words


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
