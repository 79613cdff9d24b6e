"""Texts under negotiation among invented states, and Word files made from them."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve
from tests.forum.made import Desk, charter, forum

from dipoli.charter.rules import Member
from dipoli.codec.word import Asking, Found, Return, authors_of, compose, read_changes, write_word
from dipoli.forum.names import Names
from dipoli.forum.standing import Forum
from dipoli.forum.text_views import View

ORIGIN = "lake/plenary"
NAMES: Mapping[str, Mapping[str, str]] = {
    "XAL": {"en": "Alderan", "ko": "알데란", "ru": "Альдеран"},
    "XBE": {"en": "Bermark", "ko": "베르마르크", "ru": "Бермарк"},
    "XCO": {"en": "Corvia", "ko": "코르비아", "ru": "Корвия"},
    "XDE": {"en": "Delmark", "ko": "델마르크", "ru": "Делмарк"},
}
BRIDGE = "The parties shall reopen the bridge by 2031 and report each year."
GAUGES = "Inspectors of both sides visit the gauges twice a year."
FUND = "A joint fund pays for repairs. Each party pays one half of it."
CLOSED = "The bridge stays closed until 2040."
KOREAN = (
    "양측은 2031년까지 다리를 다시 연다.",
    "공동 조사단은 매년 두 차례 수위계를 점검한다.",
    "공동 기금이 수리비를 지급한다.",
)
RUSSIAN = (
    "Стороны вновь откроют мост к 2031 году.",
    "Инспекторы обеих сторон дважды в год проверяют водомеры.",
    "Совместный фонд оплачивает ремонт.",
)
AMENDED = "The parties shall reopen the bridge by 2031 and report twice a year."


def desk() -> Desk:
    """A forum that has three texts: one with nested brackets and a table, a Korean, a Russian."""
    members = tuple(
        Member(code=code, category=one.category, names=dict(NAMES[code]), zone="UTC")
        for one in charter().members
        for code in (one.code,)
    )
    made = Desk(forum(evolve(charter(), members=members, languages=("en", "ko", "ru"))))
    _text(made, "T1", "en", "On the bridge")
    made.do("XBE", "clause.propose", "T1-1", words=BRIDGE, sort="words")
    made.do("XBE", "clause.propose", "T1-2", words=GAUGES, sort="words")
    made.do("XBE", "clause.propose", "T1-3", words="number of inspectors", sort="placeholder")
    made.do("XBE", "clause.propose", "T1-4", words=FUND, sort="words")
    made.do("XDE", "clause.bracket", "T1-1", words="the bridge by 2031")
    made.do("XCO", "clause.bracket", "T1-1", words="2031")
    made.do("XCO", "clause.alternative", "T1-1", sort="words", words=CLOSED)
    made.do("XAL", "clause.alternative", "T1-1", sort="no-text")
    made.do("XDE", "clause.support", "T1-1", which=2)
    made.do("XDE", "text.without-prejudice", "T1", words="the name of the river")
    made.do("XBE", "clause.propose", "T1-5", words="The text is open to others.", sort="words")
    made.do(
        "XCO", "amendment.propose", "A1", clause="T1-1", version=version(made.forum, "T1"),
        words=AMENDED,
    )  # fmt: skip
    for name, language, clauses in (("T2", "ko", KOREAN), ("T3", "ru", RUSSIAN)):
        _text(made, name, language, clauses[0])
        for n, words in enumerate(clauses, 1):
            made.do("XBE", "clause.propose", f"{name}-{n}", words=words, sort="words")
        made.do("XDE", "clause.bracket", f"{name}-1", words="2031")
    return made


def _text(made: Desk, name: str, language: str, title: str) -> None:
    made.do(
        "XBE", "text.table", name, title=title, symbol=f"WP.{name[1:]}", kind="working-paper",
        language=language, everything=False,
    )  # fmt: skip


def version(standing: Forum, text: str) -> int:
    """The version at which a text stands."""
    return standing.texts[text].version


def exported(standing: Forum, text: str, view: View, reader: str = "XAL") -> bytes:
    """A Word file of a text."""
    asking = Asking(
        origin=ORIGIN,
        view=view,
        names=Names(standing, reader),
        readable="Whoever sits here can read it, and the host.",
        times={"A1": "2030-03-01T12:00:00Z"},
    )
    return write_word(compose(standing.texts[text], asking))


def returned(standing: Forum, data: bytes, places: Mapping[int, int] | None = None) -> Found:
    """A Word file that came back, read with the names by which parties go in any language."""
    names = [{code: held[one] for code, held in NAMES.items()} for one in ("en", "ko", "ru")]
    asked = Return(
        forum=standing, origin=ORIGIN, authors=authors_of(standing, names), places=places or {}
    )
    return read_changes(data, asked)
