"""What is sent to come in, and to do things with accounts, places and people, so that it is done.

Whatever ends or changes a session is done by somebody of the same role who has just come in.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from tests.web.accounts.asking import certified, said
from tests.web.accounts.desk import HALL, Person, browser, digits, forget_digits, place
from tests.web.accounts.device import Device, written
from tests.web.stage import EARLY, stage
from tests.web.trial_reader import OFFICE, Kind, Reader, Sent, Write

from dipoli.web.accounts import feeds, invitations, ways
from dipoli.web.accounts.by_record import line_for
from dipoli.web.accounts.invitations import Place
from dipoli.web.accounts.models import Account, Invitation, Post, Stay
from dipoli.web.accounts.personal import CONFIRMED
from dipoli.web.site import site_at

WITHOUT = "XSE"
"""A place that has no officer."""


def alike(reader: Reader) -> Person:
    """Another person of the reader's place and role, who has just come in."""
    return like(reader.visitor).log_in()


def like(person: Person) -> Person:
    """Another person of somebody's place and role."""
    post = person.post
    if post is None:
        return Person(administrator=person.account.administrator)
    return Person(post.code, post.role, officer=post.officer)


def anew(reader: Reader) -> None:
    """The reader comes in anew, as who came in long ago changes no way in."""
    if reader.visitor.account is not None:
        reader.visitor.codes = ways.give_sheet(reader.visitor.account)
        reader.visitor.log_in()


def _told(client: Any, page: str) -> Any:  # noqa: ANN401 - of Django
    answer = client.get(f"{page}.json")
    assert answer.status_code == 200, (page, answer.status_code)
    return answer.json()


def _asked(client: Any, page: str) -> Any:  # noqa: ANN401 - of Django
    """A question for a passkey."""
    answer = client.post(f"{page}.json", "{}", "application/json")
    assert answer.status_code == 200, (page, answer.content)
    return answer.json()["options"]


def _host(reader: Reader) -> Account:
    """Somebody who invites from outside."""
    if "host" not in reader.kept:
        reader.kept["host"] = Person(administrator=True).account
    found: Account = reader.kept["host"]
    return found


def _invited(reader: Reader, hall: str = HALL) -> str:
    return invitations.invite(
        Place(hall=hall, code=WITHOUT), _host(reader), "delegate", officer=False
    )


def _opened(reader: Reader, client: Any, hall: str = HALL) -> Any:  # noqa: ANN401 - of Django
    """A browser with an invitation at hand."""
    forget_digits()
    answer = client.post("/invitation/open", {"code": _invited(reader, hall)})
    assert answer.status_code == 302, answer.content
    return client


def _shown(chance: random.Random) -> dict[str, str]:
    return {"shown": f"Person {chance.randint(1, 999)}"}


def lives(reader: Reader) -> None:
    """Who comes to a site with accounts has an invitation at hand."""
    if _comes(reader) and not _is_in(reader):
        _opened(reader, reader.client)


# ---------------------------------------------------------------- coming in


def _nothing(_reader: Reader, _chance: random.Random) -> Sent:
    return Sent()


def _for_passkey(_reader: Reader, _chance: random.Random) -> Sent:
    return Sent(client=browser())


def _by_passkey(_reader: Reader, _chance: random.Random) -> Sent:
    forget_digits()
    person, device, client = Person("XTV"), Device(), browser()
    ways.give_passkey(person.account, device.made(), "a device")
    options = _asked(client, "/log-in/passkey/begin")
    owner = person.account.pk.hex.encode("ascii")
    return Sent(body={"credential": written(device.shown(options, owner))}, client=client)


def _by_app(_reader: Reader, _chance: random.Random) -> Sent:
    forget_digits()
    person = Person("XTV")
    number, printed = person.account.name, person.codes.pop()
    sent = {"number": number, "digits": person.digits(), "printed": printed}
    return Sent(body=sent, client=browser())


def _invitation(reader: Reader, _chance: random.Random) -> Sent:
    forget_digits()
    return Sent(body={"code": _invited(reader)}, client=browser())


def _join_begin(reader: Reader, chance: random.Random) -> Sent:
    return Sent(body=_shown(chance), client=_opened(reader, browser()))


