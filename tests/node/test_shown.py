"""What is shown before signing: whole, and no two texts alike."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipoli.node.shown import WIDTH, broken, lines, plain, remarks, texts, width
from dipoli.record.canon import Json

KOREAN = "\ud638\uc218 \uc704\uc758 \ub2e4\uc12f \ub098\ub77c"
MONGOLIAN = (
    "\u182e\u1823\u1829\u182d\u1823\u182f \u1824\u182f\u1824\u1830\u202f\u1824\u1828\u180e\u1820"
)
CYRILLIC = "\u041c\u043e\u043d\u0433\u043e\u043b \u0443\u043b\u0441"


def unshown(text: str) -> str:
    """What a text in quotes stands for: another reader of the same escapes."""
    named = {"n": "\n", "t": "\t", "r": "\r"}
    found = re.sub(
        r"\\(?:u\{([0-9a-f]+)\}|(.))",
        lambda one: chr(int(one[1], 16)) if one[1] else named.get(one[2], one[2]),
        text,
    )
    return found[1:-1]


def unblocked(shown: list[str]) -> str:
    """What a block of lines stands for."""
    assert all(line.lstrip()[:1] in {"|", ">"} for line in shown)
    joined: list[str] = []
    for line in shown:
        mark, rest = line.lstrip()[0], line.lstrip()[2:]
        if mark == "|":
            joined.append(rest)
        else:
            joined[-1] += rest
    return "\n".join(unshown(f'"{line}"') for line in joined)


# ---------------------------------------------------------------- examples


@pytest.mark.parametrize(
    "text",
    ["Good morning", KOREAN, MONGOLIAN, CYRILLIC, "\u65e5\u672c", "na\u00efve \u2014 1 \u20ac"],
)
def test_texts_of_the_region_show_as_themselves(text: str) -> None:
    assert plain(text) == f'"{text}"'


@pytest.mark.parametrize(
    "hidden",
    [
        "\x00", "\x1b", "\x7f", "\x9b", "\u00ad", "\u200b", "\u200d", "\u200e", "\u202e", "\u2066",
        "\u2028", "\ufeff", "\u3164", "\u115f", "\u1160", "\uffa0", "\u2800", "\u00a0", "\u3000",
        "\u034f", "\ufe0f", "\ue000", "\U000e0041", "\U000e0100", "\u0378", "\ufff9", "\u180e",
        "\u202f", "\u180b", "\u061c",
    ],
)  # fmt: skip
def test_what_has_no_ink_or_turns_the_line_is_escaped(hidden: str) -> None:
    assert plain(f"a{hidden}b") == f'"a\\u{{{ord(hidden):x}}}b"'
    assert remarks(f"a{hidden}b")


def test_line_breaks_and_tabs_have_their_names_and_a_backslash_is_shown_twice() -> None:
    assert plain('a\n\t\r\\u{200b}"') == '"a\\n\\t\\r\\\\u{200b}\\""'


def test_mongolian_marks_stay_beside_their_letters_and_are_told() -> None:
    assert "\u202f" in plain(MONGOLIAN)
    told = remarks(MONGOLIAN)
    where = "\\u{202f} at 12, \\u{180e} at 15"
    assert told == (f"Mongolian marks without ink, by the place of the character: {where}.",)
    assert "\\u{180b}" in plain("\u182e\u180b\u180b")  # a second one would not be seen
    assert "\\u{" not in plain("\u182e\u180b\u202f\u1824")


def test_marks_without_a_letter_and_heaps_of_marks_are_escaped() -> None:
    assert plain("\u0301a") == '"\\u{301}a"'
    assert plain("a\u0301") == '"a\u0301"'
    assert plain("a" + "\u0301" * 6) == '"a' + "\u0301" * 4 + '\\u{301}\\u{301}"'


def test_letters_of_alphabets_that_look_alike_are_told() -> None:
    assert remarks("p\u0430y")[0].startswith("Latin and Cyrillic letters")
    assert remarks(f"{CYRILLIC} and Latin") == ()
    assert "right to left" in remarks("\u0634")[0]
    assert "other bytes look the same" in remarks("e\u0301")[0]
    assert remarks(KOREAN) == ()


def test_many_spaces_and_spaces_at_the_end_can_be_counted() -> None:
    assert plain("a    b") == '"a' + "\\u{20}" * 4 + 'b"'
    assert list(lines("two  \nlines")) == ["| two\\u{20}\\u{20}", "| lines"]


def test_a_long_text_cannot_draw_a_field_of_its_own() -> None:
    """Broken by the screen, the tail of this text would stand below as a field."""
    shown = list(lines({"text": "x" * 70 + " " * 90 + 'by: "XBE"', "by": "XAL"}))
    assert shown[0] == "text:"
    assert all(line.startswith(("  | ", "  > ")) for line in shown[1:-1])
    assert shown[-1] == 'by: "XAL"'


def test_a_value_is_shown_whole_and_kinds_are_told_apart() -> None:
    value: Json = {"n": 5, "s": "5", "t": True, "z": None, "e": {}, "l": [], "k": ["a", {"b": "c"}]}
    assert list(lines(value)) == [
        "n: 5",
        's: "5"',
        "t: true",
        "z: null",
        "e: {} (nothing)",
        "l: [] (nothing)",
        "k:",
        '  - "a"',
        "  -",
        '    b: "c"',
    ]
    assert list(lines({"a key": 1, "e\n": 2})) == ['"a key": 1', '"e\\n": 2']


def test_every_text_has_its_place() -> None:
    assert list(texts({"a": ["b", {"c d": "e"}]})) == [
        ("a key in the body", "a"),
        (".a[0]", "b"),
        ("a key in .a[1]", "c d"),
        ('.a[1]."c d"', "e"),
    ]


def test_width_counts_wide_letters_twice_and_marks_not_at_all() -> None:
    assert (width("abc"), width("\ud638\uc218"), width("e\u0301")) == (3, 4, 1)


# ---------------------------------------------------------------- properties

ANY = st.text(st.characters(codec="utf-8"), max_size=60) | st.text(
    st.sampled_from('a "\\u{}20|>\n\u200b\u0301\u1820\u180b\u202f\uac00'), max_size=120
)


@given(ANY)
def test_what_is_shown_can_be_read_back_so_no_two_texts_are_shown_alike(text: str) -> None:
    assert unshown(plain(text)) == text


@given(ANY)
def test_a_block_can_be_read_back_too(text: str) -> None:
    shown = list(lines("\n" + text))
    assert unblocked(shown) == "\n" + text


@given(ANY)
def test_nothing_shown_is_hidden_but_mongolian_marks_that_a_remark_tells(text: str) -> None:
    shown = plain(text)
    kept = [sign for sign in shown if sign in "\u180b\u180c\u180d\u180e\u180f\u202f"]
    for sign in shown:
        kind = unicodedata.category(sign)
        assert sign in kept or kind not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        assert sign in kept or sign == " " or kind != "Zs"
    assert not kept or any("Mongolian" in told for told in remarks(text))


@given(ANY, st.integers(0, 30))
def test_no_line_is_wider_than_the_page(text: str, indent: int) -> None:
    for line in lines({"k": [text]}, indent):
        assert width(line) <= WIDTH
        assert "\n" not in line


@given(ANY)
def test_broken_lines_hold_the_text_and_end_with_no_space(text: str) -> None:
    shown = plain(text)
    found = list(broken("| ", "> ", shown))
    assert "".join(line[2:] for line in found) == shown
    assert all(not line[2:].endswith(" ") for line in found)
