"""Texts are added all or none, whatever happens meanwhile."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from dipoli.codec.corpus import read_corpus, writing
from dipoli.codec.corpus.adding import SAID, Added, Wanted, add_texts, wanted_of
from dipoli.codec.corpus.checking import check_corpus
from dipoli.codec.corpus.folder import read_rows
from dipoli.faults import MalformedError, RefusedError

TEXT = "We met at the lake. We agreed that the talks are to go on."


def wanted(path: Path, text: str | bytes = TEXT, **said: str) -> Wanted:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    cells = dict.fromkeys(SAID, "")
    cells |= {"title": path.stem, "date": "2031-05-02", "actors": "LAK", "genre": "speech"}
    cells |= {"language": "en", **said}
    return Wanted(path=path, said=cells, paper=str(path))


def added(folder: Path, *files: Wanted) -> tuple[Added, ...]:
    return add_texts(folder, files, lambda: 0.0)


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    added(folder, wanted(tmp_path / "first.txt"))
    return folder


def test_a_new_folder_is_made_with_text_and_manifest(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    (one,) = added(folder, wanted(tmp_path / "A  speech!.txt", language="", venue="Hall"))
    assert one.row.file == "texts/A-speech.txt"
    assert (one.format, one.found, one.told) == ("TXT", "en", ())
    assert sorted(everything(folder)) == ["MANIFEST.csv", "texts/A-speech.txt"]
    document = read_corpus(folder).documents["texts/A-speech.txt"]
    assert (document.text, document.venue, document.source) == (TEXT, "Hall", "A  speech!.txt")
    assert (folder / "MANIFEST.csv").stat().st_mode & 0o777 == 0o644


def test_an_empty_folder_becomes_a_corpus_and_a_full_one_does_not(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    added(tmp_path / "empty", wanted(tmp_path / "a.txt"))
    assert len(read_rows(tmp_path / "empty")) == 1
    with pytest.raises(MalformedError, match="name another folder"):
        added(tmp_path, wanted(tmp_path / "b.txt", "Other words here."))
    with pytest.raises(MalformedError, match="make it first"):
        added(tmp_path / "no" / "where", wanted(tmp_path / "b.txt"))


def test_a_page_keeps_its_original_under_its_hash(corpus: Path, tmp_path: Path) -> None:
    page = b"<html><p>We met again, and it was of use to us.</p></html>"
    (one,) = added(corpus, wanted(tmp_path / "b.html", page))
    assert (corpus / one.row.original).read_bytes() == page
    assert one.row.original.endswith(".html")
    (corpus / one.row.original).write_bytes(page + b" ")
    with pytest.raises(MalformedError, match="put back the original"):
        check_corpus(corpus)
    (corpus / one.row.original).unlink()
    with pytest.raises(MalformedError, match="no such file"):
        check_corpus(corpus)


def test_two_files_of_one_name_get_names_apart(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (one,) = added(corpus, wanted(tmp_path / "sub" / "First.txt", "Other words stand here."))
    assert one.row.file == "texts/First-2.txt"
    names = [row.file for row in read_rows(corpus)]
    assert names == ["texts/first.txt", "texts/First-2.txt"]


def test_columns_that_a_manifest_lacks_are_added_with_the_first_use(
    corpus: Path, tmp_path: Path
) -> None:
    before = read_rows(corpus)
    assert "venue" not in (corpus / "MANIFEST.csv").read_text().splitlines()[0]
    added(corpus, wanted(tmp_path / "b.txt", "Other words stand here.", venue="Hall"))
    assert read_rows(corpus)[0] == before[0]
    assert read_rows(corpus)[1].venue == "Hall"


def test_the_same_words_are_not_added_twice(corpus: Path, tmp_path: Path) -> None:
    before = everything(corpus)
    with pytest.raises(RefusedError, match=r"already, as texts/first.txt\. Nothing was added"):
        added(corpus, wanted(tmp_path / "b.txt", "New words here."), wanted(tmp_path / "c.txt"))
    assert everything(corpus) == before


def test_a_language_that_is_said_wrongly_is_told_and_kept(corpus: Path, tmp_path: Path) -> None:
    (one,) = added(corpus, wanted(tmp_path / "b.txt", TEXT + " So be it.", language="ko"))
    assert one.row.language == "ko"
    assert "said to be ko, and looks like en" in one.told[0]
    assert check_corpus(corpus).languages == ((one.row.file, "ko", "en"),)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"date": "2031-02-31"}, "--date"),
        ({"date": "31 May 2031"}, "--date"),
        ({"actors": "LAK LAND"}, "--actor"),
        ({"actors": ""}, "--actor"),
        ({"genre": "A speech"}, "--genre"),
        ({"language": "xx"}, "--language"),
        ({"title": " "}, "--title"),
        ({"title": "A\u202etitle"}, "--title"),
        ({"translation": "good"}, "--translation"),
        ({"speakers": "Ada Lee"}, "--speakers"),
        ({"venue": "A\nhall"}, "--venue"),
    ],
)
def test_what_is_said_wrongly_leaves_everything_as_it_was(
    corpus: Path, tmp_path: Path, said: dict[str, str], place: str
) -> None:
    before = everything(corpus)
    good = wanted(tmp_path / "good.txt", "Good words stand here.")
    with pytest.raises(MalformedError) as caught:
        added(corpus, good, wanted(tmp_path / "b.txt", "Other words here.", **said))
    assert {one.where for one in caught.value.findings} == {place}
    assert everything(corpus) == before


def test_a_language_that_is_not_found_must_be_said(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(MalformedError, match="none said, and none found"):
        added(corpus, wanted(tmp_path / "b.txt", "1. 2. 3. X", language=""))


def test_every_file_that_cannot_be_read_is_told(corpus: Path, tmp_path: Path) -> None:
    before = everything(corpus)
    bad = wanted(tmp_path / "b.txt", b"We \xff met")
    gone = evolve(bad, path=tmp_path / "gone.txt")
    empty = wanted(tmp_path / "c.txt", "")
    with pytest.raises(MalformedError) as caught:
        added(corpus, wanted(tmp_path / "good.txt", "Good words."), bad, gone, empty)
    assert len(caught.value.findings) == 3
    assert everything(corpus) == before


def test_a_link_for_a_folder_of_texts_is_refused(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (corpus / "texts" / "first.txt").rename(corpus / "first.txt")
    (corpus / "texts").rmdir()
    (corpus / "texts").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(MalformedError, match="leads out"):
        added(corpus, wanted(tmp_path / "b.txt", "Other words here."))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_one_adds_at_a_time(corpus: Path, tmp_path: Path) -> None:
    descriptor = os.open(corpus, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    with pytest.raises(RefusedError, match="somebody else is adding"):
        added(corpus, wanted(tmp_path / "b.txt", "Other words here."))
    os.close(descriptor)
    added(corpus, wanted(tmp_path / "b.txt", "Other words here."))


# ---------------------------------------------------------------- stopped in the middle


class StoppedError(BaseException):
    """The program is stopped."""


def steps(tmp_path: Path) -> Iterator[int]:
    """How many times the disk is asked for something while two files are added."""
    folder = tmp_path / "counted"
    added(folder, wanted(tmp_path / "x.txt", "One thing was said."))
    asked: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", asked.append)
        added(folder, *two(tmp_path))
    yield from range(len(asked))


def two(tmp_path: Path) -> list[Wanted]:
    page = b"<html><p>We met again, and it was of use to us.</p></html>"
    return [
        wanted(tmp_path / "b.txt", "Other words stand here."),
        wanted(tmp_path / "c.html", page),
    ]


def test_stopped_at_any_write_the_corpus_is_as_before_or_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "corpus"
    added(folder, wanted(tmp_path / "first.txt"))
    before = everything(folder)
    after: set[bool] = set()
    for stop in steps(tmp_path):
        left = [stop]

        def stopping(_descriptor: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise StoppedError

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", stopping)
            with pytest.raises(StoppedError):
                added(folder, *two(tmp_path))
        whole = len(read_corpus(folder).documents) == 3
        after.add(whole)
        if not whole:
            assert everything(folder) == before
        else:
            for row in read_rows(folder)[1:]:
                (folder / row.file).unlink()
                if row.original:
                    (folder / row.original).unlink()
            (folder / "MANIFEST.csv").write_bytes(before["MANIFEST.csv"])
    assert after == {False, True}


def test_stopped_while_a_new_folder_is_made_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = two(tmp_path)

    def stopping(_path: Path) -> None:
        raise StoppedError

    monkeypatch.setattr(writing, "_synced", stopping)
    with pytest.raises(StoppedError):
        added(tmp_path / "new", *files)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["b.txt", "c.html"]


KILLED = """
import os, signal, sys
from pathlib import Path
from dipoli.cli.main import main
left = int(sys.argv[1])
replace = os.replace
def killing(*words, **more):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(*words, **more)
os.replace = killing
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("replaced", [0, 1, 2])
def test_killed_without_a_word_the_corpus_is_as_before_and_goes_on(
    corpus: Path, tmp_path: Path, replaced: int
) -> None:
    before = read_corpus(corpus)
    page = two(tmp_path)[1].path
    words = ["corpus", "add", str(corpus), str(page), "--actor", "LAK", "--date", "2031"]
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", KILLED, str(replaced), *words, "--genre", "speech"], check=False
    )
    assert done.returncode == -9
    assert read_corpus(corpus) == before
    added(corpus, wanted(page, page.read_bytes()))
    assert len(read_corpus(corpus).documents) == 2
    assert not list(corpus.rglob(".dipoli-*"))