def _join_passkey(reader: Reader, chance: random.Random) -> Sent:
    client = _opened(reader, browser())
    made = Device().made(_asked(client, "/join/passkey/begin"))
    return Sent(
        body={**_shown(chance), "label": "a device", "credential": written(made)}, client=client
    )


def _join_app(reader: Reader, chance: random.Random) -> Sent:
    client = _opened(reader, browser())
    secret = _told(client, "/join")["app"]["secret"]
    return Sent(body={**_shown(chance), "digits": digits(secret)}, client=client)


# ---------------------------------------------------------------- one's own


def _join_place(reader: Reader, _chance: random.Random) -> Sent:
    return Sent(client=_opened(reader, alike(reader).client, EARLY))


def _add_passkey(reader: Reader, _chance: random.Random) -> Sent:
    client = alike(reader).client
    made = Device().made(_asked(client, "/account/passkeys/begin"))
    return Sent(body={"label": "a device", "credential": written(made)}, client=client)


def _drop_passkey(reader: Reader, _chance: random.Random) -> Sent:
    person = reader.visitor
    ways.give_passkey(person.account, Device().made(), "a device")
    return Sent(body={"key": str(ways.ways_of(person.account).passkeys[-1].key)})


def _add_app(reader: Reader, _chance: random.Random) -> Sent:
    client = alike(reader).client
    return Sent(
        body={"digits": digits(_told(client, "/account/app")["app"]["secret"])}, client=client
    )


def _drop_app(reader: Reader, _chance: random.Random) -> Sent:
    person = alike(reader)
    ways.give_passkey(person.account, Device().made(), "a device")
    return Sent(client=person.client)


def _change(_reader: Reader, chance: random.Random) -> Sent:
    mail = {"mail": "notices@example.org"} if chance.random() < 0.5 else {}
    language = {"language": chance.choice(["", "ko", "mn"])} if chance.random() < 0.5 else {}
    return Sent(body={**_shown(chance), **mail, **language})


def _take_place(reader: Reader, _chance: random.Random) -> Sent:
    person = alike(reader)
    Post.objects.create(account=person.account, hall=EARLY, code="XTV", role="delegate")
    return Sent(body={"hall": EARLY}, client=person.client)


def _give_up(reader: Reader, _chance: random.Random) -> Sent:
    return Sent(body={"hall": HALL}, client=alike(reader).client)


def _end_stay(reader: Reader, _chance: random.Random) -> Sent:
    person = alike(reader)
    return Sent(
        body={"key": str(Stay.objects.get(account=person.account).pk)}, client=person.client
    )


def _out(reader: Reader, _chance: random.Random) -> Sent:
    return Sent(client=alike(reader).client)


def _erase(reader: Reader, _chance: random.Random) -> Sent:
    return Sent(body={"word": CONFIRMED}, client=alike(reader).client)


# ---------------------------------------------------------------- the people of a place


def _role(reader: Reader, chance: random.Random) -> dict[str, str]:
    roles = ["secretariat", "reader"] if reader.code == OFFICE else ["delegate", "expert", "reader"]
    officer = {"officer": "yes"} if chance.random() < 0.3 else {}
    return {"role": chance.choice(roles), **officer}


def _invite(reader: Reader, chance: random.Random) -> Sent:
    return Sent(body=_role(reader, chance))


def _withdraw(reader: Reader, _chance: random.Random) -> Sent:
    invitations.invite(place(reader.code), reader.visitor.account, "reader", officer=False)
    newest = invitations.open_of(place(reader.code)).last()
    assert newest is not None
    return Sent(body={"key": str(newest.pk)})


def _set_role(reader: Reader, chance: random.Random) -> Sent:
    return Sent(body={"key": like(reader.visitor).key, **_role(reader, chance)})


def _remove(reader: Reader, _chance: random.Random) -> Sent:
    return Sent(body={"key": like(reader.visitor).key})


def _restore(reader: Reader, chance: random.Random) -> Sent:
    """A first officer says it, or a second confirms what a first has said."""
    if "officer" not in reader.kept:
        reader.kept["officer"] = like(reader.visitor).log_in()
    lost, other = like(reader.visitor), reader.kept["officer"]
    if chance.random() < 0.5:
        assert other.post_("/people/restore", key=lost.key).status_code == 302
    return Sent(body={"key": lost.key})


