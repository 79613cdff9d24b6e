"""``dipoli forum room`` and ``hand-up``: one text leaves a part, and what becomes of it is told."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.test_forum import MARK, SCHEMAS, at_work, beginning, run, said

from dipoli.cli import forum_room
from dipoli.cli.forum_room import act_line
from dipoli.cli.node_desk import now
from dipoli.cli.room_desk import HELP, Left, RoomDesk
from dipoli.forum.name_scan import Known, Sort
from dipoli.forum.off_record import OffRecord
from dipoli.forum.room import FILE_BYTES
from dipoli.record.shape import write_time

__all__ = ["at_work", "beginning"]

TITLE = ("title", "Calls")
TEXT = (*TITLE, "text", "The coastguards  call each other weekly!!", ".", "ask", "no")
READ = ("read", "A. Clerk", "B. Clerk", "no")
TYPED = ("7", "N. Holm", ".", *TEXT, *READ, "leave")
ENTERED = "The coastguards call each other weekly."


def told(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    """What the command prints as JSON, held against its schema."""
    answer: dict[str, Any] = json.loads(said(capsys, "hand-up", *words, "--json"))
    schema = json.loads((SCHEMAS / "forum-hand-up.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(answer)
    return answer


# ---------------------------------------------------------------- the desk of a room


def desk(*typed: str, over_after: int = 1000) -> tuple[Left | None, list[str]]:
    """What leaves a room in which this is typed, and what the facilitator was told."""
    lines, out, words = iter(typed), list[str](), [0]

    def over() -> bool:
        words[0] += 1
        return words[0] > over_after

    room = RoomDesk(
        ask=lambda _prompt: next(lines, None),
        tell=out.append,
        known=(Known(name="Corvia", sort=Sort.PARTY),),
        least=5,
        is_over=over,
    )
    return room.hold(), out


def test_a_text_leaves_plain_with_its_title_and_two_readers() -> None:
    left, _out = desk(*TYPED)
    assert left == Left(words=ENTERED, title="Calls", persons=("A. Clerk", "B. Clerk"), stand=())


@pytest.mark.parametrize(
    "typed",
    [
        ("4", ".", *TEXT, *READ, "leave"),
        ("7", ".", *TEXT[:5], *READ, "leave"),
        ("7", ".", *TEXT[:6], "yes", *READ, "leave"),
        ("7", ".", *TEXT[:6], "", *READ, "leave"),
        ("7", ".", *TEXT, "leave"),
        ("7", ".", *TEXT[2:], *READ, "leave"),
        ("7", ".", *TEXT, *READ[:2], "a. clerk", "no", "leave"),
        ("7", ".", *TEXT, *READ[:2], "", "no", "leave"),
        ("7", ".", *TEXT, *READ[:3], "yes", "leave"),
        ("7", ".", *TEXT, *READ, "text", "Other words", ".", "leave"),
        ("7", ".", *TEXT, *READ, "text", "Other words", ".", "ask", "no", "leave"),
        ("7", ".", *TEXT, *READ, "title", "Other", "leave"),
        ("7", ".", *TEXT, "title", "Other", *READ, "leave"),
        ("7", ".", *TEXT, *TITLE, *READ, "leave"),
        ("77777", ".", *TEXT, *READ, "leave"),
        ("9" * 5000, ".", *TEXT, *READ, "leave"),
        (*TYPED[:-1], "drop"),
        TYPED[:-1],
        ("7",),
        (),
    ],
)
def test_nothing_leaves_without_consent_two_readers_a_title_and_enough_people(
    typed: Sequence[str],
) -> None:
    assert desk(*typed)[0] is None


def test_what_is_not_let_leave_before_the_end_is_dropped() -> None:
    left, out = desk(*TYPED, over_after=4)
    assert left is None
    assert out[-1].startswith("The part is over.")


def test_what_is_asked_to_leave_as_the_end_comes_is_dropped() -> None:
    """The part ends while the last word is typed."""
    left, out = desk(*TYPED, over_after=9)
    assert left is None
    assert out[-1].startswith("The part is over.")


def test_a_title_that_changes_after_consent_is_asked_about_anew() -> None:
    anew = ("title", "Weekly calls", "ask", "no")
    left, _out = desk("7", "N. Holm", ".", *TEXT, *anew, *READ, "leave")
    assert left is not None
    assert (left.title, left.words) == ("Weekly calls", ENTERED)


def test_what_is_typed_is_wiped_also_when_the_room_is_broken_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Foreign:
        """Gives bytes of another encoding once, and is then broken off."""

        asked = 0

        def readline(self) -> str:
            self.asked += 1
            if self.asked == 1:
                return b"\xff".decode("utf-8")
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Foreign())
    assert forum_room.typed("How many? ") == ""
    wiped: list[bool] = []
    monkeypatch.setattr(forum_room, "_wipe", lambda: wiped.append(True))
    held = RoomDesk(
        ask=forum_room.typed, tell=lambda _: None, known=(), least=5, is_over=lambda: False
    )
    with pytest.raises(KeyboardInterrupt):
        forum_room.held_and_wiped(held)
    assert wiped == [True]


@pytest.mark.parametrize("reader", ["N. Holm", "n.  HOLM", "Holm, N."])
def test_nobody_who_is_in_the_room_stands_in_the_record_as_its_reader(reader: str) -> None:
    read = ("read", "A. Clerk", reader, "no")
    left, out = desk("7", "N. Holm", ".", *TEXT, *read, "leave")
    assert left is None
    assert "It is read by two who take no part in it." in out


def test_names_of_those_who_are_there_do_not_leave_and_parties_by_name_alone() -> None:
    named = (*TITLE, "text", "As Holm says, Corvian ships call.", ".", "ask", "no")
    left, out = desk("7", "N. Holm", ".", *named, *READ, "leave")
    assert left is None
    assert "person: Holm (known as N. Holm)" in out
    party = (*TITLE, "text", "Corvian ships call at 10:30.", ".", "ask", "no")
    left, out = desk("7", "N. Holm", ".", *party, *READ, "leave")
    assert left is not None
    assert left.stand == ("Corvia",)
    assert "look at: 10:30 (a clock time)" in out


def test_the_facilitator_is_helped_and_asked_again() -> None:
    left, out = desk("many", "7", ".", "what", "SHOW", "ask", "no", "leave", "drop")
    assert left is None
    assert out.count("\n".join(HELP)) == 2
    assert "Nobody objects to this text." in out
    assert any(one.startswith("Nothing leaves: all consent") for one in out)


def test_the_act_is_one_line_whatever_leaves() -> None:
    part = OffRecord(
        id="Q1", title="x", meeting="M1", facilitator="XAL", opens="", until="", number=1
    )
    left = Left(words='One "line".', title="x", persons=("A", "B"), stand=("Corvia",))
    assert act_line(part, "R1", None) == "room.close Q1"
    assert act_line(part, "R1", left) == (
        'hand-up.enter R1 "One \\"line\\"." title="x" source="Q1" persons="A","B" stand="Corvia"'
    )


# ---------------------------------------------------------------- on an office


def announced(seconds: int = 5, since: int = 3) -> str:
    """A part that begins soon, and has begun; when it is over."""
    far = write_time(now() + timedelta(days=30))
    run("forum", "act", "office", f'meeting.invite M1 "Talks" place="A hall" opens={far}')
    opens = now() + timedelta(seconds=since)
    until = opens + timedelta(seconds=seconds)
    line = (
        f'room.announce Q1 "On calls" meeting=M1 facilitator=SECRETARIAT opens={write_time(opens)}'
    )
    run("forum", "act", "office", f"{line} deadline={write_time(until)[:-1]}")
    if since < 600:
        wait_for(write_time(opens))
    return write_time(until + timedelta(seconds=1))


def wait_for(moment: str) -> None:
    """Until a moment has come, which takes some seconds."""
    while write_time(now()) < moment:
        time.sleep(0.1)


def type_in(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))


@pytest.mark.usefixtures("at_work")
def test_a_room_is_run_and_its_text_is_entered_once_the_part_is_over(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    announced()
    before = sorted(path for path in Path().rglob("*") if path.is_file())
    type_in(monkeypatch, *TYPED)
    out = said(capsys, "room", "office", "Q1", "--name", "R1")
    assert MARK in out
    assert "hand-up.enter R1" in out
    after = sorted(path for path in Path().rglob("*") if path.is_file())
    new = [path for path in after if path not in before]
    assert all("static" in path.parts or path.suffix == ".db" for path in new)
    held = b"".join(path.read_bytes() for path in after)
    assert b"Holm" not in held
    assert b"weekly!!" not in held
    status = told(capsys, "office", "status", "R1")
    assert (status["words"], status["people"], status["stage"]) == (ENTERED, None, "handed-up")
    run("forum", "room", "office", "Q1", "--name", "R2", code=2)


@pytest.mark.usefixtures("at_work")
def test_a_room_from_which_nothing_leaves_is_closed_by_one_act(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    announced()
    type_in(monkeypatch, "7", ".", "drop")
    assert "room.close Q1" in said(capsys, "room", "office", "Q1", "--name", "R1")


@pytest.mark.usefixtures("at_work")
def test_the_act_can_be_written_into_a_file_of_one_length_dated_with_the_day(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    over = announced()
    type_in(monkeypatch, *TYPED)
    run("forum", "room", "office", "Q1", "--name", "R1", "--out", "left.txt")
    assert write_time(now()) >= over
    left = Path("left.txt")
    assert (left.stat().st_size, left.stat().st_mtime % 86400) == (FILE_BYTES, 0)
    wait_for(over)
    assert "hand-up.enter R1" in said(capsys, "submit", "office", "left.txt")


@pytest.mark.usefixtures("at_work")
def test_another_than_the_facilitator_runs_no_room_and_nobody_before_it_begins(
    capsys: pytest.CaptureFixture[str],
) -> None:
    announced(since=600)
    run("forum", "room", "office", "Q1", "--name", "R1", code=3)
    assert "Q1 begins at " in capsys.readouterr().err
    run("node", "look", "XAL", "--watch-only")
    run(
        *("forum", "room", "XAL", "Q1", "--name", "R1"),
        *("--passphrase-file", "pw", "--yes"),
        code=3,
    )
    assert "The facilitator of Q1 is SECRETARIAT" in capsys.readouterr().err
    run("forum", "room", "office", "Q7", "--name", "R1", code=2)


# ---------------------------------------------------------------- hand-up


@pytest.mark.usefixtures("at_work")
def test_the_scan_shows_names_and_what_to_look_at(capsys: pytest.CaptureFixture[str]) -> None:
    text = "As XBE and Corvian ships say, I agree."
    out = said(capsys, "hand-up", "office", "scan", "R1", text)
    assert "code: XBE (known as XBE)" in out
    assert "party: Corvian (known as Corvia)" in out
    assert "look at: I (the first person)" in out
    assert "Two persons read the text." in out
    clean = said(capsys, "hand-up", "office", "scan", "R1", "They call.")
    assert "No name that this circle knows was found." in clean


@pytest.mark.usefixtures("at_work")
def test_what_became_of_a_recommendation_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    wait_for(announced(seconds=1))
    words = (ENTERED, "title=Calls", "source=Q1", "persons=A. Clerk,B. Clerk")
    assert "Entered as act" in said(capsys, "hand-up", "office", "enter", "R1", *words)
    out = said(capsys, "hand-up", "office", "status", "R1")
    assert 'R1  "Calls"  handed up' in out
    assert "From Q1, a part off the record; nothing is known of who was in it." in out
    run("forum", "hand-up", "office", "remind", "R1", code=3)
    run("forum", "hand-up", "office", "status", "R7", code=2)
    assert "There is: R1." in capsys.readouterr().err


@pytest.mark.usefixtures("at_work")
def test_the_scan_as_an_object(capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "office", "scan", "R1", "Corvia and I.")
    assert answer["found"] == [{"name": "Corvia", "sort": "party", "words": "Corvia"}]
    assert answer["flags"] == [{"what": "the first person", "words": "I"}]
    run("forum", "hand-up", "office", "scan", "R1", code=2)


@pytest.mark.usefixtures("at_work")
def test_a_room_on_pages_ends_in_the_same_one_act(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    announced(seconds=1, since=1)
    asked: list[tuple[int, int]] = []

    @contextmanager
    def pages(known: Sequence[Known], *words: Any) -> Iterator[Left]:  # noqa: ANN401 - as it is called
        asked.append((len(known), words[1]))
        yield Left(words=ENTERED, title="Calls", persons=("A. Clerk", "B. Clerk"), stand=())

    monkeypatch.setattr(forum_room, "on_pages", pages)
    run("forum", "room", "office", "Q1", "--name", "R1", "--pages", "--ranges", "4")
    assert [ranges for _known, ranges in asked] == [4]
    assert asked[0][0] > 0
    assert told(capsys, "office", "status", "R1")["words"] == ENTERED
