"""A group builds a case off the record: nobody's name, nothing kept, and out by consent alone."""

from __future__ import annotations

import gc
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.test_forum import at_work, beginning, said
from tests.cli.test_forum_room import announced

from dipoli.analysis.common_case import Draft
from dipoli.analysis.common_range import LEAST_RANGES as RULE
from dipoli.cli import forum_room
from dipoli.cli.forum_room import held_and_wiped, take_out
from dipoli.cli.main import main
from dipoli.cli.room_case import HELP
from dipoli.cli.room_case_typed import PROPOSES
from dipoli.cli.room_desk import LEAST_RANGES, Left, RoomDesk
from dipoli.codec.case_folder import read_case
from dipoli.codec.common_form import SORTS
from dipoli.forum.name_scan import Known, Sort
from dipoli.forum.off_record import OffRecord
from dipoli.forum.room_case import named

__all__ = ["at_work", "beginning"]

LAKE = str(Path(__file__).parents[2] / "cases" / "lake")
PEOPLE = ("N. Holm", "O. Quist", "P. Vartan", "R. Sund", "T. Ekholt")
WORKS = "A works that all pay for"
SLIPS = tuple(f"{party} w-clean - - - {low}-{high}" for party in ("XAL", "XBE", "XCE", "XDO")
              for low, high in ((13, 57), (29, 61), (8, 83)))  # fmt: skip
