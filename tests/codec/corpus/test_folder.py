"""A corpus folder: read as it is, and every way in which it may not hold together."""

# ruff: noqa: RUF001 - both apostrophes are meant

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from dipoli.analysis.discourse.texts import Corpus, Translation
from dipoli.codec.corpus import read_corpus
from dipoli.codec.corpus.manifest import Row, read_manifest, write_manifest
from dipoli.codec.corpus.names import known_names
from dipoli.faults import Finding, MalformedError

HEAD = "file,title,date,actors,language,genre,source,licence,chars,sha256"
TEXT = "We met at the lake. We agreed."
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
LINE = f"a.txt,An address,2031-05-02,LAK,en,speech,a hand,free,{len(TEXT)},{DIGEST}"


def folder(tmp_path: Path, manifest: str | bytes = f"{HEAD}\n{LINE}\n") -> Path:
    content = manifest if isinstance(manifest, bytes) else manifest.encode()
    (tmp_path / "MANIFEST.csv").write_bytes(content)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def faults(where: Path) -> tuple[Finding, ...]:
    with pytest.raises(MalformedError) as caught:
        read_corpus(where)
    return caught.value.findings


def test_a_folder_is_read_with_all_that_is_said_of_its_texts(tmp_path: Path) -> None:
    head = f"{HEAD},venue,role,translation,speakers,original"
    line = f'{LINE},"A hall, a lake",head of state,unofficial,Ada Lee=LAK,originals/a.pdf'
    corpus = read_corpus(folder(tmp_path, f"\ufeff{head}\r\n{line}\r\n"))
    document = corpus.documents["a.txt"]
    assert (document.venue, document.role) == ("A hall, a lake", "head of state")
    assert document.translation is Translation.UNOFFICIAL
    assert document.text == TEXT
    assert document.sha256 == DIGEST
    assert [corpus.words(one) for one in corpus.passages] == [TEXT[:19], TEXT[20:]]


def test_a_joint_text_a_month_and_a_date_that_is_not_known(tmp_path: Path) -> None:
    month = LINE.replace("2031-05-02,LAK", "2031-05,LAK;RIV")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    nothing = LINE.replace("a.txt", "b.txt").replace("2031-05-02", "")
    corpus = read_corpus(folder(tmp_path, f"{HEAD}\n{month}\n{nothing}\n"))
    assert list(corpus.documents) == ["a.txt", "b.txt"]
    assert corpus.documents["a.txt"].joint
    assert corpus.documents["b.txt"].year is None


