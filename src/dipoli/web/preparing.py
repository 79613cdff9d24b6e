"""Preparing an act: a form becomes a draft; the rules are asked, nothing is signed or kept.

The draft names everything that is signed, so that whoever signs elsewhere signs the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from dipoli.faults import CredentialError, DipoliError
from dipoli.forum.form import Field, Sort
from dipoli.forum.names import moment
from dipoli.node.display import show_draft
from dipoli.record import forms
from dipoli.record.act import envelope_json, signed_bytes
from dipoli.record.canon import Json, to_base64
from dipoli.record.drafting import Draft, Wish
from dipoli.record.keys import KeyUse
from dipoli.record.ruling import OutOfOrder
from dipoli.secretariat.office import Office
from dipoli.told import Told, in_words, said_by, tell
from dipoli.web.act_form import form_address, form_page, thing
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.carrying import held_back
from dipoli.web.doing import Doing, doings
from dipoli.web.door import Door
from dipoli.web.drafting import (
    PREFIX,
    letter_of,
    line_of,
    slip_of,
    typed_of,
    wish_of,
)
from dipoli.web.own_signing import own_draft
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Action, Answered, Input, Sent
from dipoli.web.sent import NotOfFormError
from dipoli.web.speech import words_of
from dipoli.web.ways import (
    FULL,
    NOT_OF_FORM,
    REFUSED,
    door_of,
    plays,
)


def prepare(asked: Asked, sent: Sent) -> Answered:
    """A form becomes a draft, whole, for a person to look at before anything is signed."""
    doing = doings().get(asked.words["act"])
    own = asked.site.own
    door = None if own is not None else door_of(asked)
    if doing is None:
        raise MissingError
    try:
        wish = wish_of(asked, doing, sent)
        made = held_back(asked, wish) or (
            own_draft(asked, wish) if door is None else _drafted(asked, door, wish, sent)
        )
    except NotOfFormError as fault:
        told = {"why": said_by(fault), "remedy": None, "clause": None}
        return Answered(page=form_page(asked, doing, sent, told), template=FORM, status=NOT_OF_FORM)
    except DipoliError as fault:
        why = words_of(fault)
        told = {
            "why": asked.told(why) if isinstance(why, Told) else why,
            "remedy": None,
            "clause": None,
        }
        return Answered(page=form_page(asked, doing, sent, told), template=FORM, status=REFUSED)
    if isinstance(made, OutOfOrder):
        page = form_page(asked, doing, sent, ruling_told(asked, made))
        return Answered(page=page, template=FORM, status=REFUSED)
    return Answered(page=draft_page(asked, doing, made, sent), template=DRAFT, status=FULL)


FORM, DRAFT = "dipoli/act.html", "dipoli/draft.html"


def _drafted(asked: Asked, door: Door, wish: Wish, sent: Sent) -> Draft | OutOfOrder:
    office = door.office()
    if office.standing.is_sealed and wish.name not in forms.FORMS:
        message = tell(
            "This circle is sealed against the host. Write and sign in it with your own node: "
            "what would be typed here, the host could read."
        )
        raise CredentialError(message)
    code, by = asked.reader.code, letter_of(asked, sent)
    if by:
        if not _is_on_paper(office, by):
            message = tell("That seat does not take part on paper: it signs for itself.")
            raise CredentialError(message)
        return office.draft(by, wish, hand=code)
    if _is_on_paper(office, code):
        # The letter is asked as it would be entered; the two persons and the scan come with it.
        said = wish.content if isinstance(wish.content, dict) else {}
        return office.draft(code, evolve(wish, content={**said, **_BLANK}), hand=office.code)
    return office.draft(code, wish)


_BLANK: dict[str, Json] = {
    forms.ON_PAPER: {"persons": ["first person", "second person"], "scan": to_base64(bytes(32))}
}
"""Stands where a seat on paper asks whether its letter would be in order."""


def _is_on_paper(office: Office, code: str) -> bool:
    seat = office.standing.seats.get(code)
    return seat is not None and seat.paper and not office.standing.keys_of(code, KeyUse.SIGN)


def draft_page(
    asked: Asked, doing: Doing, made: Draft, sent: Sent, stopped: Twin | None = None
) -> Page:
    """A draft as a person sees it before signing, with all ways to sign it.

    Args:
        asked: in which circle, as whom.
        doing: which act.
        made: the draft.
        sent: the form that it came from, so that it can be prepared anew.
        stopped: why it was not entered; None where that was not tried.
    """
    code, standing = asked.reader.code, made.standing
    office = code == standing.secretariat
    letter = made.envelope.entered_by != made.envelope.by and not office
    return Page(
        title=tell("Look at it before it is signed"),
        twin={
            "act": doing.name,
            "told": asked.told(tell(doing.meaning)),
            "binds": doing.binds,
            "stopped": stopped,
            "by": asked.party(made.envelope.by),
            "object": made.envelope.object or None,
            "object_title": thing(asked, made.envelope.object)["title"],
            "deadline": asked.clock(made.envelope.deadline),
            "said": list(said_in_words(asked, doing, made.content)),
            "shown": list(show_draft(evolve(made, signer=""), asked.names.party)),
            "line": line_of(asked, made),
            "letter": letter,
            "slip": slip_of(made),
            "signed": to_base64(signed_bytes(made.envelope)),
            "envelope": envelope_json(made.envelope),
            "confirm": to_confirm(doing, made),
            "again": [
                {"name": key, "value": value} for key, values in sent.items() for value in values
            ],
            "form": form_address(asked, doing.name),
            "ways": {
                "office": office,
                "own": asked.site.own is not None,
                "browser": not office and not letter and asked.site.own is None,
                "demonstration": not office and not letter and plays(asked, code),
            },
            "daily_keys_bind": code not in standing.bound_by_powers,
            "origin": standing.origin,
            "code": code,
            "keys": [one.id for one in standing.keys_of(code, KeyUse.SIGN)],
        },
    )


def said_in_words(asked: Asked, doing: Doing, content: Json) -> Iterator[Twin]:
    """What an act says, field by field, as a person reads it.

    Args:
        asked: who reads.
        doing: which act.
        content: of its body.
    """
    said = typed_of(doing, content)
    for one in doing.fields:
        value = said.get(one.name)
        if value is None or value == []:
            continue
        values = value if isinstance(value, list) else [value]
        yield {
            "told": tell(one.meaning),
            "text": one.sort is Sort.TEXT,
            "values": [_shown(asked, one, each) for each in values],
        }


def _shown(asked: Asked, one: Field, value: Json) -> str:
    if one.choice is not None:
        return in_words(one.choice(value))
    if one.sort is Sort.TRUTH:
        return tell("yes") if value else tell("no")
    if one.sort is Sort.CODE:
        return asked.names.party(str(value))
    return moment(str(value)) if one.sort is Sort.TIME else str(value)


def to_confirm(doing: Doing, made: Draft) -> str | None:
    """What one types before a weighty act: the short name of what it is about, or the act's."""
    return (made.envelope.object or doing.name) if doing.weighty else None


def ruling_told(asked: Asked, ruling: OutOfOrder) -> Twin:
    """A refusal as a page tells it."""
    return {
        "why": asked.told(ruling.why),
        "remedy": asked.told(ruling.remedy),
        "clause": ruling.clause,
    }


ACTIONS = (
    Action(
        name="prepare",
        path=f"{ROOM}/do/<str:act>/draft",
        rule=Rule.ACTING,
        do=prepare,
        about="Prepare an act: the rules are asked, nothing is signed or kept.",
        inputs=(
            Input(name="object", meaning="Short name of what it is about.", needed=False, most=200),
            Input(
                name="deadline", meaning="Until when something is awaited, in UTC.", needed=False
            ),
            Input(
                name="by", meaning="As the secretariat: the seat whose letter it is.", needed=False
            ),
            Input(
                name="person",
                meaning="Of a letter: both persons who key it.",
                needed=False,
                many=True,
                most=300,
            ),
            Input(
                name="scan",
                meaning="Of a letter: SHA-256 of its scan, in hex.",
                needed=False,
                most=64,
            ),
        ),
        prefix=PREFIX,
    ),
)
