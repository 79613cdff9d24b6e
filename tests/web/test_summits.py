"""Files of meetings of leaders, and reserved matters, in a browser."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from tests.demonstration.golden_files import forum
from tests.web.moments import acts, plenary, the
from tests.web.stage import EARLY, latecomer, made, stage, visitor

stage()
from dipoli.forum.basket_rules import baskets  # noqa: E402 - Django is asked after its settings
from dipoli.forum.kind import is_member  # noqa: E402
from dipoli.forum.summit import Citation, Part  # noqa: E402
from dipoli.web.asked import Asked  # noqa: E402
from dipoli.web.pages.matters import matters  # noqa: E402
from dipoli.web.pages.summits import summit  # noqa: E402
from dipoli.web.reader import Reader  # noqa: E402
from dipoli.web.routes import PAGES  # noqa: E402

LEADERS = "/forums/exercise/plenary/leaders"
RESERVED = "/forums/exercise/plenary/reserved"
OST = the(plenary().summits, title="Leaders on the island of Ost").id
FIRST_WORDS = {"offices-xks": "message.send/1", "friends-of-the-chair": "clause.propose/1"}
"""A sealed circle and an open one, neither of which everybody reads; an act with words of each."""


def asked(code: str, name: str) -> Asked:
    """A question to the plenary of the exercise, about one file."""
    site = made()
    hall = site.halls["exercise"]
    return Asked(
        site=site,
        reader=Reader(code=code, hall="exercise"),
        now="2032-02-01T09:00:00Z",
        words={"object": name},
        query={},
        hall=hall,
        room=hall.plenary,
        read=hall.plenary.by(code),
        pages=PAGES,
    )


def citing(at: Asked, circle: str) -> Asked:
    """The same, with the fall-back kept in an act with words of another circle."""
    assert at.hall is not None
    assert at.read is not None
    held = at.hall.rooms[circle].by("").standing
    leaf = held.leaves[list(held.names).index(FIRST_WORDS[circle])]
    one = at.forum.summits[OST]
    cited = Citation(part=Part.FALL_BACK, of=None, circle=circle, leaf=leaf, by="XGU", number=1)
    grown = evolve(one, parts=one.parts.set((Part.FALL_BACK, None), cited))
    after = at.forum.grown(summits=at.forum.summits.set(OST, grown))
    return evolve(at, read=evolve(at.read, forum=after))


def cited_as(code: str, circle: str) -> dict[str, Any]:
    """The fall-back as a reader has it, where it is kept in a circle."""
    found = summit(citing(asked(code, OST), circle)).twin["parts"]
    return dict(next(one["cited"] for one in found if one["name"] == "The fall-back"))


# ---------------------------------------------------------------- examples


def test_a_meeting_without_a_text_leaves_every_basket_running() -> None:
    told = visitor("XTV").twin(f"{LEADERS}/{OST}")
    assert told["outcome"] == "The leaders agreed no text; the fall-back was used."
    assert [one["basket"] for one in told["baskets"]] == [
        one.id for one in baskets(forum("exercise", "plenary"))
    ]
    assert {one["stage"] for one in told["baskets"]} == {"running"}
    later = [each["object"] for one in told["baskets"] for each in one["since"]]
    ended = next(one.time for one in acts() if (one.name, one.object) == ("summit.end/1", OST))
    adopted = {
        one.id: one.basket
        for one in plenary().proposals.values()
        if one.basket is not None and (one.adopted or "") >= ended
    }
    assert adopted
    assert set(later) == set(adopted)
    assert {
        each["object"]: one["basket"] for one in told["baskets"] for each in one["since"]
    } == adopted


def test_each_member_stands_with_what_it_can_announce_or_no_entry() -> None:
    own = visitor("XKS").twin(f"{LEADERS}/{OST}")["announce"]["own"]
    held = plenary()
    assert [one["of"]["code"] for one in own] == [
        code for code in held.order if is_member(held, code)
    ]
    cited = {one["of"]["code"] for one in own if one["cited"] is not None}
    assert cited == {"XTV", "XSE"}


def test_no_word_of_a_part_is_shown_to_who_does_not_read_its_circle() -> None:
    told = visitor("XKS").twin(f"{LEADERS}/{OST}")
    cited = [one["cited"] for one in (*told["parts"], *told["announce"]["own"]) if one["cited"]]
    assert cited
    assert all(one["words"] is None and one["page"] is None for one in cited)


def test_a_part_is_shown_to_who_reads_its_circle_and_to_nobody_else() -> None:
    def fall_back(code: str) -> dict[str, Any]:
        return cited_as(code, "friends-of-the-chair")

    (clause,) = forum("exercise", "friends-of-the-chair").clauses.values()
    assert fall_back("XOR")["words"] == clause.at(1)
    assert fall_back("XSE") == {**fall_back("XKS")}
    assert fall_back("XKS")["words"] is None
    assert fall_back("XKS")["silent"] is None
    assert fall_back("XKS")["title"] is None


def test_a_part_in_a_sealed_circle_says_that_it_is_read_through_a_node() -> None:
    mine = cited_as("XKS", "offices-xks")
    assert mine["words"] is None
    assert mine["silent"] == "The words are sealed; they are read through a node of this circle."
    assert mine["title"] == "Good offices of Ulmara"
    assert cited_as("XSE", "offices-xks")["silent"] is None


def test_a_reserved_matter_says_where_its_seat_admits_it() -> None:
    islets = the(plenary().matters, title="The islets of Marr")
    told = visitor("XTV").twin(f"{RESERVED}/{islets.id}")
    assert told["by"]["name"] == "Kessorin"
    (admitted,) = told["admitted"]
    assert admitted["title"] == "Birds on the islets of Marr"
    assert {admitted["object"]} == set(islets.admitted)


def test_a_matter_that_was_released_is_told_as_released() -> None:
    told = visitor("XKS").twin(RESERVED)
    held = {one["title"]: one for seat in told["seats"] for one in seat["matters"]}
    assert held["The railway treaty"]["released"] is True
    assert held["The islets of Marr"]["released"] is False
    noted = {one.id for one in plenary().texts.values() if one.notes}
    assert noted
    assert {one["object"] for one in told["without"]} == noted


def test_unknown_reserved_matters_do_not_read_as_none() -> None:
    page = f"/forums/{EARLY}/plenary/reserved"
    assert latecomer().twin(page)["known"] is False
    html = latecomer().html(page)
    assert "No entry below does not mean that nothing is reserved." in html


# ---------------------------------------------------------------- properties


def test_seats_stand_in_protocol_order() -> None:
    order = forum("exercise", "plenary").order
    for code in ("XTV", "XNU", "SECRETARIAT"):
        seats = [one["code"] for one in matters(asked(code, "")).twin["seats"]]
        assert seats == [one for one in order if one in seats]
