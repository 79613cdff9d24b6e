"""What a newcomer types at ``dipoli forum``, and what is said where it cannot be read or done."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from dipoli.cli import main as cli
from dipoli.cli.forum_words import straight

PARTIES = ("--party", "XAL=Alderan@Asia/Tokyo", "--party", "XBE=Bermark", "--party", "XCO=Corvia")
LETTER = ("--person", "A. Clerk", "--person", "B. Registrar", "--scan", "letter.txt")
ON_PAPER = ("--on-paper", "XAL", "--on-paper", "XBE")


def run(*words: object, code: int = 0) -> None:
    assert cli.main(["forum", *map(str, words)]) == code


def said(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> str:
    """All that a command prints, answer and fault."""
    capsys.readouterr()
    run(*words, code=code)
    printed = capsys.readouterr()
    return printed.out + printed.err


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office by a preset with a lot; two of three parties sit, on paper."""
    folder = tmp_path_factory.mktemp("words")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("letter.txt").write_text("Alderan presents its compliments.\n", encoding="utf-8")
        make = ("make", "office", "--forum", "lake.example/talks", "--circle", "plenary")
        assert cli.main(["office", *make]) == 0
        assert cli.main(["office", "make", "empty", *make[2:]]) == 0
        run("open", "office", *ON_PAPER, "--charter", "northeast-asia-proposed", *PARTIES)
    return folder


