"""Fifty edits as delegations make them: what is done in the editor, and what was meant by it.

What each was meant to be is said here by hand, as plain work on the words of the text; nothing of
it is asked of the program.
"""

from __future__ import annotations

from typing import Any

from attrs import frozen
from tests.codec.word.made import BRIDGE, CLOSED, FUND, GAUGES, KOREAN, RUSSIAN

from dipoli.forum.text_views import View

Row = dict[str, Any]


@frozen(kw_only=True)
class Meant:
    """An amendment or another act that a party means.

    Args:
        party: whose it is.
        act: name of the act, without its form number.
        clause: that it is about.
        says: some of what the act says.
    """

    party: str
    act: str
    clause: str
    says: Row


@frozen(kw_only=True)
class Edit:
    """One file on its way through the editor.

    Args:
        name: what is done, in words.
        steps: in the editor.
        meant: by party; nothing else may be found.
        text: which text.
        view: in which it is laid on paper.
        unknown: authors who must be asked about.
        untracked: words that came without a change.
        unplaced: reasons why something leads to no act.
        lost: clauses whose place must be asked.
        by_text: clauses found by their words.
        moved: whether what is found is told as moved.
    """

    name: str
    steps: tuple[Row, ...]
    meant: tuple[Meant, ...] = ()
    text: str = "T1"
    view: View = View.BRACKETED
    unknown: tuple[str, ...] = ()
    untracked: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    by_text: tuple[str, ...] = ()
    moved: bool = False


def do(what: str, anchor: int | None, passage: str, words: str = "", **more: Any) -> Row:  # noqa: ANN401 - as the step has them
    """A step about a passage behind an anchor, or anywhere."""
    where = {} if anchor is None else {"anchor": f"dipoli_{anchor}"}
    return {"do": what, "passage": passage, "words": words, **where, **more}


def author(name: str) -> Row:
    """From here on, under this name."""
    return {"do": "author", "name": name}


def amends(party: str, clause: str, words: str) -> Meant:
    """An amendment."""
    return Meant(party=party, act="amendment.propose", clause=clause, says={"words": words})


def brackets(party: str, clause: str, words: str | None, **more: Any) -> Meant:  # noqa: ANN401 - as the act has them
    """A bracket."""
    says = {"words": words, **more} if words is not None else more
    return Meant(party=party, act="clause.bracket", clause=clause, says=says)


def other(party: str, clause: str, words: str | None) -> Meant:
    """Another wording; None for no text."""
    says = {"sort": "no-text"} if words is None else {"sort": "words", "words": words}
    return Meant(party=party, act="clause.alternative", clause=clause, says=says)


# Anchors of T1, bracketed and attributed: 1 the clause on the bridge, 2 and 3 its two other
# wordings in the table, 4 the gauges, 5 the placeholder, 6 the fund, 7 the last one.
_TRACKING_OFF, _TRACKING_ON = {"do": "tracking", "on": False}, {"do": "tracking", "on": True}

