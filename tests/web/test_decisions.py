"""Decisions, the page of a proposal, silences, the chair, and what waits for a party."""

from __future__ import annotations

import pytest
from tests.web.moments import (
    EXERCISE,
    LATE,
    NOBODY,
    by_the_clock,
    in_capital,
    plenary,
    proposal,
    reader,
    shown,
    size_of_early,
    the,
    then,
    up_to,
)
from tests.web.stage import visitor
from tests.web.test_site import words_of

from dipoli.forum import decision as d
from dipoli.forum.chair_rules import rota
from dipoli.forum.decision_parties import entitled
from dipoli.forum.influence import influence
from dipoli.forum.text_put import digest
from dipoli.record.shape import read_time
from dipoli.web.deeds import DEEDS
from dipoli.web.pages.silences import lasting

FIRING = "No live firing within ten miles of a ferry line"
ZONE = "A common time zone for ferries"
FERRY = "A ferry for the summer of the next year"
BUOYS = "The list of common buoys"

SEATS = ("XTV", "XNU", "XOB", "SECRETARIAT")


def twin(page: str, code: str = "XTV") -> dict:  # type: ignore[type-arg]
    """The twin of a page of the plenary."""
    return visitor(code).twin(f"{EXERCISE}/{page}")


# ---------------------------------------------------------------- examples


def test_what_is_before_the_body_stands_before_what_is_decided_and_what_ended() -> None:
    held = twin("decisions")
    rows = {
        part: [row["object"] for group in held[part] for row in group["rows"]]
        for part in ("open", "decided", "ended")
    }
    proposals = plenary().proposals.values()
    ended = {one.id for one in proposals if one.stage in {d.Stage.LAPSED, d.Stage.WITHDRAWN}}
    decided = {one.id for one in proposals if one.stage in d.DECIDED}
    assert set(rows["ended"]) == ended
    assert set(rows["decided"]) == decided
    assert set(rows["open"]) == {one.id for one in proposals} - ended - decided
    assert {proposal(BUOYS).id, proposal(FERRY).id} <= set(rows["open"])
    assert {proposal(ZONE).id, proposal("A flag for the forum").id} <= ended
    assert sum(map(len, rows.values())) == len(plenary().proposals)
    html = visitor("XTV").html(f"{EXERCISE}/decisions")
    assert html.index("Before the body") < html.index("Decided") < html.index("Lapsed or withdrawn")


def test_an_objection_is_told_with_its_class_and_its_words() -> None:
    name = proposal(FIRING).id
    with shown(up_to(d.OBJECT, name)):
        held = twin(f"decisions/{name}")
    (one,) = held["objections"]
    assert (one["by"]["code"], one["reason"]) == ("XSE", "substance")
    assert one["words"] == "The line runs through our range."
    assert held["needed"].startswith("It needs ")


def test_a_referral_says_by_when_and_what_no_answer_means() -> None:
    name = proposal(ZONE).id
    size = up_to(d.REFER, name)
    with shown(size):
        held = twin(f"decisions/{name}")["capitals"]
        html = visitor("XTV").html(f"{EXERCISE}/decisions/{name}")
    assert then(size).time < held["until"]["utc"] == then(size).proposals[name].until
    assert held["end"] == "If a capital has not answered by then, the proposal lapses."
    assert [(one["code"], one["answered"]) for one in held["seats"]] == [("XSE", False)]
    assert "no entry" in html
    assert "has not answered yet" not in html


def test_claims_stand_with_their_author_and_source_and_with_what_they_wait_for() -> None:
    name = proposal("A fund for lighthouses").id
    with shown(up_to("ratify.claim/1", name, 2)):
        held = twin(f"decisions/{name}")
    assert [(x["party"]["code"], x["claimed_by"]["code"]) for x in held["necessary"]] == [
        ("XHA", "XTV"),
        ("XKS", "XTV"),
    ]
    assert held["necessary"][0]["source"] == "Statute of the coast lights, section 3."
    assert {x["told"] for x in held["necessary"]} == {
        "It sits here with a voice; it has not to object."
    }
    assert [(x["body"], x["met"]) for x in held["ratifiers"]] == [
        ("Assembly of Selkand", None),
        ("Senate of Ulmara", None),
    ]


def test_a_decision_in_effect_says_since_when_and_what_was_attached() -> None:
    name = proposal(FIRING).id
    held = twin(f"decisions/{name}")
    assert held["effect"]["utc"] == plenary().happened[name]
    assert [one["by"]["code"] for one in held["statements"]] == ["XSE", "XHA"]
    assert held["statements"][0]["words"]


