"""``dipoli forum take``: what a folder can read, as files for other programs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from icalendar import Calendar
from tests.cli.test_forum import LETTER, at_work, beginning, run, told
from tests.codec.akoma.reader import faults, read

__all__ = ["at_work", "beginning"]


@pytest.fixture
def entered(at_work: Path) -> Path:
    """A text of XCO, whose letters the office enters."""
    for line in (
        'text.table T1 "A text" symbol=L.1 kind=working-paper language=en everything=no',
        'clause.propose T1-1 "They reopen the bridge by 2031." sort=words',
        'clause.bracket T1-1 "by 2031"',
    ):
        run("forum", "act", "office", line, *LETTER)
    return at_work


@pytest.mark.usefixtures("entered")
def test_a_text_is_written_as_akoma_ntoso(capsys: pytest.CaptureFixture[str]) -> None:
    answer = told(capsys, "take", "office", "T1", "--to", "T1.xml")
    written = Path("T1.xml").read_bytes()
    assert faults(written) == []
    assert (answer["size"], answer["digest"]) == (len(written), hashlib.sha256(written).hexdigest())
    (clause,) = read(written)
    assert clause["brackets"] == [(23, 30, ("XCO",), False)]


@pytest.mark.usefixtures("entered")
def test_the_calendar_is_written_for_other_programs(capsys: pytest.CaptureFixture[str]) -> None:
    line = 'commitment.make C1 "To send it." owners=XCO recipients=XAL due=2031-05-01T10:00'
    run("forum", "act", "office", line, *LETTER)
    told(capsys, "take", "office", "calendar", "--to", "c.ics")
    (event,) = Calendar.from_ical(Path("c.ics").read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "EXERCISE: Commitment: To send it. (C1)"


@pytest.mark.usefixtures("entered")
def test_what_is_not_there_is_told_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words, why in (
        (("T9", "--to", "x.xml"), "T9 is no text here. Texts: T1."),
        (("T1", "--to", "x.txt"), "name a file that ends in .xml"),
        (("T1", "--to", "x"), "name a file that ends in .xml"),
    ):
        run("forum", "take", "office", *words, code=3)
        assert why in capsys.readouterr().err
    assert not any(Path().glob("x*"))
