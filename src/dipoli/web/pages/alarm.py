"""The host alters a line: a demonstration of what everybody who holds a copy then finds.

The record itself is not touched. Its files are read as any copy is; of one act the words come out
altered, as a host could serve them; and the copy is gone through by the same program that every
node and `dipoli verify` use. Beside it stands what the untouched copy gives.
"""

from __future__ import annotations

from attrs import evolve

from dipoli.codec.mirror_folder import MirrorFolder
from dipoli.record.act import read_entry
from dipoli.record.audit import Audit, audit
from dipoli.record.audit_files import body_path
from dipoli.record.body import PLAIN, read_body, read_plain, write_body
from dipoli.record.canon import Json, canonical
from dipoli.told import tell
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.doing import doings
from dipoli.web.policy import Rule
from dipoli.web.route import ROOM, Action, Answered, Input, Route, Sent
from dipoli.web.sent import NotOfFormError
from dipoli.web.ways import door_of, exercised

_MOST, _LONGEST = 12, 400
_NOT = "not "


def alarm(asked: Asked) -> Page:
    """Which act a visitor can have altered."""
    return _page(asked, None)


def alter(asked: Asked, sent: Sent) -> Answered:
    """Have the words of one act altered in a copy, and go through the copy."""
    number = int(sent["number"][0])
    page = _page(asked, _outcome(asked, number))
    return Answered(page=page, template="dipoli/alarm.html")


def _page(asked: Asked, outcome: Twin | None) -> Page:
    if not exercised(asked):
        raise MissingError
    return Page(
        title=tell("What if the host alters a line?"),
        twin={"rows": list(_latest(asked)), "outcome": outcome},
    )


def _latest(asked: Asked) -> list[Twin]:
    """The newest acts with words that the reader may read."""
    assert asked.read is not None  # noqa: S101 - who acts reads
    rows: list[Twin] = []
    size = asked.read.standing.size
    for one in reversed(asked.read.acts(max(0, size - 200), size)):
        words = _words(one.body)
        if words is None:
            continue
        envelope = read_entry(one.entry).envelope
        doing = doings().get(envelope.name.removesuffix("/1"))
        rows.append(
            {
                "number": one.index,
                "by": asked.party(envelope.by),
                "told": asked.told(tell(doing.meaning)) if doing is not None else envelope.name,
                "words": words[:_LONGEST],
            }
        )
        if len(rows) == _MOST:
            break
    return rows


def _words(data: bytes | None) -> str | None:
    """What an act says in words; None where it says none that can be read."""
    body = None if data is None else read_body(data)
    content = read_plain(body) if body is not None and body.media == PLAIN else None
    return _text_of(content)[1] if isinstance(content, dict) and _text_of(content)[0] else None


def _text_of(content: dict[str, Json]) -> tuple[str, str]:
    """The first field of a body with words, and its words."""
    for name in ("text", "words", "finding"):
        held = content.get(name)
        if isinstance(held, str) and held:
            return name, held
    return "", ""


def _outcome(asked: Asked, number: int) -> Twin:
    folder = MirrorFolder(door_of(asked).premises.static)
    assert asked.read is not None  # noqa: S101 - who acts reads
    row = next((row for row in _latest(asked) if row["number"] == number), None)
    if row is None:
        message = tell("that act has no words that can be altered here. Choose one of the list.")
        raise NotOfFormError(message)
    data = folder.read(body_path(number))
    if data is None:
        message = tell("its words are not in the files of this circle. Choose another act.")
        raise NotOfFormError(message)
    body = read_body(data)
    content = read_plain(body)
    assert isinstance(content, dict)  # noqa: S101 - it was in the list
    name, words = _text_of(content)
    altered = f"{words[:1].lower()}{words[1:]}"
    said = {**content, name: f"It is {_NOT}so: {altered}"}
    other = write_body(evolve(body, content=canonical(said)))
    untouched = audit(folder.read)
    found = audit(lambda path: other if path == body_path(number) else folder.read(path))
    return {
        "number": number,
        "by": row["by"],
        "before": words[:_LONGEST],
        "after": str(said[name])[:_LONGEST],
        "untouched": _told(asked, untouched),
        "altered": _told(asked, found),
    }


def _told(asked: Asked, found: Audit) -> Twin:
    return {
        "holds": found.holds,
        "acts": len(found.leaves),
        "faults": [
            {"number": one.number, "told": asked.told(one.what)} for one in found.faults[:_MOST]
        ],
    }


ROUTES = (
    Route(
        name="alarm",
        path=f"{ROOM}/alarm",
        rule=Rule.ACTING,
        answer=alarm,
        about="In an exercise: what everybody finds where the host alters a line.",
    ),
)
ACTIONS = (
    Action(
        name="alter",
        path=f"{ROOM}/alarm/alter",
        rule=Rule.ACTING,
        do=alter,
        about="In an exercise: have a line altered in a copy, and go through the copy.",
        inputs=(Input(name="number", meaning="Number of the act.", pattern=r"[0-9]{1,9}"),),
    ),
)
