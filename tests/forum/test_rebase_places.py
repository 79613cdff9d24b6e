"""Where a changed passage begins and ends, to the sign, and how long passages are compared."""

from __future__ import annotations

from dipoli.forum.rebase import Edit, carried, edits

BASE = "The parties shall reopen the bridge by 2031 and report each year."
HAN = [chr(0x4E00 + number) for number in range(3000)]


def at(words: str, text: str = BASE) -> int:
    return text.index(words)


def test_words_that_come_in_elsewhere_do_not_fill_an_empty_place() -> None:
    place = at("by 2031")
    assert carried(BASE, BASE.replace("each", "again each"), place, place) == (place, place)
    before = BASE.replace("The parties", "The two parties")
    assert carried(BASE, before, place, place) == (place + 4, place + 4)


def test_a_word_that_is_replaced_behind_an_empty_place_does_not_fill_it() -> None:
    place = at("by 2031")
    assert carried(BASE, BASE.replace("by 2031", "until 2031"), place, place) == (place, place)


def test_what_fills_an_empty_place_is_found_behind_earlier_changes() -> None:
    place = at("by 2031")
    for earlier, later in (("parties", "states"), ("parties", "governments"), ("shall ", "")):
        new = BASE.replace(earlier, later).replace("by 2031", "together by 2031")
        begin, end = carried(BASE, new, place, place)
        assert new[begin:end].strip() == "together"


def test_a_passage_begins_behind_a_change_that_ends_where_it_begins() -> None:
    old = "双方于明年开会并公布结果"
    start, end = old.index("年"), old.index("并")
    for word in ("今", "2031", ""):
        new = old.replace("明", word)
        begin, finish = carried(old, new, start, end)
        assert new[begin:finish] == "年开会"


def test_a_passage_ends_before_a_change_that_begins_where_it_ends() -> None:
    old = "双方于明年开会并公布结果"
    start, end = old.index("年"), old.index("并")
    for word in ("及", "2031", ""):
        new = old.replace("并", word)
        begin, finish = carried(old, new, start, end)
        assert new[begin:finish] == "年开会"


def test_words_that_come_in_at_either_edge_of_a_passage_are_outside() -> None:
    old = "双方于明年开会并公布结果"
    start, end = old.index("年"), old.index("并")
    for new in (old.replace("明", "明后"), old.replace("并", "也并")):
        begin, finish = carried(old, new, start, end)
        assert new[begin:finish] == "年开会"


def test_a_change_that_reaches_into_a_passage_is_in_it() -> None:
    old = "双方于明年开会并公布结果"
    start, end = old.index("年"), old.index("并")
    for gone in ("明年", "会并", "明年开会并"):
        new = old.replace(gone, "2031")
        begin, finish = carried(old, new, start, end)
        assert "2031" in new[begin:finish]
        assert old[:2] not in new[begin:finish]


def test_what_repeats_itself_is_compared_word_by_word_all_the_same() -> None:
    lines = "a b " * 100
    assert edits(f"x {lines}y", f"q {lines}z") == (
        Edit(start=0, end=1, words="q"),
        Edit(start=402, end=403, words="z"),
    )


def test_passages_of_a_million_pairs_are_compared_and_larger_ones_taken_as_one_change() -> None:
    shared, old, new = HAN[2999], HAN[:999], HAN[1000:1999]
    one, other = ("".join([*side[:500], shared, *side[500:]]) for side in (old, new))
    assert [(edit.start, edit.end) for edit in edits(one, other)] == [(0, 500), (501, 1000)]
    (only,) = edits(f"双{one}方会", f"双{HAN[2000]}{other}方会")
    assert (only.start, only.end) == (1, 1001)
    assert only.words == HAN[2000] + other


def test_a_long_change_leaves_out_what_is_the_same_at_both_ends() -> None:
    one, other = "".join(HAN[:1001]), "".join(HAN[1500:2501])
    (only,) = edits(f"双方{one}开会", f"双方{other}开会")
    assert only == Edit(start=2, end=1003, words=other)
