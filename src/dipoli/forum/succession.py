"""Succession: what a party holds goes over, at once, to the party that takes its seat.

A seat's papers, standing and commitments go with it. So do its objections, its brackets and the
wordings that it put forward or supports, the pens that it holds, its claims, its links, what it
reserves, and its place on a list of speakers. What was *said* stays as it was said: statements,
notes and the record itself keep the name of who said it. Service and credentials do not go over:
whoever takes the seat is served itself, and says itself who speaks for it.

To do this at the cost of what one seat has, and not of the whole record, the standing keeps for
each seat the short names of what it had a part in: what it acted on, and what named it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from attrs import evolve
from immutables import Map

from dipoli.forum.act import Act
from dipoli.forum.claim import home, home_of
from dipoli.forum.decision import Claim
from dipoli.forum.form import Sort
from dipoli.forum.kind import Kind
from dipoli.forum.measure_heirs import HEIRS
from dipoli.forum.standing import Forum
from dipoli.forum.text import Clause, Text

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")
Rename = Callable[[Any, str, str], Any]


def took_part(forum: Forum, act: Act, kind: Kind) -> Forum:
    """The standing that knows in what an author, and the parties that it names, had a part."""
    sort = forum.sorts.get(act.object)
    if sort is None:
        return forum
    parts = forum.parts
    for code in (act.by, *_parties(act, kind)):
        held = parts.get(code, _NONE)
        if act.object not in held and code in forum.seats:
            parts = parts.set(code, held.set(act.object, sort))
    return forum if parts is forum.parts else forum.grown(parts=parts)


_NONE: Map[str, str] = Map()


def _parties(act: Act, kind: Kind) -> tuple[str, ...]:
    codes: list[str] = []
    for field in kind.form.fields if kind.form.names else ():
        if field.sort is Sort.CODE:
            value = getattr(act.said, field.name, None)
            codes += (value,) if isinstance(value, str) else (value or ())
    return tuple(codes)


def hand_over(forum: Forum, old: str, new: str) -> Forum:
    """The standing in which a party has what another had.

    Args:
        forum: the standing; the successor has its seat already.
        old: code of the party before.
        new: code of the party that takes its seat.
    """
    held = forum.parts.get(old, _NONE)
    changes: dict[str, Any] = {}
    for name, sort in held.items():
        if sort not in _RENAMES:
            continue
        kept, rename = _RENAMES[sort]
        things = changes.get(kept, getattr(forum, kept))
        if name in things:
            changes[kept] = things.set(name, rename(things[name], old, new))
    return forum.grown(**changes, parts=forum.parts.set(new, held))


# ---------------------------------------------------------------- renaming, sort by sort


def _code(code: str, old: str, new: str) -> str:
    return new if code == old else code


def _codes(codes: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(_code(code, old, new) for code in codes)


def _key(held: Map[str, ValueT], old: str, new: str) -> Map[str, ValueT]:
    """A map by party in which one party stands in the place of another."""
    if old not in held:
        return held
    value, rest = held[old], held.delete(old)
    return rest if new in rest else rest.set(new, value)


def _each(held: Map[KeyT, ValueT], change: Callable[[ValueT], ValueT]) -> Map[KeyT, ValueT]:
    for key, value in held.items():
        after = change(value)
        if after is not value:
            held = held.set(key, after)
    return held


def _by(name: str) -> Rename:
    """Renaming a thing that has a party in one field."""

    def rename(thing: Any, old: str, new: str) -> Any:  # noqa: ANN401 - things of several types
        return evolve(thing, **{name: new}) if getattr(thing, name) == old else thing

    return rename


def _claims(claims: Map[str, Claim], old: str, new: str) -> Map[str, Claim]:
    return _each(claims, lambda one: _by("by")(one, old, new))


def _ratifiers(claims: Map[str, Claim], old: str, new: str) -> Map[str, Claim]:
    """Consents at home are kept by body and party, and so under another name from then on."""
    for key, claim in claims.items():
        body, party = home_of(key)
        if party == old:
            claims = claims.delete(key).set(home(new, body), claim)
    return _claims(claims, old, new)


def _proposal(one: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    return evolve(
        one,
        sponsor=_code(one.sponsor, old, new),
        named=_codes(one.named, old, new),
        objections=_key(one.objections, old, new),
        referred=_key(one.referred, old, new),
        out=_codes(one.out, old, new),
        necessary=_claims(_key(one.necessary, old, new), old, new),
        ratifiers=_ratifiers(one.ratifiers, old, new),
    )


def _text(one: Text, old: str, new: str) -> Text:
    return evolve(
        one,
        by=_code(one.by, old, new),
        pen=_code(one.pen, old, new),
        facilitators=_codes(one.facilitators, old, new),
        headnote=_codes(one.headnote, old, new),
    )


def _clause(one: Clause, old: str, new: str) -> Clause:
    return evolve(
        one,
        options=_each(
            one.options,
            lambda option: evolve(
                option,
                by=_code(option.by, old, new),
                supporters=_codes(option.supporters, old, new),
            ),
        ),
        brackets=_each(
            one.brackets, lambda held: evolve(held, holders=_codes(held.holders, old, new))
        ),
        confirmed=_key(one.confirmed, old, new),
    )


def _term(one: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    settled = _each(
        one.settled,
        lambda held: evolve(
            held, by=_code(held.by, old, new), accepted=_key(held.accepted, old, new)
        ),
    )
    meanings = _key(one.meanings, old, new)
    return evolve(one, by=_code(one.by, old, new), meanings=meanings, settled=settled)


def _meeting(one: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    return evolve(
        one,
        contests=_key(one.contests, old, new),
        speakers=_codes(one.speakers, old, new),
        floor=None if one.floor is None else _code(one.floor, old, new),
        replies=_key(one.replies, old, new),
    )


def _point(one: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    kept = _by("appellant")(_by("by")(one, old, new), old, new)
    return evolve(kept, ruled=_codes(kept.ruled, old, new))


def _body(one: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    return evolve(one, seats=_codes(one.seats, old, new), chair=_codes(one.chair, old, new))


def _summit(one: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    parts = one.parts
    for (part, of), cited in parts.items():
        if of == old:
            parts = parts.delete((part, of)).set((part, new), evolve(cited, of=new))
    return evolve(one, parts=parts)


def _exchange(one: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    """What was sealed keeps the codes under which it was sealed."""
    return evolve(
        one,
        by=_code(one.by, old, new),
        named=_codes(one.named, old, new),
        holders=_codes(one.holders, old, new),
        returns=_key(one.returns, old, new),
        given=_pairs(one.given, old, new),
        questions=_each(
            one.questions,
            lambda asked: evolve(asked, by=_code(asked.by, old, new), to=_code(asked.to, old, new)),
        ),
        served=_key(one.served, old, new),
    )


def _pairs(given: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    """What a holder gave, by holder and reader: the successor gave it."""
    for (holder, reader), number in given.items():
        if holder == old:
            given = given.delete((holder, reader)).set((new, reader), number)
    return given


def _commitment(one: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    """Views and suspensions of a seat go over with it, as its objections do."""
    suspended = one.suspended
    for (part, owner), pause in suspended.items():
        if owner == old:
            suspended = suspended.delete((part, owner)).set((part, new), pause)
    return evolve(
        one,
        owners=_codes(one.owners, old, new),
        recipients=_codes(one.recipients, old, new),
        by=_code(one.by, old, new),
        verifier=None if one.verifier is None else _code(one.verifier, old, new),
        confirmed=_key(one.confirmed, old, new),
        accepted=_key(one.accepted, old, new),
        said=_key(one.said, old, new),
        suspended=suspended,
        let=_key(one.let, old, new),
    )


def _strand(one: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    return evolve(
        one,
        by=_code(one.by, old, new),
        parties=_codes(one.parties, old, new),
        accounts=_key(one.accounts, old, new),
    )


def _outcome(one: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    accounts = _key(one.accounts, old, new)
    return evolve(one, by=_code(one.by, old, new), accounts=accounts)


def _request(one: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    """Who was there, and who answered, stays as it was said."""
    return evolve(
        one,
        by=_code(one.by, old, new),
        to=_code(one.to, old, new),
        joined=_key(one.joined, old, new),
    )


def _recommendation(one: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    return evolve(
        one,
        by=_code(one.by, old, new),
        objections=_key(one.objections, old, new),
        checks=_key(one.checks, old, new),
    )


def _offices(one: Any, old: str, new: str) -> Any:  # noqa: ANN401 - as the table has it
    return _by("mediator")(_by("party")(_by("by")(one, old, new), old, new), old, new)


_RENAMES: Mapping[str, tuple[str, Rename]] = MappingProxyType(
    {
        "proposal": ("proposals", _proposal),
        "text": ("texts", _text),
        "clause": ("clauses", _clause),
        "amendment": ("amendments", _by("by")),
        "term": ("terms", _term),
        "matter": ("matters", _by("by")),
        "link": ("links", _by("by")),
        "meeting": ("meetings", _meeting),
        "item": ("items", _by("by")),
        "point-of-order": ("points", _point),
        "body": ("bodies", _body),
        "permission": ("permissions", _by("by")),
        "summit": ("summits", _summit),
        "round": ("exchanges", _exchange),
        "request": ("requests", _request),
        "commitment": ("commitments", _commitment),
        "strand": ("strands", _strand),
        "outcome": ("outcomes", _outcome),
        "interest": ("interests", _by("by")),
        "wind-up": ("windings", _by("by")),
        "take-over": ("takeovers", _by("by")),
        "mediation": ("offices", _offices),
        "message": ("messages", _by("by")),
        **HEIRS,
        "room": ("rooms", _by("facilitator")),
        "recommendation": ("recommendations", _recommendation),
        "hand-up": ("hand_ups", _by("by")),
    }
)
"""Sort of thing, to the map that holds it and how a party is renamed in one."""
