"""Acts of the record itself, done on pages: seats, texts opened to a newcomer, words withheld."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from tests.web.house import PLENARY, house, newly
from tests.web.stage import Visitor, stage
from tests.web.test_acting import ORIGIN, told

from dipoli.record.canon import to_base64
from dipoli.record.forms import FORMS

stage()
from dipoli.web.site import Site  # noqa: E402 - Django is asked after its settings

LETTER = {"person": ["First Clerk", "Second Clerk"], "scan": "ab" * 32}
BODY = "/forums/exercise/economy"
"""A body in which seven sit, one of them on paper: whoever is added, each of them consents."""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """One house for all."""
    with house(("plenary", "economy")) as held:
        yield held


def post(who: Visitor, page: str, at: str = PLENARY, **sent: Any) -> Any:  # noqa: ANN401 - an answer of Django
    """Send JSON to an action."""
    return who.client.post(f"{at}/{page}.json", json.dumps(sent), "application/json")


def prepared(who: Visitor, act: str, at: str = PLENARY, **sent: Any) -> dict[str, Any]:  # noqa: ANN401 - a form
    """A draft of an act that is in order."""
    return told(post(who, f"do/{act}/draft", at, **sent))


def entered(who: Visitor, act: str, at: str = PLENARY, **sent: Any) -> int:  # noqa: ANN401 - a form
    """Number of an act that was prepared, signed by the office or in demonstration, and entered."""
    draft = prepared(who, act, at, **sent)
    way = "sign/office" if draft["ways"]["office"] else "sign/demonstration"
    confirm = {"confirm": draft["confirm"]} if draft["confirm"] else {}
    number: int = told(post(who, way, at, slip=draft["slip"], **confirm))["number"]
    return number


def all_enter(act: str, seats: Iterable[str], **sent: str) -> None:
    """Let each of some seats of the body do the same, the one on paper by letter."""
    for code in seats:
        letter = {"by": code, **LETTER} if code == "XNU" else {}
        entered(newly("SECRETARIAT" if letter else code), act, BODY, **letter, **sent)


def fields(**said: str) -> dict[str, str]:
    """Fields as a form sends them."""
    return {f"f-{name.rstrip('_')}": text for name, text in said.items()}


def read(site: Site, room: str = "plenary") -> Any:  # noqa: ANN401 - a reading
    """A circle as Tavrena reads it."""
    return site.halls["exercise"].rooms[room].by("XTV")


def test_words_are_withheld_by_law_and_the_record_says_so(site: Site) -> None:
    del site
    who, office = newly("XTV"), newly("SECRETARIAT")
    number = entered(who, "note.say", **fields(text="Her name is Ilva Toren."))
    assert "Ilva Toren" in newly("XOR").html(f"{PLENARY}/log?from={number}")
    said = fields(index=str(number), who="The person herself", law="Data protection act, art. 17")
    draft = prepared(office, "body.withhold", **said)
    assert draft["confirm"] == "body.withhold"  # it cannot be taken back, so it is typed
    shown = {one["told"]: one["values"] for one in draft["said"]}
    assert shown["number of the act"] == [str(number)]
    assert (
        "body.withhold is typed"
        in told(post(office, "sign/office", slip=draft["slip"]), 422)["told"]
    )
    told(post(office, "sign/office", slip=draft["slip"], confirm="body.withhold"))
    page = newly("XOR").twin(f"{PLENARY}/log?from={number}")
    assert "Ilva Toren" not in json.dumps(page)
    assert page["rows"][0]["state"] == "withheld"
    archive = newly("XOR").twin(f"{PLENARY}/archive")["withheld"]
    assert (archive[-1]["number"], archive[-1]["who"]) == (number, "The person herself")


def test_what_cannot_be_withheld_is_refused_with_its_clause(site: Site) -> None:
    del site
    office = newly("SECRETARIAT")
    for index in ("0", "999999"):  # the opening of the circle; no act at all
        answer = post(office, "do/body.withhold/draft", **fields(index=index, who="x", law="y"))
        stopped = told(answer, 409)["stopped"]
        assert (stopped["clause"], bool(stopped["remedy"])) == ("R29", True)
    again = told(post(office, "do/body.withhold/draft", **fields(index="0", who="x", law="y")), 409)
    assert {one["name"]: one["values"] for one in again["fields"]}["law"] == ["y"]


def test_only_the_secretariat_is_offered_what_is_its_own(site: Site) -> None:
    del site
    offered = {
        code: {
            one["act"]
            for family in newly(code).twin(f"{PLENARY}/do")["families"]
            for one in family["here"]
        }
        for code in ("XTV", "SECRETARIAT")
    }
    office = {"body.withhold", "seat.add", "body.open"}
    assert office <= offered["SECRETARIAT"]
    assert not office & offered["XTV"]
    assert {"seat.consent", "body.consent", "seat.remove", "act.cite"} <= offered["XTV"]
    assert not {"seat.consent", "body.consent"} & offered["SECRETARIAT"]
    answer = post(newly("XTV"), "do/body.withhold/draft", **fields(index="5", who="x", law="y"))
    assert told(answer, 409)["stopped"]["clause"] == "R20"


def test_a_seat_is_added_once_every_seat_has_consented_to_exactly_that(site: Site) -> None:
    office, seats = newly("SECRETARIAT"), read(site, "economy").standing.seated
    seat = fields(code="XZE", paper="yes")
    assert told(post(office, "do/seat.add/draft", BODY, **seat), 409)["stopped"]["clause"] == "R22"
    all_enter("seat.consent", seats[:1], **fields(removal="no"), **seat)
    (row,) = newly("XOR").twin(f"{BODY}/do/seat.consent")["consented"]
    filled = {one["name"]: one["values"] for one in newly("XOR").twin(row["page"])["fields"]}
    as_others = {f"f-{name}": values[0] for name, values in filled.items() if values}
    assert as_others == fields(removal="no") | seat
    all_enter("seat.consent", seats[1:], **as_others)
    (row,) = office.twin(f"{BODY}/do/seat.add")["consented"]
    assert row["about"]["code"] == "XZE"
    assert {one["code"] for one in row["seats"]} == set(seats)
    filled = {one["name"]: one["values"] for one in office.twin(row["page"])["fields"]}
    assert (filled["code"], filled["paper"]) == (["XZE"], ["yes"])
    entered(office, "seat.add", BODY, **seat)
    assert read(site, "economy").standing.is_seated("XZE")
    assert not office.twin(f"{BODY}/do/seat.add")["consented"]  # they are spent


def test_what_came_before_is_opened_to_a_newcomer_by_consent(site: Site) -> None:
    office, standing = newly("SECRETARIAT"), read(site, "economy").standing
    since = standing.seats["XZE"].since
    said = next(number for number in range(1, since) if standing.names[number] not in FORMS)
    span = fields(to="XZE", from_="1", until=str(since))
    assert told(post(office, "do/body.open/draft", BODY, **span), 409)["stopped"]["clause"] == "R28"
    all_enter("body.consent", [one for one in standing.seated if one != "XZE"], **span)
    (row,) = office.twin(f"{BODY}/do/body.open")["consented"]
    assert row["page"].endswith(f"f-to=XZE&f-from=1&f-until={since}")
    assert not read(site, "economy").standing.may_read("XZE", said)
    entered(office, "body.open", BODY, **span)
    assert read(site, "economy").standing.may_read("XZE", said)


def test_keys_are_taken_from_the_paper_of_a_node(site: Site) -> None:
    del site
    who = newly("XTV")
    key = {"use": "sign", "alg": "ed25519", "public": to_base64(bytes(range(32)))}
    paper = json.dumps({"code": "XZF", "keys": [key], "paper": False})
    sent = fields(removal="no", code="XZF", paper="no", keys=paper)
    draft = prepared(who, "seat.consent", **sent)
    assert to_base64(bytes(range(32))) in json.dumps(draft["shown"])
    broken = post(who, "do/seat.consent/draft", **sent | fields(keys="{"))
    assert "Paste the whole paper" in told(broken, 422)["stopped"]["why"]


def test_a_consent_to_a_removal_says_its_reason(site: Site) -> None:
    del site
    who = newly("XOR")
    sent = fields(removal="yes", code="XGU", reason="It closed its mission.")
    draft = prepared(who, "seat.consent", **sent)
    said = {one["told"]: one["values"] for one in draft["said"]}
    assert said["the reason, in words"] == ["It closed its mission."]


def test_an_act_of_another_record_is_cited_by_its_leaf_hash_as_the_record_shows_it(
    site: Site,
) -> None:
    del site
    who = newly("XTV")
    leaf = who.twin(f"{PLENARY}/log?from=7&leaves=yes")["rows"][0]["leaf"]
    sent = fields(origin=ORIGIN, size="9", leaf=leaf, note="As was agreed.")
    number = entered(who, "act.cite", **sent)
    assert number
    broken = post(who, "do/act.cite/draft", **sent | fields(leaf="abc"))
    assert "at leaf" in told(broken, 422)["stopped"]["why"]


def test_a_form_of_the_register_is_filled_in_anew_after_a_refusal(site: Site) -> None:
    del site
    office = newly("SECRETARIAT")
    said = fields(index="3", who="A court", law="Act 5")
    first, second = (prepared(office, "body.withhold", **said) for _ in range(2))
    told(post(office, "sign/office", slip=first["slip"], confirm="body.withhold"))
    answer = told(post(office, "sign/office", slip=second["slip"], confirm="body.withhold"), 409)
    assert {one["name"]: one["values"] for one in answer["fields"]} == {
        "index": ["3"], "who": ["A court"], "law": ["Act 5"],
    }  # fmt: skip
    assert answer["stopped"]["clause"] == "R29"


def test_baskets_are_named_in_their_form(site: Site) -> None:
    chair = read(site).forum.chair
    who = newly(chair[0]) if chair else newly("XTV")
    form = who.twin(f"{PLENARY}/do/basket.park")
    assert (form["about"], form["begins"]) == ("basket", None)
    assert who.twin(f"{PLENARY}/do/basket.open")["begins"] == "basket"
    if chair:
        assert form["objects"]


def test_the_secretariat_finds_what_a_letter_can_say(site: Site) -> None:
    del site
    office = newly("SECRETARIAT")
    own = office.twin(f"{PLENARY}/do")
    page = next(one["page"] for one in own["letters"] if one["code"] == "XNU")
    letter = office.twin(page)
    assert letter["seat"]["code"] == "XNU"
    assert letter["families"] != own["families"]
    offered = {one["act"]: one for family in letter["families"] for one in family["about"]}
    form = office.twin(offered["clause.support"]["things"][0]["form"])
    assert form["letter"]["by"] == "XNU"
    assert form["object"] in {one["object"] for one in form["objects"]}
    say = office.twin(f"{PLENARY}/do/note.say?by=XNU")
    assert say["letter"]["by"] == "XNU"
    assert office.get(f"{PLENARY}/do?by=XTV").status_code == 404  # it signs for itself
    assert newly("XTV").get(f"{PLENARY}/do?by=XNU").status_code == 404
