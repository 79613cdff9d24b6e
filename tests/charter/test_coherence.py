"""A coherent charter settles every question once; each fault is told with its place."""

from __future__ import annotations

import enum
import typing
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.forum.made import charter, member

from dipoli.charter.coherence import CODE, GOVERNS, LANGUAGE, RANGES, SLUG, incoherences, value_at
from dipoli.charter.points import Point
from dipoli.charter.rules import (
    Article,
    Basis,
    BasketRule,
    BodySort,
    Category,
    Charter,
    DecisionMode,
    Lapse,
    Rota,
    Term,
    Track,
)
from dipoli.forum import form
from dipoli.record import shape


def changed(path: str, value: object, base: Charter | None = None) -> Charter:
    """A charter with one value of its rules replaced."""
    whole = base or charter()
    part, _, name = path.partition(".")
    more: dict[str, Any] = {name or part: value}
    if name:
        more = {part: evolve(getattr(whole, part), **more)}
    return evolve(whole, **more)


def places(one: Charter) -> set[str]:
    return {fault.where for fault in incoherences(one)}


def articles(*extra: Article, without: Point | None = None) -> tuple[Article, ...]:
    kept = [one for one in charter().articles if without not in one.settles]
    return (*kept, *extra)


def article(number: str = "900", **changes: Any) -> Article:  # noqa: ANN401 - any part of it
    usual = Article(number=number, text="A.", settles=(), basis=Basis.PROPOSED, note="A note.")
    return evolve(usual, **changes)


def test_the_invented_charter_is_coherent() -> None:
    assert incoherences(charter()) == ()


@pytest.mark.parametrize("point", Point)
def test_a_point_that_no_article_settles_is_a_fault(point: Point) -> None:
    (fault,) = incoherences(charter(articles=articles(without=point)))
    assert fault.where == "articles"
    assert point.value in fault.expected


@pytest.mark.parametrize("point", Point)
def test_a_point_that_two_articles_settle_is_a_fault(point: Point) -> None:
    twice = articles(article(settles=(point,)))
    (fault,) = incoherences(charter(articles=twice))
    assert fault.where == f"articles[{len(twice) - 1}].settles[0]"


MEMBERS = charter().members
FAULTY: list[tuple[str, Charter]] = [
    ("id", charter(id="Not An Id")),
    ("title", charter(title={"mn": "a"})),
    ("title.english", charter(title={"en": "a", "english": "a"})),
    ("title.en", charter(title={"en": " "})),
    ("title.en", charter(title={"en": "hidden\u200b"})),
    ("style", charter(style="")),
    ("languages", charter(languages=())),
    ("languages[1]", charter(languages=("en", "en"))),
    ("languages[0]", charter(languages=("English",))),
    ("baskets[0].id", charter(baskets=(BasketRule(id="A B", names={"en": "a"}),))),
    ("baskets[0].names", charter(baskets=(BasketRule(id="a", names={"mn": "a"}),))),
    ("baskets[1].id", charter(baskets=(BasketRule(id="a", names={"en": "a"}),) * 2)),
    ("members[4].code", charter(members=(*MEMBERS, member("XAL")))),
    ("members[4].code", charter(members=(*MEMBERS, member("SECRETARIAT")))),
    ("members[4].code", charter(members=(*MEMBERS, member("x")))),
    ("members[4].zone", charter(members=(*MEMBERS, evolve(member("XEF"), zone="Moon/Base")))),
    ("members[4].zone", charter(members=(*MEMBERS, evolve(member("XEF"), zone="../etc")))),
    ("members[4].names", charter(members=(*MEMBERS, evolve(member("XEF"), names={})))),
    (
        "members[4].holidays[0]",
        charter(members=(*MEMBERS, evolve(member("XEF"), holidays=("2030-02-30",)))),
    ),
    (
        "members[4].holidays[1]",
        charter(members=(*MEMBERS, evolve(member("XEF"), holidays=("2030-02-20",) * 2))),
    ),
    ("members", changed("decision.minus", 0, charter(members=MEMBERS[:1]))),
    ("seats.categories[4]", changed("seats.categories", (*Category, Category.GUEST))),
    ("seats.categories", changed("seats.categories", (Category.GUEST,))),
    (
        "members[4].category",
        changed(
            "seats.categories",
            (Category.MEMBER, Category.GUEST),
            charter(
                members=(*MEMBERS, member("XEF", Category.OBSERVER)),
                bodies=evolve(charter().bodies, experts=Category.GUEST),
            ),
        ),
    ),
    ("chair.fixed", changed("chair.fixed", ("XAL",))),
    ("chair.fixed", changed("chair.rota", Rota.FIXED, changed("chair.term", Term.STANDING))),
    ("chair.term", changed("chair.term", Term.STANDING)),
    ("chair.language", changed("chair.language", "en")),
    ("chair.language", changed("chair.rota", Rota.ALPHABET)),
    ("bodies.by_decision[1]", changed("bodies.by_decision", (BodySort.BASKET, BodySort.CONTACT))),
    ("bodies.reporting[0]", changed("bodies.reporting", (BodySort.INFORMAL,))),
    ("bodies.tracks", changed("bodies.tracks", ())),
    (
        "bodies.experts",
        changed("bodies.tracks", (Track.ONE,), changed("bodies.experts", Category.GUEST)),
    ),
    (
        "bodies.experts",
        changed(
            "seats.categories",
            (Category.MEMBER, Category.GUEST),
            changed("bodies.experts", Category.PARTNER),
        ),
    ),
    ("decision.minus", changed("decision.minus", 4)),
    ("decision.quorum", changed("decision.quorum", 101)),
    ("decision.notice", changed("decision.notice", -1)),
    ("silence.resume", changed("silence.resume", 73)),
    ("silence.least", changed("silence.least", 0, changed("silence.resume", 0))),
    ("decision.referral_hours", changed("decision.referral_hours", 0)),
    ("decision.window", changed("decision.window", 0)),
    ("articles[0].number", charter(articles=(article("0"), *articles()))),
    ("articles", charter(articles=())),
]  # fmt: skip


