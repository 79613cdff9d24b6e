"""The meaning of a text as it was kept: an object that `meaning_object` wrote, read again.

An answer is looked at long after it was found, when the text has other words and the case says
something else. So it is told from itself alone: its words, its names, its figures and its receipt.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from dipoli.analysis.agreement.answers import Figure, Question, SoftLines, Verdict
from dipoli.analysis.case import Atom
from dipoli.analysis.meaning import (
    Clash,
    Draft,
    Faulty,
    Meaning,
    Place,
    Tie,
    Way,
    WayWorth,
    Why,
    Within,
)
from dipoli.analysis.meaning.clashing import Sort
from dipoli.analysis.receipt import Receipt


@frozen(kw_only=True)
class Kept:
    """What an object of the kind tells, without the case and the text that it was made of.

    Args:
        draft: the text as it stood.
        found: the answers. Ties that were not used have no digest of what was read, and no note.
        questions: id of each issue of the case to its question and its options in words, in order.
        names: code of each member at the table, and of who holds an assumption that clashes, to its
            names by language.
        clash: assumptions that clash; None where nobody asked, or where there is no one package.
        asked_clash: whether somebody asked for them.
    """

    draft: Draft
    found: Meaning
    questions: Mapping[str, tuple[str, tuple[str, ...]]]
    names: Mapping[str, Mapping[str, str]]
    clash: tuple[Clash, ...] | None = field(default=None)
    asked_clash: bool = False

    def moves(self, package: Mapping[str, int] | None) -> tuple[tuple[str, int], ...]:
        """Issues that a package moves from the state of things, with the option of each."""
        held = package or {}
        return tuple((issue, held[issue]) for issue in self.questions if held.get(issue))

    def option(self, issue: str, number: int) -> str:
        """An option in words: the question, and the option."""
        question, options = self.questions[issue]
        return f"{question} {options[number]}"

    def name(self, code: str, language: str) -> str:
        """A name in a language; in English, or in whichever there is, where it has none there."""
        names = self.names.get(code, {})
        found = (names.get(one) for one in (language, language.partition("-")[0], "en"))
        return next(filter(None, found), next(iter(names.values()), code))


def kept(told: Mapping[str, Any]) -> Kept:
    """What an object tells that `meaning_object` wrote.

    Raises:
        KeyError: it is none.
        ValueError: the same.
        TypeError: the same.
    """
    receipt, text = told["receipt"], told["text"]
    listed = told.get("clash")
    return Kept(
        draft=Draft(
            id=text["id"],
            title=text["title"],
            version=text["version"],
            exercise=text["exercise"],
            places=tuple(_kept_place(one, told["ways"]) for one in told["places"]),
        ),
        found=_kept_meaning(told),
        questions={one["id"]: (one["question"], tuple(one["options"])) for one in told["issues"]},
        names={
            **{one["holder"]: one["names"] for one in listed or ()},
            **{one["code"]: one["names"] for one in receipt["parties"]},
        },
        clash=None if listed is None else tuple(map(_kept_clash, listed)),
        asked_clash="clash" in told,
    )


def _kept_place(one: Mapping[str, Any], ways: list[Mapping[str, Any]]) -> Place:
    here, within = (one["clause"], one["place"]), one["within"]
    return Place(
        clause=one["clause"],
        key=one["place"],
        ways=tuple(
            Way(key=way["way"], words=way["words"])
            for way in ways
            if (way["clause"], way["place"]) == here
        ),
        within=None if within is None else (within["place"], within["way"]),
        passage=one["passage"],
    )


def _kept_meaning(told: Mapping[str, Any]) -> Meaning:
    text = told["text"]
    return Meaning(
        question=_kept_question(told["receipt"]),
        draft=text["id"],
        version=text["version"],
        ways=tuple(map(_kept_way, told["ways"])),
        settled=told["settled"],
        open={one["issue"]: tuple(one["options"]) for one in told["open"]},
        silent=tuple(told["silent"]),
        packages=told["packages"],
        contradictory=told["contradictory"],
        amounts_to=told["amounts_to"],
        by_itself=_kept_within(told["by_itself"]),
        with_others=_kept_within(told["with_others"]),
        faulty=tuple(map(_kept_faulty, told["faulty"])),
        receipt=_kept_receipt(told["receipt"]),
    )


def _kept_question(receipt: Mapping[str, Any]) -> Question:
    parameters = receipt["parameters"]
    held = (one.partition("=") for one in parameters["held"].split())
    return Question(
        positions=parameters["positions"],
        seats=tuple(one["code"] for one in receipt["parties"]),
        without=tuple(receipt["unclaimed"]),
        soft_lines=SoftLines(parameters["soft lines"]),
        hold=tuple(
            Atom(issue=issue, options=tuple(map(int, options.split("|"))))
            for issue, _, options in held
        ),
        still=tuple(parameters["baskets that stay"].split()),
    )


def _kept_way(one: Mapping[str, Any]) -> WayWorth:
    return WayWorth(
        clause=one["clause"],
        place=one["place"],
        way=one["way"],
        words=one["words"],
        reads=one["reads"],
        worth={
            each["party"]: Figure(value=each["value"], low=each["low"], high=each["high"])
            for each in one["worth"]
        },
    )


def _kept_within(one: Mapping[str, Any]) -> Within:
    return Within(
        verdict=Verdict(one["verdict"]),
        witness=one["package"],
        acceptable=one["acceptable"],
        stopped=one["stopped"],
    )


def _kept_faulty(one: Mapping[str, Any]) -> Faulty:
    tie = Tie(
        clause=one["clause"],
        place=one["place"],
        way=one["way"],
        issue=one["issue"],
        option=one["option"],
        digest="",
        meant=one["meant"],
    )
    return Faulty(tie=tie, why=Why(one["why"]))


def _kept_clash(one: Mapping[str, Any]) -> Clash:
    return Clash(
        key=one["assumption"],
        sentence=one["told"],
        sort=Sort(one["sort"]),
        holder=one["holder"],
        reason=one["reason"],
    )


def _kept_receipt(told: Mapping[str, Any]) -> Receipt:
    return Receipt(
        method=told["method"],
        exact=told["exact"],
        parameters=told["parameters"],
        seed=told["seed"],
        inputs=told["inputs"],
        versions=told["versions"],
        seconds=told["seconds"],
        assumptions=tuple(told["assumptions"]),
        does_not_show=tuple(told["does_not_show"]),
    )
