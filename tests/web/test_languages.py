"""The languages of the site: how one is chosen, what is translated, and nothing is forgotten."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from tests.web.house import PLENARY, house, newly
from tests.web.moments import LATE
from tests.web.stage import Visitor, stage, visitor

stage()
from django.urls import resolve  # noqa: E402 - Django is asked after its settings
from tests.web import pseudo  # noqa: E402 - likewise
from tests.web.test_site import links, walker  # noqa: E402 - likewise

from dipoli.faults import DipoliError, RecordError  # noqa: E402
from dipoli.node import answers, drawer, private  # noqa: E402
from dipoli.node.alarm import AlarmKind  # noqa: E402
from dipoli.record.receipt import Receipt  # noqa: E402
from dipoli.told import Moment, Told, commas, tell, tell_count  # noqa: E402
from dipoli.web import acting, language, speech, who  # noqa: E402
from dipoli.web import asked as asked_module  # noqa: E402
from dipoli.web.alarms import ALARMS  # noqa: E402
from dipoli.web.language import FOLDER, LANGUAGES, accepted, marks_of, parts_of  # noqa: E402
from dipoli.web.speech import Speech, words_of  # noqa: E402

EACH = 2
"""So many pages of one route are read in the pseudo-language by each walker."""

TYPED = "typed by hand"
KNOWN = frozenset({TYPED, "text", "f-nothing"})
"""What was typed, and names of fields, which are ids."""

OTHERS = [code for code in LANGUAGES if code != "en"]


def html_in(code: str, page: str, seat: str = "") -> str:
    """A page as a browser of a language is shown it."""
    answer = visitor(seat).client.get(page, headers={"Accept-Language": code})
    assert answer.status_code == 200
    return str(answer.content.decode())


@cache
def headed(path: Path) -> list[Message]:
    """The sentences of a catalogue."""
    with path.open("rb") as lines:
        return [one for one in read_po(lines) if one.id]


def key(one: Message) -> tuple[str, ...]:
    """By which a sentence is found."""
    return (one.context or "", *([one.id] if isinstance(one.id, str) else one.id))


# ---------------------------------------------------------------- the choice


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_says_in_which_language_it_is(code: str) -> None:
    assert f'<html lang="{code}" dir="ltr">' in html_in(code, "/languages")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.5", "ko"),
        ("de,ru;q=0.3", "ru"),
        ("en;q=0.2,mn;q=0.9", "mn"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hans-CN", "zh-Hans"),
        ("zh-Hant", "en"),
        ("zh-TW", "en"),
        ("ja;q=0", "en"),
        ("*", "en"),
        ("ja;q=x", "en"),
        ("", "en"),
    ],
)
def test_a_browser_is_answered_in_the_first_of_its_languages(asked: str, code: str) -> None:
    assert accepted(asked).code == code


def test_what_the_reader_chose_stands_above_what_the_browser_asks_for() -> None:
    here = Visitor("XTV")
    sent = {"language": "ko", "page": "/today?from=1"}
    answer = here.client.post("/language", sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/today?from=1")
    told = here.client.get("/today.json", headers={"Accept-Language": "ru"}).json()
    assert told["language"] == "ko"
    here.client.post("/leave")
    assert '<html lang="ko"' in here.html("/")


@pytest.mark.parametrize("page", ["//example.org", "https://example.org", "/\\example.org", "x"])
def test_a_choice_leads_to_no_other_site(page: str) -> None:
    sent = {"language": "ko", "page": page}
    assert Visitor().client.post("/language", sent).status_code == 422


def test_there_is_no_other_language() -> None:
    assert Visitor().client.post("/language", {"language": "tlh"}).status_code == 404


def test_each_language_says_whether_a_native_speaker_has_checked_it() -> None:
    told = visitor().twin("/languages")["languages"]
    assert [one["name"] for one in told] == [one.own for one in LANGUAGES.values()]
    assert told[0]["checked"]
    for one in told[1:]:
        path = FOLDER / f"{one['code']}.po"
        written = path.read_text(encoding="utf-8") if path.exists() else ""
        assert one["checked"] == ("X-Checked-By-Native-Speaker: yes" in written)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("ja", "XAL\uff1a構成員、(x) a. b。"),
        ("ko", "XAL: 構成員, (x) a. b."),
        ("ru", "XAL: 構成員, (x) a. b."),
    ],
)
def test_where_marks_are_wide_those_between_parts_are_too(code: str, told: str) -> None:
    said = tell("{who}: {how}, {words}.", who="XAL", how="構成員", words="(x) a. b")
    assert Speech(language=LANGUAGES[code]).said(said) == told


def test_parties_bear_the_names_that_they_give_in_the_readers_language() -> None:
    assert "Tavrena" in html_in("en", "/today", "XTV")
    assert "Таврена" in html_in("mn", "/today", "XTV")


# ---------------------------------------------------------------- sentences, dates, lists


def test_a_twin_tells_sentences_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {("", "{who} spoke on {at}."): "{at} … {who}", ("t", "open"): "ouvert"}
    held = language.Catalogue(
        language=LANGUAGES["ja"], sentences=words, counted={}, checked=False, missing=Counter()
    )
    monkeypatch.setattr(speech, "catalogue_of", lambda _language: held)
    at = Moment("2030-03-01 10:00 UTC", "2030-03-01T10:00:00Z")
    told = tell("{who} spoke on {at}.", who="{at}", at=at)
    twin = {"told": told, "words": "open", "shown": at, "by": [tell("nobody")]}
    said = Speech(language=LANGUAGES["ja"]).said(twin)
    assert said["told"] == "2030年3月1日 10:00 UTC … {at}"
    assert said["words"] == "open"
    assert said["shown"] == "2030年3月1日 10:00 UTC"
    assert said["by"] == ["nobody"]
    assert held.missing["nobody"] == 1


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_plural_rule_is_the_one_that_catalogues_write(code: str) -> None:
    one = LANGUAGES[code]
    written = re.fullmatch(r"nplurals=(\d); plural=(.*);", one.rule)
    assert written is not None
    assert int(written[1]) == one.forms
    from gettext import c2py  # noqa: PLC0415 - the second source

    counted = c2py(written[2])
    assert all(one.form(number) == int(counted(number)) for number in range(1200))


@pytest.mark.parametrize("number", [1, 2, 5, 11, 21, 22, 112])
def test_russian_has_three_forms(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    forms = ("{number} акт", "{number} акта", "{number} актов")
    held = language.Catalogue(
        language=LANGUAGES["ru"],
        sentences={},
        counted={("", "{number} act", "{number} acts"): forms},
        checked=False,
        missing=Counter(),
    )
    monkeypatch.setattr(speech, "catalogue_of", lambda _language: held)
    said = Speech(language=LANGUAGES["ru"]).said(
        tell_count(number, "{number} act", "{number} acts")
    )
    wanted = {1: "акт", 21: "акт", 2: "акта", 22: "акта"}.get(number, "актов")
    assert said == f"{number} {wanted}"


def test_english_stands_as_it_is_written() -> None:
    said = Speech().said(tell("{who} of {day}", who=commas(["a", "b"]), day="2030-03-01"))
    assert said == "a, b of 2030-03-01"


@pytest.mark.parametrize("route", ["text", "proposal", "commitment", "framework"])
def test_what_people_wrote_says_in_which_language(route: str) -> None:
    pages = sorted(one for one in links("XTV") if resolve(one).url_name == route)
    assert any('lang="en"' in html_in("ko", page, "XTV") for page in pages)


def test_a_page_says_units_of_time_for_a_browser_that_does_not_know_its_language() -> None:
    for code, day, second in (
        ("mn", "{number} өдөр", "{number} секунд"),
        ("ru", "{number} дней", "{number} секунд"),
        ("en", "{number} days", "{number} seconds"),
    ):
        page = html_in(code, "/today", "XTV")
        assert f'data-day="{day}"' in page
        assert f'data-second="{second}"' in page


def test_a_file_says_its_language_and_standing_in_the_readers_language() -> None:
    files = visitor("XTV").twin(f"{PLENARY}/files")["files"]
    assert {one["state"] for one in files} == {"authentic"}
    page = html_in("ko", f"{PLENARY}/files", "XTV")
    assert '<span class="state">몽골어</span> <span class="state">정본</span>' in page


# ---------------------------------------------------------------- nothing is forgotten


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site speaks the pseudo-language; pages that other tests read again were read before."""
    for code in ("", "XTV", LATE):
        links(code)
    held = pseudo.Marked(
        language=LANGUAGES[pseudo.READ_IN], sentences={}, counted={}, checked=False,
        missing=Counter(),
    )  # fmt: skip
    monkeypatch.setattr(speech, "catalogue_of", lambda _language: held)
    for place in (asked_module, who):
        monkeypatch.setattr(place, "Speech", pseudo.MarkedSpeech)


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("code", ["", "XTV", LATE])
def test_every_sentence_can_be_translated(code: str) -> None:
    seen, found = Counter[str](), dict[str, str]()
    for page in sorted(links(code)):
        route = str(resolve(page).url_name)
        seen[route] += 1
        if seen[route] > EACH:
            continue
        answer = walker(code).client.get(page, headers={"Accept-Language": pseudo.READ_IN})
        if answer.headers["Content-Type"].startswith("text/html") and route != "case_report":
            found |= dict.fromkeys(pseudo.forgotten(answer.content.decode()), page)
    assert not found, "\n".join(f"{page}: {text}" for text, page in found.items())