def _first(_reader: Reader, _chance: random.Random) -> Sent:
    return Sent(body={"code": WITHOUT})


def _appoint(_reader: Reader, _chance: random.Random) -> Sent:
    return Sent(body={"hall": HALL, "code": WITHOUT})


def _lay(_reader: Reader, chance: random.Random) -> Sent:
    """A delegation with one officer asks in the record."""
    site = site_at(stage())
    if "XTV" not in site.halls[HALL].plenary.by("").standing.bound_by_powers:
        certified(site, "XTV")
    if not place("XTV").has_officers:
        Person("XTV", "head", officer=True)
    number = said(site, line_for(f"{chance.randrange(10**9)}"))
    return Sent(body={"hall": HALL, "code": "XTV", "number": str(number)})


def _stop(reader: Reader, chance: random.Random) -> Sent:
    now = timezone.now()
    laid = Invitation.objects.create(
        key=f"{chance.randrange(10**9)}",
        hall=HALL,
        code=reader.code,
        officer=True,
        act=3,
        made=now,
        opens=now + invitations.WAITS,
        until=now + invitations.WAITS + invitations.LASTS,
    )
    return Sent(body={"key": str(laid.pk)})


def _feed(_reader: Reader, _chance: random.Random) -> Sent:
    return Sent(body={"room": "plenary"})


def _withdraw_feed(reader: Reader, _chance: random.Random) -> Sent:
    feeds.make(reader.visitor.post, site_at(stage()).halls[HALL].plenary)
    (held,) = feeds.of_place(place(reader.code))
    return Sent(body={"key": str(held.pk)})


# ---------------------------------------------------------------- who may


def _comes(reader: Reader) -> bool:
    return reader.kind is Kind.ACCOUNTS


def _is_in(reader: Reader) -> bool:
    return _comes(reader) and reader.visitor.account is not None


def _is_seated(reader: Reader) -> bool:
    return _is_in(reader) and bool(reader.code)


def _is_officer(reader: Reader) -> bool:
    return _is_seated(reader) and bool(reader.visitor.post.officer)


def _is_officer_of_office(reader: Reader) -> bool:
    return _is_officer(reader) and reader.code == OFFICE


def _is_host(reader: Reader) -> bool:
    return _is_in(reader) and bool(reader.visitor.account.administrator)


WRITES: Mapping[str, Write] = {
    name: Write(make, who)
    for name, make, who in (
        ("log_in_begin", _for_passkey, _comes),
        ("log_in_passkey", _by_passkey, _comes),
        ("log_in_app", _by_app, _comes),
        ("lost_begin", _nothing, _comes),
        ("open_invitation", _invitation, _comes),
        ("join_begin", _join_begin, _comes),
        ("join_passkey", _join_passkey, _comes),
        ("join_app", _join_app, _comes),
        ("join_place", _join_place, _is_in),
        ("passkey_begin", _nothing, _is_in),
        ("add_passkey", _add_passkey, _is_in),
        ("drop_passkey", _drop_passkey, _is_in),
        ("add_app", _add_app, _is_in),
        ("drop_app", _drop_app, _is_in),
        ("new_sheet", _nothing, _is_in),
        ("change_account", _change, _is_in),
        ("take_place", _take_place, _is_in),
        ("give_up", _give_up, _is_seated),
        ("end_stay", _end_stay, _is_in),
        ("end_stays", _out, _is_in),
        ("forget_marks", _nothing, _is_in),
        ("erase_account", _erase, _is_in),
        ("log_out", _out, _is_in),
        ("invite", _invite, _is_officer),
        ("withdraw_invitation", _withdraw, _is_officer),
        ("set_role", _set_role, _is_officer),
        ("remove_person", _remove, _is_officer),
        ("restore_person", _restore, _is_officer),
        ("stop_access", _stop, _is_officer),
        ("make_feed", _feed, _is_officer),
        ("withdraw_feed", _withdraw_feed, _is_officer),
        ("invite_first", _first, _is_officer_of_office),
        ("appoint", _appoint, _is_host),
        ("lay_before", _lay, _is_host),
        ("add_administrator", _nothing, _is_host),
    )
}
"""Action to how it is done, on a site with accounts."""