# ---------------------------------------------------------------- a table of files


HEAD = "file,title,date,actors,genre,speakers,encoding"


def test_a_table_names_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes("우리는 평화를 바랍니다.".encode("euc-kr"))
    (tmp_path / "c.txt").write_text("Ada Lee: We met.\n", encoding="utf-8")
    table = tmp_path / "rows.csv"
    table.write_text(
        f"{HEAD}\nb.txt,평화,2031,LAK,speech,,euc-kr\n"
        'c.txt,"A, b",2031-05,LAK;RIV,transcript,Ada Lee=RIV,\n',
        encoding="utf-8",
    )
    added(tmp_path / "corpus", *wanted_of(table))
    corpus = read_corpus(tmp_path / "corpus")
    assert [one.language for one in corpus.documents.values()] == ["ko", "en"]
    own = [corpus.words(one) for one in corpus.passages if one.actor == "RIV"]
    assert own == ["We met."]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("../secret.txt,T,2031,LAK,speech,,", "stays in the folder"),
        ("/etc/hostname,T,2031,LAK,speech,,", "a path from the folder"),
        ("link.txt,T,2031,LAK,speech,,", "a link out"),
        ("gone.txt,T,2031,LAK,speech,,", "no such file"),
        ("b.txt,T,2031-02-31,LAK,speech,,", "a day that the calendar has"),
        ("b.txt,T,2031,LAK,speech", "7 cells"),
        ("b.txt,T,2031,LAK,speech,,rot13", "name of an encoding"),
        ("", "a line for each text"),
    ],
)
def test_a_table_that_does_not_hold_leaves_no_corpus(tmp_path: Path, line: str, told: str) -> None:
    where = tmp_path / "desk"
    where.mkdir()
    (tmp_path / "secret.txt").write_text(TEXT)
    (where / "link.txt").symlink_to(tmp_path / "secret.txt")
    (where / "b.txt").write_text("Other words stand here.\n")
    (where / "rows.csv").write_text(f"{HEAD}\n{line}\n")
    with pytest.raises(MalformedError) as caught:
        added(where / "corpus", *wanted_of(where / "rows.csv"))
    assert told in str(caught.value)
    assert not (where / "corpus").exists()