SENT = (
    ("XTV", "do/note.say/draft", {"f-text": TYPED}),
    ("XTV", "do/note.say/draft", {"f-text": ""}),
    ("XTV", "do/objection.raise/draft", {"object": "P44", "f-reason": "substance"}),
    ("XTV", "do/silence.break/draft", {"object": "P44", "f-reason": "substance"}),
    ("XTV", "do/matter.reserve/draft", {"object": "RM9", "f-title": TYPED, "f-names": TYPED}),
    ("XTV", "do/note.say/draft", {"f-nothing": TYPED}),
    ("XNU", "do/note.say/draft", {"f-text": TYPED}),
    ("SECRETARIAT", "do/note.say/draft", {"f-text": TYPED}),
    ("SECRETARIAT", "do/note.say/draft", {"f-text": TYPED, "by": "XNU"}),
    ("SECRETARIAT", "do/note.say/draft", {"f-text": TYPED, "by": "XTV", "scan": "ab" * 32,
                                          "person": ["Ann", "Bob"]}),
    ("XTV", "sign", {"slip": "AAAA", "key": "AAAA", "signature": "AAAA"}),
    ("XTV", "alarm/alter", {"number": "0"}),
)  # fmt: skip
"""Who sends what to a house at work: what is in order, and what is not."""


