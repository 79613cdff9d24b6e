"""The people of one's own place, for its officers; and for the secretariat, first officers."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from dipoli.told import Told, tell
from dipoli.web.accounts import invitations, people
from dipoli.web.accounts.invitations import HasOfficersError, Place
from dipoli.web.accounts.models import Post
from dipoli.web.accounts.parts import (
    account_of,
    is_office,
    laid_twin,
    marks_at,
    own_place,
    place_twin,
    places_of,
    role_told,
    when,
)
from dipoli.web.accounts.people import NotOfficersError
from dipoli.web.accounts.roles import roles_of
from dipoli.web.accounts.sheets import handed
from dipoli.web.asked import Asked, MissingError, Page, Twin
from dipoli.web.policy import Rule
from dipoli.web.route import Action, Answered, Gone, Input, Route, Sent

ALONE = tell("Nothing was done: the place would have people and no officer.")
NOT_ALONE = tell(
    "Nothing was done: access is given anew by two officers besides the person, each with an own "
    "log-in."
)
HAS = tell("This place has officers. They invite for it, and nobody else does.")
ASKED = tell("A second officer of your place has to confirm this, within a day.")


def people_(asked: Asked, fault: Told | None = None) -> Page:
    """Who sits for one's own place, with what its officers can do."""
    place = own_place(asked)
    office = is_office(asked.site, place)
    held = place.people().order_by("since", "pk")
    return Page(
        title=tell("People of your place"),
        marks=marks_at(asked.site, place.hall),
        twin={
            "fault": fault,
            "place": place_twin(asked.site, place),
            "office": office,
            "people": [_person(asked, one) for one in held],
            "roles": [
                {"code": one.code, "told": one.told, "acts": one.acts}
                for one in roles_of(office=office)
            ],
            "invited": [
                {
                    "key": one.pk,
                    "role": role_told(one.role),
                    "officer": one.officer,
                    "by": None if one.by is None else one.by.shown,
                    "until": when(one.until),
                }
                for one in invitations.open_of(place).select_related("by")
            ],
            "officers": held.filter(officer=True).count(),
            "laid": [laid_twin(asked, one) for one in invitations.laid_before(place)],
            "without": list(_without_officers(asked)) if office else [],
        },
    )


def _person(asked: Asked, post: Post) -> Twin:
    waits = people.waiting(post)
    return {
        "key": post.pk,
        "shown": post.account.shown,
        "role": post.role,
        "role_told": role_told(post.role),
        "officer": post.officer,
        "you": post.account_id.hex == asked.reader.person,
        "can_restore": people.can_restore(post),
        "waits": None
        if waits is None
        else {"by": waits.by.shown, "yours": waits.by_id.hex == asked.reader.person},
    }


def _without_officers(asked: Asked) -> Iterator[Twin]:
    """Places of the secretariat's own forum that have no officer yet."""
    hall = asked.site.halls.get(asked.reader.hall)
    for place in () if hall is None else places_of(hall):
        if not place.has_officers:
            yield place_twin(asked.site, place)


def _refused(asked: Asked, told: Told) -> Answered:
    return Answered(page=people_(asked, told), template="dipoli/people.html", status=409)


def _own(asked: Asked, sent: Sent) -> Post:
    """One of the people of the officer's own place."""
    found = own_place(asked).people().filter(pk=int(sent["key"][0])).first()
    if found is None:
        raise MissingError
    return found


def _role(asked: Asked, sent: Sent) -> str:
    role = sent["role"][0]
    office = is_office(asked.site, own_place(asked))
    if role not in {one.code for one in roles_of(office=office)}:
        raise MissingError
    return role


def _officer(sent: Sent) -> bool:
    return sent.get("officer", ("",))[0] == "yes"


def _back() -> Gone:
    return Gone(to=reverse("people"), twin={})


def invite(asked: Asked, sent: Sent) -> Answered:
    """Invite a person into one's own place."""
    place, role = own_place(asked), _role(asked, sent)
    code = invitations.invite(place, account_of(asked), role, officer=_officer(sent))
    told = tell(
        "It lets one person into your place as {role}, within seven days.", role=role_told(role)
    )
    return handed(asked, code, told, reverse("people"), place_twin(asked.site, place))


def withdraw(asked: Asked, sent: Sent) -> Gone:
    """Withdraw an invitation into one's own place."""
    found = invitations.open_of(own_place(asked)).filter(pk=int(sent["key"][0]))
    if not found.exists():
        raise MissingError
    found.delete()
    return _back()


