"""What was entered since a reader's last visit, and its own word up to where it has read."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from unittest import mock

from tests.demonstration.golden_files import kept
from tests.web.accounts.desk import Person, accounts
from tests.web.moments import EXERCISE, acts, before, plenary, then, up_to
from tests.web.stage import Visitor, stage, visitor
from tests.web.test_doing import _steps
from tests.web.walks import BY_NAME, shown

stage()
from django.db import connection  # noqa: E402 - Django is asked after its settings
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from dipoli.web import visits  # noqa: E402
from dipoli.web.accounts import marks  # noqa: E402
from dipoli.web.accounts.models import Mark  # noqa: E402
from dipoli.web.pages.since import MOST, PROPOSES, RAISES, SHORT  # noqa: E402

WHOLE = len(acts())


def reads(who: Visitor, number: int, room: str = "plenary", **more: str) -> Any:  # noqa: ANN401 - an answer of Django
    """Say that one has read so far."""
    sent = json.dumps({"acts": str(number), **more})
    return who.client.post(f"/forums/exercise/{room}/since/read.json", sent, "application/json")


def told(who: Visitor, page: str = f"{EXERCISE}/since") -> dict[str, Any]:
    """The twin of the page."""
    return who.twin(page)


def numbers(twin: dict[str, Any]) -> list[int]:
    """Numbers of the acts that a page tells, in its order."""
    return [act["act"] for group in twin["groups"] for act in group["acts"]]


# ---------------------------------------------------------------- in a demonstration


def test_who_was_never_here_is_told_the_newest_acts_and_that_no_visit_is_known() -> None:
    twin = told(Visitor("XTV"))
    assert twin["visit"] is None
    assert sorted(numbers(twin)) == list(range(WHOLE - MOST, WHOLE))
    assert "When you were here before is not known" in Visitor("XTV").html(f"{EXERCISE}/since")


def test_what_came_since_is_told_by_thing_the_newest_first() -> None:
    who, size = Visitor("XTV"), WHOLE - 60
    assert reads(who, size).json()["acts"] == size
    twin = told(who)
    assert (twin["visit"]["acts"], twin["visit"]["said"], twin["new"]) == (size, True, 60)
    assert sorted(numbers(twin)) == list(range(size, WHOLE))
    firsts = [group["acts"][0]["act"] for group in twin["groups"]]
    assert firsts == sorted(firsts, reverse=True)
    for group in twin["groups"]:
        own = [act["act"] for act in group["acts"]]
        assert own == sorted(own, reverse=True)
    objects = [group["object"] for group in twin["groups"]]
    assert len(objects) == len(set(objects))
    assert not set(objects) & set(plenary().clauses)  # they stand with their texts


def test_it_is_told_in_sentences_with_the_words_that_the_reader_may_read() -> None:
    who, opened = Visitor("XTV"), up_to("meeting.open/1", acts_of("meeting.open/1")) - 1
    with shown(before(opened + 1)):
        reads(who, opened)
        (group,) = told(who)["groups"]
    (act,) = group["acts"]
    assert (act["act"], act["name"]) == (opened, "meeting.open")
    assert "opened the meeting, from the chair" in act["told"]
    assert not act["told"].startswith("X")  # parties by their names
    assert group["page"].endswith(f"/meetings/{group['object']}")


def test_a_heading_says_what_the_thing_is_and_not_its_short_name_alone() -> None:
    who = Visitor("XTV")
    reads(who, 0)
    groups = [one for one in told(who)["groups"] if one["object"]]
    assert {"request", "round", "commitment"} <= {plenary().sorts[one["object"]] for one in groups}
    assert [one["object"] for one in groups if not one["title"] and not one["name"]] == []


def acts_of(name: str) -> str:
    """What the first act of a name is about."""
    return next(one.object for one in acts() if one.name == name)


def test_when_all_is_read_nothing_is_new() -> None:
    who = Visitor("XTV")
    reads(who, WHOLE + 10_000)  # at most all there is
    twin = told(who)
    assert (twin["visit"]["acts"], twin["new"], twin["groups"]) == (WHOLE, 0, [])
    html = who.html(f"{EXERCISE}/since")
    assert "Nothing was entered since." in html
    assert "I have read this up to here" not in html
    assert "0 acts" not in html


def test_the_page_is_bounded_and_leads_to_the_rest() -> None:
    who = Visitor("XTV")
    reads(who, 10)
    twin = told(who)
    assert len(numbers(twin)) == MOST
    assert twin["earlier"] == f"{EXERCISE}/log?from=10"
    assert twin["new"] == WHOLE - 10


def test_a_visit_ends_after_half_an_hour_and_looks_of_scripts_are_none() -> None:
    who, now = Visitor("XTV"), timezone.now()
    with mock.patch.object(timezone, "now", side_effect=lambda: now):
        with shown(before(900)):
            who.html(f"{EXERCISE}")
        who.client.get(EXERCISE, headers={"Sec-Fetch-Dest": "empty"})  # as a script fetches
        who.twin(EXERCISE)
        assert told(who)["visit"] is None  # the first visit goes on
        now += marks.VISIT + timedelta(minutes=1)
        twin = told(who)
        assert (twin["visit"]["acts"], twin["visit"]["said"]) == (900, False)
        who.html(f"{EXERCISE}/log")
        assert told(who)["visit"]["acts"] == 900  # it stays new while the visit goes on
        now += marks.VISIT + timedelta(minutes=1)
        assert told(who)["visit"]["acts"] == WHOLE


def test_of_many_looks_one_is_entered() -> None:
    who = Visitor("XTV")
    who.html(EXERCISE)
    with CaptureQueriesContext(connection) as asked:
        for page in (EXERCISE, f"{EXERCISE}/log", "/today", f"{EXERCISE}/since"):
            who.html(page)
    assert asked.captured_queries
    assert all(one["sql"].startswith("SELECT") for one in asked.captured_queries)


def test_marks_are_of_one_seat_and_one_circle_and_end_with_the_session() -> None:
    who = Visitor("XTV")
    reads(who, 700)
    assert told(who, "/forums/exercise/economy/since")["visit"] is None
    who.client.post("/sit", {"hall": "exercise", "code": "XOR"})
    assert told(who)["visit"] is None
    who.client.post("/sit", {"hall": "exercise", "code": "XTV"})
    assert told(who)["visit"]["acts"] == 700
    assert told(Visitor("XTV"))["visit"] is None  # another session of the same seat
    who.client.post("/leave")
    who.client.post("/sit", {"hall": "exercise", "code": "XTV"})
    assert told(who)["visit"] is None


def test_of_a_record_that_is_shorter_than_what_was_seen_nothing_is_claimed() -> None:
    who = Visitor("XTV")
    reads(who, WHOLE)
    with shown(before(300)):
        assert told(who)["visit"] is None


def test_today_leads_to_all_circles_and_each_of_them_to_its_own() -> None:
    who = Visitor("XTV")
    assert 'href="/since"' in who.html("/today")
    reads(who, WHOLE - 3)
    twin = told(who, "/since")
    circles = {one["circle"]: one for one in twin["circles"]}
    assert circles["plenary"]["new"] == 3
    assert circles["economy"]["visit"] is None
    assert set(circles) == {
        one["circle"] for one in who.twin("/live")["circles"] if one["hall"] == "exercise"
    }
    assert circles["plenary"]["page"] in who.html("/since")
    answer = who.client.post(
        f"{EXERCISE}/since/read", {"acts": str(circles["plenary"]["size"]), "back": "all"}
    )
    assert answer.headers["Location"] == "/since"
    assert {one["circle"]: one["new"] for one in told(who, "/since")["circles"]}["plenary"] == 0


def test_a_circle_that_is_sealed_tells_envelopes_and_why_no_words() -> None:
    twin = told(Visitor("XKS"), "/forums/exercise/offices-xks/since")
    assert twin["groups"]
    silents = {
        act["silent"] for group in twin["groups"] for act in group["acts"] if not act["words"]
    }
    assert any("sealed" in (silent or "") for silent in silents)


# ---------------------------------------------------------------- nobody else learns of it


def test_nobody_else_is_told_of_it_and_who_can_read_says_so() -> None:
    who, other = Visitor("XTV"), Visitor("XOR")
    before_ = other.twin(f"{EXERCISE}/since")
    assert reads(who, WHOLE - 5).status_code == 200
    assert told(who)["new"] == 5
    after = other.twin(f"{EXERCISE}/since")
    assert {**before_, "now": ""} == {**after, "now": ""}
    readers = other.html(f"{EXERCISE}/who-can-read")
    assert "Marks of reading are kept for their reader alone" in readers


def test_a_page_that_is_kept_for_others_tells_nothing_of_a_reader() -> None:
    """Two sessions of one seat share what was drawn; of marks it holds nothing."""
    who, other = Visitor("XTV"), Visitor("XTV")
    pages = (EXERCISE, f"{EXERCISE}/texts/{next(iter(plenary().texts))}", "/today")
    first = [who.twin(page) for page in pages]
    reads(who, WHOLE - 5)
    for page, twin in zip(pages, first, strict=True):
        assert {**other.twin(page), "now": ""} == {**twin, "now": ""}
    assert told(who)["new"] == 5
    assert told(other)["visit"] is None
    assert all(not BY_NAME[name].on_records for name in ("since", "news"))


def test_words_are_told_as_far_as_the_reader_may_read_them() -> None:
    who = Visitor("XTV")
    reads(who, 0)
    told_ = [act for group in told(who)["groups"] for act in group["acts"]]
    assert any(act["words"] for act in told_)
    assert all(len(act["words"] or "") <= SHORT + 1 for act in told_)


def test_who_has_no_seat_has_no_mark_and_can_say_nothing() -> None:
    nobody = visitor()
    replay = "/forums/six-party-talks/plenary"
    twin = told(nobody, f"{replay}/since")
    assert (twin["visit"], twin["kept"]) == (None, False)
    answer = nobody.client.post(f"{replay}/since/read.json", {"acts": "3"}, "application/json")
    assert answer.status_code == 404
    assert "visits" not in nobody.client.session


def test_a_person_has_its_marks_at_the_desk_and_looks_are_entered_rarely() -> None:
    with accounts():
        visits._entered.clear()  # noqa: SLF001 - of other tests
        person = Person("XTV", "reader").log_in()
        for _ in range(3):
            assert person.get(f"{EXERCISE}").status_code == 200
        held = Mark.objects.get()
        assert (held.account.pk, held.room, held.acts, held.said) == (
            person.account.pk, "plenary", WHOLE, False,
        )  # fmt: skip
        with mock.patch.object(marks, "mark") as entered_:
            person.get(f"{EXERCISE}/log")
        assert not entered_.called
        answer = person.post_(f"{EXERCISE}/since/read", acts="1000")
        assert answer.status_code == 302  # who only reads has read as well
        assert Mark.objects.get().before == 1000
        other = Person("XTV", "head").log_in()
        assert other.get(f"{EXERCISE}/since.json").json()["visit"] is None
        assert other.get("/since").status_code == 200


# ---------------------------------------------------------------- one thing, and versions of a text


def test_of_one_text_all_is_told_that_concerns_it() -> None:
    who, text = Visitor("XTV"), max(plenary().texts.values(), key=lambda one: one.version)
    tabled = plenary().begun[text.id]
    reads(who, tabled + 1)
    twin = told(who, f"{EXERCISE}/since?object={text.id}")
    assert twin["about"]["title"] == text.title
    (group,) = twin["groups"]
    mine = {text.id, *text.clauses}
    mine |= {one.id for one in plenary().amendments.values() if one.clause in mine}
    assert (
        numbers(twin)
        == [number for number in range(WHOLE - 1, tabled, -1) if acts()[number].object in mine][
            :MOST
        ]
    )
    assert group["compare"] == f"{EXERCISE}/texts/{text.id}/compare?old=1&new={text.version}"
    assert who.get(group["compare"]).status_code == 200
    assert f"since?object={text.id}" in who.html(f"{EXERCISE}/texts/{text.id}")
    assert who.get(f"{EXERCISE}/since?object=ZZ9").status_code == 404
    html = who.html(f"{EXERCISE}/since?object={text.id}")
    assert "I have read this up to here" not in html  # who reads of one text has not read the rest


def test_the_version_of_a_text_at_a_visit_is_the_one_that_it_had_then() -> None:
    from dipoli.web.pages.since import version_then  # noqa: PLC0415 - of this test alone

    for size in (200, 400, 700, 1000, 1300):
        old = then(size)
        for text in plenary().texts.values():
            held = old.texts.get(text.id)
            asked = asked_of_plenary()
            found = version_then(asked, text, size)
            assert found == (0 if held is None else held.version), (text.id, size)


def asked_of_plenary() -> Any:  # noqa: ANN401 - a question
    """A question about the plenary as Tavrena reads it."""
    from dipoli.web.asked import Asked  # noqa: PLC0415 - the same
    from dipoli.web.reader import Reader  # noqa: PLC0415
    from dipoli.web.site import site_at  # noqa: PLC0415

    hall = site_at(stage()).halls["exercise"]
    return Asked(
        site=site_at(stage()),
        reader=Reader(code="XTV", hall="exercise"),
        now="2032-01-01T00:00:00Z",
        words={},
        query={},
        hall=hall,
        room=hall.plenary,
        read=hall.plenary.by("XTV"),
    )


def test_only_the_acts_that_are_listed_raise_the_version_of_a_text() -> None:
    for one in kept("exercise"):
        before_: tuple[Any, str] | None = None
        for forum, _number, act in _steps(one):
            if before_ is not None:
                old, name = before_
                for text in forum.texts.values():
                    if text.id in old.texts and text.version != old.texts[text.id].version:
                        assert name in RAISES | {PROPOSES}, name
                        assert text.version == old.texts[text.id].version + 1
            before_ = forum, act.name