@pytest.mark.parametrize(("where", "one"), FAULTY)
def test_a_fault_is_told_at_its_place(where: str, one: Charter) -> None:
    assert where in places(one)


@pytest.mark.parametrize(("where", "one"), FAULTY)
def test_a_fault_says_what_to_do(where: str, one: Charter) -> None:
    for fault in incoherences(one):
        assert fault.expected, where
        assert fault.found is not None
        assert fault.mend


def test_a_fixed_chair_sits_as_a_member() -> None:
    fixed = changed("chair.rota", Rota.FIXED, changed("chair.term", Term.STANDING))
    assert incoherences(changed("chair.fixed", ("XBE",), fixed)) == ()
    assert places(changed("chair.fixed", ("XZZ",), fixed)) == {"chair.fixed"}
    assert places(changed("chair.fixed", ("XBE", "XAL"), fixed)) == {"chair.fixed"}
    guest = charter(members=(*MEMBERS, member("XEF", Category.GUEST)), chair=fixed.chair)
    assert places(changed("chair.fixed", ("XEF",), guest)) == {"chair.fixed"}


def test_a_shared_chair_has_two_or_more() -> None:
    shared = changed("chair.rota", Rota.CO_CHAIRS, changed("chair.term", Term.STANDING))
    assert incoherences(changed("chair.fixed", ("XBE", "XAL"), shared)) == ()
    assert places(changed("chair.fixed", ("XBE",), shared)) == {"chair.fixed"}
    assert places(changed("chair.fixed", ("XBE", "XBE"), shared)) == {"chair.fixed[1]"}


def test_an_alphabet_needs_each_member_s_name_in_its_language() -> None:
    rota = changed("chair.rota", Rota.ALPHABET)
    assert incoherences(changed("chair.language", "en", rota)) == ()
    assert places(changed("chair.language", "mn", rota)) == {
        f"members[{k}].names" for k in range(4)
    }


def test_articles_stand_in_the_order_of_their_numbers() -> None:
    assert incoherences(charter(articles=(*articles(), article("900.9"), article("900.10")))) == ()
    late = charter(articles=(*articles(), article("900.10"), article("900.9")))
    assert places(late) == {f"articles[{len(late.articles) - 1}].number"}
    twice = charter(articles=(*articles(), article(), article()))
    assert places(twice) == {f"articles[{len(twice.articles) - 1}].number"}


