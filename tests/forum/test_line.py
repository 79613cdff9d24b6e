"""One grammar for an act: what is printed is read as the same act, and faults have a place."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from dipoli.faults import Finding, MalformedError
from dipoli.forum.act import Act
from dipoli.forum.decision import Purpose, Reason
from dipoli.forum.decision_forms import Reasoned, Tabled, Words
from dipoli.forum.form import ID, LANGUAGE, LINE, READERS, SLUG, Field, Sort
from dipoli.forum.line import DEADLINE, read_line, show, show_time
from dipoli.forum.procedure import KINDS
from dipoli.record.act import OBJECT, ROLE
from dipoli.record.canon import to_base64
from dipoli.record.shape import CODE, write_time

LEAF = bytes(32)
OPENED = (
    "2030-03-01 10:00  XAL  proposal.table  P1  "
    '"A bulletin"  purpose=measure  named=XAL,XBE  basket=water  effective=2030-05-01T00:00'
)


def act(**changes: Any) -> Act:  # noqa: ANN401 - any part of it
    """An act that says nothing more than it must; each keyword replaces one part."""
    usual = Act(
        number=4,
        leaf=LEAF,
        name="proposal.speak/1",
        by="XAL",
        entered_by="XAL",
        role="delegation",
        object="P1",
        deadline=None,
        time="2030-03-01T10:00:00Z",
        said=Words(words=None),
    )
    return evolve(usual, **changes)


# ---------------------------------------------------------------- examples


def test_a_line_of_the_log_is_an_act() -> None:
    read = read_line(OPENED, number=7)
    assert read.name == "proposal.table/1"
    assert (read.by, read.entered_by, read.role) == ("XAL", "XAL", "delegation")
    assert (read.object, read.time, read.number) == ("P1", "2030-03-01T10:00:00Z", 7)
    said = read.said
    assert isinstance(said, Tabled)
    assert (said.title, said.purpose, said.subject) == ("A bulletin", Purpose.MEASURE, None)
    assert (said.named, said.basket) == (("XAL", "XBE"), "water")
    assert said.effective == "2030-05-01T00:00:00Z"


def test_what_was_read_is_printed_as_it_was_written() -> None:
    assert show(read_line(OPENED)) == OPENED


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "2030-03-01 10:00  XAL  proposal.speak  P1"),
        ({"time": "2030-03-01T10:00:07Z"}, "2030-03-01 10:00:07  XAL  proposal.speak  P1"),
        (
            {"entered_by": "SECRETARIAT", "paper": True},
            "2030-03-01 10:00  XAL/SECRETARIAT  proposal.speak  P1  [on paper]",
        ),
        ({"role": "expert"}, "2030-03-01 10:00  XAL(expert)  proposal.speak  P1"),
        (
            {"by": "SECRETARIAT", "entered_by": "SECRETARIAT", "role": "secretariat"},
            "2030-03-01 10:00  SECRETARIAT  proposal.speak  P1",
        ),
        (
            {"deadline": "2030-03-04T10:00:00Z"},
            "2030-03-01 10:00  XAL  proposal.speak  P1  deadline=2030-03-04T10:00",
        ),
        (
            {"at": "2030-03-01T10:02:00Z"},
            "2030-03-01 10:00  XAL  proposal.speak  P1  [received 2030-03-01 10:02]",
        ),
        ({"said": None}, "2030-03-01 10:00  XAL  proposal.speak  P1  [not at hand]"),
        ({"object": ""}, "2030-03-01 10:00  XAL  proposal.speak"),
        ({"object": "a=b"}, '2030-03-01 10:00  XAL  proposal.speak  [about "a=b"]'),
        (
            {"said": Words(words='the "middle" way\nand back')},
            '2030-03-01 10:00  XAL  proposal.speak  P1  "the \\"middle\\" way\\nand back"',
        ),
        (
            {"name": "objection.raise/1", "said": Reasoned(reason=Reason.SUBSTANCE, words=None)},
            "2030-03-01 10:00  XAL  objection.raise  P1  reason=substance",
        ),
    ],
)
def test_each_part_of_an_act_has_its_place_in_the_line(changes: dict[str, Any], line: str) -> None:
    assert show(act(**changes)) == line
    assert read_line(line, number=4, leaf=LEAF) == act(**changes)


def test_a_deadline_can_be_written_as_hours_after_the_act() -> None:
    line = '2030-02-27 10:00  XCO  silence.open  P1  "72 hours"  deadline=+72h'
    assert read_line(line).deadline == "2030-03-02T10:00:00Z"


def test_an_act_whose_name_the_forum_does_not_know_is_shown_without_what_it_says() -> None:
    line = show(act(name="note.say/3", said=Words(words="hello")))
    assert line == "2030-03-01 10:00  XAL  note.say/3  P1"


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("yesterday  XAL  proposal.put  P1", 1, "a date and a time"),
        ("2030-02-30 10:00  XAL  proposal.put  P1", 1, "a time that the calendar has"),
        ("2030-03-01 10:00  Xal  proposal.put  P1", 19, "who acts"),
        ("2030-03-01 10:00  XAL  proposal.putt  P1", 24, "an act that the forum knows"),
        ("2030-03-01 10:00  XAL  proposal.put/2  P1", 24, "an act that the forum knows"),
        ("2030-03-01 10:00  XAL  put  P1", 24, "the name of an act"),
        ("2030-03-01 10:00  XAL  proposal.put  P1  P2", 42, "one of deadline="),
        ('2030-03-01 10:00  XAL  proposal.put  P1  "a', 42, "a text in quotation marks"),
        ('2030-03-01 10:00  XAL  proposal.put  P1  "\\q"', 42, "a text escaped as in JSON"),
        ('2030-03-01 10:00  XAL  proposal.put  P1  "a" "b"', 46, "words once"),
        ('2030-03-01 10:00  XAL  proposal.put  P1  "a"deadline=+1h', 45, "a space"),
        ("2030-03-01 10:00  XAL  proposal.put  P1  why=none", 42, "one of words, deadline"),
        ("2030-03-01 10:00  XAL  proposal.put  P1  deadline=soon", 51, "a time such as"),
        ("2030-03-01 10:00  XAL  proposal.put  P1  [on stone]", 42, "[on paper]"),
        ("2030-03-01 10:00  XAL  proposal.put  P1  [on paper] [on paper]", 53, "once"),
        ('2030-03-01 10:00  XAL  proposal.put  P1  "a" [not at hand]', 59, "[not at hand]"),
        ("2030-03-01 10:00  XAL  objection.raise  P1", 43, "reason="),
        ("2030-03-01 10:00  XAL  objection.raise  P1  reason=because", 45, "one of substance"),
        (
            "2030-03-01 10:00  XAL  objection.raise  P1  reason=substance,procedure",
            45,
            "one value of reason",
        ),
        (
            '2030-03-01 10:00  XAL  proposal.table  P1  "a" purpose=text named=xal',
            61,
            "a code such as XAL",
        ),
    ],
)
def test_a_fault_tells_its_column_what_was_expected_and_how_to_mend_it(
    line: str, column: int, expected: str
) -> None:
    with pytest.raises(MalformedError) as caught:
        read_line(line, file="talks.story", line=9)
    (finding,) = caught.value.findings
    assert (finding.file, finding.line, finding.where) == ("talks.story", 9, f"column {column}")
    assert expected in finding.expected
    assert finding.found
    assert finding.mend


def test_a_name_that_is_nearly_right_is_mended_in_the_fault() -> None:
    with pytest.raises(MalformedError, match=r"write silence\.break if that is meant"):
        read_line("2030-03-01 10:00  XAL  silence.brake  P1")


def test_seconds_are_shown_when_they_are_not_zero() -> None:
    assert show_time("2030-03-01T10:00:00Z") == "2030-03-01 10:00"
    assert show_time("2030-03-01T10:00:01Z") == "2030-03-01 10:00:01"
    assert show_time("2030-03-01T00:00:00Z", "T") == "2030-03-01T00:00"


# ---------------------------------------------------------------- properties

_TIMES = st.datetimes(timezones=st.just(UTC)).map(
    lambda moment: write_time(moment.replace(microsecond=0))
)
_SIGNS = st.characters(exclude_categories=("Cs", "Cc")).filter(lambda one: one.isprintable())
_LINES = st.text(_SIGNS, min_size=1, max_size=LINE).filter(str.strip)
_VALUES: dict[Sort, st.SearchStrategy[Any]] = {
    Sort.TEXT: st.text(_SIGNS | st.just("\n"), min_size=1, max_size=80).filter(str.strip),
    Sort.LINE: _LINES,
    Sort.CODE: st.from_regex(CODE, fullmatch=True),
    Sort.ID: st.from_regex(ID, fullmatch=True),
    Sort.SLUG: st.from_regex(SLUG, fullmatch=True),
    Sort.LANGUAGE: st.from_regex(LANGUAGE, fullmatch=True),
    Sort.TIME: _TIMES,
    Sort.WHOLE: st.integers(0, 2**53 - 1),
    Sort.TRUTH: st.booleans(),
    Sort.DIGEST: st.binary(min_size=32, max_size=32).map(to_base64),
    Sort.OCTETS: st.binary(min_size=1, max_size=90).map(to_base64),
}


def _values(field: Field, *, said: bool = False) -> st.SearchStrategy[Any]:
    """What a field can say, as its body has it; with ``said``, never nothing."""
    one = _VALUES[field.sort]
    if field.choice is not None:
        one = st.sampled_from([each.value for each in field.choice])
    if field.many:
        return st.lists(one, min_size=int(field.needed or said), max_size=4)
    return one if field.needed or said else st.none() | one


@st.composite
def acts(draw: st.DrawFn) -> Act:
    """Any act of any name that the forum knows."""
    kind = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    content = {field.name: draw(_values(field)) for field in kind.form.fields}
    by = draw(st.from_regex(CODE, fullmatch=True))
    usual = "secretariat" if by == "SECRETARIAT" else "delegation"
    return Act(
        number=draw(st.integers(0, 10**6)),
        leaf=draw(st.binary(min_size=32, max_size=32)),
        name=kind.name,
        by=by,
        entered_by=draw(st.sampled_from([by, "SECRETARIAT", "XBE"])),
        role=draw(st.just(usual) | st.from_regex(ROLE, fullmatch=True)),
        object=draw(st.from_regex(ID, fullmatch=True) | st.from_regex(OBJECT, fullmatch=True)),
        deadline=draw(st.none() | _TIMES),
        time=draw(_TIMES),
        at=draw(st.none() | _TIMES),
        said=draw(st.none() | st.just(kind.form.read(content))),
        paper=draw(st.booleans()),
    )


def attempt(text: str) -> tuple[Act | None, tuple[Finding, ...]]:
    """The act of a line, or the faults."""
    try:
        return read_line(text), ()
    except MalformedError as error:
        return None, error.findings


@given(acts())
def test_what_is_printed_is_read_as_the_same_act(one: Act) -> None:
    line = show(one)
    assert "\n" not in line
    assert read_line(line, number=one.number, leaf=one.leaf) == one
    assert show(read_line(line, number=one.number, leaf=one.leaf)) == line


def said_whole(name: str) -> st.SearchStrategy[Act]:
    """Acts of a name that say everything that they can say."""
    kind = KINDS[name]
    fields = {field.name: _values(field, said=True) for field in kind.form.fields}
    return st.fixed_dictionaries(fields).map(
        lambda content: act(name=name, said=kind.form.read(content))
    )


def read_as_printed(one: Act) -> None:
    """The line of an act is read as the act."""
    assert read_line(show(one), number=4, leaf=LEAF) == one


@pytest.mark.parametrize("name", sorted(KINDS))
@settings(max_examples=10)  # of each act; the whole count is the campaign's
@given(st.data())
def test_every_act_is_printed_and_read_with_everything_said(name: str, data: st.DataObject) -> None:
    read_as_printed(data.draw(said_whole(name)))


@given(st.text(max_size=120))
def test_any_text_is_an_act_or_a_fault(text: str) -> None:
    read, faults = attempt(text)
    assert all(one.where.startswith("column ") and one.found for one in faults)
    assert read is None or read_line(show(read)) == read


@given(acts(), st.data())
def test_a_line_that_lost_or_won_a_sign_is_an_act_or_a_fault(one: Act, data: st.DataObject) -> None:
    line = show(one)
    at = data.draw(st.integers(0, len(line) - 1))
    sign = data.draw(st.just("") | _SIGNS)
    read, faults = attempt(line[:at] + sign + line[at + 1 :])
    assert (read is None) is bool(faults)
    assert read is None or read_line(show(read)) == read


@pytest.mark.parametrize("name", sorted(KINDS))
def test_no_form_has_a_field_that_the_line_cannot_tell(name: str) -> None:
    form = KINDS[name].form
    names = [field.name for field in form.fields]
    assert len(set(names)) == len(names)
    assert DEADLINE not in names
    for field in form.fields:
        assert field.sort in READERS
        if field.name == form.text:
            assert field.sort in {Sort.TEXT, Sort.LINE}
            assert not field.many
            assert field.choice is None
    assert form.text is None or form.text in names


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, "x" * 60 + "...")])
def test_a_fault_quotes_sixty_signs_of_what_it_found(length: int, shown: str) -> None:
    with pytest.raises(MalformedError) as caught:
        read_line("x" * length)
    (finding,) = caught.value.findings
    assert finding.found == shown


# ---------------------------------------------------------------- faults, one by one

PUT, TABLE = "2030-03-01 10:00  XAL  proposal.put  P1", "2030-03-01 10:00  XAL  proposal.table  P1"


def fault(line: str) -> Finding:
    """What is wrong with a line of no file."""
    with pytest.raises(MalformedError) as caught:
        read_line(line)
    (finding,) = caught.value.findings
    return finding


def test_a_line_that_stands_nowhere_is_act_0_of_a_log() -> None:
    read = read_line(PUT)
    assert (read.number, read.leaf) == (0, bytes(32))
    finding = fault("x")
    assert (finding.file, finding.line) == ("log", 0)


@pytest.mark.parametrize("line", [f"{PUT}  “Now.”", f"{TABLE}  “A”", f'{TABLE}  "A"  basket=“a”'])
def test_quotation_marks_of_a_word_processor_are_told_apart(line: str) -> None:
    finding = fault(line)
    assert finding.expected == "straight quotation marks"
    assert finding.found == "“"
    assert finding.where == f"column {line.index('“') + 1}"


def test_what_may_come_next_is_told_with_a_text_only_where_the_act_says_one() -> None:
    assert fault(f"{PUT}  ?").expected.startswith("a text in quotation marks, or one of deadline=")
    cited = fault("2030-03-01 10:00  XAL  summit.cite  S1  ?").expected
    assert cited == "one of part=, circle=, leaf=, deadline="


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ('XAL  proposal.put  P1  [about "P-2/x"]', "P-2/x"),
        ('XAL  proposal.put  [about ""]', "none"),
        ('XAL  proposal.put  [about "two words"]', "two words"),
    ],
)
def test_an_act_is_about_one_thing_of_one_name(marked: str, found: str) -> None:
    finding = fault(f"2030-03-01 10:00  {marked}")
    assert finding.expected == "one short name, without spaces"
    assert finding.found == found


def test_a_field_that_is_nearly_right_is_mended_and_any_other_is_not() -> None:
    line = "2030-03-01 10:00  XAL  objection.raise  P1  "
    assert fault(f"{line}reson=substance").mend == "write reason= if that is meant"
    assert fault(f"{line}qqq=substance").mend.startswith("delete it")


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("named=XAL,^ XBE", "the next value right behind the comma"),
        ("named=XAL ^,XBE", "a text in quotation marks, or one of"),
        ("named=^ XAL", "a value: "),
        ("named=XAL,XBE,^", "a value: "),
    ],
)
def test_several_values_stand_without_blanks(field: str, expected: str) -> None:
    """The mark shows the column."""
    line = f'{TABLE}  "A"  {field}'
    finding = fault(line.replace("^", ""))
    assert finding.expected.startswith(expected)
    assert finding.where == f"column {line.index('^') + 1}"


def test_values_behind_commas_are_read_one_by_one() -> None:
    said = read_line(f'{TABLE}  "A"  purpose=measure  named=XAL,XBE,XCO').said
    assert said.named == ("XAL", "XBE", "XCO")


STRIKE = "2030-03-01 10:00  SECRETARIAT  words.strike  decision=P1  number="
OPEN = "  XAL  silence.open  P1  deadline="


@pytest.mark.parametrize(
    ("line", "expected", "found"),
    [
        (f"{STRIKE}^007", "a whole number", "007"),
        (f"{STRIKE}^seven", "a whole number", "seven"),
        (f"{STRIKE}^12345678901234567", "a whole number", "12345678901234567"),
        (f'{PUT}  "x"  [received   ^2030-02-30 10:00]', "a time that", "2030-02-30 10:00"),
        (f"{PUT}  ^Now", "a text in quotation marks", "Now"),
        (f'{PUT}  "a"^deadline=+1h', "a space", "deadline=+1h"),
        (f"2030-03-01 10:00{OPEN}^ +72h", "a time such as", "+72h"),
        (f"9999-12-30 10:00{OPEN}+99h^", "a time that the calendar has", "+99h"),
        (
            '2030-03-01 10:00  XAL  text.table  T1  "x"  symbol=A  kind=note  everything=^maybe',
            "yes or no",
            "maybe",
        ),
    ],
)
def test_what_was_found_is_quoted_from_its_column_on(line: str, expected: str, found: str) -> None:
    """The mark shows the column; of a time behind blanks, the first of them may be it."""
    finding = fault(line.replace("^", ""))
    assert finding.expected.startswith(expected)
    assert finding.found == found
    if "^ " not in line:
        assert finding.where == f"column {line.index('^') + 1}"


def test_behind_the_word_about_stands_one_blank() -> None:
    assert read_line('2030-03-01 10:00  XAL  proposal.put  [about "x-y"]').object == "x-y"
    finding = fault('2030-03-01 10:00  XAL  proposal.put  [about  "x-y"]')
    assert finding.expected.startswith("a text in quotation marks")
