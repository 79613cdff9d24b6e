"""Acting on the site: prepared, looked at, signed in the browser, handed in, with a receipt."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.web.house import PLENARY, house, newly
from tests.web.stage import Visitor, stage, visitor
from tests.web.test_queries import ASKED

from dipoli.demonstration.keys import signing_keys
from dipoli.record.act import read_entry
from dipoli.record.canon import from_base64, to_base64
from dipoli.record.keys import (
    ED25519,
    KeyUse,
    NewKey,
    key_id,
    possession_bytes,
    public_bytes,
    sign_act,
)
from dipoli.record.parcel import read_parcel, write_parcel
from dipoli.record.receipt import read_receipt
from dipoli.secretariat.copies import copy_office
from dipoli.secretariat.premises import WAITING

stage()
from dipoli.web.doing import open_to  # noqa: E402 - Django is asked after its settings
from dipoli.web.drafting import read_slip  # noqa: E402
from dipoli.web.site import Site, open_site, show  # noqa: E402

ORIGIN = "veyra-sea.example/dialogue/plenary"
WORDS = "Tavrena proposes to meet in the spring."


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """One house for all: acts of one test stand in the record for the next."""
    with house() as held:
        yield held


def post(who: Visitor, page: str, **sent: Any) -> Any:  # noqa: ANN401 - an answer of Django
    """Send JSON to an action."""
    return who.client.post(f"{PLENARY}/{page}.json", json.dumps(sent), "application/json")


def told(answer: Any, status: int = 200) -> dict[str, Any]:  # noqa: ANN401 - an answer of Django
    """What an action answered."""
    assert answer.status_code == status, answer.content
    found: dict[str, Any] = json.loads(answer.content)
    return found


def prepared(who: Visitor, act: str, **sent: Any) -> dict[str, Any]:  # noqa: ANN401 - a form
    """A draft of an act that is in order."""
    return told(post(who, f"do/{act}/draft", **sent))


class Browser:
    """What a browser does with a key of its own, written from the description of the record."""

    def __init__(self, who: Visitor, code: str) -> None:
        self.who, self.code, self.origin = who, code, ORIGIN
        self.take(Ed25519PrivateKey.generate())

    def take(self, key: Ed25519PrivateKey) -> None:
        """Have another key from now on."""
        self.key, self.id = key, key_id(ED25519, public_bytes(key))

    def certified(self) -> Browser:
        """Have the key certified, as the demonstration does."""
        new = NewKey(use=KeyUse.SIGN, alg=ED25519, public=public_bytes(self.key))
        proof = self.key.sign(possession_bytes(self.origin, self.code, new))
        public = to_base64(new.public)
        told(post(self.who, "keys/certify", public=public, proof=to_base64(proof)))
        return self

    def signs(self, draft: dict[str, Any]) -> dict[str, Any]:
        """What is sent with a signature under a draft."""
        signature = self.key.sign(from_base64(draft["signed"]))
        sent = {"slip": draft["slip"], "key": self.id, "signature": to_base64(signature)}
        return sent | ({"confirm": draft["confirm"]} if draft["confirm"] else {})


# ---------------------------------------------------------------- examples


def test_a_statement_signed_in_the_browser_stands_in_the_record(site: Site) -> None:
    who = newly("XTV")
    browser = Browser(who, "XTV").certified()
    draft = prepared(who, "note.say", **{"f-text": WORDS})
    assert [one["values"] for one in draft["said"]] == [[WORDS]]
    answer = told(post(who, "sign", **browser.signs(draft)))
    room = site.halls["exercise"].plenary
    act = room.by("XTV").acts(answer["number"], answer["number"] + 1)[0]
    entry = read_entry(act.entry)
    assert (entry.envelope.by, entry.envelope.name) == ("XTV", "note.say/1")
    log_key = room.by("XTV").standing.log_key(answer["number"] + 1)
    assert log_key is not None
    receipt = read_receipt(answer["receipt"].encode(), log_key)
    assert receipt.leaf == entry.leaf
    page = who.twin(f"{PLENARY}/receipts/{answer['number']}")
    assert (page["receipt"], page["promised"]["utc"]) == (answer["receipt"], receipt.deadline)
    file = who.get(page["file"])
    assert file.content.decode() == answer["receipt"]
    assert f"-{answer['number']}.receipt" in file.headers["Content-Disposition"]
    assert visitor_of(site).get(page["file"]).status_code == 404
    rows = who.twin(f"{PLENARY}/log")["rows"][-3:]  # what certified the key stands there as well
    assert [one["told"] for one in rows[:2]] == [
        "Tavrena granted full powers to the holder of a key.",
        "Tavrena entered a key of its own.",
    ]
    assert WORDS in visitor_of(site).html(f"{PLENARY}/log?from={answer['number']}")
    assert WORDS in visitor_of(site).html(f"{PLENARY}/since")


def visitor_of(_site: Site) -> Visitor:
    """Another delegation, which reads what was entered."""
    return newly("XOR")


def test_a_draft_says_everything_that_is_signed_and_nothing_is_kept_of_it(site: Site) -> None:
    who, room = newly("XTV"), site.halls["exercise"].plenary
    size = room.by("XTV").standing.size
    draft = prepared(who, "note.say", **{"f-text": WORDS})
    slip = read_slip(draft["slip"])
    assert from_base64(draft["signed"]).startswith(b'dipoli/act/v1\n{"body_hash":')
    assert any(WORDS in line for line in draft["shown"])
    assert slip.envelope.seen.size == size
    assert room.by("XTV").standing.size == size
    assert not read_entry(read_parcel(from_base64(draft["slip"])).entry).signatures


def test_what_is_out_of_order_is_told_with_its_remedy_and_keeps_what_was_typed(site: Site) -> None:
    del site
    who = newly("XTV")
    answer = who.client.post(
        f"{PLENARY}/do/proposal.withdraw/draft", {"object": "P1", "f-words": "Not now."}
    )
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Not done" in page
    assert "Not now." in page


def test_a_field_that_is_missing_is_named(site: Site) -> None:
    del site
    answer = post(newly("XTV"), "do/note.say/draft", **{"f-text": " "})
    assert "text is missing" in told(answer, 422)["stopped"]["why"]


def test_a_key_that_nobody_certified_signs_nothing(site: Site) -> None:
    who = newly("XTV")
    size = site.halls["exercise"].plenary.by("XTV").standing.size
    draft = prepared(who, "note.say", **{"f-text": WORDS})
    answer = post(who, "sign", **Browser(who, "XTV").signs(draft))
    assert told(answer, 409)["stopped"]["clause"]
    assert site.halls["exercise"].plenary.by("XTV").standing.size == size


def test_a_draft_that_was_changed_on_the_way_is_refused(site: Site) -> None:
    del site
    who = newly("XTV")
    browser = Browser(who, "XTV").certified()
    one = prepared(who, "note.say", **{"f-text": WORDS})
    other = prepared(who, "note.say", **{"f-text": "Something else."})
    sent = browser.signs(one) | {"slip": other["slip"]}
    assert post(who, "sign", **sent).status_code == 409


def test_nobody_signs_a_draft_of_another_delegation(site: Site) -> None:
    del site
    draft = prepared(newly("XTV"), "note.say", **{"f-text": WORDS})
    thief = newly("XOR")
    sent = Browser(thief, "XOR").certified().signs(draft)
    missing = thief.client.post(f"{PLENARY}/nothing.json").content
    answer = post(thief, "sign", **sent)
    assert (answer.status_code, answer.content) == (404, missing)


def test_the_demonstration_signs_without_a_script(site: Site) -> None:
    del site
    who = newly("XUL")
    page = who.client.post(f"{PLENARY}/do/note.say/draft", {"f-text": WORDS}).content.decode()
    slip = re.search(r'name="slip" value="([^"]+)"', page)
    assert slip is not None
    answer = who.client.post(f"{PLENARY}/sign/demonstration", {"slip": slip[1]}, follow=True)
    assert "stands in the record" in answer.content.decode()


def test_a_weighty_act_is_typed(site: Site) -> None:
    del site
    who = newly("XUL")
    draft = prepared(
        who,
        "matter.reserve",
        object="RM77",
        **{"f-title": "The western shore", "f-names": "shore west"},
    )
    assert draft["confirm"] == "RM77"
    answer = post(who, "sign/demonstration", slip=draft["slip"])
    assert "RM77 is typed" in told(answer, 422)["told"]
    told(post(who, "sign/demonstration", slip=draft["slip"], confirm="RM77"))


def test_what_binds_waits_for_a_second_person(site: Site) -> None:
    who = newly("XTV")
    first, second = Browser(who, "XTV").certified(), Browser(who, "XTV").certified()
    draft = prepared(
        who,
        "matter.reserve",
        object="RM78",
        **{"f-title": "The northern shore", "f-names": "shore north"},
    )
    assert draft["binds"]
    waits = told(post(who, "sign", **first.signs(draft)))["waiting"]
    assert "RM78" not in site.halls["exercise"].plenary.by("XTV").forum.sorts  # type: ignore[union-attr]
    row = next(one for one in who.twin(f"{PLENARY}/waiting")["rows"] if one["waiting"] == waits)
    assert not newly("XOR").twin(f"{PLENARY}/waiting")["rows"]
    again = {"waiting": waits, "confirm": "RM78", "key": first.id}
    again["signature"] = to_base64(first.key.sign(from_base64(row["signed"])))
    assert "signed it already" in told(post(who, "sign/second", **again), 422)["told"]
    sent = again | {"key": second.id}
    sent["signature"] = to_base64(second.key.sign(from_base64(row["signed"])))
    told(post(who, "sign/second", **sent))
    assert "RM78" in site.halls["exercise"].plenary.by("XTV").forum.sorts  # type: ignore[union-attr]
    assert not who.twin(f"{PLENARY}/waiting")["rows"]


def test_what_waits_is_in_a_copy_of_the_office_and_is_signed_where_that_is_put_back(
    site: Site, tmp_path: Path
) -> None:
    who, door = newly("XTV"), site.halls["exercise"].plenary.door
    assert door is not None
    first, second = Browser(who, "XTV").certified(), Browser(who, "XTV").certified()
    reserved = {"object": "RM80", "f-title": "The status of the shoals.", "f-names": "shoals"}
    draft = prepared(who, "matter.reserve", **reserved)
    waits = told(post(who, "sign", **first.signs(draft)))["waiting"]
    (door.premises.folder / WAITING / "XTV-half.part").touch()  # as a crash leaves it
    place = tmp_path / "exercise" / "offices" / "plenary"
    copy_office(door.premises, place)
    assert {one.name for one in (place / WAITING).iterdir()} == {f"XTV-{waits}.json"}
    elsewhere = open_site(tmp_path)
    elsewhere.clock = site.clock
    show(stage(), elsewhere)
    try:
        (row,) = who.twin(f"{PLENARY}/waiting")["rows"]
        signature = to_base64(second.key.sign(from_base64(row["signed"])))
        sent = {"confirm": "RM80", "key": second.id, "signature": signature}
        told(post(who, "sign/second", waiting=waits, **sent))
        assert elsewhere.halls["exercise"].plenary.by("XTV").standing.size == 1 + (
            site.halls["exercise"].plenary.by("XTV").standing.size
        )
    finally:
        show(stage(), site)
        told(post(who, "sign/give-up", waiting=waits))


def test_a_second_signature_that_does_not_hold_loses_nothing(site: Site) -> None:
    who = newly("XTV")
    first, second = Browser(who, "XTV").certified(), Browser(who, "XTV").certified()
    draft = prepared(who, "matter.reserve", object="RM79", **{"f-title": "A", "f-names": "a b"})
    broken = first.signs(draft) | {"signature": to_base64(bytes(64))}
    assert post(who, "sign", **broken).status_code == 409  # it is not laid by for the second
    assert not who.twin(f"{PLENARY}/waiting")["rows"]
    waits = told(post(who, "sign", **first.signs(draft)))["waiting"]
    sent = {"waiting": waits, "confirm": "RM79", "key": second.id}
    false = post(who, "sign/second", **sent, signature=to_base64(bytes(64)))
    assert false.status_code == 409
    row = who.twin(f"{PLENARY}/waiting")["rows"][0]
    assert (row["waiting"], row["passed"]) == (waits, False)
    say = prepared(who, "note.say", **{"f-text": WORDS})
    told(post(who, "sign", **first.signs(say)))
    assert who.twin(f"{PLENARY}/waiting")["rows"][0]["passed"]
    assert "Prepare it again" in who.html(f"{PLENARY}/waiting")
    told(post(who, "sign/give-up", waiting=waits))
    assert not who.twin(f"{PLENARY}/waiting")["rows"]
    del site


def test_a_letter_that_is_refused_keeps_what_was_typed(site: Site) -> None:
    office = newly("SECRETARIAT")
    letter = {"by": "XNU", "person": ["First Clerk", "Second Clerk"], "scan": "cd" * 32}
    say = {"f-text": "Nuremi writes."}
    draft = prepared(office, "note.say", **letter, **say)
    other = prepared(office, "note.say", **letter, **say)
    told(post(office, "sign/office", slip=other["slip"]))  # the place of the first is taken
    again = told(post(office, "sign/office", slip=draft["slip"]), 409)["again"]
    assert {(one["name"], one["value"]) for one in again} == {
        ("f-text", "Nuremi writes."), ("by", "XNU"), ("scan", "cd" * 32),
        ("person", "First Clerk"), ("person", "Second Clerk"),
    }  # fmt: skip
    del site


def test_the_secretariat_enters_a_letter_with_two_persons(site: Site) -> None:
    office = newly("SECRETARIAT")
    letter = {"by": "XNU", "person": ["First Clerk", "Second Clerk"], "scan": "ab" * 32}
    draft = prepared(office, "note.say", **letter, **{"f-text": "Nuremi writes."})
    number = told(post(office, "sign/office", slip=draft["slip"]))["number"]
    act = site.halls["exercise"].plenary.by("XTV").acts(number, number + 1)[0]
    envelope = read_entry(act.entry).envelope
    assert (envelope.by, envelope.entered_by) == ("XNU", "SECRETARIAT")
    alone = letter | {"person": ["First Clerk", "First Clerk"]}
    answer = post(office, "do/note.say/draft", **alone, **{"f-text": "Nuremi writes."})
    assert "two persons" in told(answer, 422)["stopped"]["why"]


def test_a_seat_on_paper_is_led_to_its_letter(site: Site) -> None:
    del site
    draft = prepared(newly("XNU"), "note.say", **{"f-text": "Nuremi writes."})
    assert draft["letter"]
    assert draft["ways"] == {
        "office": False,
        "own": False,
        "browser": False,
        "demonstration": False,
    }


def test_a_node_hands_in_at_the_door_by_its_signature_alone(site: Site) -> None:
    draft = prepared(newly("XOR"), "note.say", **{"f-text": "By a node."})
    slip = read_slip(draft["slip"])
    parcel = slip.signed(*sign_act(slip.envelope, signing_keys()["XOR"]))
    assert parcel.body is not None
    sent = {
        "hall": "exercise",
        "room": "plenary",
        "entry": to_base64(parcel.entry),
        "body": to_base64(parcel.body),
    }
    nobody = visitor().client
    answer = nobody.post("/door.json", json.dumps(sent), "application/json")
    assert "receipt" in told(answer)
    again = told(nobody.post("/door.json", json.dumps(sent), "application/json"), 409)
    assert again["clause"] == "R14"
    stranger = slip.signed(*sign_act(slip.envelope, Ed25519PrivateKey.generate()))
    unknown = nobody.post(
        "/door.json", json.dumps(sent | {"entry": to_base64(stranger.entry)}), "application/json"
    )
    nowhere = nobody.post("/door.json", json.dumps(sent | {"room": "nowhere"}), "application/json")
    assert (unknown.status_code, unknown.content) == (404, nowhere.content)
    del site


def test_a_file_of_a_node_is_handed_in_by_its_own_delegation(site: Site) -> None:
    who, page = newly("XOR"), "hand-in/file"
    slip = read_slip(prepared(who, "note.say", **{"f-text": "In a file."})["slip"])
    parcel = slip.signed(*sign_act(slip.envelope, signing_keys()["XOR"]))
    file = to_base64(write_parcel(parcel))
    for other, brought in (("XTV", file), ("XOR", to_base64(b"a letter"))):
        fault = told(post(newly(other), page, file=brought), 422)["told"]
        assert "no act that you can hand in here" in fault
    number = told(post(who, page, file=file))["number"]
    assert who.twin(f"{PLENARY}/receipts/{number}")["receipt"].startswith("dipoli/receipt/v1\n")
    again = told(post(who, page, file=file), 409)["refused"]
    assert again["clause"] == "R14"
    assert again["refusal"].startswith("dipoli/refusal/v1\n")
    del site


# ---------------------------------------------------------------- what holds for every act


@pytest.mark.parametrize("code", ["XTV", "XNU", "SECRETARIAT"])
def test_every_form_that_is_offered_can_be_opened(site: Site, code: str) -> None:
    who = newly(code)
    offered = who.twin(f"{PLENARY}/do")
    families = offered["families"]
    pages = [one["page"] for family in families for one in family["here"]]
    abouts = [one for family in families for one in family["about"]]
    pages += [thing["form"] for one in abouts for thing in one["things"][:1]]
    assert pages
    for page in pages:
        assert who.get(page).status_code == 200, page
    del site


def test_the_twin_of_a_form_is_filled_in_like_the_form(site: Site) -> None:
    del site
    who, page = newly("XTV"), ASKED["act"]
    found = re.search(
        r'<link rel="alternate" type="application/json" href="([^"]+)"', who.html(page)
    )
    assert found is not None
    twin = who.get(unescape(found[1])).json()
    assert twin["fields"][0]["values"] == ["We agree, and more"]


@pytest.mark.usefixtures("site")
def test_a_form_says_that_a_name_is_proposed_where_one_is() -> None:
    for act, proposed in (("text.table", True), ("member.invite", False)):
        html = newly("SECRETARIAT" if act == "member.invite" else "XTV").html(f"{PLENARY}/do/{act}")
        assert ("the next free one is proposed" in html) is proposed
        assert ("The code of the party, in capital letters." in html) is not proposed


@pytest.mark.usefixtures("site")
def test_a_form_offers_languages_by_their_names() -> None:
    twin = newly("XTV").twin(f"{PLENARY}/do/text.table")
    (found,) = (one["choices"] for one in twin["fields"] if one["name"] == "language")
    assert {"value": "ko", "told": "Korean"} in found


def test_what_is_offered_about_a_thing_is_for_things_of_its_sort(site: Site) -> None:
    room = site.halls["exercise"].plenary
    held = room.by("XTV").forum
    assert held is not None
    for name in list(held.sorts)[::40]:
        for one in open_to(held, "XTV", held.time, name):
            assert one.about == held.sorts[name]
    assert {"note.say", "proposal.table"} <= {one.name for one in open_to(held, "XTV", held.time)}


def test_who_presides_is_offered_what_its_delegation_does_through_a_deputy(site: Site) -> None:
    forum = site.halls["exercise"].rooms["plenary"].by("XKS").forum
    assert forum is not None
    assert forum.chair == ("XKS",)
    runs = next(name for name, one in forum.silences.items() if one.stage.value == "running")
    offered = {one.name for one in open_to(forum, "XKS", forum.time, runs)}
    assert {"silence.break", "silence.acknowledge"} <= offered
    twin = newly("XKS").twin(f"{PLENARY}/do/silence.break?object={runs}")
    assert runs in [one["object"] for one in twin["objects"]]
    draft = prepared(newly("XKS"), "silence.break", object=runs, **{"f-reason": "substance"})
    assert read_slip(draft["slip"]).envelope.role == "deputy"


def test_about_a_basket_no_act_is_offered_that_is_about_nothing(site: Site) -> None:
    forum = site.halls["exercise"].rooms["plenary"].by("XKS").forum
    assert forum is not None
    offered = [one.name for one in open_to(forum, "XKS", forum.time, "arms")]
    assert "basket.park" in offered
    assert all(name.startswith("basket.") for name in offered)


def test_the_alarm_rings_where_the_host_alters_a_line(site: Site) -> None:
    who, room = newly("XOR"), site.halls["exercise"].plenary
    size, root = room.by("XOR").standing.size, room.by("XOR").standing.root
    row = who.twin(f"{PLENARY}/alarm")["rows"][0]
    outcome = told(post(who, "alarm/alter", number=str(row["number"])))["outcome"]
    assert outcome["by"] == row["by"]
    assert outcome["untouched"]["holds"]
    assert outcome["untouched"]["acts"] == size
    assert [one["number"] for one in outcome["altered"]["faults"]] == [row["number"]]
    assert "not the body that was signed for" in outcome["altered"]["faults"][0]["told"]
    after = room.by("XOR").standing
    assert (after.size, after.root) == (size, root)
