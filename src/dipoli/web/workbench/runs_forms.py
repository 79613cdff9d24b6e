"""Questions as forms: each field with what the case offers for it, in the case's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve
from django.http import HttpRequest

from dipoli.analysis.case import Case
from dipoli.report.names import names_of
from dipoli.told import joined, tell
from dipoli.web.pages import library
from dipoli.web.who import speech_of
from dipoli.web.workbench import runs_at, runs_texts
from dipoli.workbench.runs.kinds import Field, Kind, Sort
from dipoli.workbench.runs.question import YES, Words

_SHOWN = frozenset(
    {"positions", "objective", "wanted", "clash", "genre", "deal", "move", "issue", "between"}
)
_OF_TEXTS = frozenset({Sort.GENRE, Sort.ACTOR, Sort.ISSUE})
_FEW = 8
"""So many things to tick stand open; more stand behind a heading that opens."""

CHOICES = {
    "pair": tell("pair of parties"),
    "party": tell("party, which is looser"),
    "basket": tell("basket, which is stricter"),
    "shortest": tell("the shortest"),
    "least-peak": tell("the least exposure"),
    "balanced": tell("the most balanced"),
    "value": tell("the most of value by the horizon"),
}
"""What fields may be one of, in words."""


def named_for(request: HttpRequest, case: Case | None) -> Case | None:
    """A case whose parties are named in the language of who asks, where it has their names."""
    language = speech_of(request).language.code.partition("-")[0]
    if case is None or language not in case.languages:
        return case
    others = [one for one in case.languages if one != language]
    return evolve(case, languages=(language, *others))


Texts = Sequence[tuple[str, str]]
"""Texts beside a case: short name and title."""


def rows(
    kind: Kind, case: Case | None, words: Words, texts: Texts = ()
) -> dict[str, list[dict[str, Any]]]:
    """The fields of a form: those that stand open, and those that are seldom changed.

    Args:
        kind: of the question.
        case: the case; None where the question is about none.
        words: what is filled in.
        texts: beside the case.
    """
    held: dict[str, list[dict[str, Any]]] = {"open": [], "more": []}
    for one in kind.fields:
        first = one.after or one.needed or one.placed or one.name in _SHOWN
        held["open" if first else "more"].append(_row(one, case, words.get(one.name, ()), texts))
    return held


def shown(one: Field, values: Iterable[str], case: Case | None) -> str:
    """Values of a field as people read them: by name where the case has one."""
    if one.sort is Sort.ATOMS:
        titles = {
            each["value"]: f"{row['title']} {each['title']}"
            for row in _issues(case, ())
            for each in row["options"]
        }
    else:
        titles = {value: title for value, title, _of in _offered(one, case)}
    if one.sort is Sort.FLAG:
        titles[YES] = tell("yes")
    return joined(", ", [titles.get(value, value) for value in values])


def _row(one: Field, case: Case | None, values: tuple[str, ...], texts: Texts) -> dict[str, Any]:
    row: dict[str, Any] = {
        "name": one.name,
        "title": one.title,
        "look": "text",
        "value": values[0] if values else one.default,
        "needed": one.needed,
    }
    if one.sort is Sort.FLAG:
        return {**row, "look": "flag", "chosen": bool(values)}
    if one.sort is Sort.NUMBER:
        return {**row, "look": "number", "least": one.least, "most": one.most}
    if one.sort is Sort.ATOMS:
        issues = list(_issues(case, values))
        return {**row, "look": "issues", "issues": issues, "filled": bool(values)}
    if one.sort is Sort.TIED:
        chosen = [
            {"value": name, "title": title, "chosen": name in values} for name, title in texts
        ]
        return {**row, "look": "one", "choices": chosen}
    return row if one.sort is Sort.TEXT else {**row, **_choices(one, case, values)}


def _choices(one: Field, case: Case | None, values: tuple[str, ...]) -> dict[str, Any]:
    """What a field lets choose, and how it looks."""
    offered = [
        {"value": value, "title": title, "of": of, "chosen": value in (values or (one.default,))}
        for value, title, of in _offered(one, case)
    ]
    if one.many:
        folded = len(offered) > _FEW and not one.needed
        return {"look": "many", "choices": offered, "folded": folded, "filled": bool(values)}
    if one.sort in _OF_TEXTS:
        known = {choice["value"] for choice in offered}
        own = [{"value": v, "title": v, "of": "", "chosen": True} for v in values if v not in known]
        return {"look": "of_texts", "choices": own + offered}
    return {"look": "one", "choices": offered, "empty": one.sort is Sort.SET}


def _offered(one: Field, case: Case | None) -> Iterator[tuple[str, str, str]]:
    """What can be chosen: the value that is sent, words for it, and of which papers it is."""
    if one.sort is Sort.ONE_OF:
        yield from ((choice, CHOICES.get(choice, choice), "") for choice in one.choices)
    elif one.sort is Sort.CORPUS:
        yield from (
            (name, corpus_named(name, path), "") for name, path in runs_at.corpora().items()
        )
    elif one.sort is Sort.CODEBOOK:
        yield from ((name, name, "") for name in runs_at.codebooks())
    elif one.sort in _OF_TEXTS:
        yield from _of_texts(one.sort)
    elif one.sort is Sort.FRAMEWORKS:
        yield from ((str(each.id), each.name, "") for each in library.shelf().charters)
    elif case is not None:
        yield from ((value, title, "") for value, title in _of_case(one.sort, case))


def corpus_named(name: str, path: Path) -> str:
    """A corpus by its name, and where its states are invented, that they are."""
    if runs_texts.invented(path):
        return tell("{name} (an exercise: invented states)", name=name)
    if runs_texts.invented_in_part(path):
        return tell("{name} (an exercise in part: some states are invented)", name=name)
    return name


def _of_texts(sort: Sort) -> Iterator[tuple[str, str, str]]:
    """Genres, actors and issues, each under the corpus or codebook that has it."""
    if sort is Sort.ISSUE:
        for name, path in runs_at.codebooks().items():
            yield from ((id_, f"{told} ({id_})", name) for id_, told in runs_texts.issues(path))
        return
    for name, path in runs_at.corpora().items():
        of = corpus_named(name, path)
        held = runs_texts.genres(path) if sort is Sort.GENRE else runs_texts.actors(path)
        yield from ((one, one, of) for one in held)


def _of_case(sort: Sort, case: Case) -> Iterator[tuple[str, str]]:
    names = names_of(case)
    if sort is Sort.SET:
        yield from ((each.id, f"{each.id}, {each.as_of}") for each in case.position_sets)
    if sort in {Sort.MEMBERS, Sort.SEAT, Sort.BODIES, Sort.DEAL}:
        yield from ((code, names.text(code)) for code in case.members)
    if sort is Sort.BODIES:
        yield from ((each.code, each.name) for each in case.ratifiers)
    if sort is Sort.ISSUES:
        yield from ((each.id, each.question) for each in case.issues)
    if sort in {Sort.BASKETS, Sort.PLACES}:
        yield from ((each.id, each.title) for each in case.baskets)
    if sort in {Sort.STEPS, Sort.PLACES}:
        yield from ((each.id, each.title) for each in case.steps)


def _issues(case: Case | None, values: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Each issue with its options, as words such as ``some-issue=2``."""
    for issue in () if case is None else case.issues:
        given = [one for one in values if one.startswith(f"{issue.id}=")]
        options = [
            {
                "value": f"{issue.id}={option.n}",
                "title": option.text,
                "chosen": f"{issue.id}={option.n}" in given,
            }
            for option in issue.options
        ]
        # several options at once come from an address, and stay as they came
        options += [{"value": one, "title": one, "chosen": True} for one in given if "," in one]
        yield {"title": issue.question, "options": options, "issue": issue.id}
