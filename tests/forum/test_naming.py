"""Names by speaker and language, published orders, and notes of permissions."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from immutables import Map
from tests.forum.made import OFFICE, Desk, charter, clause, forum, member

from dipoli.charter.points import Point
from dipoli.charter.rules import BasketRule, Ordering, Rota
from dipoli.forum.names import Names
from dipoli.forum.naming import Thing, alphabetical
from dipoli.forum.naming_rules import alphabet, called, own_name
from dipoli.forum.offices import How, Message, Told
from dipoli.forum.permission import Status, told
from dipoli.forum.standing import Forum


def test_each_seat_is_shown_the_name_that_it_uses_itself() -> None:
    at = Desk()
    for code, name in (("XAL", "East Reach"), ("XBE", "Sea of Bermark")):
        at.do(code, "name.give", name=name, sort="sea", thing="reach", language="en")
    shown = [called(at.forum, code, Thing.SEA, "reach", "en") for code in ("XAL", "XBE", "XCO")]
    assert shown == ["East Reach", "Sea of Bermark", "reach"]
    at.do(OFFICE, "name.give", name="the reach", sort="sea", thing="reach", language="en")
    assert called(at.forum, "XCO", Thing.SEA, "reach", "en") == "the reach"


def test_a_party_is_called_by_the_reader_then_by_itself_then_by_the_charter() -> None:
    at = Desk()
    assert called(at.forum, "XAL", Thing.PARTY, "XBE", "en") == "Bermark"
    at.do("XBE", "name.give", name="Free Land of Bermark", sort="party", thing="XBE", language="en")
    assert called(at.forum, "XAL", Thing.PARTY, "XBE", "en") == "Free Land of Bermark"
    at.do("XAL", "name.give", name="the western side", sort="party", thing="XBE", language="en")
    assert called(at.forum, "XAL", Thing.PARTY, "XBE", "en") == "the western side"
    assert called(at.forum, "XCO", Thing.PARTY, "XBE", "en") == "Free Land of Bermark"
    assert own_name(at.forum, "XBE", "en") == "Free Land of Bermark"
    assert own_name(at.forum, "XBE", "ko") is None


def test_a_party_without_a_name_in_the_readers_language_has_its_present_one_in_another() -> None:
    at = Desk()
    at.do("XBE", "name.give", name="Free Land of Bermark", sort="party", thing="XBE", language="en")
    assert Names(at.forum, "XAL", "ko").party("XBE") == "Free Land of Bermark"
    at.do("XAL", "name.give", name="the western side", sort="party", thing="XBE", language="en")
    assert Names(at.forum, "XAL", "ko").party("XBE") == "the western side"
    assert Names(at.forum, "XCO", "ko").party(at.forum.secretariat) == "the secretariat"


@pytest.mark.parametrize(("sort", "thing"), [("party", "P9"), ("paper", "XBE"), ("paper", "P9")])
def test_a_name_is_given_to_a_party_or_a_paper_that_is_here(sort: str, thing: str) -> None:
    refusal = Desk().refused("XAL", "name.give", name="x", sort=sort, thing=thing, language="en")
    assert clause(refusal, Point.NAMES)


def test_a_paper_of_this_forum_can_be_named() -> None:
    at = Desk()
    at.do("XBE", "proposal.table", "P1", title="x", purpose="measure")
    at.do("XBE", "name.give", name="the autumn paper", sort="paper", thing="P1", language="en")
    assert called(at.forum, "XBE", Thing.PAPER, "P1", "en") == "the autumn paper"


# ---------------------------------------------------------------- orders


def test_a_lot_that_was_published_orders_the_parties() -> None:
    at = Desk(forum(charter(seats=evolve(charter().seats, order=Ordering.LOT))))
    said: dict[str, Any] = {"how": "drawn by the youngest delegate", "use": "protocol"}
    at.do(OFFICE, "order.publish", order=["XDE", "XAL", "XCO", "XBE"], **said)
    assert at.forum.order == ("XDE", "XAL", "XCO", "XBE")


@pytest.mark.parametrize(
    "order",
    [["XDE", "XAL", "XCO"], ["XDE", "XAL", "XCO", "XBE", "XAL"], ["XDE", "XAL", "XCO", "XZZ"]],
)
def test_an_order_has_every_seat_once_and_nobody_else(order: list[str]) -> None:
    at = Desk(forum(charter(seats=evolve(charter().seats, order=Ordering.LOT))))
    refusal = at.refused(OFFICE, "order.publish", how="drawn", use="protocol", order=order)
    assert clause(refusal, Point.ORDER)


@pytest.mark.parametrize(
    ("use", "language"),
    [("protocol", None), ("chair", None), ("language", None), ("chair", "en")],
)
def test_an_order_that_the_charter_does_not_ask_for_is_not_published(
    use: str, language: str | None
) -> None:
    order = ["XDE", "XAL", "XCO", "XBE"]
    refusal = Desk().refused(
        OFFICE, "order.publish", how="drawn", use=use, language=language, order=order
    )
    assert clause(refusal, Point.ORDER)


def test_a_lot_for_the_chair_is_published_where_the_chair_goes_by_lot() -> None:
    at = Desk(forum(charter(chair=evolve(charter().chair, rota=Rota.LOT))))
    order = ["XDE", "XAL", "XCO", "XBE"]
    at.do(OFFICE, "order.publish", how="drawn", use="chair", order=order)
    assert at.forum.sequence == tuple(order)
    assert at.forum.order == ("XAL", "XBE", "XCO", "XDE")


def test_the_alphabet_of_a_language_decides_and_differs_from_language_to_language() -> None:
    english = {"A": "Corvia", "B": "Alderan", "C": "Île Verte"}
    assert alphabetical(english, "fr") == ("B", "A", "C")
    russian = {"A": "Шела", "B": "Ёра", "C": "Еда"}
    assert alphabetical(russian, "ru") == ("C", "B", "A")
    mongolian = {"A": "Өлгий", "B": "Отгон", "C": "Пүрэв"}
    assert alphabetical(mongolian, "mn") == ("B", "A", "C")
    korean = {"A": "호수", "B": "가람", "C": "바다"}
    assert alphabetical(korean, "ko") == ("B", "C", "A")


def test_an_alphabet_that_the_program_does_not_know_gives_no_order() -> None:
    assert alphabetical({"A": "Aland"}, "xx") is None
    assert alphabetical({"A": "Алан"}, "en") is None
    assert alphabetical({"A": "Aland", "B": "aland"}, "en") is None


def test_the_order_that_was_published_for_a_language_stands() -> None:
    at = Desk()
    codes = ("XAL", "XBE", "XCO", "XDE")
    assert alphabet(at.forum, codes, "ja") is None
    assert alphabet(at.forum, codes, "en") == codes
    order = ["XDE", "XAL", "XCO", "XBE"]
    for language in ("ja", "en"):
        said: dict[str, Any] = {"how": "by the dictionary", "use": "language", "language": language}
        at.do(OFFICE, "order.publish", order=order, **said)
        assert alphabet(at.forum, codes, language) == tuple(order)


def test_who_comes_after_an_order_was_published_stands_at_its_end() -> None:
    at = Desk()
    said: dict[str, Any] = {"how": "by the dictionary", "use": "language", "language": "ja"}
    at.do(OFFICE, "order.publish", order=["XDE", "XAL", "XCO", "XBE"], **said)
    assert alphabet(at.forum, ("XAL", "XNEW", "XDE"), "ja") == ("XDE", "XAL", "XNEW")


@given(st.permutations(["Alderan", "Bermark", "Corvia", "Delmark"]))
def test_codes_never_decide_an_alphabetical_order(names: list[str]) -> None:
    codes = ("XAL", "XBE", "XCO", "XDE")
    given_names = dict(zip(codes, names, strict=True))
    found = alphabetical(given_names, "en")
    assert found is not None
    assert [given_names[code] for code in found] == sorted(names)


def test_a_party_without_a_name_in_the_language_leaves_the_order_open() -> None:
    bare = evolve(member("XBE"), names={"ko": "가람"})
    paper = charter(members=(member("XAL"), bare))
    assert alphabet(forum(paper), ("XAL", "XBE"), "en") is None


# ---------------------------------------------------------------- permissions

NOTE: dict[str, Any] = {
    "journey": "second meeting, Port Ember",
    "person": "N. N.",
    "needed": "sanctions-exemption",
    "grants": "committee",
    "status": "asked",
    "date": "2030-02-20T00:00:00Z",
}


def test_a_permission_is_noted_with_its_date_and_never_as_legal_advice() -> None:
    at = Desk()
    at.do("XBE", "permission.note", "V1", **NOTE)
    at.wait(hours=100).do(
        OFFICE, "permission.change", "V1", status="granted", date="2030-03-03T00:00:00Z"
    )
    held = at.forum.permissions["V1"]
    assert (held.by, held.status, held.number) == ("XBE", Status.GRANTED, 1)
    assert told(held) == (
        "N. N., second meeting, Port Ember: sanctions exemption of committee, noted as granted on "
        "2030-03-03. This is a note, not legal advice."
    )


def test_a_note_says_what_was_and_nothing_that_lies_ahead() -> None:
    at = Desk()
    refusal = at.refused(
        "XBE", "permission.note", "V1", **(NOTE | {"date": "2030-03-09T00:00:00Z"})
    )
    assert clause(refusal, Point.PERMISSION)


def test_a_change_that_lies_ahead_is_not_noted_either() -> None:
    at = Desk()
    at.do("XBE", "permission.note", "V1", **NOTE)
    refusal = at.refused(
        "XBE", "permission.change", "V1", status="granted", date="2030-03-09T00:00:00Z"
    )
    assert clause(refusal, Point.PERMISSION)


def test_a_note_is_changed_by_its_author_or_the_secretariat() -> None:
    at = Desk()
    at.do("XBE", "permission.note", "V1", **NOTE)
    said: dict[str, Any] = {"status": "refused", "date": "2030-03-01T00:00:00Z"}
    assert clause(at.refused("XCO", "permission.change", "V1", **said), Point.PERMISSION)
    assert clause(at.refused("XCO", "permission.change", "V2", **said), Point.KNOWN_OBJECT)
    at.do("XBE", "permission.change", "V1", **said)


@pytest.mark.parametrize(
    ("use", "why"),
    [
        ("protocol", "In this forum the order of seats is not drawn by lot."),
        ("chair", "In this forum the turns in the chair are not drawn by lot."),
    ],
)
def test_who_publishes_a_lot_that_is_not_drawn_is_told_which_one(use: str, why: str) -> None:
    order = ["XDE", "XAL", "XCO", "XBE"]
    assert Desk().refused(OFFICE, "order.publish", how="drawn", use=use, order=order).why == why


# ---------------------------------------------------------------- the names of a reader


def test_a_legend_has_each_party_once_in_protocol_order_by_the_names_of_the_reader() -> None:
    at = Desk(forum(charter(members=(member("XBE"), member("XAL")))))
    at.do("XAL", "name.give", name="the western side", sort="party", thing="XBE", language="en")
    legend = list(Names(at.forum, "XAL").legend())
    assert legend == [("XBE", "the western side"), ("XAL", "Alderan")]


def of_mediator(**cited: Any) -> Forum:  # noqa: ANN401 - fields of a message
    """A circle of Alderan and Bermark alone, in which a message speaks of others."""
    message = Message(
        id="MG1", offices="GO1", words="x", by="XAL", number=1, leaf=bytes(32), sent="", **cited
    )
    two = charter(members=(member("XAL"), member("XBE")))
    return forum(two).grown(messages=Map({"MG1": message}))


@pytest.mark.parametrize(
    "cited",
    [
        {"to": ("XCO",)},
        {"from_": "XCO"},
        {"told": (Told(to="XCO", how=How.SOURCE, day="", words="x"),)},
    ],
)
def test_a_party_of_which_a_message_speaks_is_never_shown_as_a_code_alone(
    cited: dict[str, Any],
) -> None:
    names = Names(of_mediator(**cited), "XBE")
    assert names.party("XCO") == "a party without a name here (XCO)"
    assert names.named("It is for XCO.") == "It is for a party without a name here (XCO)."
    assert "XCO" not in names
    assert names.party("XBE") == "Bermark"
    assert "XBE" in names


def test_of_whom_no_message_speaks_nothing_is_said() -> None:
    names = Names(of_mediator(), "XBE")
    assert names.party("XCO") == "XCO"
    assert names.named("It is for XCO.") == "It is for XCO."


def test_a_party_without_a_name_here_has_that_of_another_circle_of_the_reader() -> None:
    nowhere = Names(forum(charter(members=(member("XAL"),))), "XBE")
    elsewhere = Names(forum(), "XBE")
    names = Names(of_mediator(to=("XCO",)), "XBE", beside=(nowhere, elsewhere))
    assert names.party("XCO") == "Corvia"
    assert names.named("It is for XCO.") == "It is for Corvia."


@pytest.mark.parametrize(
    ("language", "name"), [("de", "Wasser"), ("en", "Water"), ("fr", "Water"), ("", "Water")]
)
def test_a_basket_is_called_by_its_name_in_the_language_or_by_its_first(
    language: str, name: str
) -> None:
    rule = BasketRule(id="water", names={"en": "Water", "de": "Wasser"})
    paper = charter(languages=("en", "de", "fr"), baskets=(rule,))
    names = Names(forum(paper), "XAL", language)
    assert (names.basket("water"), names.basket("fish")) == (name, "Fish")
