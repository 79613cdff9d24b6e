"""The name scan finds names in the forms in which they are written, and flags what may tell."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import Desk

from dipoli.forum.name_scan import Flag, Known, Sort, flags, known_names, scan

PERSON = Known(name="Anna-Lena Storvík", sort=Sort.PERSON)
PARTY = Known(name="Corvia", sort=Sort.PARTY)
LONG = Known(name="Lake Republic", sort=Sort.PARTY)
CODE = Known(name="XCO", sort=Sort.CODE)


@pytest.mark.parametrize(
    ("text", "one", "words"),
    [
        ("Anna-Lena Storvík said it.", PERSON, "Anna Lena Storvík"),
        ("ANNA LENA STORVIK said it.", PERSON, "ANNA LENA STORVIK"),
        ("As Storvik, wrote", PERSON, "Storvik"),
        ("Storviks plan", PERSON, "Storviks"),
        ("Dr. Anna has it.", PERSON, "Anna"),
        ("storvík lena anna", PERSON, "storvík lena anna"),
        ("Corvia calls.", PARTY, "Corvia"),
        ("Corvian ships.", PARTY, "Corvian"),
        ("corvia's ships.", PARTY, "corvia"),
        ("The \uff23orvia plan.", PARTY, "Corvia"),
        ("The lake  republic.", LONG, "lake republic"),
        ("Lake-Republican ships", LONG, "Lake Republican"),
        ("The lakerepublic.", LONG, "lakerepublic"),
        ("XCO calls.", CODE, "XCO"),
        ("호수나라의 배", Known(name="호수나라", sort=Sort.PARTY), "호수나라의"),
        ("호수 나라의 배", Known(name="호수나라", sort=Sort.PARTY), "호수나라"),
        ("湖国的船", Known(name="湖国", sort=Sort.PARTY), "湖国的船"),
        ("\u041e Корвии говорят.", Known(name="Корвия", sort=Sort.PARTY), "Корвии"),
    ],
)
def test_a_name_is_found_in_this_form(text: str, one: Known, words: str) -> None:
    (found,) = scan(text, [one])
    assert (found.name, found.sort, found.words) == (one.name, one.sort, words)


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("The coastguards call.", PERSON),
        ("Le na storm.", PERSON),
        ("xco is in small letters.", CODE),
        ("XCOM is another word.", CODE),
        ("The corvette calls.", PARTY),
        ("The republic of the lake.", LONG),
        ("Corvianisations", PARTY),
        ("", PARTY),
        ("anything", Known(name="- -", sort=Sort.PARTY)),
        ("Li", Known(name="Li Wo", sort=Sort.PERSON)),
    ],
)
def test_what_is_no_form_of_a_name_is_not_found(text: str, one: Known) -> None:
    assert scan(text, [one]) == ()


def test_names_are_told_once_in_the_order_in_which_they_are_known() -> None:
    found = scan("Corvia, XCO and Corvia.", [CODE, PARTY, PARTY])
    assert [one.name for one in found] == ["XCO", "Corvia"]


def test_the_standing_knows_codes_parties_by_each_of_their_names_and_persons() -> None:
    desk = Desk()
    desk.do("XBE", "name.give", thing="XCO", name="Korwien", sort="party", language="de")
    desk.do("XBE", "credentials.present", "SESSION", head="N. Holm", rank="officials")
    known = known_names(desk.forum)
    assert known[:2] == (Known(name="XAL", sort=Sort.CODE), Known(name="Alderan", sort=Sort.PARTY))
    assert known[-1] == Known(name="N. Holm", sort=Sort.PERSON)
    assert Known(name="Korwien", sort=Sort.PARTY) in known
    assert [one.name for one in scan("Holm of Korwien", known)] == ["Korwien", "N. Holm"]


@pytest.mark.parametrize(
    ("text", "what", "words"),
    [
        ('They said "never again".', "words in quotation marks", '"never again"'),
        ("I think so.", "the first person", "I"),
        ("As Dr. Holm has it.", "a form of address", "Dr."),
        ("Write to a@b.example now", "an address", "a@b.example"),
        ("At 10:45 it ended.", "a clock time", "10:45"),
        ("The lake [ko] is", "a mark of a language", "[ko]"),
        ("The lаke", "a word in two scripts", "lаke"),  # noqa: RUF001 - a Cyrillic letter, on purpose
    ],
)
def test_what_may_tell_of_one_person_is_flagged(text: str, what: str, words: str) -> None:
    assert flags(text) == (Flag(what=what, words=words),)


def test_plain_words_raise_no_flag() -> None:
    assert flags("The coastguards call each other once a week.") == ()
    assert flags("호수는 모두의 것이다. Озеро общее.") == ()


@given(
    st.text(max_size=60), st.sampled_from([str.upper, str.lower, str.title]), st.text(max_size=30)
)
def test_capitals_and_accents_hide_no_name(before: str, change: object, after: str) -> None:
    assert callable(change)
    name = unicodedata.normalize("NFD", change("storvík"))
    assert scan(f"{before} {name} {after}", [Known(name="Storvík", sort=Sort.PERSON)])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ana spoke.", ["Ana"]),  # a part of three letters
        ("An spoke.", []),
        ("Peterss spoke.", ["Peterss"]),  # of five letters, with an ending
        ("Petersabcd spoke.", ["Petersabcd"]),  # an ending of five letters
        ("Petersabcde spoke.", []),
        ("Finns spoke.", []),  # of four letters, as it stands alone
        ("Finn spoke.", ["Finn"]),
    ],
)
def test_parts_and_endings_are_as_long_as_they_must_be(text: str, words: list[str]) -> None:
    known = [Known(name=name, sort=Sort.PERSON) for name in ("Ana Peter", "Finn An")]
    assert [one.words for one in scan(text, known)] == words


@pytest.mark.parametrize("sign", ["鿿", "가", "힣"])
def test_scripts_in_which_words_run_on_are_known_up_to_their_last_sign(sign: str) -> None:
    (found,) = scan(f"a{sign}b", [Known(name=sign, sort=Sort.PARTY)])
    assert found.words == f"a{sign}b"


def test_names_are_known_by_speaker_thing_and_language_and_persons_from_permissions() -> None:
    desk = Desk()
    for speaker, thing, language in (
        ("XDE", "XAL", "de"), ("XBE", "XCO", "fr"), ("XBE", "XCO", "de"), ("XBE", "XAL", "fr"),
    ):  # fmt: skip
        name = f"N-{speaker}-{thing}-{language}"
        desk.do(speaker, "name.give", name=name, sort="party", thing=thing, language=language)
    desk.do("XBE", "name.give", name="Reach", sort="sea", thing="reach", language="en")
    desk.do("XBE", "name.give", name="Bay", sort="sea", thing="XAL", language="en")
    said = {
        "journey": "j", "needed": "visa", "grants": "g", "status": "asked",
        "date": "2030-02-20T00:00:00Z",
    }  # fmt: skip
    for name, person in (("V2", "B. Boe"), ("V1", "A. Aas")):
        desk.do("XBE", "permission.note", name, person=person, **said)
    known = [one.name for one in known_names(desk.forum)]
    assert [name for name in known if name.startswith("N-")] == [
        "N-XBE-XAL-fr", "N-XBE-XCO-de", "N-XBE-XCO-fr", "N-XDE-XAL-de",
    ]  # fmt: skip
    assert [name for name in known if "." in name] == ["A. Aas", "B. Boe"]
    assert not {"Reach", "Bay"} & set(known)
