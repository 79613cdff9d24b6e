"""Two runs side by side: everything that either says stands there, once, and nothing is counted."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.workbench.runs.asking import lake
from tests.workbench.runs.test_shelf import one

from dipoli.codec.draft_file import read_draft
from dipoli.codec.ties_file import read_ties
from dipoli.workbench.runs.blocks import Block, Shape, beside, beside_by_name, blocks
from dipoli.workbench.runs.compare import compare
from dipoli.workbench.runs.papers import things_of as things_of_text
from dipoli.workbench.runs.question import ask
from dipoli.workbench.runs.run import things_of

BLOCKS = st.lists(
    st.builds(Block, st.sampled_from(Shape), st.sampled_from("abc"), st.integers(0, 2)), max_size=9
)


@given(BLOCKS, BLOCKS)
def test_each_answer_can_be_read_down_its_own_side(left: list[Block], right: list[Block]) -> None:
    found = beside(left, right)
    assert [one.left for one in found if one.left is not None] == left
    assert [one.right for one in found if one.right is not None] == right
    assert all(one.left is not None or one.right is not None for one in found)


@given(BLOCKS)
def test_an_answer_beside_itself_is_the_same_throughout(held: list[Block]) -> None:
    assert all(one.same for one in beside(held, held))


NAMED = st.dictionaries(
    st.sampled_from("abcdefg"),
    st.builds(Block, st.just(Shape.TEXT), st.sampled_from("xy")),
    max_size=7,
)


@given(NAMED, NAMED)
def test_parts_of_one_name_stand_together_in_answers_of_one_order(
    left: dict[str, Block], right: dict[str, Block]
) -> None:
    found = beside_by_name(left, right)
    assert [one.left for one in found if one.left is not None] == list(left.values())
    assert [one.right for one in found if one.right is not None] == list(right.values())
    left, right = dict(sorted(left.items())), dict(sorted(right.items()))
    together = [one for one in beside_by_name(left, right) if one.left and one.right]
    both = sorted(left.keys() & right.keys())
    assert [(one.left, one.right) for one in together] == [(left[n], right[n]) for n in both]


def test_an_answer_is_cut_into_its_parts() -> None:
    told = (
        "A case (2031)\n\nWHAT\n----\nA paragraph.\n  Set in\n- one\n  - two\n\n"
        "   1   2\n  10  20\nafter"
    )
    assert blocks(told) == (
        Block(Shape.TEXT, "A case (2031)"),
        Block(Shape.HEAD, "WHAT"),
        Block(Shape.TEXT, "A paragraph."),
        Block(Shape.TEXT, "Set in", 1),
        Block(Shape.ITEM, "one"),
        Block(Shape.ITEM, "two", 1),
        Block(Shape.TABLE, "   1   2\n  10  20"),
        Block(Shape.TEXT, "after"),
    )


def test_a_numbered_line_is_an_item_and_a_table_of_figures_stays_one() -> None:
    assert blocks(" 84  Recognition\n      Why not\n- because") == (
        Block(Shape.ITEM, "84 Recognition"),
        Block(Shape.TEXT, "Why not", 3),
        Block(Shape.ITEM, "because"),
    )
    assert [one.shape for one in blocks("1  2\n3  a   b")] == [Shape.TABLE]


def test_how_long_the_computing_took_is_no_difference() -> None:
    left, right = (
        blocks(f"Found.\n(counting, {n} s; {words})")
        for n, words in ((0.06, "checked"), (1_204.5, "checked"))
    )
    assert [one.same for one in beside(left, right)] == [True, True]
    assert [one.left for one in beside(left, right)] == list(left)
    other = blocks("Found.\n(counting, 0.06 s; not checked)")
    assert [one.same for one in beside(left, other)] == [True, False]
    months = beside(blocks("verified by month 19"), blocks("verified by month 20"))
    assert not months[0].same


def test_what_differs_in_the_question_is_told_by_its_word() -> None:
    left = one()
    asked = ask("whatif", [("longer", "12"), ("consents", "yes")], case="waters")
    right = one(2, question=evolve(asked, rests=left.question.rests))
    found = compare(left, right)
    assert [(each.left, each.right) for each in found.words] == [(("6",), ("12",)), ((), ("yes",))]
    assert (found.same_kind, found.same_papers) == (True, True)
    assert not compare(left, one(2, question=ask("agree", []))).same_kind


def test_what_changed_in_a_text_and_its_ties_is_told_thing_by_thing() -> None:
    files = Path(__file__).parents[3] / "docs/howto/files"
    draft, moved = (
        read_draft((files / f"lake-text{one}.draft.yaml").read_bytes(), one)
        for one in ("", "-moved")
    )
    ties = read_ties((files / "lake-text.ties.yaml").read_bytes(), "ties").ties
    first, *others = ties
    left, right = things_of_text(draft, ties), things_of_text(moved, tuple(others))
    found = compare(one(things=left), one(2, things=right))
    apart = [
        f"words {place.clause} {place.key}"
        for place in draft.places
        if place != moved.place(place.clause, place.key)
    ]
    assert apart
    assert found.changed == ("text", *apart)
    assert found.only_left == (
        f"tie {first.clause} {first.place} {first.way} as {first.issue} {first.option}",
    )
    assert found.only_right == ()


def test_what_changed_in_a_case_is_told_thing_by_thing() -> None:
    case = lake()
    first, *others = case.steps
    changed = evolve(
        case,
        steps=(evolve(first, months=first.months + 1), *others[1:]),
        baskets=(*case.baskets, evolve(case.baskets[0], id="another")),
    )
    found = compare(one(things=things_of(case)), one(2, things=things_of(changed)))
    assert found.changed == (f"step {first.id}",)
    assert found.only_left == (f"step {others[0].id}",)
    assert found.only_right == ("basket another",)
    again = compare(one(things=things_of(case)), one(2, things=things_of(case)))
    assert (again.changed, again.only_left, again.only_right) == ((), (), ())
