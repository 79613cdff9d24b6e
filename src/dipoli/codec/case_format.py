"""The format of a case folder: for each key what it may hold and what it means.

One table serves three readers. `faults_of_form` holds every value against it, the reference in
``docs/reference/case-format.md`` is printed from it, and so is the JSON Schema beside that page:
none of the three can drift from the others.
"""

from __future__ import annotations

import datetime as dt
import re
import typing
from collections.abc import Callable, Iterator, Mapping

from attrs import frozen

from dipoli.analysis import case as forms
from dipoli.codec import case_papers as papers
from dipoli.codec.strict import key_of, show
from dipoli.codec.yaml12 import Paper, Place, show_place
from dipoli.faults import Finding
from dipoli.told import as_told, tell, tell_count

MOST_POINTS = 1_000_000
"""Largest figure of a step; sums of such figures stay exact."""
MOST_MONTHS = 1_200


@frozen
class Kind:
    """What a single value may be, for a reader, for a JSON Schema, and as a check."""

    words: str
    schema: Mapping[str, object]
    fits: Callable[[typing.Any], bool]
    mend: str

    @property
    def told(self) -> tuple[str, str]:
        """What it may be and how to mend it, as sentences of the program."""
        return as_told(self.words), as_told(self.mend)


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text) is not None


def _between(least: int, most: int) -> Callable[[int], bool]:
    return lambda number: least <= number <= most


def is_date(text: str) -> bool:
    """Whether a text is a real year, month or day, written YYYY, YYYY-MM or YYYY-MM-DD.

    >>> is_date("2031-02"), is_date("2031-02-29"), is_date("2031-2")
    (True, False, False)
    """
    if re.fullmatch(_DATE, text) is None:
        return False
    try:
        dt.date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return False
    return True


def _pattern(words: str, pattern: str, mend: str) -> Kind:
    return Kind(words, {"pattern": f"^(?:{pattern})$"}, _matches(pattern), mend)


def _range(words: str, least: int, most: int, mend: str) -> Kind:
    return Kind(words, {"minimum": least, "maximum": most}, _between(least, most), mend)


_ID = r"[a-z0-9][a-z0-9-]{0,79}"
_CODE = r"[A-Z]{2,12}(?:-[A-Z]{1,12})?"
_DATE = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"

KINDS: Mapping[str, Kind] = {
    "text": Kind("text", {"minLength": 1}, lambda text: bool(text.strip()), "write the text"),
    "text, may be empty": Kind("text, may be empty", {}, lambda _text: True, ""),
    "id": _pattern(
        "id: small letters a-z, digits and hyphens", _ID, "write it like first-step or ec-rail"
    ),
    "code": _pattern(
        "code: 2 to 12 capital letters A-Z, and perhaps a hyphen and more of them",
        _CODE,
        "write it like XAL or XAL-ASSEMBLY",
    ),
    "date": Kind(
        "date: a real day, month or year as YYYY-MM-DD, YYYY-MM or YYYY",
        {"pattern": f"^(?:{_DATE})$"},
        is_date,
        "write it in quotes, like 2031-04-30, 2031-04 or 2031",
    ),
    "date, may be empty": Kind(
        "date, may be empty when it is not known",
        {"pattern": f"^(?:{_DATE})?$"},
        lambda text: text == "" or is_date(text),
        'write it in quotes, like 2031-04-30, 2031-04 or 2031, or "" if it is not known',
    ),
    "language": _pattern(
        "language tag (BCP 47), such as en or mn", _LANGUAGE, "write it like en, mn or zh-Hant"
    ),
    "number": Kind("whole number", {}, lambda _number: True, ""),
    "count": _range("whole number from 0 up", 0, 10**15, "write a number from 0 up"),
    "factor": _range("factor, from 1 up", 1, 10**15, "write a number from 1 up"),
    "decimal": _pattern(
        "decimal number from 0 up, in quotes", r"[0-9]+(?:\.[0-9]+)?", 'write it like "0.0005"'
    ),
    "sha256": _pattern(
        "SHA-256 in hexadecimal: 64 of 0-9 and a-f", "[0-9a-f]{64}", "copy it whole"
    ),
    "option number": _range("option number, from 0 up", 0, 10**6, "write the number of an option"),
    "points": _range(
        f"points, 0 to {MOST_POINTS}", 0, MOST_POINTS, "write a number from 0 up; smaller units"
    ),
    "percent": _range("per cent, 0 to 100", 0, 100, "write a number from 0 to 100"),
    "months": _range(f"months, 0 to {MOST_MONTHS}", 0, MOST_MONTHS, "write a number of months"),
    "months of work": _range(
        f"months, 1 to {MOST_MONTHS}", 1, MOST_MONTHS, "write a number of months from 1 up"
    ),
    "true": Kind(
        "always true", {"const": True}, lambda value: value is True, "write assessed: true"
    ),
}
"""Every kind of single value, by the name that the table below uses."""