BUILT = ("frame", LAKE, "option", "w-clean", WORKS, "range", *SLIPS, ".", "join")
AGREED = ("title", "A case on the lake", "ask", "no", "read", "A. Clerk", "B. Clerk", "no", "leave")
PART = OffRecord(
    id="Q1", title="x", meeting="M1", facilitator="XAL", opens="", until="2031-05-02T17:00:00Z",
    number=1,
)  # fmt: skip


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no folder of a name that is typed is there already."""
    monkeypatch.chdir(tmp_path)


def room(*typed: str, people: Sequence[str] = PEOPLE) -> tuple[Left | None, list[str], RoomDesk]:
    """What leaves a room in which this is typed, what was shown, and the desk."""
    lines, out = iter((str(len(people)), *people, ".", *typed)), list[str]()
    desk = RoomDesk(
        ask=lambda _prompt: next(lines, None),
        tell=out.append,
        known=(Known(name="Corvia", sort=Sort.PARTY), Known(name="XAL", sort=Sort.CODE)),
        least=5,
        is_over=lambda: False,
    )
    return desk.hold(), out, desk


def told(*typed: str) -> list[str]:
    return room(*typed)[1]


# ---------------------------------------------------------------- the group of five


def test_a_group_of_five_builds_a_case_sees_what_it_means_and_lets_its_text_leave(
    tmp_path: Path,
) -> None:
    """Two give ranges: nothing shows. A third does: an envelope. Then the case leaves, once."""
    out = tmp_path / "out"
    few = ("frame", LAKE, "option", "w-clean", WORKS, "range", *SLIPS[:2], ".", "join", "ground")
    rest = ("range", *SLIPS[2:], ".", "join", "ground")
    left, shown, _desk = room(*few, *rest, "carry", str(out), *AGREED)
    assert left is not None
    assert left.case is not None
    head = "An exercise: the waters of Lake Orvanna. An exercise"
    _frame, first, second = (n for n, one in enumerate(shown) if one.startswith(head))
    assert "XAL: 8 to 83" not in shown[first]
    assert "XAL on w-clean, option 3: unknown, with fewer than 3 ranges." in shown[first]
    assert shown[first + 1].startswith("The case is not whole:")
    assert "XAL: 8 to 83" in shown[second]
    assert "Nothing is open." in shown[second]
    assert "at its generous end" in shown[second + 1].replace("\n", " ").replace("  ", " ")
    take_out(left, PART, lambda _prompt: None)
    assert named(left.words) == left.case.digest == read_case(out).digest
    dates = {path.stat().st_mtime % 86400 for path in [out, *out.rglob("*")]}
    assert dates == {0}
    assert "An exercise: states, figures and events are invented." in shown[second]
    everything = "".join(path.read_text("utf-8") for path in out.rglob("*.yaml"))
    assert not [name for name in PEOPLE if name.split()[1] in everything]


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False))
def test_other_people_in_another_order_see_the_same_and_leave_the_same(
    rng: random.Random,
) -> None:
    """Names are given anew and mixed, slips and proposals come in another order."""
    names = [f"{chr(65 + n)}. {''.join(rng.choices('bdklmnrst', k=8))}ov" for n in range(5)]
    more = [("option", "f-boats", "A court hears it"), ("option", "w-clean", WORKS)]
    everyone = [f"{party} f-boats - - - {n}-{n + 40}" for party in ("XAL", "XBE", "XCE", "XDO")
                for n in (7, 19, 31)]  # fmt: skip
    slips = [*SLIPS, *everyone]

    def seen(people: Sequence[str], pairs: Sequence[Sequence[str]], given: Sequence[str]) -> object:
        said = ("range", *given, ".", "list", "join", "papers", "carry", "nowhere", *AGREED)
        typed = [word for pair in pairs for word in pair]
        left, shown, _desk = room("frame", LAKE, *typed, *said, people=people)
        assert left is not None
        return left, sorted(shown[: shown.index("Taken.")]), shown[shown.index("Taken.") :]

    first = seen(PEOPLE, more, slips)
    mixed = seen(rng.sample(names, 5), rng.sample(more, 2), rng.sample(slips, len(slips)))
    assert mixed == first


def test_what_one_or_two_gave_shows_nowhere() -> None:
    begun = ("frame", LAKE, "range")
    after = (".", "join", "case", "list", "papers", "ground")
    none = [one for one in told(*begun, *after) if "enumeration" not in one]
    for slips in (["XAL w-clean 1-2 3-4 5-6"], ["XBE w-clean 1-2 - -", "XBE w-clean 9-9 - -"]):
        some = [one for one in told(*begun, *slips, *after) if "enumeration" not in one]
        assert [one for one in some if one != "Taken."] == none


def test_ranges_are_typed_unseen_and_no_word_of_them_is_shown() -> None:
    asked: list[str] = []
    hidden = iter([*SLIPS[:3], "XAL w-clean 71-3 - - -", "QQ w-none 77-78", "XAL", "."])
    lines = iter(["5", ".", "frame", LAKE, "option", "w-clean", WORKS, "range", "list", "drop"])
    desk = RoomDesk(
        ask=lambda _prompt: next(lines, None), hide=lambda _prompt: next(hidden, None),
        tell=asked.append, known=(), least=5, is_over=lambda: False,
    )  # fmt: skip
    assert desk.hold() is None
    assert asked.count("Taken.") == 3
    not_taken = "A line was not taken. Hold it against `case`, and type it again."
    assert asked.count(not_taken) == 3
    assert not [one for one in asked for slip in ("57", "71", "77", "QQ") if slip in one]


# ---------------------------------------------------------------- leaving


@pytest.mark.parametrize(
    "typed",
    [
        (*BUILT, "carry", "out", *AGREED[:2], "ask", "yes", *AGREED[4:]),
        (*BUILT, "carry", "out", *AGREED[:2], *AGREED[4:]),
        (*BUILT, "carry", "out", *AGREED[:-1], "drop"),
        (*BUILT, "carry", "out", *AGREED[:-1]),
        (*BUILT, "carry", "out", *AGREED[:-1], "option", "f-boats", "Other", "leave"),
        (*BUILT, "carry", "out", *AGREED[:-1], "range", *SLIPS, ".", "leave"),
        ("frame", LAKE, "option", "w-clean", WORKS, "carry", "out", *AGREED),
        (*BUILT, "carry", "", *AGREED),
        ("carry", "out", *AGREED),
    ],
)
def test_without_consent_to_the_very_papers_nothing_leaves(typed: Sequence[str]) -> None:
    assert room(*typed)[0] is None


def test_few_people_let_nothing_leave() -> None:
    typed = (*BUILT, "carry", "out", *AGREED)
    assert room(*typed)[0] is not None
    assert room(*typed, people=PEOPLE[:4])[0] is None


def test_a_text_that_does_not_name_the_case_leaves_alone() -> None:
    text = ("text", "They call weekly.", ".")
    left, _shown, _desk = room(*BUILT, "carry", "out", *text, *AGREED)
    assert left is not None
    assert (left.words, left.case, left.folder) == ("They call weekly.", None, None)
    left, _shown, _desk = room(*text, *BUILT, "carry", "out", *AGREED)
    assert left is not None
    assert left.words.startswith("1. They call weekly.\n2. The case that the group built")
    assert left.case is not None


def test_a_text_that_names_papers_by_hand_takes_none_out() -> None:
    digest = "0" * 64
    sentence = (
        f"The case that the group built leaves with this text. Digest of its papers: {digest}."
    )
    assert room("text", sentence, ".", *AGREED)[0] is None
    assert room(*BUILT, "text", sentence, ".", *AGREED)[0] is None
    assert room(*BUILT, "carry", "out", "text", sentence, ".", *AGREED)[0] is None


def test_a_change_of_the_case_takes_its_name_out_of_the_text() -> None:
    left, shown, desk = room(*BUILT, "carry", "out", "option", "f-boats", "Other", "show", "drop")
    assert left is None
    assert "The case is another now, and the text no longer names it." in shown
    assert named(desk.room.words) is None
    again = (*BUILT, "carry", "out", *AGREED[:-1], "range", *SLIPS, ".", "join", "carry", "out")
    assert room(*again, *AGREED)[0] is not None


def test_a_name_of_somebody_in_a_proposal_keeps_the_case_in() -> None:
    named_one = ("option", "w-clean", "What Ekholt wants; see 10:30")
    slips = [one.replace(" - - - ", " - - - 1-9 ") for one in SLIPS]
    typed = ("frame", LAKE, "option", "w-clean", WORKS, *named_one, "range", *slips, ".", "join")
    left, shown, _desk = room(*typed, "carry", "out", *AGREED)
    assert left is None
    assert "in the case: Ekholt (known as T. Ekholt)" in shown
    assert "look at, in the case: 10:30 (a clock time)" in shown


def test_papers_that_cannot_be_written_stay_in_memory_until_they_can_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full, free = tmp_path / "full", tmp_path / "free"
    left, _shown, _desk = room(*BUILT, "carry", str(full), *AGREED)
    assert left is not None
    full.mkdir()
    (full / "other.txt").write_text("x", encoding="utf-8")
    answers = iter(["", "no\0folder", str(free)])
    take_out(left, PART, lambda _prompt: next(answers, None))
    assert "something stands there" in capsys.readouterr().err
    assert left.case is not None
    assert read_case(free).digest == left.case.digest
    with pytest.raises(Exception, match="not written, and nothing is entered"):
        take_out(left, PART, lambda _prompt: None)


def test_a_folder_that_is_taken_is_told_before_the_group_is_asked(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x", encoding="utf-8")
    left, shown, _desk = room(*BUILT, "carry", str(tmp_path), *AGREED)
    assert left is None
    assert "Something stands there. Name a folder that is new or empty." in shown


# ---------------------------------------------------------------- typing


def test_an_issue_a_red_line_and_points_are_proposed_and_taken_out() -> None:
    issue = ("issue", "g-shore", "measure", "w-level", "who reads  the level ?", "the gauge",
             "Each shore", "A common crew", ".", "-")  # fmt: skip
    line = ("line", "XCE", "w-level=1 w-dam=2", "soft", "not both", "-")
    shares = ("shares", "XAL", "w-level=0")
    shown = told("frame", LAKE, *issue, *line, *shares, "list", "out", "2", "list", "out", "9")
    first = "issue w-level: Who reads the level? 0 Each shore; 1 A common crew"
    second = "soft red line of XCE: w-dam: A lower dam and w-level: A common crew (Not both)"
    assert f"1  {first}\n2  {second}\n3  shares of XAL: w-level 0" in shown
    assert f"1  {first}\n2  shares of XAL: w-level 0" in shown
    assert "There is no proposal of this number. Nothing was taken out." in shown


LINKS = (
    ("requirement", "w-dam=1", "t-data=1,2", "technical", "It is read"),
    ("exclusion", "w-dam=2 f-boats=2", "No room"),
    ("synergy", "XBE", "w-dam=1 f-boats=1", "-120", "It costs more"),
    ("consent", "f-boats=1,2", "XBE-ASSEMBLY XAL", "political", "They ask"),
    ("subject", "w-dam f-boats", "XAL:w-dam XCE:f-boats", "XCE:w-dam=1", "Both"),
    ("source", "s-pact", "primary", "The pact", "2031-04", "LO/7", "read", "-"),
    ("step", "st-look", "water", "A look", "XAL XBE", "t-data=1", "2", "0", "-", "XAL>XBE=1", "50",
     "XBE=3", "50", "-", "st-crews", "XBE-ASSEMBLY", "yes", "exchange"),
)  # fmt: skip


def test_links_steps_and_sources_are_proposed_and_taken_out() -> None:
    assert frozenset(SORTS) == PROPOSES
    line = ("line", "XCE", "w-dam=2", "soft", "no", "s-pact")
    shown = told("frame", LAKE, *chain.from_iterable(LINKS), *line, "list", "papers")
    wanted = [
        "1  consent of XAL, XBE-ASSEMBLY: f-boats: ",
        "2  exclusion: not f-boats: ",
        "3  soft red line of XCE: w-dam: A lower dam (No) [s-pact]",
        "4  requirement: w-dam: ",
        "5  source s-pact: The pact, 2031-04, LO/7 (primary, read)",
        "6  step st-look in water: A look, by XAL, XBE; brings t-data: ",
        "7  subject of f-boats, w-dam: stakes of XAL in w-dam; XCE in f-boats; XCE is made up to",
        "8  synergy: -120 points to XBE when f-boats: ",
    ]
    rows = next(one for one in shown if one.startswith("1  consent")).split("\n")
    assert all(row.startswith(told) for row, told in zip(rows, wanted, strict=True)), rows
    assert [one for one in shown if one.startswith("--- steps.yaml") and "st-look" in one]
    out = told("frame", LAKE, *LINKS[1], "out", "1", "list")
    assert out[-1] == "Nothing is proposed."


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("case",), "There is no case yet. Begin with `frame`."),
        (("frame", "no-such-folder"), "no-such-folder"),
        (("frame", "no\0folder"), "null byte"),
        (("frame", LAKE, "carry", "no\0folder"), "Something stands there"),
        (("frame", LAKE, "carry", "n" * 5000), "Something stands there"),
        (("frame", LAKE, "carry", f"{LAKE}/case.yaml"), "Something stands there"),
        (("frame", LAKE, "frame", "no"), "The case is as it was."),
        (
            ("frame", LAKE, "issue", "g-shore", "wish", "w", "q", "d", "A", "B", ".", "-"),
            "Kind: it is not",
        ),
        (
            ("frame", LAKE, "issue", "g-x", "norm", "w", "q", "d", "A", "B", ".", "-"),
            "Group: it is not",
        ),
        (
            ("frame", LAKE, "issue", "g-shore", "norm", "w", "", "d", "A", ".", "-"),
            "Question: nothing",
        ),
        (("frame", LAKE, "option", "w-dam", "  "), "Option: nothing is said"),
        (("frame", LAKE, "option", "w-dim", "Other"), "Issue: it is not written"),
        (("frame", LAKE, "shares", "XAL", "w-dam"), "Points: it is not"),
        (("frame", LAKE, "shares", "XAL", "w-dam=1 w-dam=2"), "Points: it is not"),
        (("frame", LAKE, "shares", "XAL", "w-dam=99", "papers", "ground"), "does not fit together"),
        (("frame", LAKE, "line", "XAL", "w-dam=7", "hard", "x", "-"), "w-dam has no option 7"),
        (("frame", LAKE, "line", "XAL", "w-dam", "hard", "x", "-"), "all of these hold: it is not"),
        (("frame", LAKE, "line", "XAL", "w-dam=1", "firm", "x", "-"), "Firmness: it is not"),
        (("frame", LAKE, "out", "x"), "no proposal of this number"),
    ],
)
def test_what_cannot_be_done_is_told_and_the_room_goes_on(typed: Sequence[str], why: str) -> None:
    shown = told(*typed, "build", "drop")
    assert any(why in one for one in shown)
    assert "\n".join(HELP) in shown


def test_assumptions_that_clash_are_told_on_request_alone() -> None:
    hard = ("line", "XAL", "w-dam=1", "hard", "x", "", "line", "XAL", "w-dam=2", "hard", "y", "")
    shown = told("frame", LAKE, *hard, "ground", "clash")
    assert ["clash" in one.lower() for one in shown[-2:]] == [False, True]


@pytest.mark.parametrize("few", ["2", "-3", "three", "1001", "9" * 5000])
def test_the_threshold_is_the_rule_and_never_less(
    few: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert LEAST_RANGES == RULE
    with pytest.raises(SystemExit):
        main(["forum", "room", "office", "Q1", "--name", "R1", "--ranges", few])
    assert "a whole number from 3 to 1000" in capsys.readouterr().err


def test_computing_that_is_stopped_leaves_the_room_and_other_stops_end_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*_words: object, **_more: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("dipoli.cli.room_case.computed", stopped)
    assert "Stopped. The case is as it was." in told("frame", LAKE, "ground")
    monkeypatch.setattr("dipoli.cli.room_case.case_lines", stopped)
    with pytest.raises(KeyboardInterrupt):
        room("frame", LAKE, "case")


# ---------------------------------------------------------------- nothing is left


def drafts() -> int:
    gc.collect()
    return sum(type(one) is Draft for one in gc.get_objects())


@pytest.mark.parametrize("end", ["drop", "break"])
def test_when_the_room_closes_the_memory_lets_go_of_the_case(
    end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forum_room, "_wipe", lambda: None)
    before, within = drafts(), list[int]()

    def lines() -> Iterator[str]:
        yield from ("5", *PEOPLE, ".", *BUILT)
        within.append(drafts())
        if end == "break":
            raise KeyboardInterrupt
        yield "drop"

    typed = lines()
    desk = RoomDesk(
        ask=lambda _prompt: next(typed, None), tell=lambda _told: None,
        known=(), least=5, is_over=lambda: False,
    )  # fmt: skip
    try:
        assert held_and_wiped(desk) is None
    except KeyboardInterrupt:
        assert end == "break"
    assert within[0] > before
    assert drafts() == before
    assert desk.case.draft is None
    assert (desk.room.words, desk.known, desk.here) == ("", (), frozenset())


# ---------------------------------------------------------------- the program, and the disk

MARKS = ("13-57", "Holm", "Sund", "carp ponds", "gauge keeper", WORKS)
"""Of a slip, people, a proposal that was taken out, a text that was, and of what leaves."""


def found_in(folder: Path) -> set[str]:
    """Marks that stand in a file below a folder, or in a name of one."""
    data = [(str(one), one.read_bytes()) for one in folder.rglob("*") if one.is_file()]
    return {mark for mark in MARKS for name, held in data if mark.encode() in held or mark in name}


def of_process(number: int) -> str:
    """Words, surroundings and open files of a process, as the system tells them."""
    place = Path(f"/proc/{number}")
    told = [
        (place / name).read_bytes().decode("utf-8", "replace") for name in ("cmdline", "environ")
    ]
    opened = [str(one.readlink()) for one in (place / "fd").iterdir()]
    assert not [one for one in opened if "(deleted)" in one]
    return "\n".join([*told, *opened])


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize("leaves", [True, False])
def test_while_it_runs_and_after_nothing_is_on_the_disk_but_what_leaves_by_consent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, leaves: bool
) -> None:
    announced(seconds=9, since=1)
    home = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    command = [sys.executable, "-m", "dipoli.cli.main", "forum", "room", "office", "Q1",
               "--name", "R1"]  # fmt: skip
    room = subprocess.Popen(  # noqa: S603 - our own program
        command, env={**os.environ, **home}, text=True, encoding="utf-8",
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert room.stdin is not None
    assert room.stderr is not None
    first = ("text", "The gauge keeper calls.", ".", *BUILT[:5], "option", "f-boats", "carp ponds",
             "out", "1", *BUILT[5:], "ground")  # fmt: skip
    room.stdin.write("\n".join(["5", *PEOPLE, ".", *first, "build", ""]))
    room.stdin.flush()
    shown = ""
    while "frame  take the folder" not in shown:
        line = room.stderr.readline()
        assert line, shown
        shown += line
    assert "XAL: 8 to 83" in shown
    assert found_in(tmp_path) == set()
    assert not [mark for mark in MARKS if mark in of_process(room.pid)]
    end = ("text", ".", "carry", "out", *AGREED) if leaves else ("drop",)
    out, err = room.communicate("\n".join([*end, ""]), timeout=60)
    assert room.returncode == 0, err
    assert found_in(tmp_path) == ({WORKS} if leaves else set())
    if not leaves:
        assert "room.close Q1" in out
        assert not Path("out").exists()
        return
    status = json.loads(said(capsys, "hand-up", "office", "status", "R1", "--json"))
    assert named(status["words"]) == read_case(Path("out")).digest
    assert f"in out. Their digest: {named(status['words'])}." in err
    assert main(["check", "out", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["digest"] == named(status["words"])