@pytest.fixture(autouse=True)
def at_work(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same folder, for one test alone."""
    copytree(begun, tmp_path / "words")
    monkeypatch.chdir(tmp_path / "words")


def letter(line: str) -> tuple[str, ...]:
    """An act of Alderan on paper."""
    return ("act", "office", line, "--paper-of", "XAL", *LETTER)


# ---------------------------------------------------------------- opening


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--charter", "asean"), "or one of: asean-style"),
        (("--charter", "asean-style", "--party", "xal=Alderan"), "xal is no code"),
        (("--charter", "asean-style", "--party", "XAL=Alderan@Tokyo"), "Tokyo is no time zone"),
        (("--charter", "six-party-style", *PARTIES, *ON_PAPER), "--presides CODE"),
        (("--charter", "asean-style", *PARTIES), "Nobody would sit in this circle"),
        (
            ("--charter", "asean-style", "--party", "XAL=Alderan", "--party", "XBE=Alderan"),
            "given more than once: Alderan",
        ),
    ],
)
def test_a_fault_of_the_opening_is_told_before_anything_is_opened(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(capsys, "open", "empty", *words, code=3)
    assert told in out
    assert "Nothing was opened." in out


def test_parties_without_a_place_are_told_what_that_means(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ("--charter", "asean-style", *PARTIES)
    out = said(capsys, "open", "empty", "--on-paper", "XAL", *words)
    assert "without a place in the record yet: Bermark, Corvia." in out
    assert "cannot act until a seat is added" in out
    assert out.count("ASEAN-style") == 1


# ---------------------------------------------------------------- what is typed


def test_all_that_is_missing_is_asked_for_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, *letter('text.table T1 "On the bridge"'), code=2)
    (expected,) = [line for line in out.splitlines() if "expected:" in line]
    assert all(f"{name}=" in expected for name in ("symbol", "kind", "language", "everything"))
    assert "they are missing" in out
    assert 'such as: text.table T1 "..." symbol=' in out


def test_a_fault_shows_the_line_as_it_was_typed_without_a_column(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = said(capsys, *letter('proposal.table P2 "A" purpose=mesure'), code=2)
    assert 'In: proposal.table P2 "A" purpose=mesure\n' in out
    assert "column" not in out


def test_in_a_file_the_column_is_that_of_what_was_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("acts.txt").write_text("# first\nchair.takk\n", encoding="utf-8")
    assert "acts.txt:2 at column 1\n" in said(capsys, "submit", "office", "acts.txt", code=2)


def test_curly_marks_of_a_word_processor_are_read_around_a_value_and_kept_within_one() -> None:
    assert straight("a P1 “First meeting” x=1") == 'a P1 "First meeting" x=1'
    assert straight("a P1 „Erste Sitzung“ x=«Deux mots»") == 'a P1 "Erste Sitzung" x="Deux mots"'
    assert straight('a P1 "the “middle” way"') == 'a P1 "the “middle” way"'
    assert straight("a P1 deadline=+5d") == "a P1 deadline=+120h"
    assert straight('a P1 "in deadline=+5d"') == 'a P1 "in deadline=+5d"'


def test_a_mark_that_an_editor_puts_before_a_file_is_passed_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = 'order.publish "Drawn by lot." use=chair order=XAL,XBE,XCO\n'
    Path("acts.txt").write_text(line, encoding="utf-8-sig")
    assert "Entered as act 1" in said(capsys, "submit", "office", "acts.txt")


def test_what_was_entered_is_told_as_status_tells_it_then(
    capsys: pytest.CaptureFixture[str],
) -> None:
    acts = (
        'order.publish "Drawn by lot." use=chair order=XAL,XBE,XCO',
        'meeting.invite M1 "First" place="Lake House" opens=2090-01-01T10:00',
    )
    Path("acts.txt").write_text("\n".join([*acts, ""]), encoding="utf-8")
    lines = said(capsys, "submit", "office", "acts.txt").splitlines()
    at = [number for number, line in enumerate(lines) if line.startswith("Entered as act")]
    assert lines[at[0] + 1].startswith("  Publish an order of parties")
    told = lines[at[1] + 1 :]
    assert told[0] == '  M1  "First"  meeting, called'
    assert set(told) <= set(said(capsys, "status", "office", "M1").splitlines())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("18.12.2026 chair.take", "a date such as 2026-12-18 10:20"),
        ("2026-12-18 10:20 chair.take", "Line 1: an office enters acts at the present time."),
        ("invite XEL", "write one of member.invite, meeting.invite"),
        ("agenda.propose M1", "acts that begin with agenda: "),
        ("body.open G1", "a body is called by circle.call"),
        ("proposal.tabel P1", "write proposal.table if that is meant"),
        ("member.accept/2 XAL", "write member.accept, without a number of its form"),
        ('order.publish "Lot." use=chair order=XAL, XBE', "without blanks behind the commas"),
        ("order.publish “Lot. use=chair order=XAL", "straight quotation marks"),
    ],
)
def test_what_cannot_be_read_says_how_it_is_written(
    line: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = 3 if line.startswith("2026") else 2
    assert told in said(capsys, "act", "office", line, code=code)


def test_a_text_without_quotation_marks_is_given_back_with_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ("P1", "A", "hot", "line", "purpose=measure", "--paper-of", "XAL", *LETTER)
    out = said(capsys, "propose", "office", *words, code=2)
    assert 'put quotation marks around it: "A hot line"' in out


# ---------------------------------------------------------------- who acts, and about what


def test_an_unknown_seat_is_told_before_anything_else(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("act", "office", "member.attend XZZ", "--paper-of", "XZZ", *LETTER)
    out = said(capsys, *words, code=3)
    assert "No seat here has the code XZZ. Seats: XAL (Alderan)" in out


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        (("--scan", "letter.txt"), "--scan FILE is missing"),
        (("--person", "A. Clerk"), "named: 1. Give --person twice"),
    ],
)
def test_what_a_letter_lacks_is_named(
    left_out: tuple[str, str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = zip(LETTER[::2], LETTER[1::2], strict=True)
    words = [word for pair in pairs if pair != left_out for word in pair]
    line = ("act", "office", "member.attend XAL", "--paper-of", "XAL", *words)
    assert told in said(capsys, *line, code=3)


def test_an_act_that_is_about_nothing_is_told_so_with_what_is_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = said(capsys, *letter("member.attend"), code=3)
    assert "Why: The act does not say what it is about" in out
    assert "There are: Alderan, Bermark" in out
    out = said(capsys, *letter("proposal.amend P1"), code=3)
    assert "None was begun yet." in out


def test_an_act_of_the_chair_says_who_presides(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, *letter("proposal.put P1"), code=3)
    assert "Why: proposal.put is for the chair; nobody presides now, and not Alderan" in out


def test_the_secretariat_is_told_how_a_letter_is_entered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = said(capsys, "act", "office", 'proposal.table P1 "A" purpose=measure', code=3)
    assert "An office enters a letter of a seat on paper with --paper-of CODE." in out
    assert "--paper-of" not in said(capsys, *letter("proposal.put P1"), code=3)


def test_the_secretariat_is_told_to_publish_the_order_and_status_names_the_act(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "In order: order.publish." in said(capsys, "today", "office")
    assert "order.publish use=chair" in said(capsys, "status", "office")
    refused = said(capsys, *letter("chair.take"), code=3)
    assert "order.publish use=chair" in refused
    run("act", "office", 'order.publish "Drawn by lot." use=chair order=XAL,XBE,XCO')
    run("act", "office", 'order.publish "Drawn by lot." use=protocol order=XAL,XBE,XCO')
    assert "order.publish" not in said(capsys, "today", "office")


# ---------------------------------------------------------------- what is read


def test_baskets_that_hold_nothing_are_told_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = said(capsys, "status", "office")
    (line,) = [one for one in out.splitlines() if one.startswith("Baskets in which nothing")]
    assert "Maritime security" in line
    assert "Basket: " not in out
    run(*letter('proposal.table P1 "A hot line" purpose=measure basket=maritime'))
    out = said(capsys, "status", "office")
    assert "Basket: Maritime security" in out
    (line,) = [one for one in out.splitlines() if one.startswith("Baskets in which nothing")]
    assert "Maritime security" not in line
    assert "nothing is needed" not in out


def test_a_text_shows_the_amendments_that_wait(capsys: pytest.CaptureFixture[str]) -> None:
    words = "symbol=WP.1 kind=working-paper language=en everything=no"
    for line in (
        f'text.table T1 "On the bridge" {words}',
        'clause.propose T1-1 "The Parties shall keep it." sort=words',
    ):
        run(*letter(line))
    assert "Amendments" not in said(capsys, "text", "office", "T1")
    run(*letter('amendment.propose A1 "The Parties shall keep it well." clause=T1-1 version=1'))
    out = said(capsys, "text", "office", "T1")
    assert "A1 to T1-1, by Alderan: The Parties shall keep it well." in out
    assert "keep it well" not in out.partition("Amendments")[0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("forum", "submit", "office", "none.txt"), "none.txt: there is no such file or folder."),
        (("office", "receive", "office", "office"), "office is a folder. Give a file."),
        (("verify", "office/static", "--log-key", "0"), "0 is no log key."),
    ],
)
def test_a_file_that_is_not_there_is_told_in_words(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert cli.main(list(words)) == 2
    assert told in capsys.readouterr().err