def test_an_article_settles_a_point_or_says_why_it_needs_none() -> None:
    assert incoherences(charter(articles=articles(article()))) == ()
    silent = charter(articles=articles(article(note=None)))
    assert places(silent) == {f"articles[{len(silent.articles) - 1}]"}


@pytest.mark.parametrize("basis", Basis)
def test_what_is_not_proposed_has_a_source(basis: Basis) -> None:
    assert incoherences(charter(articles=articles(article(basis=basis, source="a-key")))) == ()
    bare = charter(articles=articles(article(basis=basis)))
    assert bool(incoherences(bare)) is (basis is not Basis.PROPOSED)


USES = {
    "decision.notice": ("decision.waiver", "decision.waiver_hours"),
    "decision.waiver": ("decision.waiver_hours",),
    "silence.allowed": (
        "silence.leave",
        "silence.least",
        "silence.extensions",
        "silence.resume",
        "silence.holidays",
    ),
    "decision.referral": ("decision.referral_hours", "decision.referral_silence"),
}
NOTHING: dict[str, object] = {"decision.referral_silence": Lapse.LAPSES}


@pytest.mark.parametrize(("path", "uses"), USES.items())
def test_what_a_charter_does_not_use_is_nothing(path: str, uses: tuple[str, ...]) -> None:
    base = changed("silence.leave", value=True)
    bare = changed(path, value=0 if path == "decision.notice" else False, base=base)
    for use in uses:
        old = value_at(bare, use)
        nothing = False if isinstance(old, bool) else 0
        bare = changed(use, NOTHING.get(use, nothing), bare)
    assert incoherences(bare) == ()
    for use in uses:
        assert places(changed(use, value_at(base, use), bare)) >= {use}


def test_a_forum_without_decisions_uses_nothing_that_decides() -> None:
    wrong = places(changed("decision.mode", DecisionMode.INFORMATION))
    assert wrong >= {
        "seats.admission",
        "seats.suspension",
        "bodies.by_decision",
        "meeting.appeal",
        "decision.notice",
        "decision.quorum",
        "decision.minus",
        "decision.referral",
        "silence.allowed",
    }


def test_every_value_of_the_rules_belongs_to_a_point() -> None:
    hints = typing.get_type_hints(Charter)
    rules = ["seats", "chair", "bodies", "meeting", "decision", "silence", "text", "exchange"]
    rules += ["crisis", "rooms"]
    named = {f"{part}.{field.name}" for part in rules for field in attrs.fields(hints[part])}
    assert set(GOVERNS) == {*named, "level"}
    assert {*rules, "level", "articles", "baskets", "members", "languages"} < set(hints)


def test_every_number_of_the_rules_has_a_range() -> None:
    one = charter()
    numbers = {path for path in GOVERNS if type(value_at(one, path)) is int}
    assert set(RANGES) == numbers


@pytest.mark.parametrize("path", RANGES)
def test_a_number_out_of_its_range_is_a_fault(path: str) -> None:
    least, most = RANGES[path]
    assert path in places(changed(path, least - 1))
    assert path in places(changed(path, most + 1))


def test_codes_ids_and_languages_are_those_of_the_record_and_of_forms() -> None:
    assert shape.CODE.startswith("(?:" + CODE.pattern)
    assert SLUG.pattern == form.SLUG
    assert LANGUAGE.pattern == form.LANGUAGE


@given(st.permutations(MEMBERS))
def test_the_order_of_members_makes_no_charter_incoherent(order: list[Any]) -> None:
    assert incoherences(charter(members=tuple(order))) == ()


@given(st.sampled_from(sorted(GOVERNS)), st.data())
def test_any_value_of_its_sort_is_allowed_or_told(path: str, data: st.DataObject) -> None:
    old = value_at(charter(), path)
    if isinstance(old, bool):
        new: object = not old
    elif isinstance(old, int):
        new = data.draw(st.integers(-10, 10_000))
    elif isinstance(old, enum.Enum):
        new = data.draw(st.sampled_from(type(old)))
    else:
        new = data.draw(st.sampled_from([(), None, old]))
        if (new is None) is not (old is None) and path != "chair.language":
            new = old
    for fault in incoherences(changed(path, new)):
        assert fault.where
