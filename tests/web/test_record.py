"""The record of a circle in a browser: log, file, head; and who can read it, and why."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from tests.demonstration.golden_files import forum, kept
from tests.web.stage import EARLY, early, latecomer, made, visitor

from dipoli.forum.line import read_line
from dipoli.record.act import read_entry
from dipoli.record.forms import FORMS
from dipoli.record.standing import Standing
from dipoli.secretariat.certify import beginning
from dipoli.secretariat.receive import replay

PLENARY = "/forums/exercise/plenary"


@cache
def standing(room: str = "plenary") -> Standing:
    """Of a golden record."""
    one = next(one for one in kept("exercise") if one.circle == room)
    return replay(beginning(one.origin), one.acts)


@cache
def acts(room: str = "plenary") -> tuple[object, ...]:
    """The entries of a golden record."""
    one = next(one for one in kept("exercise") if one.circle == room)
    return tuple(one.acts)


@cache
def before_it_was_opened() -> Standing:
    """Of the plenary just before what came earlier was opened to XOB."""
    return replay(beginning(early().origin), early().acts)


# ---------------------------------------------------------------- the log


def test_without_a_beginning_the_log_ends_with_the_newest_act() -> None:
    twin = visitor("XTV").twin(f"{PLENARY}/log")
    size = standing().size
    assert [one["number"] for one in twin["rows"]] == list(range(size - 100, size))
    assert twin["later"] is None
    assert twin["earlier"] == f"{PLENARY}/log?from={size - 200}"


def test_the_pages_of_the_log_tell_every_act_once() -> None:
    seen, page = [], f"{PLENARY}/log?from=0"
    while page:
        twin = visitor("XTV").twin(page)
        seen += [one["number"] for one in twin["rows"]]
        page = twin["later"]
    assert seen == list(range(standing().size))


def test_each_act_stands_under_its_author_time_and_name() -> None:
    rows = visitor("XTV").twin(f"{PLENARY}/log?from=100")["rows"]
    for row, stored in zip(rows, acts()[100:200], strict=True):
        envelope = read_entry(stored.entry).envelope  # type: ignore[attr-defined]
        assert row["by"]["code"] == envelope.by
        assert row["time"] == envelope.time
        assert row["act"] == envelope.name.removesuffix("/1")
        assert row["leaf"] is None


def test_leaf_hashes_are_told_when_they_are_asked_for() -> None:
    rows = visitor("XTV").twin(f"{PLENARY}/log?from=100&leaves=yes")["rows"]
    assert [one["leaf"] for one in rows] == [
        standing().leaves[number].hex() for number in range(100, 200)
    ]


@pytest.mark.parametrize("word", ["-1", "x", "99999999", "1,2", "1" * 40, "٣"])
def test_a_number_that_the_record_has_not_leads_nowhere(word: str) -> None:
    assert visitor("XTV").get(f"{PLENARY}/log?from={word}").status_code == 404
    assert visitor("XTV").get(f"{PLENARY}/log.txt?from={word}").status_code == 404


def test_the_lines_of_the_log_can_be_read_again_and_give_the_same_acts() -> None:
    for row in visitor("XTV").twin(f"{PLENARY}/log?from=200")["rows"]:
        if row["line"] is not None:
            act = read_line(row["line"], number=row["number"])
            assert (act.by, act.name.removesuffix("/1")) == (row["by"]["code"], row["act"])
            assert act.time == row["time"]


def test_who_came_later_is_told_of_earlier_acts_by_their_name_alone() -> None:
    held = before_it_was_opened()
    since = held.seats["XOB"].since
    rows = latecomer().twin(f"/forums/{EARLY}/plenary/log?from={since - 100}")["rows"]
    hidden = [one for one in rows if one["number"] < since]
    assert hidden
    for row in hidden:
        if held.names[row["number"]] in FORMS:
            continue
        assert row["state"] in {"not open to you", "says nothing beside its name"}
        if row["state"] == "not open to you" and row["line"]:
            assert row["line"].endswith("[not at hand]")
            assert '"' not in row["line"]
    assert "not open to you" in {row["state"] for row in hidden}


def test_what_was_opened_to_who_came_later_is_read_like_any_other_act() -> None:
    since = standing().seats["XOB"].since
    spans = [one for one in standing().opened if one.to == "XOB"]
    assert any(one.start < since for one in spans)
    mine = visitor("XOB").twin(f"{PLENARY}/log?from={since - 100}")["rows"]
    theirs = visitor("XTV").twin(f"{PLENARY}/log?from={since - 100}")["rows"]
    for one, other in zip(mine, theirs, strict=True):
        if any(span.start <= one["number"] < span.until for span in spans):
            assert one["state"] == other["state"] != "not open to you"


def test_no_word_of_a_body_that_is_not_open_is_in_any_page_of_the_log() -> None:
    since, compared = before_it_was_opened().seats["XOB"].since, 0
    for page in range(0, since, 100):
        mine = latecomer().twin(f"/forums/{EARLY}/plenary/log?from={page}")["rows"]
        theirs = visitor("XTV").twin(f"{PLENARY}/log?from={page}")["rows"]
        for hidden, open_ in zip(mine, theirs, strict=False):  # the earlier record may end before
            if hidden["number"] >= since or hidden["state"] != "not open to you":
                continue
            compared += 1
            assert hidden["number"] == open_["number"]
            spoken = re.findall(r'"((?:[^"\\]|\\.)*)"', open_["line"] or "")
            assert not any(words in (hidden["line"] or "") for words in spoken if len(words) > 3)
            assert hidden["by"] == {"code": open_["by"]["code"], "name": hidden["by"]["name"]}
    assert compared


def test_the_log_as_a_file_is_plain_text_with_its_marks_first() -> None:
    answer = visitor("XTV").get(f"{PLENARY}/log.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    lines = answer.content.decode().splitlines()
    assert lines[0] == "# EXERCISE: every state in it is invented."
    told = [one for one in lines if not one.startswith("#")]
    rows = [one for one in _all_rows() if one["line"] is not None and not one["void"]]
    assert told == [one["line"] for one in rows]
    replayed = visitor().get("/forums/six-party-talks/plenary/log.txt").content.decode()
    assert replayed.startswith("# COMPILED: ")


@cache
def _all_rows() -> tuple[dict[str, object], ...]:
    rows, page = [], f"{PLENARY}/log?from=0"
    while page:
        twin = visitor("XTV").twin(page)
        rows += twin["rows"]
        page = twin["later"]
    return tuple(rows)


def test_the_file_of_another_circle_answers_like_what_does_not_exist() -> None:
    here = visitor("XTV").get("/forums/exercise/offices-xks/log.txt")
    there = visitor("XTV").get("/forums/exercise/nowhere/log.txt")
    assert here.status_code == there.status_code == 404
    assert here.content == there.content


def test_an_act_that_is_out_of_order_is_marked_and_stands_behind_a_hash_in_the_file() -> None:
    from dipoli.web.asked import Asked  # noqa: PLC0415 - Django is asked after its settings
    from dipoli.web.pages.record import log, log_file  # noqa: PLC0415 - the same
    from dipoli.web.reader import Reader  # noqa: PLC0415 - the same

    room = made().halls["exercise"].plenary
    read = room.by("XTV")
    last = read.standing.size - 1
    asked = Asked(
        site=made(),
        reader=Reader(code="XTV", hall="exercise"),
        now="2032-01-01T00:00:00Z",
        words={},
        query={},
        hall=made().halls["exercise"],
        room=room,
        read=evolve(read, void=(last,)),
    )
    rows = log(asked).twin["rows"]
    assert [row["number"] for row in rows if row["void"]] == [last]
    lines = log_file(asked).twin["lines"]
    assert f"# act {last} is out of order under the charter, and without effect:" in lines
    assert lines[-1] == f"# {rows[-1]['line']}"


def test_what_a_compiler_noted_is_told_as_its_own_and_as_no_act_of_a_state() -> None:
    rows = visitor().twin("/forums/six-party-talks/plenary/log")["rows"]
    assert {one["by"]["name"] for one in rows} == {"the compiler"}


def test_no_real_state_is_told_to_sit_or_to_take_part_in_a_compiled_record() -> None:
    room = "/forums/six-party-talks/plenary"
    readers, archive = visitor().twin(f"{room}/who-can-read"), visitor().twin(f"{room}/archive")
    assert (readers["seats"], readers["left"], readers["paper"]) == ([], [], [])
    assert (archive["seats"], archive["paper"]) == (None, None)
    for page in ("who-can-read", "archive"):
        assert "on paper" not in visitor().html(f"{room}/{page}").partition("What else it could")[0]


# ---------------------------------------------------------------- archive


def test_the_archive_tells_the_head_as_the_tree_has_it() -> None:
    twin = visitor("XTV").twin(f"{PLENARY}/archive")
    assert twin["size"] == standing().size
    assert twin["root"] == standing().root.hex()
    assert twin["checkpoint"].splitlines()[:2] == [standing().origin, str(standing().size)]


def test_a_head_without_witnesses_is_provisional_and_the_page_says_why() -> None:
    assert not standing().witness_keys()
    twin = visitor("XTV").twin(f"{PLENARY}/archive")
    assert (twin["official"], twin["needed"], twin["cosigned"]) == (False, None, [])
    html = visitor("XTV").html(f"{PLENARY}/archive")
    assert "no head can be official" in html
    assert "dipoli verify" in html
    assert "verify_record.py" in html


def test_the_checkpoint_is_given_out_byte_for_byte() -> None:
    one = next(one for one in kept("exercise") if one.circle == "plenary")
    answer = visitor("XTV").get(f"{PLENARY}/checkpoint.txt")
    assert answer.content == one.head
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


# ---------------------------------------------------------------- who can read, and why


def test_each_seat_is_told_with_the_act_from_which_it_reads() -> None:
    twin = visitor("XTV").twin(f"{PLENARY}/who-can-read")
    told = {one["code"]: one["from"] for one in twin["seats"]}
    assert told == {code: standing().seats[code].since for code in standing().seated}
    order = [code for code in forum("exercise", "plenary").order if code in told]
    assert [one["code"] for one in twin["seats"]] == order


def test_a_seat_that_came_later_is_told_by_which_act_it_came() -> None:
    since = standing().seats["XOB"].since
    twin = visitor("XTV").twin(f"{PLENARY}/who-can-read")
    (why,) = [one["why"] for one in twin["seats"] if one["code"] == "XOB"]
    assert f"by act {since}," in why
    assert standing().names[since] == "seat.add/1"


def test_whoever_asks_is_told_why_it_may_read() -> None:
    reasons = {
        visitor("XTV").twin(f"{PLENARY}/who-can-read")["you"],
        visitor("SECRETARIAT").twin(f"{PLENARY}/who-can-read")["you"],
        visitor().twin("/forums/six-party-talks/plenary/who-can-read")["you"],
    }
    assert len(reasons) == 3


def test_what_the_host_could_do_is_told_on_the_page_of_every_circle_and_once_for_all() -> None:
    once = visitor().twin("/what-the-host-sees")
    for room in ("plenary", "economy", "experts"):
        twin = visitor("XTV").twin(f"/forums/exercise/{room}/who-can-read")
        for key in ("sees", "hidden", "powers"):
            assert twin[key] == once[key]


def test_every_proof_that_the_page_names_was_played_against_a_bad_host() -> None:
    page = Path(__file__).parents[2] / "docs" / "explanation" / "bad-hosts.md"
    played = set(re.findall(r"proof `([a-z-]+)`", page.read_text(encoding="utf-8")))
    named = {one["proof"] for one in visitor().twin("/what-the-host-sees")["powers"]} - {""}
    assert named <= played
    assert "split-view" in named


def test_what_nothing_prevents_is_said_as_plainly_as_what_is_prevented() -> None:
    stands = {one["stands"] for one in visitor().twin("/what-the-host-sees")["powers"]}
    assert stands == {"prevented", "shows", "not prevented"}
