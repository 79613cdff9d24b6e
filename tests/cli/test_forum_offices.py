"""``dipoli forum convey|messages``: a mediator between two sealed circles, by files alone."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.test_forum import MARK, NODE, SCHEMAS, run

from dipoli.cli import main as cli
from dipoli.record.act import Entry, read_entry
from dipoli.record.canon import to_base64
from dipoli.record.note import write_key
from dipoli.secretariat.premises import open_premises

CHARTER = """\
schema: dipoli.charter/1
preset: northeast-asia-proposed
id: good-offices
title: {{en: Good offices}}
exercise: true
languages: [en]
members:
  - {{code: {0}, category: member, zone: UTC, names: {{en: {1}}}}}
  - {{code: XEF, category: member, zone: UTC, names: {{en: Efland}}}}
"""
PARTIES = {"XAL": "Alderan", "XBE": "Bermark"}
PASS = ("--passphrase-file", "pw")
LAST_WORD = "Our last word is that the bridge stays closed until the spring."
IDEA = "A ferry under a white flag could cross twice a day."
OPEN = "We are ready to meet at the lake on the first Monday of May."
BOAT = "Why not by boat, with a lantern at each landing?"
TEXT = (
    'text.table T1 "On the crossing" symbol=SNT kind=single-negotiating-text language=en '
    "everything=yes"
)


def answered(*words: object, code: int = 0, capture: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What a command prints as JSON."""
    capture.readouterr()
    assert cli.main(["forum", *map(str, words), "--json"]) == code, capture.readouterr().err
    found: dict[str, Any] = json.loads(capture.readouterr().out)
    return found


def look(*nodes: str) -> None:
    """Nodes fetch what is new; a head that nobody cosigned for long is told as an alarm."""
    for node in nodes:
        assert cli.main(["node", "look", node, "--watch-only"]) in {0, 1}


class Play:
    """Three nodes and two hosts; what is signed is sent, and everybody looks."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.capture = capture

    def sent(self, told: dict[str, Any], party: str) -> None:
        """The host of a party's circle receives what was signed, and both seats look."""
        for one in told["acts"]:
            run("office", "receive", f"office-{party}", one["file"])
        look(party, "XEF")

    def act(self, by: str, party: str, line: str) -> None:
        """An act of one of the two in a circle."""
        place = ("--circle", f"talks.example/{party.lower()}/circle")
        told = answered("act", by, line, *place, *NODE, capture=self.capture)
        self.sent(told, party)

    def convey(self, name: str, to: str, *more: str, code: int = 0) -> dict[str, Any]:
        """The mediator carries a message out of the other circle."""
        source = next(one for one in PARTIES if one != to)
        words = ("convey", at(source), name, at(to), *more, *NODE)
        told = answered(*words, code=code, capture=self.capture)
        if code == 0:
            self.sent(told, to)
        return told