def stop_access(asked: Asked, sent: Sent) -> Gone:
    """Let what an act of the record asks for open nothing: an officer of the place says so."""
    found = invitations.laid_before(own_place(asked)).filter(pk=int(sent["key"][0])).first()
    if found is None:
        raise MissingError
    invitations.stop(found)
    return _back()


def set_role(asked: Asked, sent: Sent) -> Gone | Answered:
    """Give a person another role."""
    try:
        people.set_role(_own(asked, sent), _role(asked, sent), officer=_officer(sent))
    except NotOfficersError:
        return _refused(asked, ALONE)
    return _back()


def remove(asked: Asked, sent: Sent) -> Gone | Answered:
    """Let a person out."""
    try:
        people.remove(_own(asked, sent))
    except NotOfficersError:
        return _refused(asked, ALONE)
    return _back()


def restore(asked: Asked, sent: Sent) -> Gone | Answered:
    """Give a person access anew, or say that it is needed."""
    post = _own(asked, sent)
    try:
        code = people.restore(post, account_of(asked))
    except NotOfficersError:
        return _refused(asked, NOT_ALONE)
    if code is None:
        return _back()
    told = tell(
        "It lets {who} make a new way in, within a day. Every earlier way in ends with it.",
        who=post.account.shown,
    )
    place = place_twin(asked.site, own_place(asked))
    return handed(asked, code, told, reverse("people"), place)


def invite_first(asked: Asked, sent: Sent) -> Answered:
    """Invite the first officer of a place of the secretariat's own forum."""
    place = Place(hall=asked.reader.hall, code=sent["code"][0])
    hall = asked.site.halls.get(place.hall)
    if not is_office(asked.site, own_place(asked)) or hall is None or place not in places_of(hall):
        raise MissingError
    try:
        return first_handed(asked, place, reverse("people"))
    except HasOfficersError:
        return _refused(asked, HAS)


def first_handed(asked: Asked, place: Place, back: str) -> Answered:
    """A code for the first officer of a place.

    Raises:
        HasOfficersError: it has officers.
    """
    role = roles_of(office=is_office(asked.site, place))[0].code
    code = invitations.invite_first(place, account_of(asked), role)
    told = tell(
        "It makes one person the first officer of this place, within seven days. It opens nothing "
        "once the place has an officer."
    )
    return handed(asked, code, told, back, place_twin(asked.site, place))


KEY = Input(name="key", meaning="Which one, by its number.", pattern="[0-9]{1,18}")
ROLE = Input(name="role", meaning="Code of the role.", most=16)
OFFICER = Input(name="officer", meaning="yes for an officer.", needed=False, most=3)

ROUTES = (
    Route(
        name="people",
        path="people",
        rule=Rule.OFFICER,
        answer=people_,
        about="Who sits for one's own place, and who is invited.",
    ),
)
ACTIONS = (
    Action(
        name="invite",
        path="people/invite",
        rule=Rule.OFFICER,
        do=invite,
        about="Invite a person into one's own place.",
        inputs=(ROLE, OFFICER),
    ),
    Action(
        name="withdraw_invitation",
        path="people/withdraw",
        rule=Rule.OFFICER,
        do=withdraw,
        about="Withdraw an invitation into one's own place.",
        inputs=(KEY,),
    ),
    Action(
        name="stop_access",
        path="people/by-record/stop",
        rule=Rule.OFFICER,
        do=stop_access,
        about="Stop what an act of one's delegation asks for.",
        inputs=(KEY,),
    ),
    Action(
        name="set_role",
        path="people/role",
        rule=Rule.OFFICER,
        do=set_role,
        about="Give a person another role; its log-ins end.",
        inputs=(KEY, ROLE, OFFICER),
    ),
    Action(
        name="remove_person",
        path="people/remove",
        rule=Rule.OFFICER,
        do=remove,
        about="Let a person out; its log-ins end.",
        inputs=(KEY,),
    ),
    Action(
        name="restore_person",
        path="people/restore",
        rule=Rule.OFFICER,
        do=restore,
        about="Say that a person has lost every way in, or confirm what another officer said.",
        inputs=(KEY,),
    ),
    Action(
        name="invite_first",
        path="people/first",
        rule=Rule.OFFICER,
        do=invite_first,
        about="For the secretariat: invite the first officer of a place that has none.",
        inputs=(Input(name="code", meaning="Code of the place.", most=16),),
    ),
)
