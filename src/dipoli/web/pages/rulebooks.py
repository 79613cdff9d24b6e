"""Rules of procedure in the style of some forum: the presets with which a forum can begin."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from django.urls import reverse

from dipoli.charter.rules import Article, Basis
from dipoli.codec.charter_file import Preset, preset_names, read_preset
from dipoli.codec.shipped import shipped
from dipoli.told import in_words, tell
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.policy import Rule
from dipoli.web.route import Route

BASES: Mapping[Basis, str] = {
    Basis.DOCUMENT: tell("from the document itself"),
    Basis.QUOTED: tell("as others quote or describe it"),
    Basis.GENERAL: tell("general knowledge, not checked"),
    Basis.PROPOSED: tell("proposed by the drafters"),
}
"""How each basis of an article is told."""


@functools.cache
def shelf() -> Mapping[str, Preset]:
    """The presets that come with Dipoli, read once in this program."""
    folder = shipped("charters")
    return {name: read_preset(folder / f"{name}.yaml") for name in preset_names(folder)}


def rules(_asked: Asked) -> Page:
    """All of them."""
    return Page(
        title=tell("Rules of procedure to begin with"),
        twin={"presets": [_listed(one) for one in shelf().values()]},
    )


def rulebook(asked: Asked) -> Page:
    """One of them, article by article.

    Raises:
        MissingError: there is none of this name.
    """
    preset = shelf().get(asked.words["preset"])
    if preset is None:
        raise MissingError
    return Page(
        title=title_of(preset),
        twin={
            **_listed(preset),
            "baskets": [next(iter(one.names.values())) for one in preset.baskets],
            "parts": _parts(preset.articles),
        },
    )


def _listed(preset: Preset) -> Twin:
    return {
        "id": preset.id,
        "name": title_of(preset),
        "page": reverse("rulebook", kwargs={"preset": preset.id}),
        "style": preset.style.strip(),
        "about": preset.about.strip(),
        "level": in_words(preset.level),
        "decides": in_words(preset.decision.mode),
        "presides": in_words(preset.chair.rota),
        "silence": preset.silence.least if preset.silence.allowed else None,
        "articles_count": len(preset.articles),
    }


def title_of(preset: Preset) -> str:
    """The title of a preset."""
    return preset.title.get("en") or next(iter(preset.title.values()))


def _parts(articles: tuple[Article, ...]) -> list[Twin]:
    """Articles by the number before the point, in their order."""
    parts: dict[str, list[Twin]] = {}
    for one in articles:
        parts.setdefault(one.number.split(".")[0], []).append(_article(one))
    return [{"number": number, "articles": held} for number, held in parts.items()]


def _article(one: Article) -> Twin:
    return {
        "number": one.number,
        "text": one.text.strip(),
        "basis": BASES[one.basis],
        "source": one.source,
        "note": None if one.note is None else one.note.strip(),
        "settles": [point.value for point in one.settles],
        "about": [point.value.replace(".", " ").replace("-", " ") for point in one.settles],
    }


ROUTES = (
    Route(
        name="rules",
        path="rules-of-procedure",
        rule=Rule.ANYBODY,
        answer=rules,
        about="Rules of procedure with which a forum can begin, each in the style of another.",
    ),
    Route(
        name="rulebook",
        path="rules-of-procedure/<slug:preset>",
        rule=Rule.ANYBODY,
        answer=rulebook,
        about="One set of rules of procedure, article by article, with what each rests on.",
    ),
)