def at(party: str) -> str:
    """A circle in the mediator's node."""
    return f"XEF::talks.example/{party.lower()}/circle"


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sealed circles of XEF, with XAL and with XBE, each at a host of its own."""
    folder = tmp_path_factory.mktemp("offices")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("pw").write_text("five words drawn by lot\n", encoding="utf-8")
        Path("pw").chmod(0o600)
        for code in (*PARTIES, "XEF"):
            run("node", "make", code, "--code", code, *PASS)
            run("node", "paper", code, *PASS)
        for code, name in PARTIES.items():
            office, forum = f"office-{code}", f"talks.example/{code.lower()}"
            Path(f"{code}.yaml").write_text(CHARTER.format(code, name), encoding="utf-8")
            run("office", "make", office, "--forum", forum, "--circle", "circle")
            papers = (f"{code}/paper.json", "XEF/paper.json")
            run("forum", "open", office, *papers, "--charter", f"{code}.yaml", "--sealed")
            premises = open_premises(Path(office))
            key = write_key(premises.signer(premises.keys(None)).verifier)
            Path(f"key-{code}").write_text(key, encoding="utf-8")
        begin()
    return folder


@pytest.fixture
def play(
    beginning: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Play:
    """The same folders, for one test alone."""
    folder = tmp_path / "offices"
    copytree(beginning, folder)
    monkeypatch.chdir(folder)
    join()
    return Play(capsys)


def join() -> None:
    """Each node watches its circles where they lie now."""
    for code in PARTIES:
        key = Path(f"key-{code}").read_text("utf-8")
        for node in (code, "XEF"):
            source = ("--log-key", key, "--source", f"office-{code}/static")
            run("node", "join", node, "--origin", f"talks.example/{code.lower()}/circle", *source)


def begin() -> None:
    """Good offices are open in both; XAL has said one thing under each mark."""
    join()
    lines = {
        code: (
            ("XEF", f'offices.open G1 "The crossing." mediator=XEF party={code}\n'),
            (code, "offices.accept G1\n"),
        )
        for code in PARTIES
    }
    said = (
        f'message.send M1 "{LAST_WORD}" mark=for-you-alone\n'
        f'message.send M2 "{IDEA}" mark=as-your-own-idea\n'
        f'message.send M3 "{OPEN}" mark=you-may-convey\n'
    )
    lines["XAL"] = (lines["XAL"][0], ("XAL", lines["XAL"][1][1] + said))
    for code, each in lines.items():
        place = ("--circle", f"talks.example/{code.lower()}/circle")
        for by, text in each:
            look(code, "XEF")
            Path("acts.txt").write_text(text, encoding="utf-8")
            run("forum", "submit", by, "acts.txt", *place, *NODE)
            ours = f"*{code.lower()}*.act"
            run("office", "receive", f"office-{code}", *sorted(Path(by, "outbox").glob(ours)))
    look(*PARTIES, "XEF")


def listed(play: Play, *words: str, code: int = 0) -> dict[str, Any]:
    """What the list says, held against its schema."""
    told = answered("messages", *words, *PASS, code=code, capture=play.capture)
    schema = json.loads((SCHEMAS / "forum-read.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(told)
    return told


def said(play: Play, *words: str, code: int = 0) -> str:
    play.capture.readouterr()
    run("forum", *words, code=code)
    return play.capture.readouterr().out


def bytes_of(*folders: str) -> bytes:
    """Everything that lies in some folders: records, bodies, proofs, static files, boxes, names."""
    paths = sorted(path for folder in folders for path in Path(folder).rglob("*"))
    names = "\n".join(map(str, paths)).encode()
    return names + b"".join(path.read_bytes() for path in paths if path.is_file())


def messages(play: Play, party: str) -> dict[str, Any]:
    return {one["id"]: one for one in listed(play, at(party))["messages"]}


# ---------------------------------------------------------------- the play


def test_what_was_let_go_arrives_and_nothing_else_is_found_on_the_other_side(play: Play) -> None:
    """The canaries: words, hashes and times of what XAL did not let go, in all that XBE has."""
    play.convey("M3", "XBE")
    play.convey("M2", "XBE", "--own-idea", BOAT)
    here, there = messages(play, "XAL"), messages(play, "XBE")
    assert (there["M1"]["words"], there["M1"]["from"]) == (OPEN, "XAL")
    assert (there["M2"]["words"], there["M2"]["from"], there["M2"]["source"]) == (BOAT, None, None)
    assert there["M2"]["by"] == "XEF"
    log = said(play, "log", "XBE", *PASS)
    shown = log + said(play, "status", "XBE", *PASS) + said(play, "today", "XBE", *PASS)
    held = bytes_of("XBE", "office-XBE") + shown.encode()
    leaves = leaves_of("office-XAL")
    cited = there["M1"]["source"]
    assert to_base64(leaves[here["M3"]["number"]]) == cited
    for number, leaf in leaves.items():
        if number != here["M3"]["number"]:
            for form in (leaf, leaf.hex().encode(), to_base64(leaf).encode()):
                assert form not in held
    for words in (LAST_WORD, IDEA):
        for start in range(len(words) - 12):
            assert words[start : start + 13].encode() not in held
    assert b"talks.example/xal" not in held
    assert OPEN in shown
    assert BOAT in shown
    hosts = bytes_of("office-XAL", "office-XBE")  # sealed: neither host reads a word
    for words in (LAST_WORD, IDEA, OPEN, BOAT):
        assert words[:20].encode() not in hosts
    (entry,) = [one for one in entries_of("office-XAL") if to_base64(one.leaf) == cited]
    assert (entry.envelope.by, entry.envelope.name) == ("XAL", "message.send/1")
    assert entry.envelope.object == "M3"  # so whoever is shown the entry can have it proved


def entries_of(office: str) -> list[Entry]:
    """Every act of a record, as its host holds it."""
    with open_premises(Path(office)).in_reading() as (standing, custody):
        return [read_entry(one.entry) for one in custody.read(0, standing.size)]


def leaves_of(office: str) -> dict[int, bytes]:
    """Leaf hash of every act of a record."""
    return {number: entry.leaf for number, entry in enumerate(entries_of(office))}


def test_what_may_not_leave_does_not_and_nothing_is_signed(play: Play) -> None:
    before = bytes_of("office-XBE", "XBE", "XEF/outbox")
    own = ("--own-idea", f"I wonder. {IDEA}")
    for name, more, told in (
        ("M1", (), "marked for you alone"),
        ("M1", ("--own-idea", BOAT), "marked for you alone"),
        ("M2", own, "a run of the party's own"),
        ("M9", (), "M9 is no message of Alderan in its circle."),
    ):
        kept = play.convey(name, "XBE", *more, code=3)
        assert kept["state"] == "kept"
        assert any(told in one for one in kept["told"])
    run("forum", "convey", "office-XAL", "M3", at("XBE"), *NODE, code=3)
    run("forum", "convey", at("XAL"), "M3", "XEF", *NODE, code=3)
    run("forum", "convey", at("XAL"), "M3", at("XAL"), *NODE, code=3)
    assert bytes_of("office-XBE", "XBE", "XEF/outbox") == before


def test_before_it_is_signed_all_that_leaves_is_shown(play: Play) -> None:
    out = said(play, "convey", at("XAL"), "M3", at("XBE"), *NODE)
    assert MARK in out
    assert "SEALED" in out
    assert "What leaves this circle for talks.example/xbe/circle:" in out
    assert f'  The words: "{OPEN}"' in out
    assert "  Whose they are: Alderan" in out
    assert "What stays: its number, its time, its mark, and all other messages." in out
    assert "message.conveyed M3 to=XBE how=with-its-source day=" in out
    out = said(play, "convey", at("XAL"), "M2", at("XBE"), "--own-idea", BOAT, "--again", *NODE)
    assert "What stays: whose idea it was" in out
    assert "Whose they are" not in out


def test_what_happens_in_one_circle_changes_nothing_of_the_other(play: Play) -> None:
    before = bytes_of("office-XBE", "XBE")
    play.act("XAL", "XAL", "message.mark M1 mark=you-may-convey")
    play.act("XEF", "XAL", 'message.send M4 "We thank you." mark=for-you-alone')
    play.act("XAL", "XAL", "message.mark M1 mark=for-you-alone")
    assert bytes_of("office-XBE", "XBE") == before


def test_an_answer_comes_back_under_its_own_mark_and_its_author_is_told(play: Play) -> None:
    play.convey("M3", "XBE")
    play.act("XBE", "XBE", 'message.send M2 "We shall come." mark=you-may-convey answers=M1')
    play.act("XBE", "XBE", 'message.send M3 "We are afraid." mark=for-you-alone answers=M1')
    assert play.convey("M3", "XAL", code=3)["state"] == "kept"
    play.convey("M2", "XAL", "--answers", "M3")
    here = messages(play, "XAL")
    assert (here["M4"]["words"], here["M4"]["answers"]) == ("We shall come.", "M3")
    day = here["M4"]["sent"][:10]
    play.act("XEF", "XBE", f"message.conveyed M2 to=XAL how=with-its-source day={day}T00:00")
    there = messages(play, "XBE")
    assert there["M2"]["conveyed"] == [
        {"to": "XAL", "how": "with-its-source", "day": day, "words": None}
    ]
    out = said(play, "messages", at("XAL"), "--beside", at("XBE"), *PASS)
    assert "Each thing that was carried here was let go; the texts are alike." in out
    assert "of Bermark, carried here" in out
    assert "It is a message of Bermark, word for word" in out
    alone = said(play, "messages", at("XAL"), *PASS)
    assert "of a party without a name here (XBE), carried here" in alone
    assert "It was conveyed to Bermark on" not in alone
    assert "It is a message of a party without a name here (XBE), word for word" in alone
    assert "It answers M3." in out


def test_who_holds_both_records_finds_what_was_signed_past_the_check(play: Play) -> None:
    here = messages(play, "XAL")
    leaf = to_base64(leaves_of("office-XAL")[here["M1"]["number"]])
    play.act("XEF", "XBE", f'message.convey M1 "{LAST_WORD}" source="{leaf}" from=XAL')
    play.act("XEF", "XBE", TEXT)
    told = listed(play, at("XBE"), "--beside", at("XAL"), code=1)
    assert [one["message"] for one in told["breaches"]] == ["M1"]
    assert "was not marked to be conveyed" in told["breaches"][0]["told"]
    assert told["unlike"] == ["T1 is on the table in one of the circles alone."]
    out = said(play, "messages", at("XBE"), "--beside", at("XAL"), *PASS, code=1)
    assert "M1, act" in out
    assert "M1 of Alderan was not marked to be conveyed at 2" in out
    assert "XAL" not in out.replace("talks.example/xal", "")
    assert listed(play, at("XBE"))["breaches"] == []


def test_the_host_is_told_that_it_cannot_know_and_not_that_there_is_nothing(play: Play) -> None:
    out = said(play, "messages", "office-XAL")
    assert "whether good offices are open is not known here." in out
    assert "No good offices are entered here." not in out


def test_the_list_tells_marks_in_the_order_of_sending(play: Play) -> None:
    out = said(play, "messages", "XAL", *PASS)
    lines = [line.strip() for line in out.splitlines()]
    assert 'G1  "The crossing."  open' in lines
    assert "Efland mediates, with Alderan." in lines
    marks = [one["mark"] for one in listed(play, "XAL")["messages"]]
    assert marks == ["for-you-alone", "as-your-own-idea", "you-may-convey"]
    assert listed(play, "XAL")["offices"][0]["mediator"] == "XEF"
    assert "No good offices are entered here." not in out
