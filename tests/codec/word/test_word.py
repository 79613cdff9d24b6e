"""Word files of texts: what they show and keep to themselves, and what is asked of people."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from tests.codec.word import made
from tests.codec.word.hostile import BASE, packed, unpacked
from tests.codec.word.papers import W, tracked
from tests.forum.made import Desk

from dipoli.codec.word import (
    Asking,
    Change,
    Return,
    Step,
    Why,
    authors_of,
    base_of,
    compose,
    read_changes,
    write_word,
)
from dipoli.faults import RefusedError
from dipoli.forum.names import Names
from dipoli.forum.procedure import rule
from dipoli.forum.text_put import digest
from dipoli.forum.text_views import View

DESK = made.desk()
FORUM = DESK.forum


def read(data: bytes, name: str = "word/document.xml") -> list[str]:
    """The paragraphs of a part, with what is inserted and without what is deleted."""
    root = ET.fromstring(unpacked(data)[name])  # noqa: S314 - the file is our own
    return [
        "".join(("\t" if one.tag == f"{W}tab" else one.text or "") for one in paragraph.iter()
                if one.tag in {f"{W}t", f"{W}tab"})
        for paragraph in root.iter(f"{W}p")
    ]  # fmt: skip


def everything(data: bytes) -> str:
    """All that a file has, its hidden parts opened."""
    found = re.search(rb">([A-Za-z0-9+/=]+)</export>", unpacked(data)[BASE])
    assert found is not None
    import base64  # noqa: PLC0415 - for this alone

    parts = b"\n".join(unpacked(data).values())
    return parts.decode() + base64.b64decode(found[1]).decode("unicode-escape")


def test_the_three_views_show_what_they_say() -> None:
    clean, bracketed, attributed = (made.exported(FORUM, "T1", view) for view in View)
    assert "1.\tThe parties shall reopen and report each year." in read(clean)
    assert "1.\tThe parties shall reopen [the bridge by [2031]] and report each year." in read(
        bracketed
    )
    assert (
        "1.\tThe parties shall reopen [the bridge by [2031 - Corvia] - Delmark] and report "
        "twice a year."
    ) in read(attributed)
    assert "3.\t(placeholder): number of inspectors" in read(bracketed)
    assert read(bracketed)[read(bracketed).index("ALT 1") :][:4] == [
        "ALT 1",
        made.CLOSED,
        "ALT 2",
        "(no text)",
    ]
    assert "put forward by Corvia, supported by Delmark" in read(attributed)
    assert made.CLOSED not in read(clean)


def test_an_amendment_on_the_table_is_a_tracked_change_of_its_party() -> None:
    document = unpacked(made.exported(FORUM, "T1", View.ATTRIBUTED))["word/document.xml"].decode()
    by = 'w:author="Corvia" w:date="2030-03-01T12:00:00Z"'
    assert re.search(f'<w:del w:id="[0-9]+" {by}><w:r><w:delText[^>]*>each<', document)
    assert re.search(f'<w:ins w:id="[0-9]+" {by}><w:r><w:t[^>]*>twice a<', document)
    other = made.exported(FORUM, "T1", View.BRACKETED)
    assert b"w:author" not in unpacked(other)["word/document.xml"]


def test_a_file_has_nothing_that_its_view_does_not_show() -> None:
    clean = everything(made.exported(FORUM, "T1", View.CLEAN))
    assert "2031" not in clean
    for view in (View.CLEAN, View.BRACKETED):
        held = everything(made.exported(FORUM, "T1", view))
        assert not re.search("X(?:AL|BE|CO|DE)|Corvia|Delmark|Bermark", held)


def test_header_and_footer_say_which_text_and_who_can_read_it() -> None:
    data = made.exported(FORUM, "T1", View.CLEAN)
    assert read(data, "word/header1.xml") == [
        "EXERCISE: every state in it is invented.", "WP.1   On the bridge",
    ]  # fmt: skip
    rule_, foot = read(data, "word/footer1.xml")
    assert rule_ == "Whoever sits here can read it, and the host."
    assert f"T1 · Version 6   SHA-256 {digest(FORUM, FORUM.texts['T1']).hex()}" in foot


def test_a_non_paper_shows_no_author_of_anything() -> None:
    desk = Desk()
    desk.do("XBE", "text.table", "T1", title="An idea", symbol="NP", kind="non-paper",
            language="en", everything=False)  # fmt: skip
    desk.do("XBE", "clause.propose", "T1-1", words="They talk each year.", sort="words")
    desk.do("XCO", "clause.bracket", "T1-1", words="each year")
    desk.do("XDE", "amendment.propose", "A1", clause="T1-1", version=1, words="They talk daily.")
    held = everything(made.exported(desk.forum, "T1", View.ATTRIBUTED))
    assert not re.search("X(?:AL|BE|CO|DE)|Bermark|Corvia|Delmark", held)


def test_a_paper_that_uses_a_disputed_term_says_so_with_each_partys_meaning() -> None:
    desk = made.desk()
    desk.do("XAL", "term.dispute", "W1", title="both sides", names=["both sides"])
    desk.do("XAL", "term.mean", "W1", words="The two banks.")
    for view in View:
        lines = read(made.exported(desk.forum, "T1", view))
        assert "Uses a disputed term, not settled in this text: both sides (W1)." in lines
        assert "Alderan: The two banks." in lines
        assert made.returned(desk.forum, made.exported(desk.forum, "T1", view)).untracked == ()


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert made.exported(FORUM, "T1", View.CLEAN) == made.exported(FORUM, "T1", View.CLEAN)


# ---------------------------------------------------------------- what comes back


def changed(words: str = "twice", then: str = "once", who: str = "XAL") -> bytes:
    """The bracketed file with a word of the clause on gauges replaced."""
    start = made.GAUGES.index(words)
    data = made.exported(FORUM, "T1", View.BRACKETED)
    return tracked(data, 4, (who, start, start + len(words), then))


def test_what_is_found_is_what_the_act_says_and_the_act_is_in_order() -> None:
    (one,) = made.returned(FORUM, changed()).changes
    assert (one.party, one.step, one.clause) == ("XAL", Step.AMEND, "T1-2")
    said = {"clause": "T1-2", "version": 6, "words": made.GAUGES.replace("twice", "once")}
    assert one.said() == said
    assert rule(FORUM, DESK.act("XAL", "amendment.propose", "A2", **said)) is None  # type: ignore[arg-type]


def test_an_unknown_author_is_asked_about_with_the_places_and_never_guessed() -> None:
    asked = Return(forum=FORUM, origin=made.ORIGIN, authors={"Aldera": "XAL", "alderan": "XAL"})
    found = read_changes(changed(), asked)
    (one,) = found.unknown
    assert (one.author, [(it.clause, it.went, it.came) for it in one.places]) == (
        "Alderan", [("T1-2", "twice", "once")],
    )  # fmt: skip
    assert (found.changes, found.authors) == ((), {"Alderan": None})
    answered = read_changes(changed(), evolve(asked, authors={"Alderan": "XDE"}))
    assert [(it.party, it.clause) for it in answered.changes] == [("XDE", "T1-2")]


def test_a_name_of_two_parties_names_neither() -> None:
    named = authors_of(FORUM, [{"XAL": "The lake", "XBE": "The  lake", "XCO": "Corvia"}])
    assert "The lake" not in named
    assert named["Corvia"] == "XCO"
    assert named["XAL"] == "XAL"


def test_an_amendment_on_the_table_is_not_found_again() -> None:
    found = made.returned(FORUM, made.exported(FORUM, "T1", View.ATTRIBUTED))
    assert (found.known, found.changes, found.authors) == (("A1",), (), {})


def test_who_takes_back_on_paper_what_is_on_the_table_is_told() -> None:
    parts = unpacked(made.exported(FORUM, "T1", View.ATTRIBUTED))
    document = parts["word/document.xml"].decode()
    rejected = re.sub("<w:ins .*?</w:ins>", "", document)
    assert rejected != document
    found = made.returned(FORUM, packed({**parts, "word/document.xml": rejected.encode()}))
    assert [(one.clause, one.went) for one in found.untracked] == [("T1-1", "twice a")]


def swapped(old: str, new: str) -> bytes:
    """The bracketed file with something changed and no change tracked."""
    parts = unpacked(made.exported(FORUM, "T1", View.BRACKETED))
    document = parts["word/document.xml"].decode()
    assert old in document
    parts["word/document.xml"] = document.replace(old, new).encode()
    return packed(parts)


@pytest.mark.parametrize(
    ("old", "new", "clause", "went", "came"),
    [
        ("visit the gauges", "see the gauges", "T1-2", "visit", "see"),
        ("Without prejudice to the name", "Notwithstanding the name", None,
         "Without prejudice to the name of the river", ""),
        (made.CLOSED, made.CLOSED.replace("2040", "2090"), "T1-1", "2040", "2090"),
    ],
)  # fmt: skip
def test_what_differs_without_a_tracked_change_is_told(
    old: str, new: str, clause: str | None, went: str, came: str
) -> None:
    found = made.returned(FORUM, swapped(old, new))
    assert found.changes == ()
    assert (clause, went, came) in [(one.clause, one.went, one.came) for one in found.untracked]


def test_a_clause_whose_place_is_lost_is_asked_about_and_found_by_the_answer() -> None:
    words = "Gauges are read by a machine, each day, and its readings go to both capitals."
    data = swapped(made.GAUGES, words)
    parts = unpacked(data)
    document = parts["word/document.xml"].decode().replace('w:name="dipoli_4"', 'w:name="other"')
    data = packed({**parts, "word/document.xml": document.encode()})
    found = made.returned(FORUM, data)
    (lost,) = found.lost
    assert (lost.slot, lost.clause) == (4, "T1-2")
    assert [it for _, it in lost.candidates] == [f"2.\t{words}"]
    assert found.changes == ()
    answered = made.returned(FORUM, data, {4: lost.candidates[0][0]})
    assert (answered.lost, {one.clause for one in answered.untracked}) == ((), {"T1-2"})
    none = made.returned(FORUM, data, {4: -1})
    assert none.lost == ()
    assert ("T1-2", f"2.\t{made.GAUGES}") in [(one.clause, one.went) for one in none.untracked]


def test_a_file_whose_part_of_origin_was_dropped_is_found_by_its_properties() -> None:
    parts = {name: part for name, part in unpacked(changed()).items() if name != BASE}
    with pytest.raises(RefusedError, match="does not say from which text"):
        made.returned(FORUM, packed(parts))
    bases = [
        base_of(compose(FORUM.texts["T1"], Asking(origin=made.ORIGIN, view=view,
                                                  names=Names(FORUM, "XAL"))))
        for view in View
    ]  # fmt: skip
    asked = Return(forum=FORUM, origin=made.ORIGIN, authors={"Alderan": "XAL"}, bases=bases)
    found = read_changes(packed(parts), asked)
    assert (found.view, [it.clause for it in found.changes]) == (View.BRACKETED, ["T1-2"])


def test_a_file_of_an_earlier_version_leads_to_an_amendment_of_that_version() -> None:
    data = changed()
    desk = made.desk()
    desk.do("XBE", "clause.revise", "T1-4", version=6, words=made.FUND + " Rules follow.")
    (one,) = made.returned(desk.forum, data).changes
    assert (one.version, desk.forum.texts["T1"].version) == (6, 7)
    assert rule(desk.forum, desk.act("XAL", "amendment.propose", "A2", **one.said())) is None  # type: ignore[arg-type]


def test_a_wording_that_was_dropped_meanwhile_leads_nowhere() -> None:
    data = made.exported(FORUM, "T1", View.BRACKETED)
    data = tracked(data, 2, ("XAL", 0, 3, "This"))
    desk = made.desk()
    desk.do("XCO", "clause.drop", "T1-1", which=2)  # another supports it: it stays
    assert [it.step for it in made.returned(desk.forum, data).changes] == [Step.ALTERNATIVE]
    desk.do("XDE", "clause.drop", "T1-1", which=2)
    found = made.returned(desk.forum, data)
    assert (found.changes, [it.why for it in found.unplaced]) == ((), [Why.FOREIGN])


def test_changes_of_names_change_names_and_nothing_else() -> None:
    def whose(found: tuple[Change, ...]) -> list[tuple[str, Step, str | None]]:
        return [(one.party, one.step, one.words) for one in found]

    first = whose(made.returned(FORUM, changed(who="XAL")).changes)
    other = whose(made.returned(FORUM, changed(who="XDE")).changes)
    assert [("XDE", *rest) for _, *rest in first] == other


def test_every_paper_is_well_formed_for_any_name() -> None:
    asking = Asking(origin="a & <b>", view=View.CLEAN, names=Names(FORUM, "XAL"), readable='<&">')
    for part in unpacked(write_word(compose(FORUM.texts["T1"], asking))).values():
        ET.fromstring(part)  # noqa: S314 - the file is our own