# ---------------------------------------------------------------- looked through


def test_a_look_through_tells_what_is_said_twice_and_by_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    speech = " ".join(
        f"On day {n} of the talks we met at the lake in room {n * 7} and spoke of it."
        for n in range(9)
    )
    transcript = "Oto Oak: Why?\n\nTHE PRESIDENT: Because we met.\n\nOto Oak: So.\n"
    added(
        folder,
        wanted(tmp_path / "a.txt", speech),
        wanted(tmp_path / "b.txt", f"A copy\n\n{speech}\n\nThank you.\n"),
        wanted(tmp_path / "c.txt", transcript, genre="transcript"),
        wanted(tmp_path / "d.txt", "Words\u202e with a turn in them, and that is it."),
    )
    (folder / "note.md").write_text("mine")
    checked = check_corpus(folder)
    assert [(one.first, one.second, one.share) for one in checked.alike] == [
        ("texts/a.txt", "texts/b.txt", 1.0)
    ]
    assert [(one.file, one.speakers) for one in checked.nobodys] == [
        ("texts/c.txt", (("Oto Oak", 10), ("", 33)))
    ]
    assert checked.odd == (("texts/d.txt", "1 sign turns the direction of writing; kept."),)
    assert checked.unlisted == ("note.md",)
    assert checked.same == ()
    assert sum(one.repeats for one in checked.corpus.passages) == 9
    line = (folder / "MANIFEST.csv").read_text().splitlines()[1]
    copy = line.replace("texts/a.txt", "texts/e.txt", 1)
    (folder / "texts" / "e.txt").write_text(speech)
    with (folder / "MANIFEST.csv").open("a") as manifest:
        manifest.write(copy + "\n")
    assert check_corpus(folder).same == (("texts/a.txt", "texts/e.txt"),)