EDITS: tuple[Edit, ...] = (
    # ---------------------------------------------------------------- insertions
    Edit(
        name="words inserted in the middle",
        steps=(do("behind", 4, "both sides", " together"),),
        meant=(amends("XAL", "T1-2", GAUGES.replace("both sides", "both sides together")),),
    ),
    Edit(
        name="words inserted at the end",
        steps=(do("behind", 4, "twice a year.", " They report."),),
        meant=(amends("XAL", "T1-2", GAUGES + " They report."),),
    ),
    Edit(
        name="words inserted at the beginning",
        steps=(do("before", 4, "Inspectors", "Agreed: "),),
        meant=(amends("XAL", "T1-2", "Agreed: " + GAUGES),),
    ),
    Edit(
        name="two insertions in one clause",
        steps=(do("behind", 4, "Inspectors", ", named in advance,"),
               do("behind", 4, "gauges", " and the bridge")),
        meant=(amends("XAL", "T1-2", "Inspectors, named in advance, of both sides visit the gauges "
                      "and the bridge twice a year."),),
    ),
    Edit(
        name="insertions in two clauses",
        steps=(do("behind", 4, "gauges", " and the bridge"), do("behind", 6, "repairs", " only")),
        meant=(amends("XAL", "T1-2", GAUGES.replace("gauges", "gauges and the bridge")),
               amends("XAL", "T1-4", FUND.replace("repairs", "repairs only"))),
    ),
    Edit(
        name="words inserted in a bracket",
        steps=(do("behind", 1, "the bridge", " and the ferry"),),
        meant=(amends("XAL", "T1-1", BRIDGE.replace("the bridge", "the bridge and the ferry")),),
    ),
    Edit(
        name="a line break inserted",
        steps=(do("paragraph", 6, "for repairs.", "They are listed."),),
        meant=(amends("XAL", "T1-4",
                      "A joint fund pays for repairs.\nThey are listed. Each party pays one half "
                      "of it."),),
    ),
    # ---------------------------------------------------------------- deletions
    Edit(
        name="a word deleted",
        steps=(do("delete", 4, "of both sides "),),
        meant=(amends("XAL", "T1-2", GAUGES.replace("of both sides ", "")),),
    ),
    Edit(
        name="the last sentence deleted",
        steps=(do("delete", 6, " Each party pays one half of it."),),
        meant=(amends("XAL", "T1-4", "A joint fund pays for repairs."),),
    ),
    Edit(
        name="words deleted within a bracket",
        steps=(do("delete", 1, "the bridge by "),),
        meant=(amends("XAL", "T1-1", BRIDGE.replace("the bridge by ", "")),),
    ),
    Edit(
        name="a whole clause deleted with its end",
        steps=(do("clause", 4, GAUGES, end=True),),
        meant=(other("XAL", "T1-2", None),),
    ),
    Edit(
        name="the words of a clause deleted",
        steps=(do("delete", 6, FUND),),
        meant=(other("XAL", "T1-4", None),),
    ),
    Edit(
        name="two passages deleted",
        steps=(do("delete", 6, "joint "), do("delete", 6, " of it")),
        meant=(amends("XAL", "T1-4", "A fund pays for repairs. Each party pays one half."),),
    ),
    # ---------------------------------------------------------------- replacements
    Edit(
        name="a word replaced",
        steps=(do("replace", 4, "twice", "three times"),),
        meant=(amends("XAL", "T1-2", GAUGES.replace("twice", "three times")),),
    ),
    Edit(
        name="a number replaced in the inner bracket",
        steps=(do("replace", 1, "2031", "2033"),),
        meant=(amends("XAL", "T1-1", BRIDGE.replace("2031", "2033")),),
    ),
    Edit(
        name="a sentence replaced",
        steps=(do("replace", 6, "Each party pays one half of it.", "Its rules follow."),),
        meant=(amends("XAL", "T1-4", "A joint fund pays for repairs. Its rules follow."),),
    ),
    Edit(
        name="all the words of a clause replaced",
        steps=(do("replace", 4, GAUGES, "Visits are by invitation."),),
        meant=(amends("XAL", "T1-2", "Visits are by invitation."),),
    ),
    Edit(
        name="a placeholder filled",
        steps=(do("replace", 5, "number of inspectors", "Each side names six inspectors."),),
        meant=(amends("XAL", "T1-3", "Each side names six inspectors."),),
    ),
    Edit(
        name="three words replaced in three clauses",
        steps=(do("replace", 1, "report", "confer"), do("replace", 4, "visit", "read"),
               do("replace", 6, "half", "third")),
        meant=(amends("XAL", "T1-1", BRIDGE.replace("report", "confer")),
               amends("XAL", "T1-2", GAUGES.replace("visit", "read")),
               amends("XAL", "T1-4", FUND.replace("half", "third"))),
    ),
    # ---------------------------------------------------------------- moves
    Edit(
        name="a clause moved up by the command of the editor",
        text="T2", view=View.CLEAN,
        steps=(do("move", 3, KOREAN[2], up=True, by=2),),
        meant=(Meant(party="XAL", act="clause.propose", clause="T2-1", says={"words": KOREAN[2]}),
               other("XAL", "T2-3", None)),
        moved=True,
    ),
    Edit(
        name="a clause moved down by the command of the editor",
        text="T3", view=View.CLEAN,
        steps=(do("move", 2, RUSSIAN[1], up=False, by=2),),
        meant=(other("XAL", "T3-2", None),
               Meant(party="XAL", act="clause.propose", clause="T3-3", says={"words": RUSSIAN[1]})),
        moved=True,
    ),
    Edit(
        name="a passage moved within its clause",
        steps=(do("delete", 4, " twice a year"), do("behind", 4, "both sides", " twice a year")),
        meant=(amends("XAL", "T1-2", "Inspectors of both sides twice a year visit the gauges."),),
        moved=True,
    ),
    Edit(
        name="a sentence moved to another clause",
        steps=(do("delete", 6, " Each party pays one half of it."),
               do("behind", 4, "a year.", " Each party pays one half of it.")),
        meant=(amends("XAL", "T1-2", GAUGES + " Each party pays one half of it."),
               amends("XAL", "T1-4", "A joint fund pays for repairs.")),
        moved=True,
    ),
    # ---------------------------------------------------------------- tables
    Edit(
        name="a word replaced in a cell",
        steps=(do("replace", 2, "2040", "2045"),),
        meant=(other("XAL", "T1-1", CLOSED.replace("2040", "2045")),),
    ),
    Edit(
        name="words inserted in a cell",
        steps=(do("behind", 2, "closed", " to carts"),),
        meant=(other("XAL", "T1-1", CLOSED.replace("closed", "closed to carts")),),
    ),
    Edit(
        name="one's own wording deleted from a cell",
        steps=(author("Corvia"), do("delete", 2, CLOSED)),
        meant=(Meant(party="XCO", act="clause.drop", clause="T1-1", says={"which": 2}),),
    ),
    Edit(
        name="another's wording deleted from a cell",
        steps=(do("delete", 2, CLOSED),),
        unplaced=("not-holder",),
    ),
    Edit(
        name="a row inserted",
        steps=(do("row", 2, CLOSED, cells=["ALT 3", "The bridge opens on market days."]),),
        meant=(other("XAL", "T1-1", "The bridge opens on market days."),),
    ),
    Edit(
        name="a cell and a clause at once, attributed",
        view=View.ATTRIBUTED,
        steps=(do("replace", 2, "2040", "2045"), do("replace", 4, "twice", "once")),
        meant=(other("XAL", "T1-1", CLOSED.replace("2040", "2045")),
               amends("XAL", "T1-2", GAUGES.replace("twice", "once"))),
    ),
    # ---------------------------------------------------------------- nested brackets
    Edit(
        name="a bracket typed around words",
        steps=(do("before", 4, "twice a year", "["), do("behind", 4, "twice a year", "]")),
        meant=(brackets("XAL", "T1-2", "twice a year"),),
    ),
    Edit(
        name="a bracket typed in brackets",
        steps=(do("before", 1, "bridge", "["), do("behind", 1, "bridge", "]")),
        meant=(brackets("XAL", "T1-1", "bridge"),),
    ),
    Edit(
        name="brackets typed in each other",
        steps=(do("before", 6, "Each party", "["), do("behind", 6, "of it.", "]"),
               do("before", 6, "one half", "["), do("behind", 6, "one half", "]")),
        meant=(brackets("XAL", "T1-4", "Each party pays one half of it."),
               brackets("XAL", "T1-4", "one half")),
    ),
    Edit(
        name="a bracket typed around the second of two same words",
        steps=(do("before", 6, "pays one", "["), do("behind", 6, "pays one half", "]")),
        meant=(brackets("XAL", "T1-4", "pays one half"),),
    ),
    Edit(
        name="one's own bracket deleted",
        steps=(author("Corvia"), do("replace", 1, "[2031]", "2031")),
        meant=(Meant(party="XCO", act="clause.lift", clause="T1-1", says={"which": 2}),),
    ),
    Edit(
        name="another's bracket deleted",
        steps=(do("replace", 1, "[2031]", "2031"),),
        unplaced=("not-holder",),
    ),
    Edit(
        name="half of a bracket deleted",
        steps=(author("Corvia"), do("replace", 1, "2031]", "2031")),
        unplaced=("half-bracket",),
    ),
    Edit(
        name="new words typed in brackets",
        steps=(do("behind", 4, "gauges", " [and the bridge]"),),
        meant=(amends("XAL", "T1-2", GAUGES.replace("gauges", "gauges and the bridge")),),
        unplaced=("own-words",),
    ),
    Edit(
        name="words inserted beside nested brackets, attributed",
        view=View.ATTRIBUTED,
        steps=(do("before", 1, "and report", "at the latest "),),
        meant=(amends("XAL", "T1-1", BRIDGE.replace("and report", "at the latest and report")),),
    ),
    # ---------------------------------------------------------------- Korean and Russian
    Edit(
        name="Korean words replaced by an author with a Korean name",
        text="T2",
        steps=(author("코르비아"), do("replace", 2, "두 차례", "네 차례")),
        meant=(amends("XCO", "T2-2", KOREAN[1].replace("두 차례", "네 차례")),),
    ),
    Edit(
        name="Korean words inserted beside a bracket",
        text="T2",
        steps=(do("before", 1, "다리를", "늦어도 "),),
        meant=(amends("XAL", "T2-1", KOREAN[0].replace("다리를", "늦어도 다리를")),),
    ),
    Edit(
        name="Korean words deleted",
        text="T2", view=View.ATTRIBUTED,
        steps=(author("델마르크"), do("delete", 3, "공동 ")),
        meant=(amends("XDE", "T2-3", KOREAN[2].replace("공동 ", "")),),
    ),
    Edit(
        name="Russian words replaced by an author with a Russian name",
        text="T3",
        steps=(author("Делмарк"), do("replace", 2, "дважды", "трижды")),
        meant=(amends("XDE", "T3-2", RUSSIAN[1].replace("дважды", "трижды")),),
    ),
    Edit(
        name="Russian words inserted in the clean view",
        text="T3", view=View.CLEAN,
        steps=(do("behind", 3, "фонд", " двух сторон"),),
        meant=(amends("XAL", "T3-3", RUSSIAN[2].replace("фонд", "фонд двух сторон")),),
    ),
    # ---------------------------------------------------------------- two authors
    Edit(
        name="two authors in two clauses",
        steps=(do("replace", 4, "twice", "once"), author("Corvia"),
               do("replace", 6, "half", "third")),
        meant=(amends("XAL", "T1-2", GAUGES.replace("twice", "once")),
               amends("XCO", "T1-4", FUND.replace("half", "third"))),
    ),
    Edit(
        name="two authors in one clause",
        steps=(do("replace", 6, "half", "third"), author("Delmark"), do("delete", 6, "joint ")),
        meant=(amends("XAL", "T1-4", FUND.replace("half", "third")),
               amends("XDE", "T1-4", FUND.replace("joint ", ""))),
    ),
    Edit(
        name="one author deletes what the other inserted",
        steps=(do("behind", 4, "gauges", " and the bridge"), author("Delmark"),
               do("delete", 4, "and the bridge")),
        meant=(amends("XAL", "T1-2", GAUGES.replace("gauges", "gauges and the bridge")),),
        unplaced=("proposal",),
    ),
    Edit(
        name="an author whom nobody knows beside one who is known",
        steps=(do("replace", 4, "twice", "once"), author("J. Smith"),
               do("replace", 6, "half", "third")),
        meant=(amends("XAL", "T1-2", GAUGES.replace("twice", "once")),),
        unknown=("J. Smith",),
    ),
    # ---------------------------------------------------------------- new, untracked, unanchored
    Edit(
        name="a new paragraph behind a clause",
        steps=(do("paragraph", 4, "twice a year.", "Costs lie where they fall."),),
        meant=(Meant(party="XAL", act="clause.propose", clause="T1-2",
                     says={"words": "Costs lie where they fall.", "behind": "T1-2"}),),
    ),
    Edit(
        name="words changed without tracking beside a tracked change",
        steps=(_TRACKING_OFF, do("replace", 4, "visit", "read"), _TRACKING_ON,
               do("replace", 4, "twice", "once")),
        meant=(amends("XAL", "T1-2", GAUGES.replace("twice", "once")),),
        untracked=("read",),
    ),
    Edit(
        name="the anchor of a clause lost",
        steps=({"do": "unanchor", "anchor": "dipoli_4"}, do("replace", None, "twice", "once")),
        meant=(amends("XAL", "T1-2", GAUGES.replace("twice", "once")),),
        by_text=("T1-2",),
    ),
)  # fmt: skip