def test_a_link_is_told_on_both_sides_as_a_claim_with_its_source() -> None:
    ice, herring = proposal("A common price for ice").id, proposal("A closed season for herring").id
    link = the(plenary().links, waits=ice, other=herring).id
    waits, other = twin(f"decisions/{ice}")["links"], twin(f"decisions/{herring}")["links"]
    assert [(x["object"], x["holds"]) for x in waits] == [(link, True)]
    assert [(x["object"], x["holds"]) for x in other] == [(link, False)]
    assert all(x["source"] and x["claimed_by"] for x in (*waits, *other))


def test_the_end_of_a_silence_is_said_to_the_second_and_adopts_nothing_by_itself() -> None:
    name = proposal(FERRY).id
    held = twin(f"decisions/{name}/silence")
    until, now = plenary().silences[name].until, plenary().time
    assert held["until"]["utc"] == until
    assert held["until"]["capital"].startswith(in_capital(until, "XTV"))
    assert held["end"][0].startswith(f"Up to {by_the_clock(until)}, that second included")
    assert held["end"][-1].endswith("The end of the clock alone adopts nothing.")
    left = int((read_time(until) - read_time(now)).total_seconds())
    assert left > 0
    assert held["left"] == f"At {by_the_clock(now)} there are left: {lasting(left)}."


def test_a_silence_that_was_broken_says_by_whom_and_by_which_act() -> None:
    name = proposal(BUOYS).id
    held, broken = twin(f"decisions/{name}/silence"), up_to(d.BREAK_SILENCE, name) - 1
    assert (held["broken"]["by"]["code"], held["broken"]["act"]) == ("XKS", broken)
    assert held["left"] is None
    later = set(plenary().seats) - {one["code"] for one in held["seats"]}
    assert "XOB" in later  # it came when that was over


def test_refusing_or_ignoring_receipt_is_said_to_be_service() -> None:
    html = visitor("XTV").html(f"{EXERCISE}/decisions/{proposal(FERRY).id}/silence")
    assert "To refuse or to ignore receipt is to be served." in html


def test_a_text_before_the_body_has_a_digest_that_its_words_give() -> None:
    name = proposal("Declaration of the seven on the common sea").id
    size = up_to(d.PUT, name)
    read = then(size)
    one = read.proposals[name]
    with shown(size):
        held = twin(f"decisions/{name}")
    assert one.frozen == digest(read, read.texts[str(one.subject)])
    assert held["decides"]["digest"] == digest(read, read.texts[str(one.subject)]).hex()


def test_what_is_about_no_text_is_compared_by_the_leaf_of_the_act_that_tabled_it() -> None:
    one = proposal(FERRY)
    held = twin(f"decisions/{one.id}/silence")["before"]
    assert held["sort"] == "act"
    assert held["act"] == one.number
    assert "".join(held["groups"]) == held["digest"]
    assert len(bytes.fromhex(held["digest"])) == 32


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(59, "59 seconds"), (60, "1 minute"), (90_061, "1 day, 1 hour, 1 minute"), (0, "0 seconds")],
)
def test_a_span_is_told_in_days_hours_and_minutes(seconds: int, told: str) -> None:
    assert lasting(seconds) == told


def test_the_rota_is_told_as_it_was_published_with_whose_turn_it_is() -> None:
    held = twin("chair")
    assert [one["code"] for one in held["rota"]["order"]] == list(rota(plenary()) or ())
    assert [one["code"] for one in held["presides"]] == list(plenary().chair)
    assert held["rota"]["article"]["number"] == "4.1"


def test_influence_stands_in_protocol_order_and_is_never_added_up() -> None:
    held = twin("chair")
    assert [one["code"] for one in held["influence"]] == list(plenary().order)
    assert [one["turns"] for one in held["influence"]] == [x.turns for x in influence(plenary())]
    html = visitor("XTV").html(f"{EXERCISE}/chair").lower()
    assert "total" not in html
    assert "<tfoot" not in html


def test_two_bodies_stand_side_by_side_without_a_verdict() -> None:
    held = visitor("XTV").client.get(f"{EXERCISE}/chair.json?beside=economy").json()["beside"]
    assert [one["code"] for one in held["rows"]] == list(plenary().order)
    assert "It was opened with" in held["told"][1]
    for word in ("most", "more than", "dominat", "lead"):
        assert word not in " ".join(held["told"])


