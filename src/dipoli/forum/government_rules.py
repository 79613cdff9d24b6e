"""Changes at home: guards and effect, and the names under which a party acted before."""

from __future__ import annotations

from attrs import frozen
from immutables import Map

from dipoli.charter.points import Point
from dipoli.forum import government as g
from dipoli.forum.act import Act
from dipoli.forum.form import Field, Form, Sort
from dipoli.forum.government import Change
from dipoli.forum.kind import Kind, Who, refuse
from dipoli.forum.naming_rules import own_name
from dipoli.forum.seat import HERE
from dipoli.forum.seat_rules import own_seat
from dipoli.forum.standing import Forum
from dipoli.record.ruling import OutOfOrder
from dipoli.told import tell


@frozen(kw_only=True)
class Changed:
    """The body of ``government.change/1``."""

    words: str
    since: str


CHANGED = Form(
    build=Changed,
    text="words",
    fields=(
        Field(name="words", sort=Sort.TEXT, meaning="what changed, in the party's own words"),
        Field(name="since", sort=Sort.TIME, meaning="since when"),
    ),
)


def _sits(forum: Forum, act: Act) -> OutOfOrder | None:
    """Whoever has accepted the seat and not left it tells of its own government."""
    if forum.seats[act.object].stage in HERE:
        return None
    why = tell("{object} does not take part here now.", object=act.object)
    return refuse(forum, Point.GOVERNMENT, why, tell("Accept the seat, or return to it, first."))


def _has_been(forum: Forum, act: Act) -> OutOfOrder | None:
    since = act.said.since
    if since <= act.earliest:
        return None
    why = tell("{since} has not come.", since=since)
    return refuse(forum, Point.GOVERNMENT, why, tell("Tell of the change once it has taken place."))


def _changed(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, Changed)  # noqa: S101 - the form of this act gives no other
    change = Change(
        sort=g.Sort.GOVERNMENT,
        by=act.by,
        words=paper.words,
        since=paper.since,
        names=own_names(forum, act.by),
        time=act.time,
        number=act.number,
    )
    return changed(forum, change)


# ---------------------------------------------------------------- what is kept


def own_names(forum: Forum, code: str) -> Map[str, str]:
    """Language to the name that a party gives itself now, in the languages of the charter."""
    given = {one: own_name(forum, code, one) for one in forum.charter.languages}
    return Map({language: name for language, name in given.items() if name is not None})


def changed(forum: Forum, change: Change) -> Forum:
    """The standing after a change at home."""
    told = (*forum.changes.get(change.by, ()), change)
    return forum.grown(changes=forum.changes.set(change.by, told))


def powers_withdrawn(forum: Forum, code: str, number: int, time: str) -> Forum:
    """The standing after a party withdrew full powers, which is an act of the record itself.

    Args:
        forum: the standing.
        code: of the party; one without a seat here changes nothing.
        number: of the act.
        time: of the act.
    """
    if code not in forum.seats:
        return forum
    change = Change(
        sort=g.Sort.POWERS,
        by=code,
        words=None,
        since=time,
        names=own_names(forum, code),
        time=time,
        number=number,
    )
    return changed(forum, change)


def line_of(forum: Forum, code: str) -> tuple[str, ...]:
    """A party that has a seat now and those after whom it took it: the last one first."""
    found = [forum.heir(code)]
    while found[-1] in forum.seats:
        before = forum.seats[found[-1]].predecessor
        if before is None:
            break
        found.append(before)
    return tuple(found)


def name_then(forum: Forum, code: str, number: int, time: str, language: str) -> str | None:
    """The name under which the holder of a seat did an act; None where that is its present one.

    Args:
        forum: the standing.
        code: of the party that has the seat now.
        number: of the act.
        time: of the act, for what another party did that had the seat before.
        language: of the name. Who had the seat before is named in another language rather than by
            a code; of a party that has it still, None where it gave no name in this one.
    """
    seat = forum.seats.get(code)
    before = None if seat is None else seat.predecessor
    if before is not None and time < forum.seats[before].since:
        then = name_then(forum, before, number, time, language)
        given = (own_name(forum, before, one) for one in (language, *forum.charter.languages))
        return then or next(filter(None, given), before)
    now = own_name(forum, code, language)
    for change in forum.changes.get(code, ()):
        if number < change.number:
            then = change.names.get(language)
            return None if then == now else then
    return None


KINDS: tuple[Kind, ...] = (
    Kind(
        name=g.CHANGE,
        form=CHANGED,
        who=Who.PLACE,
        guards=(own_seat, _sits, _has_been),
        effect=_changed,
        meaning="Tell that one's own government changed; the seat and all it holds go on.",
        about="seat",
    ),
)
"""The act by which a party tells of a new government."""
