"""Random texts with brackets laid on paper, and a second writer that tracks changes in them."""

from __future__ import annotations

import io
import random
import zipfile
from xml.etree import ElementTree as ET

from tests.codec.word import made
from tests.forum.made import Desk

from dipoli.codec.word import Change, Step
from dipoli.forum.procedure import enter, rule
from dipoli.forum.text_views import View

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SAID = (
    "the parties reopen bridge gauges each year by 2031 in steps, and report. "
    "양측은 다리를 다시 연다. 매년 Стороны откроют мост к 2031 году, 両国は 橋を 雙方 開放"
)
WORDS = tuple(_SAID.split())
MEMBERS = ("XAL", "XBE", "XCO", "XDE")
Wanted = tuple[str, int, int, str]
"""Who, from where, to where, and what comes instead."""


def random_words(dice: random.Random, most: int = 14) -> str:
    """Some words in several scripts."""
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(1, most)))


def random_desk(dice: random.Random) -> Desk:
    """A text with a few clauses, with brackets in each other, alternatives and amendments."""
    desk = Desk()
    desk.do(
        "XBE", "text.table", "T1", title=random_words(dice, 4), symbol="WP.1",
        kind="working-paper", language="en", everything=dice.random() < 0.5,
    )  # fmt: skip
    for n in range(1, dice.randint(2, 5)):
        sort = dice.choice(("words", "words", "words", "placeholder", "no-text"))
        said = {} if sort == "no-text" else {"words": f"{n} {random_words(dice)}"}
        desk.do("XBE", "clause.propose", f"T1-{n}", sort=sort, **said)
    for name in desk.forum.texts["T1"].clauses:
        _random_brackets(dice, desk, name)
        for _ in range(dice.randint(0, 2)):
            desk.do(dice.choice(MEMBERS), "clause.alternative", name, sort="words",
                    words=random_words(dice))  # fmt: skip
    return desk


def _random_brackets(dice: random.Random, desk: Desk, name: str) -> None:
    for _ in range(dice.randint(0, 4)):
        words = desk.forum.clauses[name].wording.wording
        if not words or dice.random() < 0.2:
            said: dict[str, object] = {}
        else:
            start, end = sorted(dice.sample(range(len(words) + 1), 2))
            passage = words[start:end]
            if not passage.strip():
                continue
            starts = [n for n in range(len(words)) if words.startswith(passage, n)]
            said = {"words": passage, "nth": starts.index(start) + 1}
            said |= {"behind": True} if dice.random() < 0.2 else {}
        act = desk.act(dice.choice(MEMBERS), "clause.bracket", name, **said)  # type: ignore[arg-type]
        if rule(desk.forum, act) is None:
            desk.forum = enter(desk.forum, act)


def check_unchanged(seed: int) -> None:
    """A text laid on paper in each view and read again has no change."""
    standing = random_desk(random.Random(seed)).forum
    for view in View:
        found = made.returned(standing, made.exported(standing, "T1", view))
        nothing = (found.changes, found.unknown, found.unplaced, found.untracked, found.lost)
        assert nothing == ((), (), (), (), ()), (view, nothing)
        assert found.view is view


def check_amended(seed: int) -> None:
    """Changes that a second writer tracks arrive as amendments of who made them."""
    dice = random.Random(seed)
    standing = random_desk(dice).forum
    view = dice.choice((View.BRACKETED, View.ATTRIBUTED))
    data = made.exported(standing, "T1", view)
    meant = {}
    anchor = 0
    for name in standing.texts["T1"].clauses:
        clause = standing.clauses[name]
        anchor += 1
        words = clause.wording.wording
        if words.strip() and dice.random() < 0.7:
            start, end = sorted((dice.randint(0, len(words)), dice.randint(0, len(words))))
            wanted = (dice.choice(MEMBERS), start, end, dice.choice(("", random_words(dice, 3))))
            became = words[:start] + wanted[3] + words[end:]
            data = tracked(data, anchor, wanted)
            if became != words:
                meant[name] = (wanted[0], became if became.strip() else None)
        anchor += len(clause.alternatives)
    found = made.returned(standing, data)
    assert {one.clause: told(one) for one in found.changes if one.step is not Step.LIFT} == meant
    assert (found.untracked, found.unknown, found.lost) == ((), (), ())


def told(change: Change) -> tuple[str, str | None]:
    """Whose a change is, and the wording that it asks for; None where there would be no text."""
    assert change.step in {Step.AMEND, Step.NO_TEXT}
    return change.party, change.words


# ---------------------------------------------------------------- the second writer


def tracked(data: bytes, anchor: int, wanted: Wanted, name: str = "") -> bytes:
    """A file with one tracked change in the words behind an anchor; it knows runs alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            part = old.read(one)
            if one == "word/document.xml":
                author = name or made.NAMES[wanted[0]]["en"]
                part = _changed(part, f"dipoli_{anchor}", (author, *wanted[1:]))
            new.writestr(one, part)
    return out.getvalue()


def _changed(part: bytes, anchor: str, wanted: Wanted) -> bytes:
    root = ET.fromstring(part)  # noqa: S314 - the file is our own
    for paragraph in root.iter(f"{W}p"):
        marks = [one for one in paragraph if one.get(f"{W}name") == anchor]
        if marks:
            _change(paragraph, wanted)
    return ET.tostring(root)


def _change(paragraph: ET.Element, wanted: Wanted) -> None:
    who, start, end, words = wanted
    at, came = 0, not words
    for run in list(paragraph):
        text = run.find(f"{W}t")
        if run.tag != f"{W}r" or text is None or run.find(f"{W}rPr") is not None:
            continue
        held = text.text or ""
        stops = [min(max(one - at, 0), len(held)) for one in (0, start, end, at + len(held))]
        place = list(paragraph).index(run)
        paragraph.remove(run)
        made_of = [_run(held[: stops[1]])]
        if stops[2] > stops[1]:
            made_of.append(_by("del", who, held[stops[1] : stops[2]]))
        if not came and start <= at + len(held) and end <= at + len(held):
            made_of.append(_by("ins", who, words))
            came = True
        made_of.append(_run(held[stops[2] :]))
        for n, one in enumerate(made_of):
            paragraph.insert(place + n, one)
        at += len(held)
    assert came


def _run(words: str, tag: str = "t") -> ET.Element:
    run = ET.Element(f"{W}r")
    text = ET.SubElement(run, f"{W}{tag}")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = words
    return run


def _by(tag: str, who: str, words: str) -> ET.Element:
    by = ET.Element(f"{W}{tag}", {f"{W}id": "1", f"{W}author": who})
    by.append(_run(words, "delText" if tag == "del" else "t"))
    return by
