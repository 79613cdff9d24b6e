"""The languages of the site: which there are, how complete each is, and the choice of one."""

from __future__ import annotations

from django.urls import reverse

from dipoli.told import tell, tell_count
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.language import ENGLISH, LANGUAGES, Language, catalogue_of, sentences
from dipoli.web.policy import Rule
from dipoli.web.route import Action, Gone, Input, Route, Sent


def languages(asked: Asked) -> Page:
    """What each language says of itself."""
    return Page(
        title=tell("Languages"),
        twin={"languages": [_told(asked, one) for one in LANGUAGES.values()]},
    )


def _told(asked: Asked, one: Language) -> Twin:
    """A language, whether a native speaker has checked it, and how much of it is there."""
    held, all_ = catalogue_of(one), sentences()
    left = 0 if one is ENGLISH else sum(1 for each in all_ if not held.has(each))
    return {
        "code": one.code,
        "name": one.own,
        "checked": held.checked,
        "here": one is asked.speech.language,
        "told": _checked(one),
        "left": left,
        "left_told": tell_count(
            left,
            "One sentence of the program has no translation yet; it is shown in English.",
            "{number} sentences of the program have no translation yet; they are shown in English.",
        )
        if left
        else None,
    }


def _checked(one: Language) -> str:
    if one is ENGLISH:
        return tell("The language in which the program is written.")
    if catalogue_of(one).checked:
        return tell("A native speaker has checked it.")
    return tell(
        "No native speaker has checked it yet. "
        "Where it and the English differ, the English is meant."
    )


def choose(_asked: Asked, sent: Sent) -> Gone:
    """Read in another language from now on."""
    code = sent["language"][0]
    if code not in LANGUAGES:
        raise MissingError
    to = sent["page"][0] if sent.get("page") else reverse("front")
    return Gone(to=to, twin={"language": code}, language=code)


ROUTES = (
    Route(
        name="languages",
        path="languages",
        rule=Rule.ANYBODY,
        answer=languages,
        about="In which languages the site speaks, and whether a native speaker has checked each.",
    ),
)

ACTIONS = (
    Action(
        name="language",
        path="language",
        rule=Rule.ANYBODY,
        do=choose,
        about="Read in another language from now on.",
        inputs=(
            Input(
                name="language",
                meaning=tell("Code of a language of the site, such as en or zh-Hans."),
                most=20,
            ),
            Input(
                name="page",
                meaning=tell("Address on this site to go on to, beginning with one slash."),
                needed=False,
                pattern=r"/(?![/\\])[^\\\x00-\x20]*",
                most=2_000,
            ),
        ),
    ),
)
"""The reader's own choice; a browser keeps it."""
