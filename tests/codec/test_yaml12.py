"""One reading of YAML: what two programs could read apart is refused, with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from dipoli.codec.shipped import SHIPPED, shipped
from dipoli.codec.yaml12 import MAX_BYTES, MAX_DEPTH, MAX_FINDINGS, read_yaml, show_place
from dipoli.faults import Finding, MalformedError

BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
SECOND_READER = YAML(typ="safe", pure=True)


def faults_in(content: bytes) -> tuple[Finding, ...]:
    with pytest.raises(MalformedError) as caught:
        read_yaml(content, "paper.yaml")
    return caught.value.findings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("plain words", "plain words"),
        ('"NO"', "NO"),
        ("'on'", "on"),
        ('"12:30"', "12:30"),
        ('"1.10"', "1.10"),
        ('"2019-04-30"', "2019-04-30"),
        ('""', ""),
        ("40", 40),
        ("-3", -3),
        ("0", 0),
        ("true", True),
        ("false", False),
        ("null", None),
        ("[a, 1, null]", ["a", 1, None]),
        ("{a: {b: 1}}", {"a": {"b": 1}}),
        ("Norway", "Norway"),
        ("2 or 3", "2 or 3"),
        ("http://example.org:80/", "http://example.org:80/"),
    ],
)
def test_what_all_programs_read_alike_is_read(text: str, value: object) -> None:
    paper = read_yaml(f"key: {text}\n".encode(), "paper.yaml")
    assert paper.data == {"key": value}
    assert type(paper.data["key"]) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "No", "no", "yes", "Yes", "on", "Off", "OFF"),
        *("~", "Null", "NULL", "True", "FALSE"),
        *("12:30", "1:2:3", "190:20:30", "-1:30"),
        *("1.10", "1.0", ".5", "1e3", "1_000", "+.inf", ".NaN", ".inf", "-.INF"),
        *("0x1F", "0o17", "0b101", "007", "+12_3"),
        *("2019-04-30", "2019-04-30T10:00:00Z", "2019-4-3 10:00:00", "2019-04"),
        "<<",
        "=",
        "",
    ],
)
def test_what_two_programs_read_apart_is_refused_with_its_line(text: str) -> None:
    (finding,) = faults_in(f"first: a\nsecond:\n  - a\n  - {text}\nlast: b\n".encode())
    assert (finding.line, finding.where) == (4, "second[1]")
    assert finding.mend


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a: b\nlist: &name [x]\n", 2),
        (b"a: b\nc: *name\n", 2),
        (b"a: b\nc: !!str d\n", 2),
        (b"a: b\nc: !python/object:os.system d\n", 2),
        (b"a: b\n\na: c\n", 3),
        (b"a: b\nc:\n  d: 1\n  d: 2\n", 4),
        (b"a: b\n---\nc: d\n", 2),
        (b"%YAML 1.1\n---\na: b\n", 1),
        (b"a: b\n<<: {c: d}\n", 2),
        (b"a: b\n1: c\n", 2),
        (b"a: b\n? [x, y]\n: c\n", 2),
        (b"a: b\nc: d\xff\n", 2),
        ("a: b\nc: dé\n".encode("latin-1"), 2),
        ("a: b\nc: d\n".encode("utf-16"), 1),
        ("a: b\nc: d\u0085e\n".encode(), 2),
        ("a: b\nc: d\u2028e\n".encode(), 2),
        (b"a: b\nc: [d\n", 3),
        (b"a: b\n\tc: d\n", 2),
        (b"a: b\nc: 'd\n", 3),
        (b"a: b\nc: d: e\n", 2),
        (b"a: b\nc: \x07\n", 2),
        (b"a: b\nc: @d\n", 2),
        (b'a: b\nc: "\\ud800"\n', 2),
    ],
)
def test_every_trap_is_told_with_its_line(content: bytes, line: int) -> None:
    assert faults_in(content)[0].line == line


@pytest.mark.parametrize("content", [b"", b"\n\n", b"# a remark alone\n", b"\xef\xbb\xbf"])
def test_a_paper_with_nothing_in_it_is_told(content: bytes) -> None:
    (finding,) = faults_in(content)
    assert finding.found == "an empty file"


def test_an_anchor_bomb_is_refused_while_it_is_read() -> None:
    lines = [finding.line for finding in faults_in(BOMB)]
    assert lines == [1, 2, 2, 2, 3, 3, 3, 4, 4]


def test_an_anchor_bomb_of_a_thousand_stories_ends_at_the_most_faults_that_are_told() -> None:
    stories = b"".join(b"k%d: &k%d [*k%d, *k%d]\n" % (i, i, i - 1, i - 1) for i in range(1, 1000))
    assert len(faults_in(b"k0: &k0 [x]\n" + stories)) == MAX_FINDINGS


def test_a_paper_of_50_megabytes_is_refused() -> None:
    (finding,) = faults_in(b"a: b\n" * 10_000_000)
    assert finding.found == "50,000,000 bytes"
    assert f"{MAX_BYTES:,}" in finding.expected


@pytest.mark.parametrize("opening", [b"[", b"{a: ", b"- "])
def test_deep_nesting_is_refused_before_it_hurts(opening: bytes) -> None:
    findings = faults_in(
        b"first: a\nsecond: " + (b"\n" if opening == b"- " else b"") + opening * 20_000
    )
    assert findings[0].line in {2, 3}


def test_nesting_as_deep_as_is_allowed_is_read() -> None:
    assert read_yaml(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, "paper.yaml").data
    assert faults_in(b"[" * (MAX_DEPTH + 2) + b"]" * (MAX_DEPTH + 2))


def test_every_fault_that_can_be_told_apart_is_told() -> None:
    lines = [finding.line for finding in faults_in(b"a: NO\nb: 1.10\nc: fine\nd: 12:30\na: x\n")]
    assert lines == [1, 2, 4, 5]


def test_a_place_knows_its_line_and_the_nearest_one_around_it() -> None:
    paper = read_yaml(b"a:\n  - x\n  - b: 1\n    c: 2\n", "paper.yaml")
    assert paper.line_of(("a", 1, "c")) == 4
    assert paper.line_of(("a", 1, "missing")) == 3
    assert show_place(("a", 1, "c")) == "a[1].c"


PLAIN = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=20)
SCALARS = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | PLAIN
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PLAIN, inner, max_size=4),
    max_leaves=12,
)


@given(value=VALUES)
def test_json_without_fractions_is_read_as_json_reads_it(value: object) -> None:
    written = json.dumps(value, ensure_ascii=False)
    assert read_yaml(written.encode(), "paper.json").data == json.loads(written)


@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=20))
def test_plain_text_is_read_as_the_second_reader_reads_it_or_refused(text: str) -> None:
    content = f"key: {text}\n".encode()
    try:
        ours = read_yaml(content, "paper.yaml").data
    except MalformedError:
        return
    assert SECOND_READER.load(content.decode()) == ours


SHORT = ("true", "false", "null", "yes", "no", "on", "off")


@given(word=st.sampled_from(SHORT), capitals=st.integers(0, 31), more=st.sampled_from(("", "s")))
def test_short_words_are_a_value_refused_or_text_as_keys_and_as_values(
    word: str, capitals: int, more: str
) -> None:
    word = "".join(one.upper() if capitals >> at & 1 else one for at, one in enumerate(word)) + more
    for content in (f"- {word}\n", f"{word}: 1\n", f"- a: {{{word}: 1}}\n"):
        if more:
            assert word in str(read_yaml(content.encode(), "paper.yaml").data)
        elif word in {"true", "false", "null"} and content == f"- {word}\n":
            assert read_yaml(content.encode(), "paper.yaml").data == [json.loads(word)]
        else:
            assert faults_in(content.encode())[0].line == 1


@given(content=st.binary(max_size=60))
def test_whatever_the_bytes_there_is_a_paper_or_a_finding(content: bytes) -> None:
    try:
        read_yaml(content, "paper.yaml")
    except MalformedError as error:
        assert error.findings  # noqa: PT017 - the findings are the point


@pytest.mark.parametrize(
    "path",
    [path for name in SHIPPED for path in sorted(shipped(name).rglob("*.yaml"))],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_all_shipped_papers_are_read_alike_by_a_second_reader_of_yaml_12(path: Path) -> None:
    content = path.read_bytes()
    assert SECOND_READER.load(content.decode()) == read_yaml(content, str(path)).data
