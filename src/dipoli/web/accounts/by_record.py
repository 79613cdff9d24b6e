"""Access to a place that cannot help itself: by an act of its delegation, before all.

Two officers besides the person give access anew. A delegation with fewer than three may have no two
left. Then three things come together, of which the host has one alone, and a stolen key another:

1. The person has a code made, which opens nothing. What stands for it may be seen by anybody.
2. The delegation enters in the plenary an act of its own that says what stands for the code, signed
   with its full powers: by no letter, which the secretariat keys, and by no key for daily work.
   All delegations can read it.
3. The administrator lays that act before the officers of the place. After a week in which none of
   them stopped it, and while those full powers are in force still, the person's code opens it.

The code passes through nobody's hands: who lays the act before the officers cannot use it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from dipoli.record import forms
from dipoli.record.act import Entry, read_entry
from dipoli.record.body import PLAIN, read_body, read_plain
from dipoli.secretariat.reading import Read
from dipoli.told import tell
from dipoli.web.accounts.codes import hashed
from dipoli.web.accounts.invitations import Place
from dipoli.web.accounts.models import Invitation
from dipoli.web.site import Site

FRESH = timedelta(days=14)
"""An act that is older is laid before nobody."""

_SAYS = "Access anew:"
_GROUP = 4
_ASKED = re.compile(rf"{_SAYS}\s*((?:[0-9a-f]{{4}}\s*){{16}})(?![0-9a-f])", re.IGNORECASE)


class NotAskedError(Exception):
    """An act does not ask for access; the words say why."""


def line_for(code: str) -> str:
    """What a delegation enters for a code: it says nothing of the code, and stands for it alone.

    >>> line_for("7KQ2M-40ZXV-9HJ3T-C8RWE")[:22]
    'Access anew: 1e61 6d81'
    """
    signs = hashed(code)
    groups = [signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP)]
    return f"{_SAYS} {' '.join(groups)}"


def asked_in(site: Site, place: Place, number: int) -> str:
    """What stands for the code in an act by which a delegation asks for access.

    Args:
        site: with the forum of the place.
        place: of the delegation.
        number: of the act, in the plenary.

    Raises:
        NotAskedError: it is no such act.
    """
    hall = site.halls.get(place.hall)
    read = None if hall is None else hall.plenary.by("")
    if read is None or not 0 <= number < read.standing.size:
        raise NotAskedError(tell("The plenary of that forum has no act of this number."))
    stored = read.acts(number, number + 1)[0]
    entry = read_entry(stored.entry)
    envelope = entry.envelope
    if envelope.by != place.code or envelope.name != forms.SAY or number in read.void:
        raise NotAskedError(tell("That act is no statement of this delegation."))
    if site.clock() - datetime.fromisoformat(envelope.time).astimezone(UTC) > FRESH:
        raise NotAskedError(
            tell("That act is more than two weeks old. The delegation says it anew.")
        )
    if not _has_powers(site, read, entry):
        raise NotAskedError(
            tell("That act is not signed with full powers of the delegation that are in force.")
        )
    body = None if stored.body is None else read_body(stored.body)
    content = read_plain(body) if body is not None and body.media == PLAIN else None
    words = content.get("text") if isinstance(content, dict) else None
    found = _ASKED.findall(words) if isinstance(words, str) else []
    if len(found) != 1:
        raise NotAskedError(
            tell("That act does not say what stands for a code. It begins with: {says}", says=_SAYS)
        )
    return "".join(found[0].split()).lower()


def is_asked_still(site: Site, invitation: Invitation) -> bool:
    """Whether an act on which an invitation rests is signed with powers that are in force now.

    A delegation without an officer who can stop it withdraws those powers, or revokes that key.
    What rests on no act is not asked.
    """
    if invitation.act is None:
        return True
    hall = site.halls.get(invitation.hall)
    read = None if hall is None else hall.plenary.by("")
    if read is None or invitation.act >= read.standing.size or invitation.act in read.void:
        return False
    entry = read_entry(read.acts(invitation.act, invitation.act + 1)[0].entry)
    return entry.envelope.by == invitation.code and _has_powers(site, read, entry)


def _has_powers(site: Site, read: Read, entry: Entry) -> bool:
    """Whether one of its signatures is by full powers of its author that are in force now.

    They are asked for even of a delegation that never granted any, which is bound by each key: such
    a key may lie in a browser, where the host's own pages could use it. The secretariat's own acts
    are the host's.
    """
    standing, by = read.standing, entry.envelope.by
    if by == standing.secretariat or not standing.is_seated(by):
        return False
    return any(
        one.key in standing.powers
        and standing.keys[one.key].holder == by
        and standing.powers[one.key].are_in_force(site.now())
        for one in entry.signatures
    )
