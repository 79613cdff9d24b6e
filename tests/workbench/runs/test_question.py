"""A question is a value: by its words it has one key, one address and one command."""

from __future__ import annotations

import itertools
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workbench.runs.asking import sent

from dipoli.cli.main import parsed
from dipoli.workbench.runs import question as questions
from dipoli.workbench.runs.kinds import BY_NAME, KINDS, MEANING, Field, Kind, Sort
from dipoli.workbench.runs.question import WordsError, ask, read_query

DIGESTS = st.dictionaries(
    st.sampled_from(["case", "corpus"]), st.text("0123456789abcdef", min_size=64, max_size=64)
)


def _attribute(one: Field) -> str:
    return one.name.replace("-", "_")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_field_has_the_default_that_the_option_of_the_command_has(kind: Kind) -> None:
    needed = [(one.name, "a") for one in kind.fields if one.needed]
    needed += [("ids", "b")] if kind.name == "frameworks" else []
    args = parsed(ask(kind.name, needed).arguments("CASE"))
    for one in kind.fields:
        held = getattr(args, _attribute(one))
        if one.needed or (one.sort is Sort.SET or one.name in {"genre", "deal", "between"}):
            assert one.default == ""
        elif one.sort is Sort.FLAG:
            assert held is False
        elif one.many:
            assert held == []
        else:
            assert str(held).removesuffix(".0") == one.default, one.name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_command_takes_the_least_and_the_most_that_a_number_of_a_form_may_be(
    kind: Kind,
) -> None:
    needed = [(one.name, "a") for one in kind.fields if one.needed]
    needed += [("ids", "b")] if kind.name == "frameworks" else []
    for one in kind.fields:
        for number in (one.least, one.most) if one.sort is Sort.NUMBER else ():
            asked = ask(kind.name, [*needed, (one.name, str(number))])
            held = getattr(parsed(asked.arguments("CASE")), _attribute(one))
            assert held == number


@given(sent(), DIGESTS, st.text("abc-", min_size=1, max_size=8))
def test_the_address_of_a_question_carries_it_whole(
    one: tuple[Kind, list[tuple[str, str]]], rests: dict[str, str], case: str
) -> None:
    from attrs import evolve  # noqa: PLC0415 - here alone

    kind, pairs = one
    asked = evolve(ask(kind.name, pairs, case=case), rests=rests)
    again = read_query(asked.query())
    assert (again, again.key) == (asked, asked.key)
    assert questions.of_told(asked.told()) == asked


@given(sent())
def test_how_it_was_asked_does_not_change_a_question(
    one: tuple[Kind, list[tuple[str, str]]],
) -> None:
    kind, pairs = one
    defaults = [
        (each.name, each.default)
        for each in kind.fields
        if each.default and each.name not in dict(pairs)
    ]
    plain = ask(kind.name, pairs)
    assert ask(kind.name, [*defaults, ("stray", "x"), *pairs]) == plain
    assert ask(kind.name, pairs, case="another").key == plain.key


@given(sent(), sent())
def test_two_questions_have_one_key_only_where_they_are_one(
    one: tuple[Kind, list[tuple[str, str]]], other: tuple[Kind, list[tuple[str, str]]]
) -> None:
    first, second = (ask(kind.name, pairs) for kind, pairs in (one, other))
    assert (first.key == second.key) is (first == second)


@given(sent())
def test_a_value_never_becomes_another_option(one: tuple[Kind, list[tuple[str, str]]]) -> None:
    kind, pairs = one
    asked = ask(kind.name, pairs)
    typed = shlex.split(asked.line("a case"))
    assert typed == ["dipoli", *asked.arguments("a case")]
    if kind.name == "frameworks" and len(asked.words["ids"]) < 2:
        return
    held = vars(parsed(asked.arguments("a case")))
    if kind.name == MEANING:
        (text,) = asked.words["text"]
        assert [str(held[one]) for one in ("text", "ties")] == [
            f"{text}.draft.yaml",
            f"{text}.ties.yaml",
        ]
        alone = asked.arguments("a case", {"text": "elsewhere"})
        assert (vars(parsed(alone))["text"], vars(parsed(alone))["ties"]) == (
            Path("elsewhere"),
            None,
        )
    for each in kind.fields:
        if each.sort not in {Sort.FLAG, Sort.NUMBER, Sort.TIED} and each.name in asked.words:
            found = held[_attribute(each)]
            told = found if isinstance(found, list) else [str(found)]
            if each.sort is Sort.DEAL:
                told = found.split(",")
            assert tuple(told) == asked.words[each.name]


@pytest.mark.parametrize(
    ("kind", "pairs"),
    [
        ("nothing", []),
        ("whatif", [("longer", "1201")]),
        ("whatif", [("longer", "-1")]),
        ("whatif", [("longer", "1.5")]),
        ("whatif", [("accounting", "others")]),
        ("whatif", [("refuses", "-x")]),
        ("whatif", [("refuses", "a\x00b")]),
        ("agree", [("positions", "a"), ("positions", "b")]),
        ("home", []),
        ("converge", [("corpus", "a"), ("codebook", "b"), ("one", "c")]),
    ],
)
def test_what_cannot_be_asked_is_refused(kind: str, pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(WordsError):
        ask(kind, pairs)


@pytest.mark.parametrize(
    "query", ["", "kind=", "kind=agree&on-case=short", "kind=agree%ff", "&" * 3000]
)
def test_an_address_without_a_question_is_refused(query: str) -> None:
    with pytest.raises(WordsError):
        read_query(query)


def test_names_of_kinds_and_fields_can_stand_in_an_address() -> None:
    assert len(BY_NAME) == len(KINDS)
    for kind in KINDS:
        names = [one.name for one in kind.fields]
        assert len(set(names)) == len(names)
        assert not {"kind", "case", "run", "version", "csrfmiddlewaretoken"} & set(names)
        assert not [one for one in itertools.chain([kind.name], names) if one.startswith("on-")]