@frozen
class Key:
    """One key of the format.

    Args:
        kind: name of the kind of its single values; empty where the type says all.
        meaning: what it means, for a reader.
        least: fewest entries of a list or mapping.
        keys: kind of the keys of a mapping.
    """

    kind: str
    meaning: str
    least: int = 0
    keys: str = ""


_SCHEMA = Key("text", "name of the schema of this paper, as in the table of papers")
_CASE = Key("id", "the `id` of case.yaml")
_REASON = Key("text", "why, in a sentence")
_CONFIDENCE = Key("", "how sure the compiler is; never how sure a party is")
_BINDS = Key("", "atoms for which consent is needed; the same facts as the consents, which rule")

KEYS: Mapping[type[object], Mapping[str, Key]] = {
    papers.CasePaper: {
        "schema": _SCHEMA,
        "id": Key("id", "id of the case; every other paper repeats it"),
        "title": Key("text", "title; for an invented case it begins with `An exercise:`"),
        "exercise": Key("", "true when states and figures are invented; shown on every output"),
        "as_of": Key("date", "the day of which the case speaks"),
        "moment": Key("text", "what had and had not happened by then"),
        "purpose": Key("text", "what the case is for"),
        "scale": Key("", "the integer scales of the case"),
        "languages": Key("language", "languages in which every party is named", least=1),
        "baskets": Key("count", "number of baskets in issues.yaml"),
        "issues": Key("count", "number of issues in issues.yaml"),
        "position_sets": Key("", "sets of positions; the first is read by default", least=1),
        "rules": Key(
            "text",
            "definitions of utility, acceptable, red line, zone, consent and links",
            keys="text",
        ),
        "how_to_read": Key("text", "advice to the reader of the papers"),
        "limits": Key("text", "what the case does not say or cannot know"),
    },
    forms.Scale: {
        "value_min": Key("number", "worst value of an option on its issue"),
        "value_max": Key("number", "best value of an option on its issue"),
        "importance_sum": Key("number", "points that each position shares out among the issues"),
        "utility_max": Key("number", "importance_sum times value_max"),
        "step_points": Key("text", "what the points of steps mean"),
    },
    forms.PositionSet: {
        "id": Key("id", "id of the set"),
        "folder": Key("id", "folder with the set's own papers, inside the case folder"),
        "as_of": Key("date", "the day of which the set speaks"),
        "agreement": Key(
            "",
            "`open`: a package is any choice of options, and what is not chosen stays at option 0; "
            "`single-package`: one paper to be signed whole, so that leaving is no package; "
            "`outcomes`: any choice of options, the first ones included, with no state of things",
        ),
        "inherits": Key("id", "set from which missing papers are read, or null"),
        "note": Key("text", "what the set is"),
    },
    papers.PartiesPaper: {
        "schema": _SCHEMA,
        "case": _CASE,
        "parties": Key("", "parties; members sit in this order wherever parties are listed"),
        "ratifiers": Key("", "bodies whose consent something may need"),
        "members_as_consenters": Key("", "members named in consents"),
        "necessary": Key("", "who must be there for a subject to be settled"),
        "broadening": Key("", "who could join"),
    },
    forms.Party: {
        "code": Key("code", "identifies the party and says nothing about status"),
        "role": Key("", "in what capacity it appears"),
        "seat_language": Key("language", "language of its delegation"),
        "names": Key(
            "text", "language to its own or formal name in that language", least=1, keys="language"
        ),
        "called_by": Key("", "what other parties call it"),
        "note": Key("text, may be empty", "remark"),
    },
    forms.CalledBy: {
        "party": Key("code", "who says so"),
        "language": Key("language", "in which language"),
        "name": Key("text", "the name it uses"),
    },
    forms.Ratifier: {
        "code": Key("code", "identifies the body"),
        "of": Key("code", "party or body to which it belongs, or null"),
        "name": Key("text", "its name"),
        "kind": Key(
            "",
            "`leaf`: has a position of its own; `composite`: consents when all in `all_of` do; "
            "`procedural`: assumed to consent",
        ),
        "rule": Key("text", "how it decides"),
        "note": Key("text, may be empty", "remark"),
        "binds": _BINDS,
        "all_of": Key("code", "who makes up a composite body; no other body has this key", least=1),
    },
    forms.MemberAsConsenter: {"code": Key("code", "the member"), "binds": _BINDS},
    forms.Necessary: {
        "subject": Key("text", "what is to be settled"),
        "parties": Key("code", "who must be there", least=1),
        "reason": _REASON,
    },
    forms.Broadening: {
        "code": Key("code", "who could join"),
        "as_": Key("text", "as what"),
        "reason": _REASON,
    },
    forms.Atom: {
        "issue": Key("id", "an issue"),
        "options": Key("option number", "the atom holds when one of these is chosen", least=1),
    },
    papers.IssuesPaper: {
        "schema": _SCHEMA,
        "case": _CASE,
        "baskets": Key("", "groups of questions that can be worked on side by side", least=1),
        "groups": Key("", "issues with sub-issues, inside a basket", least=1),
        "issues": Key("", "the questions; positions list them in this order", least=1),
    },
    forms.Basket: {
        "id": Key("id", "id of the basket"),
        "title": Key("text", "its title"),
        "definition": Key("text", "what belongs in it"),
    },
    forms.Group: {
        "id": Key("id", "id of the group"),
        "basket": Key("id", "the basket in which it is"),
        "title": Key("text", "the issue of which the issues in it are sub-issues"),
    },
    forms.Issue: {
        "id": Key("id", "id of the issue"),
        "basket": Key("id", "its basket"),
        "group": Key("id", "its group, of the same basket"),
        "kind": Key("", "what sort of matter it is"),
        "question": Key("text", "the question to be settled"),
        "definition": Key("text", "what the question covers and what it does not"),
        "options": Key(
            "",
            "two to nine ways to settle it, from the state of things in one direction; up to 100, "
            "in any order, where every set is one of outcomes",
            least=2,
        ),
        "raised_by": Key("id", "sources in which the issue is raised", least=1),
    },
    forms.Option: {
        "n": Key(
            "option number",
            "its number, from 0 without a gap; 0 is the state of things if a set has one",
        ),
        "text": Key("text", "what it says"),
    },
    papers.PositionPaper: {
        "schema": _SCHEMA,
        "case": _CASE,
        "set": Key("id", "the set to which the paper belongs"),
        "party": Key("code", "whose position it is; the paper is named CODE.yaml"),
        "as_of": Key("date", "the day of the set"),
        "assessed": Key("true", "an analyst wrote it; no government stated it"),
        "agreement": Key("", "as the set says"),
        "reservation": Key("", "the value of no agreement"),
        "basket_importance": Key("count", "points of each basket; null for bodies", keys="id"),
        "issues": Key("", "members list all issues in order; bodies list what they weigh", least=1),
        "red_lines": Key("", "few and mostly conditional"),
        "source_units": Key("", "for an imported position: what its points were in the source"),
    },
    forms.SourceUnits: {
        "unit": Key("text", "the unit of the source, in words"),
        "factor": Key("factor", "points in one unit of the source"),
        "importance_factor": Key(
            "factor",
            "the part of the factor by which importance was multiplied; values by the rest",
        ),
        "shift": Key(
            "number",
            "points added to every outcome; (points - shift) / factor is the value in the source",
        ),
        "error": Key(
            "decimal",
            "most by which a value differs from that in the source, in units of the source",
        ),
        "note": Key("text, may be empty", "what else to know of the import of this position"),
    },
    forms.Reservation: {
        "rule": Key(
            "text",
            "`status-quo`: no agreement leaves every issue at option 0; `stated` in a set of "
            "outcomes",
        ),
        "value": Key("count", "sum of importance times the value of option 0, or as stated"),
        "low": Key("count", "the same with the low figures, or the least that it may be"),
        "high": Key("count", "the same with the high figures, or the most"),
        "note": Key("text", "what is in it and what is not"),
    },
    forms.IssuePosition: {
        "issue": Key("id", "the issue"),
        "importance": Key("count", "points; they sum to importance_sum"),
        "importance_range": Key(
            "count", "lowest and highest importance in the compiler's judgement"
        ),
        "value": Key("count", "one figure for each option: its worth on this issue alone", least=2),
        "low": Key("count", "one figure for each option, not above value", least=2),
        "high": Key("count", "one figure for each option, not below value", least=2),
        "confidence": _CONFIDENCE,
        "interest": Key("text", "what the party wants, in a sentence"),
        "sources": Key("id", "passages filed beside it; no figure is computed from them"),
    },
    forms.RedLine: {
        "id": Key("id", "id of the red line, unique in the set"),
        "when": Key("", "the line is broken when all these atoms hold", least=1),
        "firmness": Key(
            "",
            "`hard`: would rather have no agreement; `soft`: said, or likely, but thought to have "
            "a price",
        ),
        "reason": _REASON,
        "sources": Key("id", "on which sources it rests", least=1),
        "confidence": _CONFIDENCE,
    },
    papers.LinksPaper: {
        "schema": _SCHEMA,
        "case": _CASE,
        "requirements": Key("", "one option needs another"),
        "exclusions": Key("", "options that cannot stand together"),
        "synergies": Key("", "options worth more, or less, together"),
        "consents": Key("", "who must consent to an option"),
        "subjects": Key("", "what a deal touches, and whose stake must be covered"),
    },
    forms.Requirement: {
        "id": Key("id", "id of the link"),
        "if_": Key("", "when this atom holds"),
        "then": Key("", "this one must hold"),
        "basis": Key("", "on what it rests"),
        "reason": _REASON,
    },
    forms.Exclusion: {
        "id": Key("id", "id of the link"),
        "atoms": Key("", "not all of these at once", least=2),
        "reason": _REASON,
    },
    forms.Synergy: {
        "id": Key("id", "id of the link"),
        "party": Key("code", "the member whose utility changes"),
        "when": Key("", "when all these atoms hold", least=2),
        "points": Key("number", "points added to its utility; may be negative"),
        "reason": _REASON,
    },
    forms.Consent: {
        "id": Key("id", "id of the link"),
        "issue": Key("id", "a package in which this issue"),
        "options": Key("option number", "takes one of these options", least=1),
        "bodies": Key("code", "needs the consent of all of these members and bodies", least=1),
        "kind": Key(
            "", "`legal`: the law asks for it; `political`: a government would not act without it"
        ),
        "reason": _REASON,
    },
    forms.Subject: {
        "id": Key("id", "id of the link"),
        "issues": Key(
            "id", "a deal touches the subject when one of these leaves option 0", least=1
        ),
        "stakes": Key("id", "member to the issues in which its stake lies", least=1, keys="code"),
        "compensation": Key("", "member to what else would cover it", keys="code"),
        "reason": _REASON,
    },
    forms.Compensation: {
        "issue": Key("id", "this issue"),
        "at_least": Key("option number", "reaches this option"),
    },
    papers.StepsPaper: {
        "schema": _SCHEMA,
        "case": _CASE,
        "accounting": Key("text", "how exposure is reckoned, in words", keys="text"),
        "exposure_limits": Key("", "one for each ordered pair of members"),
        "bundles": Key("", "steps that may be started as one"),
        "steps": Key("", "small moves"),
        "acts": Key("", "decisions that give one consent to several steps"),
        "calendars": Key("", "when members and bodies may give their consent; else at any time"),
        "step_ranges": Key("", "how far judgements on steps may be off, where a step does not say"),
        "limit_range": Key("percent", "how far each exposure limit may be off, either way"),
    },
    forms.StepRanges: {
        "cost": Key("percent", "per cent of the points of each cost, either way"),
        "recoverable": Key("percent", "points of per cent, either way"),
        "benefits": Key("percent", "per cent of the points of each benefit, either way"),
        "secured": Key("percent", "points of per cent, either way"),
        "trust": Key("percent", "per cent of the points of trust, either way"),
        "months": Key("percent", "per cent of the months, either way"),
        "verification_months": Key("percent", "per cent of the months of verification, either way"),
    },
    forms.ConsentAct: {
        "id": Key("id", "id of the act"),
        "title": Key("text", "what is decided"),
        "body": Key("code", "the member or body that decides"),
        "steps": Key("id", "steps to which it consents by this act; each names it", least=1),
        "months": Key("months", "months from its start to the decision"),
        "cost": Key("", "what its start costs a member, and towards whom; it does not return"),
        "windows": Key("", "when it may be decided, in place of the calendar of the body"),
    },
    forms.Calendar: {
        "body": Key("code", "the member or body"),
        "windows": Key("", "when it may give its consent, such as its sessions", least=1),
    },
    forms.Window: {
        "from_": Key("months", "first month, counted from the day of the case, which begins 0"),
        "to": Key("months", "last month"),
        "every": Key("months of work", "it opens again after so many months, without end"),
    },
    forms.ExposureLimit: {
        "party": Key("code", "this member"),
        "towards": Key("code", "will be exposed to that one"),
        "points": Key("points", "no further than this"),
    },
    forms.Bundle: {
        "id": Key("id", "id of the bundle"),
        "steps": Key("id", "its steps", least=2),
        "reason": _REASON,
    },
    forms.Step: {
        "id": Key("id", "id of the step"),
        "basket": Key("id", "its basket"),
        "title": Key("text", "what is done"),
        "actors": Key("code", "the members that do it", least=1),
        "advances": Key("", "the options that it brings about", least=1),
        "months": Key("months of work", "how long it takes"),
        "verification_months": Key("months", "how long it takes to verify"),
        "verifier": Key("code", "who verifies, or null"),
        "cost": Key("", "what it costs an actor, and towards whom it exposes it"),
        "recoverable": Key("percent", "share of the cost that returns when the step is over"),
        "benefits": Key("points", "member to what it gains", keys="code"),
        "secured": Key("percent", "share of the benefit that outlasts a break"),
        "trust": Key("points", "member to what the step adds to its trust", keys="code"),
        "after": Key("id", "steps that must be verified before"),
        "consents": Key("code", "members and bodies that must consent to the step"),
        "reversible": Key("", "whether it can be undone"),
        "condition": Key(
            "", "`exchange`: part of a bargain; `unconditional`: never to be withheld in a bargain"
        ),
        "ranges": Key("", "how far the judgements on this step may be off"),
    },
    forms.Advance: {
        "issue": Key("id", "this issue"),
        "option": Key("option number", "comes to this option"),
    },
    forms.Cost: {
        "party": Key("code", "the actor that bears it"),
        "towards": Key("code", "towards whom it is exposed"),
        "points": Key("points", "how far"),
    },
    papers.TermsPaper: {"schema": _SCHEMA, "case": _CASE, "terms": Key("", "disputed terms")},
    forms.Term: {
        "id": Key("id", "id of the term"),
        "term": Key("text", "the term in English"),
        "native": Key("text", "the term in the languages in which it is disputed"),
        "issues": Key("id", "issues in whose settlement it is used"),
        "agreed_meaning": Key("text", "the meaning that all agreed, or null: none"),
        "meanings": Key("", "the reading of each party", least=2),
        "sources": Key("id", "passages in which it is used, filed beside it"),
    },
    forms.Meaning: {
        "party": Key("code", "the member"),
        "meaning": Key("text", "its reading, in the compiler's words"),
        "source": Key("id", "on what the gloss rests"),
        "confidence": _CONFIDENCE,
    },
    papers.ChannelsPaper: {
        "schema": _SCHEMA,
        "case": _CASE,
        "as_of": Key("date", "the day of the case"),
        "states": Key("text", "what each state means", keys="text"),
        "channels": Key("", "one for each pair between which contact was looked at"),
    },
    forms.Channel: {
        "pair": Key("code", "the two parties or bodies"),
        "state": Key("", "state of official contact"),
        "since": Key("date", "the last event that set the state"),
        "contact": Key("text", "what contact there is"),
        "can_raise": Key("id", "issues that can be raised"),
        "cannot_raise": Key("id", "issues that cannot; an issue in neither list is uncoded"),
        "intermediaries": Key("", "who could carry what; never shown by default"),
        "sources": Key("id", "on which sources it rests", least=1),
        "confidence": _CONFIDENCE,
    },
    forms.Intermediary: {
        "code": Key("code", "who"),
        "issues": Key("id", "could carry these issues", least=1),
    },
    papers.SourcesPaper: {
        "schema": _SCHEMA,
        "case": _CASE,
        "seen_values": Key("text", "what each value of `seen` means", keys="text"),
        "sources": Key("", "documents", least=1),
    },
    forms.Source: {
        "id": Key("id", "id of the source"),
        "kind": Key("", "what sort of document"),
        "title": Key("text", "author and title"),
        "date": Key("date, may be empty", "its date"),
        "symbol": Key("text, may be empty", "document symbol"),
        "seen": Key(
            "",
            "how much of it was read; a statement resting on `general` rests on memory of the "
            "document",
        ),
        "note": Key("text, may be empty", "remark"),
        "span": Key("", "the very words, where it was filed from a corpus of texts"),
    },
    forms.Span: {
        "file": Key("text", "name of the document in that corpus"),
        "document": Key("sha256", "SHA-256 of that file"),
        "start": Key("count", "offset of the first character, in code points from 0"),
        "end": Key("count", "offset after the last one"),
        "sha256": Key("sha256", "SHA-256 of the words in UTF-8"),
    },
}
"""Every form of the format with its keys, in the order of the papers."""


