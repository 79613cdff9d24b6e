"""The sorts of things of a case, each with the list of a paper in which they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from dipoli.analysis import case as forms
from dipoli.codec import case_papers as papers
from dipoli.codec.case_papers import TIMELINE
from dipoli.told import tell
from dipoli.workbench.edits.edit import Place, at
from dipoli.workbench.events import EVENTS

HEAD = "head"
LINES = "red-lines"
NONE_AGREED = "no-agreement"
_BETWEEN = "~"
_NAMED = ("title", "name", "question", "term", "event", "subject", "id", "code", "reason")


@frozen(kw_only=True)
class Sort:
    """A sort of things.

    Args:
        id: in addresses.
        title: of the page that lists them.
        one: what one is called.
        paper: in which they stand.
        place: of their list in it; empty where the paper itself is the one thing.
        form: of one, of the format.
        but: keys that are not edited with it.
        refers: sort of the id by which others refer to it, or ``code``; empty where none does.
        sole: whether there is but one, a mapping in that place.
    """

    id: str
    title: str
    one: str
    paper: str
    place: Place
    form: type[Any]
    but: Sequence[str] = ()
    refers: str = ""
    sole: bool = False

    @property
    def is_one(self) -> bool:
        """Whether there is but one: the paper itself, or a mapping in it."""
        return self.sole or not self.place

    def rows(self, tree: Mapping[str, Any]) -> list[Any]:
        """The things, as they stand in the papers."""
        held = at(tree, self.paper, self.place)
        if self.is_one:
            return [held] if isinstance(held, dict) else []
        return held if isinstance(held, list) else []

    def where(self, n: int) -> Place:
        """The place of one of them."""
        return self.place if self.is_one else (*self.place, n)


def _rest(id_: str, title: str, paper: str, form: type[Any], *but: str) -> Sort:
    """What a paper says of itself, beside the lists in it."""
    return Sort(id=id_, title=title, one=title, paper=paper, place=(), form=form, but=but)


def _sort(  # noqa: PLR0913, PLR0917 - a row of a table
    id_: str, title: str, one: str, paper: str, key: str, form: type[Any], refers: str = ""
) -> Sort:
    return Sort(id=id_, title=title, one=one, paper=paper, place=(key,), form=form, refers=refers)


PARTS: tuple[tuple[str, tuple[Sort, ...]], ...] = (
    (
        tell("The case"),
        (
            Sort(
                id=HEAD, title=tell("Date, purpose, scale"), one=tell("the head of the case"),
                paper="case.yaml", place=(), form=papers.CasePaper,
                but=("baskets", "issues", "position_sets"),
            ),
            _sort("sets", tell("Sets of positions"), tell("set of positions"),
                  "case.yaml", "position_sets", forms.PositionSet),
            _sort("sources", tell("Sources"), tell("source"),
                  "sources.yaml", "sources", forms.Source, "source"),
            _rest("read", tell("What “read” means of a source"), "sources.yaml",
                  papers.SourcesPaper, "sources"),
            _sort("events", tell("Timeline"), tell("event"), TIMELINE, EVENTS, forms.Event),
        ),
    ),
    (
        tell("Who"),
        (
            _sort("parties", tell("Parties"), tell("party"),
                  "parties.yaml", "parties", forms.Party, "code"),
            _sort("bodies", tell("Bodies whose consent is needed"), tell("body"),
                  "parties.yaml", "ratifiers", forms.Ratifier, "code"),
            _sort("necessary", tell("Who must be there"), tell("who must be there"),
                  "parties.yaml", "necessary", forms.Necessary),
            _sort("broadening", tell("Who could join"), tell("who could join"),
                  "parties.yaml", "broadening", forms.Broadening),
        ),
    ),
    (
        tell("What"),
        (
            _sort("baskets", tell("Baskets"), tell("basket"),
                  "issues.yaml", "baskets", forms.Basket, "basket"),
            _sort("groups", tell("Groups of issues"), tell("group"),
                  "issues.yaml", "groups", forms.Group, "group"),
            _sort("issues", tell("Issues and their options"), tell("issue"),
                  "issues.yaml", "issues", forms.Issue, "issue"),
            _sort("terms", tell("Disputed terms"), tell("term"),
                  "terms.yaml", "terms", forms.Term),
        ),
    ),
    (
        tell("What goes with what"),
        (
            _sort("requirements", tell("Requirements"), tell("requirement"),
                  "links.yaml", "requirements", forms.Requirement),
            _sort("exclusions", tell("Exclusions"), tell("exclusion"),
                  "links.yaml", "exclusions", forms.Exclusion),
            _sort("synergies", tell("Synergies"), tell("synergy"),
                  "links.yaml", "synergies", forms.Synergy),
            _sort("consents", tell("Consents"), tell("consent"),
                  "links.yaml", "consents", forms.Consent),
            _sort("subjects", tell("Subjects and stakes"), tell("subject"),
                  "links.yaml", "subjects", forms.Subject),
        ),
    ),
    (
        tell("In what order"),
        (
            _sort("steps", tell("Steps"), tell("step"), "steps.yaml", "steps", forms.Step, "step"),
            _sort("bundles", tell("Bundles of steps"), tell("bundle"),
                  "steps.yaml", "bundles", forms.Bundle),
            _sort("acts", tell("Acts of consent"), tell("act of consent"),
                  "steps.yaml", "acts", forms.ConsentAct),
            _sort("calendars", tell("Calendars"), tell("calendar"),
                  "steps.yaml", "calendars", forms.Calendar),
            _sort("exposure", tell("Exposure limits"), tell("exposure limit"),
                  "steps.yaml", "exposure_limits", forms.ExposureLimit),
            _rest("reckoning", tell("How steps are reckoned"), "steps.yaml", papers.StepsPaper,
                  "exposure_limits", "bundles", "steps", "acts", "calendars"),
            _sort("channels", tell("Channels"), tell("channel"),
                  "channels.yaml", "channels", forms.Channel),
            _rest("contact", tell("What the states of contact mean"), "channels.yaml",
                  papers.ChannelsPaper, "channels"),
        ),
    ),
)  # fmt: skip
"""The sorts, in the order in which a case is best written."""

SORTS = {sort.id: sort for _title, sorts in PARTS for sort in sorts}


def sort_of(name: str, tree: Mapping[str, Any]) -> Sort | None:
    """A sort by its id in an address; red lines name the paper of a position in it."""
    if name in SORTS:
        return SORTS[name]
    first, _between, rest = name.partition(_BETWEEN)
    paper = f"{rest.replace(_BETWEEN, '/')}.yaml"
    if first not in {LINES, NONE_AGREED} or "/" not in paper or paper not in tree:
        return None
    if first == NONE_AGREED:
        return Sort(
            id=name,
            title=tell("The value of no agreement to {party}", party=rest.rpartition(_BETWEEN)[2]),
            one=tell("the value of no agreement"),
            paper=paper,
            place=("reservation",),
            form=forms.Reservation,
            sole=True,
        )
    return Sort(
        id=name,
        title=tell("Red lines of {party}", party=rest.rpartition(_BETWEEN)[2]),
        one=tell("red line"),
        paper=paper,
        place=("red_lines",),
        form=forms.RedLine,
    )


def lines_of(paper: str) -> str:
    """The id of the sort of the red lines in the paper of a position."""
    return _BETWEEN.join([LINES, *paper.removesuffix(".yaml").split("/")])


def none_agreed_of(paper: str) -> str:
    """The id of the sort of what no agreement is worth, in the paper of a position."""
    return _BETWEEN.join([NONE_AGREED, *paper.removesuffix(".yaml").split("/")])


def named(row: Any, n: int) -> str:  # noqa: ANN401 - a plain value
    """By what a reader knows a thing."""
    held = row if isinstance(row, dict) else {}
    names = held.get("names")
    if isinstance(names, dict) and names:
        return str(names.get("en") or next(iter(names.values())))
    if isinstance(held.get("pair"), list):
        return " - ".join(map(str, held["pair"]))
    if "towards" in held:
        return f"{held.get('party', '?')} - {held['towards']}"
    return next((str(held[key]) for key in _NAMED if held.get(key)), str(n + 1))
