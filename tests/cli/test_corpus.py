"""``dipoli corpus``: what an analyst types, what is printed, and what is refused."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dipoli.analysis.discourse.standing import COLLECTED
from dipoli.cli import main as cli

JSON = Path(__file__).resolve().parents[2] / "docs" / "reference" / "json"
TEXT = "We met at the lake. We agreed that the talks are to go on.\n"
TRANSCRIPT = (
    "THE PRESIDENT: We met at the lake, and it was good.\n\nOto Oak: Why was it good for you?\n"
)
SAID = ["--actor", "LAK", "--date", "2031-05-02", "--genre", "speech"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.html").write_text(f"<html><nav>Home</nav><p>{TEXT} So it is.</p></html>")
    (tmp_path / "c.txt").write_text(TRANSCRIPT)
    return tmp_path


def answered(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main(["corpus", *words]) == cli.EXIT_ANSWER
    return capsys.readouterr().out


def told(capsys: pytest.CaptureFixture[str], *words: str) -> Any:  # noqa: ANN401 - as JSON is
    """What it prints as JSON, held against its schema."""
    found = json.loads(answered(capsys, *words, "--json"))
    schema = json.loads((JSON / f"corpus-{words[0]}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(found)
    return found


@pytest.mark.usefixtures("desk")
def test_texts_are_added_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    out = answered(capsys, "add", "lake", "a.txt", "b.html", *SAID)
    assert out.splitlines()[:5] == [
        COLLECTED,
        "2 texts added to lake.",
        "texts/a.txt",
        "  2031-05-02, LAK, speech: a",
        "  TXT, 59 characters, 2 passages; language en, as found",
    ]
    assert "  4 characters of navigation, footers and forms left out." in out
    found = told(capsys, "list", "lake")
    assert [one["file"] for one in found["texts"]] == ["texts/a.txt", "texts/b.txt"]
    assert "texts/b.txt: 2031-05-02, LAK, en, speech" in answered(capsys, "list", "lake")


@pytest.mark.usefixtures("desk")
def test_whose_words_a_transcript_holds_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--actor", "LAK", "--date", "", "--genre", "transcript", "--title", "Talks"]
    found = told(capsys, "add", "lake", "c.txt", *words)["added"][0]
    assert (found["date"], found["title"], found["passages"]) == (None, "Talks", 4)
    assert found["nobodys"]["speakers"][0] == {"speaker": "Oto Oak", "characters": 25}
    out = answered(capsys, "add", "other", "c.txt", *words)
    assert "  49 of 87 characters are nobody's and are coded for no actor:" in out
    assert "--speakers" in out
    named = answered(capsys, "add", "third", "c.txt", *words, "--speakers", "Oto Oak=RIV")
    assert "24 of 87 characters are nobody's" in named


@pytest.mark.usefixtures("desk")
def test_a_corpus_is_looked_through(capsys: pytest.CaptureFixture[str]) -> None:
    answered(capsys, "add", "lake", "a.txt", "b.html", *SAID)
    answered(capsys, "add", "lake", "c.txt", *SAID[:-1], "transcript")
    found = told(capsys, "check", "lake")
    assert (found["texts"], found["repeats"], len(found["nobodys"])) == (3, 2, 1)
    out = answered(capsys, "check", "lake")
    assert out.startswith(f"{COLLECTED}\nEvery text is as the manifest says.\n3 texts, ")
    assert "texts/c.txt: 49 of 87" in out
    Path("lake/texts/a.txt").write_text(TEXT.replace("agreed", "argued"))
    assert cli.main(["corpus", "check", "lake"]) == cli.EXIT_BAD_INPUT
    error = capsys.readouterr().err
    assert "MANIFEST.csv:2 at sha256" in error
    assert "put back the file texts/a.txt" in error


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["a.txt"], "--date, --genre, --actor"),
        ([], "a FILE, or --manifest"),
        (["a.txt", "b.html", *SAID, "--title", "T"], "one FILE for one --title"),
        (["a.txt", "--manifest", "rows.csv"], "--manifest alone"),
        (["--manifest", "rows.csv", "--genre", "speech"], "--manifest alone"),
        (["--manifest", "gone.csv"], "no such file"),
        (["gone.txt", *SAID], "no such file"),
        (["lake.pdf", *SAID], "no such file"),
        (["a.txt", *SAID, "--encoding", "zzz"], "name of an encoding"),
        (["a.txt", *SAID[:2], "--date", "2031-02-31", "--genre", "speech"], "2031-02-31"),
        (["a.txt", *SAID, "--actor", "lake land"], "LAK;lake land"),
    ],
)
def test_a_wrong_word_is_told_and_makes_no_corpus(
    capsys: pytest.CaptureFixture[str], words: list[str], expected: str
) -> None:
    assert cli.main(["corpus", "add", "lake", *words]) == cli.EXIT_BAD_INPUT
    assert expected in capsys.readouterr().err
    assert not Path("lake").exists()


@pytest.mark.usefixtures("desk")
def test_the_same_words_again_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    answered(capsys, "add", "lake", "a.txt", *SAID)
    assert cli.main(["corpus", "add", "lake", "a.txt", *SAID]) == cli.EXIT_REFUSED
    assert "as texts/a.txt. Nothing was added." in capsys.readouterr().err


@pytest.mark.usefixtures("desk")
def test_a_table_of_many_and_one_more_among_400_in_two_seconds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = ["file,title,date,actors,genre"]
    for n in range(400):
        Path(f"{n}.txt").write_text(f"{TEXT} This is the day {n} of the talks. " * 60)
        rows.append(f"{n}.txt,Day {n},2031,LAK,speech")
    Path("rows.csv").write_text("\n".join(rows))
    assert (
        answered(capsys, "add", "lake", "--manifest", "rows.csv")
        .split("\n")[1]
        .startswith("400 texts")
    )
    before = os.times()
    words = [sys.executable, "-m", "dipoli.cli.main", "corpus", "add", "lake", "a.txt", *SAID]
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - our own program
    after = os.times()
    spent = after.children_user + after.children_system
    spent -= before.children_user + before.children_system
    assert spent < 6  # seconds of the processor; about one on a machine of 2026
    assert len(told(capsys, "list", "lake")["texts"]) == 401


def test_stopped_by_hand_nothing_is_left(desk: Path) -> None:
    words = [sys.executable, "-m", "dipoli.cli.main", "corpus", "add", "lake", "a.txt", *SAID]
    program = (
        "import sys, time\nfrom dipoli.codec.corpus import adding\n"
        "kept = adding.read_source\n"
        "def slowly(*words):\n    print('reading', flush=True)\n    time.sleep(60)\n"
        "    return kept(*words)\n"
        "adding.read_source = slowly\n"
        "from dipoli.cli.main import run\nsys.argv[0] = 'dipoli'\nrun()\n"
    )
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", program, *words[3:]],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stdout.readline() == "reading\n"
        time.sleep(0.1)
        child.send_signal(signal.SIGINT)
        _out, error = child.communicate(timeout=30)
    assert child.returncode == cli.EXIT_INTERRUPTED
    assert "nothing was left half-written" in error
    assert not (desk / "lake").exists()