@pytest.mark.usefixtures("marked")
def test_what_acting_shows_can_be_translated() -> None:
    found, read = dict[str, str](), {"Accept-Language": pseudo.READ_IN}

    def look(page: str, answer: Any) -> None:  # noqa: ANN401 - an answer of Django
        told = pseudo.forgotten(answer.content.decode())
        found.update({text: page for text in told if text not in KNOWN})

    with house():
        for code in ("XTV", "XNU", "SECRETARIAT"):
            who_acts = newly(code)
            for page in ("do", "keys", "waiting", "alarm"):
                look(page, who_acts.client.get(f"{PLENARY}/{page}", headers=read))
            twin = who_acts.twin(f"{PLENARY}/do")
            forms = [one["page"] for family in twin["families"] for one in family["here"]]
            forms += [
                one["things"][0]["form"] for family in twin["families"] for one in family["about"]
            ]
            for page in forms:
                look(page, who_acts.client.get(page, headers=read))
        for code, page, sent in SENT:
            look(f"{page} {sent}", newly(code).client.post(f"{PLENARY}/{page}", sent, headers=read))
    assert not found, "\n".join(f"{page}: {text}" for text, page in found.items())


# ---------------------------------------------------------------- faults


RECEIPT = Receipt(
    origin="o", leaf=bytes(32), received="2030-01-01T00:00:00Z", deadline="2030-01-02T00:00:00Z"
)


def _of_an_act_again(folder: Path) -> None:
    place = drawer.place(folder, "plenary", 3)
    place.parent.mkdir()
    place.touch()
    drawer.check_free(folder, "plenary", 3, again=False)


@pytest.mark.parametrize(
    "act",
    [
        _of_an_act_again,
        lambda _folder: answers.origin_of(b"no note", tell("what was given")),
        lambda folder: answers.answered(folder, RECEIPT),
        lambda _folder: private.written("two\nlines", "note", ""),
    ],
)
def test_a_fault_of_a_node_can_be_translated(act: Callable[[Path], object], tmp_path: Path) -> None:
    with pytest.raises(DipoliError) as fault:
        act(tmp_path)
    said = words_of(fault.value)
    assert isinstance(said, Told)
    for code in OTHERS:
        assert language.catalogue_of(LANGUAGES[code])(said)


def test_a_fault_that_is_told_in_english_alone_says_so() -> None:
    english = words_of(RecordError("No <file> here."))
    request = visitor().client.get("/", headers={"Accept-Language": "ko"}).wsgi_request
    answer = acting.stopped(request, english, 409, twin=False)
    assert '<span lang="en">No &lt;file&gt; here.</span>' in answer.content.decode()
    assert json.loads(acting.stopped(request, english, 409, twin=True).content)["told"].endswith(
        ": No <file> here."
    )
    told = tell("the record cannot be reached now. The log says why.")
    html = acting.stopped(request, told, 409, twin=False).content.decode()
    assert 'lang="en"' not in html.partition("<main")[2].partition("</main")[0]