def faults_of_form(value: object, paper: Paper) -> Iterator[Finding]:
    """Every single value of a paper that is not of its kind.

    Args:
        value: the paper as a value of its form.
        paper: the paper as read, for its lines.
    """
    yield from _faults(value, Key("", ""), (), paper)


def _faults(value: object, key: Key, place: Place, paper: Paper) -> Iterator[Finding]:
    if value is None:
        return
    if isinstance(value, (tuple, Mapping)) and len(value) < key.least:
        yield _finding(
            paper,
            place,
            tell_count(key.least, "at least {number} entry", "at least {number} entries"),
            str(len(value)) if value else tell("none"),
            tell("add what is missing"),
        )
    if type(value) in KEYS:
        for attribute, inner in KEYS[type(value)].items():
            inside = (*place, key_of(attribute))
            yield from _faults(getattr(value, attribute), inner, inside, paper)
    elif isinstance(value, tuple):
        for n, entry in enumerate(value):
            yield from _faults(entry, key, (*place, n), paper)
    elif isinstance(value, Mapping):
        for name, entry in value.items():
            yield from _kind_fault(name, key.keys, (*place, name), paper)
            yield from _faults(entry, key, (*place, name), paper)
    else:
        yield from _kind_fault(value, key.kind, place, paper)


def _kind_fault(value: object, name: str, place: Place, paper: Paper) -> Iterator[Finding]:
    if name and not KINDS[name].fits(value):
        expected, mend = KINDS[name].told
        yield _finding(paper, place, expected, show(value), mend)


def _finding(paper: Paper, place: Place, expected: str, found: str, mend: str) -> Finding:
    return Finding(
        file=paper.file,
        line=paper.line_of(place),
        where=show_place(place),
        expected=expected,
        found=found,
        mend=mend,
    )
