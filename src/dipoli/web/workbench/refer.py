"""What can be chosen where the format refers to something: parties, issues, sources, steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from dipoli.codec.timeline import FORMATS, PRECISIONS, TYPES
from dipoli.told import tell
from dipoli.web.pages.cases import EVENTS
from dipoli.workbench.edits.names import NAMESPACES, REFERS

_PAPER = {"issue": "issues.yaml", "basket": "issues.yaml", "group": "issues.yaml",
          "source": "sources.yaml", "step": "steps.yaml"}  # fmt: skip
_TITLES = ("title", "question", "name", "term")
_CODES = frozenset(
    {
        ("Ratifier", "of"), ("Ratifier", "all_of"), ("MemberAsConsenter", "code"),
        ("Necessary", "parties"), ("Synergy", "party"), ("Consent", "bodies"),
        ("ExposureLimit", "party"), ("ExposureLimit", "towards"), ("Step", "actors"),
        ("Step", "verifier"), ("Step", "consents"), ("Cost", "party"), ("Cost", "towards"),
        ("ConsentAct", "body"), ("Calendar", "body"), ("Meaning", "party"), ("Channel", "pair"),
        ("Intermediary", "code"), ("CalledBy", "party"), ("Event", "parties"),
    }
)  # fmt: skip
_EVENT: Mapping[str, Sequence[tuple[str, str]]] = {
    "date_precision": list(
        zip(PRECISIONS, (tell("day"), tell("month"), tell("year")), strict=True)
    ),
    "type": [(one, EVENTS.get(one, one)) for one in TYPES],
    "format": list(
        zip(
            FORMATS,
            (
                tell("of one side"),
                tell("between two"),
                tell("among several"),
                tell("track 1.5"),
                tell("track 2"),
            ),
            strict=True,
        )
    ),
}
"""Words of the columns of the timeline, each as people read it."""


@frozen(kw_only=True)
class Choice:
    """Something that can be chosen.

    Args:
        id: its id or code.
        told: by which a reader knows it; empty where the id says it.
        word: a word of the format, which stands in place of its id and is translated.
    """

    id: str
    told: str = ""
    word: str = ""

    @property
    def shown(self) -> str:
        """As a list shows it."""
        if self.word:
            return self.word
        return f"{self.told} ({self.id})" if self.told else self.id


def choices_of(
    form: type[Any] | None, attribute: str, tree: Mapping[str, Any], language: str = "en"
) -> Sequence[Choice]:
    """What a key may refer to, or the words of it; nothing where neither is known.

    Args:
        form: of the format; None where a code is meant whatever the form.
        attribute: the key in it.
        tree: the papers.
        language: of the reader, in which parties are named where they have a name in it.
    """
    at = ("" if form is None else form.__name__, attribute)
    if form is None or at in _CODES:
        return list(codes(tree, language))
    if at[0] == "Event" and attribute in _EVENT:
        return [Choice(id=one, word=word) for one, word in _EVENT[attribute]]
    for sort, places in REFERS.items():
        if at in places and attribute != "id" and at != ("Subject", "stakes"):
            return list(things(tree, sort))
    if at == ("Subject", "stakes"):
        return list(things(tree, "issue"))
    if at == ("PositionSet", "inherits"):
        return [Choice(id=one["id"], told="") for one in _rows(tree, "case.yaml", "position_sets")]
    return ()


def codes(tree: Mapping[str, Any], language: str = "en") -> Iterator[Choice]:
    """Parties and bodies, in the order of the case, by their names in a language if they have one.

    Args:
        tree: the papers.
        language: of the reader, such as ``ko`` or ``zh-Hans``.
    """
    for one in _rows(tree, "parties.yaml", "parties", "code"):
        names = one.get("names")
        held = names if isinstance(names, dict) else {}
        wanted = (language, language.partition("-")[0], "en")
        name = next((held[each] for each in wanted if held.get(each)), None)
        yield Choice(id=one["code"], told=str(name or next(iter(held.values()), "")))
    for one in _rows(tree, "parties.yaml", "ratifiers", "code"):
        yield Choice(id=one["code"], told=str(one.get("name") or ""))


def things(tree: Mapping[str, Any], sort: str) -> Iterator[Choice]:
    """Things of a sort, in the order of the case."""
    for one in _rows(tree, _PAPER[sort], NAMESPACES[sort]):
        yield Choice(
            id=one["id"], told=next((str(one[key]) for key in _TITLES if one.get(key)), "")
        )


def _rows(tree: Mapping[str, Any], paper: str, key: str, own: str = "id") -> list[dict[str, Any]]:
    held = tree.get(paper)
    rows = held.get(key) if isinstance(held, dict) else None
    found = rows if isinstance(rows, list) else []
    return [one for one in found if isinstance(one, dict) and isinstance(one.get(own), str)]