def test_an_alarm_says_what_it_is_about() -> None:
    assert set(ALARMS) == set(AlarmKind)
    for code in OTHERS:
        assert all(map(language.catalogue_of(LANGUAGES[code]), ALARMS.values()))


# ---------------------------------------------------------------- catalogues


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_every_sentence_whole(code: str) -> None:
    one, path = LANGUAGES[code], FOLDER / f"{code}.po"
    if not path.exists():  # its sentences are shown in English, and its page says so
        left = visitor().twin("/languages")["languages"][list(LANGUAGES).index(code)]["left"]
        assert left == len(language.sentences())
        return
    held = {key(message): message for message in headed(path)}
    missing = [told for told in language.sentences() if told not in held]
    assert not missing, missing[:20]
    wrong = [
        told for told, message in held.items() if message.fuzzy or not language.sound(message, one)
    ]
    assert not wrong, wrong[:20]
    written = path.read_text(encoding="utf-8")
    assert f'"Plural-Forms: {one.rule}\\n"' in written
    assert re.search(r'^"X-Checked-By-Native-Speaker: (yes|no)\\n"$', written, re.MULTILINE)


TERMS = Path(__file__).parents[2] / "docs" / "reference" / "languages.md"
_NO_WORDS = re.compile(r"\{\w+\}|</?\w+>|`[^`]*`|“[^”]*”|\bdipoli( \w+)+|\b\w+\.[a-z-]+\b")
"""What of a sentence is no word of it: parts, marks, names of commands and acts, what is quoted."""


def terms() -> list[tuple[str, dict[str, str]]]:
    """The words that a test holds, longer ones first: English, and the word of each language."""
    table = TERMS.read_text("utf-8").split("## Words that a test holds")[1].split("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert rows[0] == ["English", *OTHERS]
    held = [(row[0], dict(zip(OTHERS, row[1:], strict=True))) for row in rows[1:]]
    return sorted(held, key=lambda one: -len(one[0]))


def bent(word: str) -> re.Pattern[str]:
    """A term in each of its forms: what stands behind the dot of a word may be another."""
    forms = (re.escape(one.split("·")[0]) + (r"\w*" if "·" in one else "") for one in word.split())
    return re.compile(r"\s+".join(forms), re.IGNORECASE)


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_one_word_for_each_term(code: str) -> None:
    found = []
    held = [
        (re.compile(rf"(?<![\w-]){name}s?(?![\w-])", re.IGNORECASE), bent(words[code]))
        for name, words in terms()
    ]
    for message in headed(FOLDER / f"{code}.po"):
        single, several = (message.id, "") if isinstance(message.id, str) else message.id
        english = _NO_WORDS.sub(" ", f"{single} {several}")
        string = message.string or ""
        told = string if isinstance(string, str) else " ".join(string)
        for name, word in held:
            english, times = name.subn(" ", english)
            if times and word.search(told) is None:
                found.append(f"{single}: {word.pattern}, and not {told}")
    assert not found, "\n".join(found)


def test_a_translation_with_other_parts_is_not_shown() -> None:
    told = Message("{who} spoke.", "{whom} sprach.")
    assert not language.sound(told, LANGUAGES["ru"])
    assert not language.sound(Message("See <a>it</a>.", "Siehe es."), LANGUAGES["ru"])
    assert not language.sound(
        Message(("{number} act", "{number} acts"), ("a", "b")), LANGUAGES["ru"]
    )
    assert language.sound(Message("{who} spoke.", "Es sprach {who}."), LANGUAGES["ru"])


def test_the_parts_and_marks_of_a_template() -> None:
    assert parts_of("{a} of {b}") == frozenset("ab")
    assert parts_of("{a!r}{b:>3}") is None
    assert marks_of("<a>x</a>") == {"<a>": 1, "</a>": 1}


def test_a_language_without_a_file_falls_back_to_english(tmp_path: Path) -> None:
    assert not (tmp_path / "mn.po").exists()
    empty: Any = language.Catalogue(
        language=LANGUAGES["mn"], sentences={}, counted={}, checked=False, missing=Counter()
    )
    assert empty(tell("Today")) is None
    assert json.dumps(empty.missing) == '{"Today": 1}'