def test_a_body_that_is_not_the_readers_stands_beside_nothing() -> None:
    for name in ("offices-xks", "offices-x"):
        assert visitor("XTV").get(f"{EXERCISE}/chair?beside={name}").status_code == 404


def test_nothing_is_decided_in_what_was_compiled() -> None:
    for page in ("decisions", "without", "chair"):
        html = visitor().html(f"/forums/six-party-talks/plenary/{page}")
        assert "needs" not in words_of(html).partition("The chair")[2]


# ---------------------------------------------------------------- every proposal, every silence


@pytest.mark.parametrize("code", SEATS)
def test_every_proposal_of_the_list_has_a_page_that_says_the_same(code: str) -> None:
    held = twin("decisions", code)
    for part in ("open", "decided", "ended"):
        for row in (row for group in held[part] for row in group["rows"]):
            page = visitor(code).twin(row["page"])
            assert {name: page[name] for name in row} == row


def test_proposals_stand_by_basket_in_the_order_of_the_charter_and_of_tabling() -> None:
    order = [one.id for one in plenary().charter.baskets]
    for part in ("open", "decided", "ended"):
        groups = twin("decisions")[part]
        listed = [one["basket"] for one in groups if one["basket"] in order]
        assert listed == sorted(listed, key=order.index)
        for group in groups:
            numbers = [plenary().proposals[row["object"]].number for row in group["rows"]]
            assert numbers == sorted(numbers)


def test_the_history_of_every_proposal_is_in_the_order_of_the_record() -> None:
    for one in plenary().proposals.values():
        acts = [act["act"] for act in twin(f"decisions/{one.id}")["history"]]
        assert acts == sorted(acts)
        assert acts[0] == one.number


def test_every_silence_serves_every_entitled_seat_in_protocol_order() -> None:
    for name, one in plenary().silences.items():
        rows = twin(f"decisions/{name}/silence")["seats"]
        places = [plenary().order.index(row["code"]) for row in rows]
        assert places == sorted(places)
        assert {row["code"] for row in rows if row["served"]} == set(one.served)
        if one.stage.value == "running":
            assert {row["code"] for row in rows} >= set(
                entitled(plenary(), plenary().proposals[name])
            )


def test_no_page_of_decisions_counts_objections_or_names_a_winner() -> None:
    for one in plenary().proposals.values():
        shown_words = words_of(visitor("XTV").html(f"{EXERCISE}/decisions/{one.id}")).lower()
        for word in ("objections:", "% ", "failed", "blocked", "rejected", "winner"):
            assert word not in shown_words, (one.id, word)


def test_every_act_of_a_decision_has_a_sentence_of_its_own() -> None:
    for moves in d.MOVES.values():
        for name in moves:
            assert name.partition(":")[0] in DEEDS


def test_what_cannot_be_followed_is_not_told_as_a_no() -> None:
    late, here = reader(LATE)
    html = {page: late.html(f"{here}/{page}") for page in ("decisions", "chair")}
    assert "Whether another one is, is not known here." in html["decisions"]
    assert "Nothing is before the body" not in html["decisions"]
    assert "it is not known here" in html["chair"]
    assert "Nobody presides" not in html["chair"]
    held = late.twin(f"{here}/chair")
    assert held["unknown"] is True
    assert held["influence"] == held["others"] == []
    assert late.twin(f"{here}/without")["parties"] == []


def test_who_came_later_is_not_shown_words_that_are_not_open() -> None:
    name, words = proposal(FIRING).id, "The line runs through our range."
    act = up_to(d.OBJECT, name) - 1  # acts are counted from 0
    assert act < size_of_early()
    late, here = reader(LATE)
    for page in (f"/decisions/{name}", "/decisions", "", f"/log?from={act}"):
        assert words not in late.get(f"{here}{page}").content.decode(), page
    assert late.twin(f"{here}/log?from={act}")["rows"][0]["state"] == "not open to you"
    assert words in visitor("XOB").html(f"{EXERCISE}/decisions/{name}")  # opened to it since


def test_what_does_not_exist_has_no_page() -> None:
    without = min(set(plenary().proposals) - set(plenary().silences))
    for page in (f"P{NOBODY}", f"P{NOBODY}/silence", f"{without}/silence"):
        assert visitor("XTV").get(f"{EXERCISE}/decisions/{page}").status_code == 404