def test_a_byte_order_mark_is_no_character(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + TEXT.encode()
    line = LINE.replace(DIGEST, hashlib.sha256(content).hexdigest())
    where = folder(tmp_path, f"{HEAD}\n{line}\n")
    (where / "a.txt").write_bytes(content)
    assert read_corpus(where).documents["a.txt"].text == TEXT


def test_a_person_who_is_introduced_once_is_known_in_the_actor_s_other_texts(
    tmp_path: Path,
) -> None:
    texts = {
        "a.txt": "President of Lakeland Ada Lee: Hello.\n\nQuestion: Why?\n",
        "b.txt": "Oto Oak: Why?\n\nAda Lee: Because.\n",
    }
    lines = []
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        lines.append(f"{name},T,2031,LAK,en,transcript,s,l,{len(text)},{digest}")
    (tmp_path / "MANIFEST.csv").write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
    corpus = read_corpus(tmp_path, {"LAK": ("Lakeland",)})
    own = [corpus.words(one) for one in corpus.passages if one.actor == "LAK"]
    assert own == ["Hello.", "Because."]
    told = [
        [turn.actor for turn in one.turns] for one in read_corpus(tmp_path, {}).documents.values()
    ]
    assert told == [[None, None], [None, None]]


def test_names_of_states_come_from_the_shipped_papers() -> None:
    names = known_names()
    assert {"Japan"} <= set(names["JPN"])
    assert {"People's Republic of China", "People’s Republic of China"} <= set(names["CHN"])


def changed(**cells: str) -> str:
    values = dict(zip(HEAD.split(","), LINE.split(","), strict=True))
    values.update(cells)
    return f"{HEAD}\n{','.join(values.values())}\n"


ZEROS = "0" * 64
MANIFESTS: list[tuple[str, str | bytes, int, str]] = [
    ("empty file", "", 0, "a heading"),
    ("only a byte order mark", "\ufeff", 0, "a heading"),
    ("another encoding", b"file,title\n\xff\xfe,x\n", 2, "byte 0xff"),
    ("null bytes", f"{HEAD}\n{LINE}\n\0", 3, "null byte"),
    ("an unknown column", f"{HEAD},acters\n{LINE},\n", 1, "acters"),
    ("a column missing", HEAD.replace(",genre", "") + "\n", 1, "a column genre"),
    ("a column twice", f"{HEAD},file\n{LINE},x\n", 1, "each column once"),
    ("a cell too many", f"{HEAD}\n{LINE},x\n", 2, "11 cells"),
    ("a cell too few", f"{HEAD}\n{LINE[:-65]}\n", 2, "9 cells"),
    ("quotes inside of quotes", f'{HEAD}\na.txt,"An "" addr"ess",x\n', 2, "expected"),
    ("a quote that never ends", f'{HEAD}\na.txt,"An address\n{LINE}\n', 2, "unexpected end"),
    ("a cell without an end", changed(title="x" * 200_000), 2, "field larger"),
    ("a long title", changed(title="x" * 5_000), 2, "at most 4,000"),
    ("no title", changed(title=" "), 2, "a title"),
    ("a line break in a cell", changed(title='"An\naddress"'), 2, "control characters"),
    ("a control character", changed(title="An\x07address"), 2, "control characters"),
    ("a day that no calendar has", changed(date="2031-02-31"), 2, "2031-02-31"),
    ("a month that no year has", changed(date="2031-13"), 2, "2031-13"),
    ("a date in words", changed(date="May 2031"), 2, "May 2031"),
    ("an actor with a space", changed(actors="LAK LAND"), 2, "LAK LAND"),
    ("an actor in small letters", changed(actors="lak"), 2, "lak"),
    ("an actor twice", changed(actors="LAK;LAK"), 2, "LAK;LAK"),
    ("no actor", changed(actors=""), 2, "codes such as"),
    ("a language that is none", changed(language="english"), 2, "english"),
    ("a genre in words", changed(genre="A speech"), 2, "A speech"),
    ("a length that is none", changed(chars="many"), 2, "many"),
    ("a length below nought", changed(chars="-1"), 2, "-1"),
    ("a wrong length", changed(chars="7"), 2, "with 30"),
    ("a hash that is none", changed(sha256="abc"), 2, "abc"),
    ("a wrong hash", changed(sha256=ZEROS), 2, DIGEST),
    ("a path out of the folder", changed(file="../a.txt"), 2, "../a.txt"),
    ("a path out by a detour", changed(file="texts/../../a.txt"), 2, "texts/../../a.txt"),
    ("an absolute path", changed(file="/etc/hostname"), 2, "/etc/hostname"),
    ("a drive", changed(file="C:a.txt"), 2, "C:a.txt"),
    ("backslashes", changed(file="..\\a.txt"), 2, "a.txt"),
    ("a hidden file", changed(file=".git/config"), 2, ".git/config"),
    ("the manifest itself", changed(file="MANIFEST.csv"), 2, "MANIFEST.csv"),
    ("letters that turn around", changed(file="a\u202etxt.exe"), 2, "\\u202e"),
    ("no path", changed(file=""), 2, "a path of 1"),
    ("a file that is not there", changed(file="b.txt"), 2, "no such file"),
    ("a folder for a file", changed(file="sub"), 2, "which is none"),
    ("a link out of the folder", changed(file="link.txt"), 2, "leads out"),
    ("a link to itself", changed(file="loop.txt"), 2, "no such file"),
    ("a pipe", changed(file="pipe"), 2, "which is none"),
    ("a file of 200 MB", changed(file="huge.txt"), 2, "209,715,200"),
    ("two lines with one file", f"{HEAD}\n{LINE}\n{LINE}\n", 3, "as in line 2"),
    ("two spellings of one file", f"{HEAD}\n{LINE}\n{LINE.replace('a.', 'A.', 1)}\n", 3, "line 2"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("manifest", "line", "told"),
    [case[1:] for case in MANIFESTS],
    ids=[case[0] for case in MANIFESTS],
)
def test_a_manifest_that_does_not_hold_is_told_with_its_line(
    tmp_path: Path, manifest: str | bytes, line: int, told: str
) -> None:
    where = tmp_path / "corpus"
    where.mkdir()
    (where / "sub").mkdir()
    (tmp_path / "secret.txt").write_text(TEXT, encoding="utf-8")
    (where / "link.txt").symlink_to(tmp_path / "secret.txt")
    (where / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(where / "pipe")
    with (where / "huge.txt").open("wb") as sparse:
        sparse.truncate(200 * 1024 * 1024)
    found = faults(folder(where, manifest))
    assert line in {one.line for one in found}
    assert told in "\n".join(map(str, found))
    assert all(one.mend for one in found)
    assert all(str(one).isprintable() or "\n" in str(one) for one in found)


def test_every_fault_is_told_and_not_the_first_alone(tmp_path: Path) -> None:
    lines = (
        changed(date="x", actors="y", language="z").replace("a.txt", "b/../a.txt") + LINE + ",\n"
    )
    found = faults(folder(tmp_path, lines.replace(f"{LINE},\n", LINE + "\n")))
    assert {one.where for one in found} == {"date", "actors", "language", "file"}


def test_speakers_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    for cell, told in (("Ada Lee", "name=CODE"), ("Ada Lee=lak", "codes in capitals")):
        found = faults(folder(tmp_path, f"{HEAD},speakers\n{LINE},{cell}\n"))
        assert told in str(found[0])


def test_a_text_that_is_no_utf_8_is_told(tmp_path: Path) -> None:
    content = "평화".encode("euc-kr")
    line = LINE.replace(DIGEST, hashlib.sha256(content).hexdigest()).replace(",30,", ",2,")
    where = folder(tmp_path, f"{HEAD}\n{line}\n")
    (where / "a.txt").write_bytes(content)
    assert "--encoding" in faults(where)[0].mend


def test_a_folder_without_a_manifest_is_told(tmp_path: Path) -> None:
    assert "corpus add" in faults(tmp_path)[0].mend
    assert "corpus add" in faults(tmp_path / "nowhere")[0].mend
    (tmp_path / "MANIFEST.csv").mkdir()
    assert faults(tmp_path)[0].found == "another thing"


def test_reading_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    read: Callable[..., Corpus] = read_corpus
    read(folder(tmp_path), progress=lambda done, count: told.append((done, count)))
    assert told == [(0, 1), (1, 1)]


WORDS = st.text(
    alphabet=st.characters(exclude_categories=["Cc", "Cs"], include_characters=',";\'=#'),
    min_size=1, max_size=20,
).filter(lambda text: bool(text.strip()))  # fmt: skip
ROWS = st.lists(
    st.builds(
        Row,
        file=st.from_regex(r"texts/[a-z0-9]{1,8}\.txt", fullmatch=True),
        title=WORDS,
        date=st.sampled_from(["", "2031", "2031-02", "2032-02-29"]),
        actors=st.sampled_from([("LAK",), ("LAK", "RIV-N")]),
        language=st.sampled_from(["en", "ko", "mn"]),
        genre=st.sampled_from(["speech", "joint_statement"]),
        source=WORDS,
        licence=WORDS,
        chars=st.integers(0, 5_000_000),
        sha256=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
        venue=st.one_of(st.just(""), WORDS),
        translation=st.sampled_from(Translation),
        speakers=st.sampled_from(["", "Ada Lee=LAK; Q="]),
    ),
    max_size=4,
    unique_by=lambda row: row.file,
)


@given(ROWS)
def test_what_is_written_is_read_again(rows: list[Row]) -> None:
    read = read_manifest(write_manifest(rows))
    assert [evolve(row, line=0) for row in read] == rows
