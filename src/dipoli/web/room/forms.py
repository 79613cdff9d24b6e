"""Forms of proposals as a page shows them, and what a browser sends as the texts of a form.

The fields are those of `dipoli.codec.common_form`. Where a terminal takes a notation, a page has
boxes to tick and rows to fill, of which the same notation is made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from dipoli.analysis.case import Source, Step
from dipoli.analysis.common_case import Draft, new_issues, options_of, settled
from dipoli.analysis.common_proposal import NewSource, NewStep
from dipoli.codec.common_form import ENUMS, FORMS, Field, Shape, choices
from dipoli.told import tell

_TITLED = (Step, Source, NewStep, NewSource)
Typed = Mapping[str, Sequence[str]]
"""What a browser sent: each name with its values."""
_ROWS = range(4)
"""So many rows a form has for what has no boxes."""


@frozen(kw_only=True)
class Named:
    """What codes and ids are called on a page.

    Args:
        draft: the case.
        language: of the reader.
    """

    draft: Draft
    language: str

    def of(self, among: str, id_: str) -> Any:  # noqa: ANN401 - a sentence, a word of a table, a name
        """A choice as people read it."""
        if among in ENUMS:
            return ENUMS[among](id_)
        if among == "yes":
            return tell("Yes") if id_ == "yes" else tell("No")
        frame = self.draft.frame
        if among == "groups":
            return next(one.title for one in frame.groups if one.id == id_)
        if among == "baskets":
            return next(one.title for one in frame.baskets if one.id == id_)
        return self.issue(id_) if among == "issues" else self.code(id_)

    def issue(self, id_: str) -> str:
        """An issue by its question."""
        held = {one.id: one.question for one in self.draft.frame.issues}
        held |= {one.id: one.question for one in new_issues(self.draft)}
        return held.get(id_, id_)

    def code(self, code: str) -> str:
        """A party or body by its name, with its code; so steps and sources by their title."""
        for one in self.draft.frame.parties:
            if one.code == code:
                name = one.names.get(self.language) or one.names.get("en") or code
                return f"{name} ({code})"
        for body in self.draft.frame.ratifiers:
            if body.code == code:
                return f"{body.name} ({code})"
        for held in (*self.draft.frame.steps, *self.draft.frame.sources, *settled(self.draft)):
            if isinstance(held, _TITLED) and held.id == code:
                return f"{held.title} ({code})"
        return code


def stamp(draft: Draft) -> str:
    """Tells which options a form was made with; it moves with what anybody sees, and no more."""
    return hashlib.sha256(repr(options_of(draft)).encode()).hexdigest()[:16]


def rows(sort: type, draft: Draft, typed: Typed, language: str) -> list[dict[str, Any]]:
    """The fields of a form, with what was typed already."""
    named = Named(draft=draft, language=language)
    return [_row(one, draft, typed, named) for one in FORMS[sort]]


def _row(one: Field, draft: Draft, typed: Typed, named: Named) -> dict[str, Any]:
    held: dict[str, Any] = {
        "name": one.name, "look": one.shape.value, "label": one.label, "empty": one.empty,
        "value": next(iter(typed.get(one.name, ())), ""), "least": one.least, "most": one.most,
    }  # fmt: skip
    ticked = frozenset(typed.get(one.name, ()))
    if one.shape in {Shape.ONE, Shape.MANY}:
        held["choices"] = [
            {"value": it, "label": named.of(one.among, it), "chosen": it in ticked}
            for it in choices(one.among, draft)
        ]
    elif one.shape is Shape.CHOSEN:
        held["issues"] = _issues(draft, ticked, named)
    elif one.shape is Shape.POINTS:
        held["choices"] = [
            {"value": it, "label": named.of(one.among, it),
             "points": next(iter(typed.get(f"{one.name}.{it}", ())), "")}
            for it in choices(one.among, draft)
        ]  # fmt: skip
    elif one.shape is Shape.COSTS or (one.shape is Shape.REACHED and one.among == "option"):
        held["look"] = "costs" if one.shape is Shape.COSTS else "covers"
        held["members"] = [{"value": it, "label": named.code(it)} for it in draft.frame.members]
        held["issues"] = _issues(draft, frozenset(), named)
        held["rows"] = [
            {part: next(iter(typed.get(f"{one.name}.{k}.{part}", ())), "") for part in "abn"}
            | {"k": k} for k in _ROWS
        ]  # fmt: skip
    elif one.shape is Shape.REACHED:
        held["look"] = "stakes"
        held["members"] = [
            {"label": named.code(code), "choices": [
                {"value": f"{code}:{issue}", "label": named.issue(issue),
                 "chosen": f"{code}:{issue}" in ticked}
                for issue in choices("issues", draft)
            ]}
            for code in draft.frame.members
        ]  # fmt: skip
    return held


def _issues(draft: Draft, ticked: frozenset[str], named: Named) -> list[dict[str, Any]]:
    return [
        {"id": issue, "label": named.issue(issue), "options": [
            {"value": f"{issue}={n}", "label": text, "chosen": f"{issue}={n}" in ticked}
            for n, text in enumerate(texts)
        ]}
        for issue, texts in options_of(draft).items()
    ]  # fmt: skip


# ---------------------------------------------------------------- what a browser sends


def answers(sort: type, typed: Typed) -> dict[str, str]:
    """The text of each field of a form, from what a browser sent."""
    return {one.name: " ".join(_SENT[one.shape](one, typed)) for one in FORMS[sort]}


def _as_typed(one: Field, typed: Typed) -> Iterator[str]:
    yield from typed.get(one.name, ())


def _pointed(one: Field, typed: Typed) -> Iterator[str]:
    for name, values in typed.items():
        field, dot, id_ = name.partition(".")
        if field == one.name and dot:
            yield from (f"{id_}={value.strip()}" for value in values if value.strip())


def _rowed(one: Field, typed: Typed) -> Iterator[str]:
    """Rows of a cost, or of what makes up to a member; a row of which nothing is filled is none."""
    yield from typed.get(one.name, ())  # boxes
    for k in _ROWS:
        a, b, n = (
            next(iter(typed.get(f"{one.name}.{k}.{part}", ())), "").strip() for part in "abn"
        )
        if a or b or n:
            yield f"{a}>{b}={n}" if one.shape is Shape.COSTS else f"{a}:{b}"


_SENT: Mapping[Shape, Callable[[Field, Typed], Iterator[str]]] = {
    **dict.fromkeys(Shape, _as_typed),
    Shape.POINTS: _pointed,
    Shape.COSTS: _rowed,
    Shape.REACHED: _rowed,
}
