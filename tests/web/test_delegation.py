"""Our delegation, the newcomer's briefing, and how a forum came about, in a browser."""

from __future__ import annotations

import pytest
from tests.demonstration.golden_files import forum
from tests.web.moments import LATE, proposal, reader
from tests.web.stage import visitor

from dipoli.forum.brief import brief
from dipoli.forum.framework import TakeOverStage

PLENARY = "/forums/exercise/plenary"
SEATS = ("XTV", "XOR", "XKS", "XSE", "XUL", "XNU", "XHA")


# ---------------------------------------------------------------- our delegation


def test_a_new_government_finds_its_old_name_and_its_own_words() -> None:
    told = visitor("XSE").twin(f"{PLENARY}/delegation")
    (change,) = told["changes"]
    assert change["words"] == "A new cabinet was sworn in. It takes up the record."
    assert {one["language"]: one["name"] for one in change["names"]}["en"] == "Selkand"
    assert {one["language"]: one["name"] for one in told["names_now"]}["en"] == (
        "Commonwealth of Selkand"
    )


def test_a_delegation_is_told_the_names_that_it_uses_itself() -> None:
    told = visitor("XKS").twin(f"{PLENARY}/delegation")
    assert [(one["of"], one["name"]) for one in told["calls"]] == [("the common sea", "Inner Sea")]
    assert "Southern Gulf" not in str(told["calls"])


def test_the_languages_of_names_are_named_in_the_readers_own() -> None:
    def read(code: str) -> str:
        page = f"{PLENARY}/delegation"
        answer = visitor(code).client.get(page, headers={"Accept-Language": "ru"})
        return str(answer.content.decode())

    assert "</span> (корейский)" in read("XSE")
    assert "<td>английский</td>" in read("XKS")


@pytest.mark.parametrize("code", ["", "SECRETARIAT"])
def test_who_has_no_seat_has_no_delegation(code: str) -> None:
    hall = "exercise" if code else "six-party-talks"
    told = visitor(code).twin(f"/forums/{hall}/plenary/delegation")
    assert told["seat"] is None
    assert told["people"] is None


def test_the_seat_of_who_came_later_is_not_denied() -> None:
    late, here = reader(LATE)
    told = late.twin(f"{here}/delegation")
    assert told["seat"]["known"] is False
    assert told["seat"]["member"] is None
    assert told["people"]["keys"]["sign"] >= 1


@pytest.mark.parametrize("code", SEATS)
def test_a_delegation_holds_what_the_record_says_that_it_undertook(code: str) -> None:
    told = visitor(code).twin(f"{PLENARY}/delegation")
    held = forum("exercise", "plenary").commitments.values()
    assert {one["object"] for one in told["undertaken"]} == {
        one.id for one in held if code in one.owners
    }
    assert {one["object"] for one in told["owed"]} == {
        one.id for one in held if code in one.recipients
    }


@pytest.mark.parametrize("code", SEATS)
def test_the_name_at_the_top_leads_to_ones_own_delegation(code: str) -> None:
    assert f'<a href="{PLENARY}/delegation"' in visitor(code).html(f"{PLENARY}")


# ---------------------------------------------------------------- briefing


@pytest.mark.parametrize("code", ["XTV", "XSE", "SECRETARIAT"])
def test_the_briefing_has_the_parts_and_acts_of_the_record(code: str) -> None:
    told = visitor(code).twin(f"{PLENARY}/briefing")
    here = forum("exercise", "plenary")
    seat = code if code in here.seats else None
    expected = brief(here, told["at"]["utc"], seat, ("",))
    assert len(told["parts"]) == len(expected)
    for part, one in zip(told["parts"], expected, strict=True):
        assert [line["act"] for line in part["lines"]] == [line.act for line in one.lines]
        assert all(
            line["log"].endswith(f"#act-{line['act']}") for line in part["lines"] if line["log"]
        )


def test_the_briefing_of_who_came_later_says_what_is_not_known() -> None:
    late, here = reader(LATE)
    told = late.twin(f"{here}/briefing")
    lines = [line["told"] for part in told["parts"] for line in part["lines"]]
    assert "Who presides is not known here." in lines
    assert not [line for line in lines if line.startswith("It is a dialogue")]
    empty = [part["none"] for part in told["parts"] if not part["lines"]]
    assert empty
    assert "Nothing is entered." not in empty


def test_the_briefing_of_compiled_talks_tells_entries_and_no_empty_parts() -> None:
    told = visitor().twin("/forums/six-party-talks/plenary/briefing")
    assert all(part["lines"] for part in told["parts"])
    acts = [line["act"] for line in told["parts"][-2]["lines"]]
    assert set(acts) <= {one.number for one in forum("replay", "plenary").entries.values()}


# ---------------------------------------------------------------- how it came about


def test_the_forum_rose_by_its_own_decision_and_took_over_from_another() -> None:
    told = visitor("XTV").twin(f"{PLENARY}/history")
    assert [(one["level"], one["reached"]) for one in told["levels"]] == [
        ("dialogue", True), ("political-commitments", True), ("organisation", False),
    ]  # fmt: skip
    raised = proposal("To raise the forum to political commitments").id
    assert told["levels"][1]["decision"]["object"] == raised
    (entry,) = told["entries"]
    assert entry["there"]["title"] == "Contact Meeting of the Veyra Sea"
    assert [one["sort"] for one in entry["things"]] == ["seat", "term"]
    held = forum("exercise", "plenary").takeovers.values()
    dropped = {one.id for one in held if one.stage is TakeOverStage.DROPPED}
    assert dropped
    assert {one["object"] for one in told["given_up"]} == dropped


def test_a_forum_that_ended_says_which_comes_after_it() -> None:
    told = visitor("XTV").twin("/forums/exercise/before-plenary/history")
    assert told["ended"] is True
    assert told["entries"][0]["there"]["title"] == "Dialogue of the Veyra Sea"


def test_how_formal_it_is_now_is_not_known_to_who_came_later() -> None:
    late, here = reader(LATE)
    told = late.twin(f"{here}/history")
    assert told["level"] is None
    assert {one["reached"] for one in told["levels"]} == {None}


def test_no_act_of_the_real_states_is_invented() -> None:
    told = visitor().twin("/forums/six-party-talks/plenary/history")
    assert told["compiled"] is True
    assert told["told"] is None
    assert [one["level"] for one in told["levels"]] == ["political-commitments"]
