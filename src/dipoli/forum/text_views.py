"""How a text is read: clean, bracketed, attributed, and one version beside another.

Pure functions from standing to plain text. They write a clause the way delegates do: ``[ ]`` around
what is not agreed, ``ALT 1`` before another wording, holders behind a dash. Parties are written by
their codes, or by the names that a reader's seat uses (``name``). A non-paper shows no author. A
text that uses a disputed term says so, until the term is settled in it.
"""

from __future__ import annotations

import enum
from collections.abc import Callable

from dipoli.charter.rules import Charter
from dipoli.forum import text as t
from dipoli.forum.rebase import edits
from dipoli.forum.standing import Forum
from dipoli.forum.term_rules import marks
from dipoli.forum.text import Bracket, Clause, ClauseStage, Option, Sort, Text
from dipoli.forum.text_put import headnote
from dipoli.terms import COMPILED
from dipoli.told import tell

EXERCISE = tell("EXERCISE: every state in it is invented.")
"""What stands above every view of a text among invented states."""

COMPILED_MARK = tell("COMPILED: {compiled}.", compiled=COMPILED)
"""What stands above everything that was made from a compiled record."""


def marked(charter: Charter) -> tuple[str, ...]:
    """The marks that stand above everything of a forum: exercise, or compiled; mostly none."""
    return (EXERCISE,) * charter.exercise + (COMPILED_MARK,) * charter.compiled


Namer = Callable[[str], str]


class View(enum.Enum):
    """How much of a text's brackets a reader sees."""

    CLEAN = "clean"
    BRACKETED = "bracketed"
    ATTRIBUTED = "attributed"


def show(forum: Forum, text: Text, view: View, name: Namer = str) -> str:
    """A text as one reads it.

    Args:
        forum: the standing in which it is.
        text: to be shown.
        view: clean (only what lies in no bracket), bracketed, or attributed (and who holds what).
        name: code of a party to the name that the reader's seat uses.

    Returns:
        Lines of plain text, without a line break at the end.
    """
    lines = [*heading(forum, text, name), ""]
    holders = headnote(forum, text)
    if view is not View.CLEAN and holders:
        held = f" - {_names(forum, holders, name)}" if view is View.ATTRIBUTED else ""
        lines += [f"[The whole text is in brackets{held}]", ""]
    for clause in text.clauses:
        lines += _clause(forum, forum.clauses[clause], view, name)
    for number in sorted(text.notes):
        note = text.notes[number]
        by = f" ({name(note.by)})" if view is View.ATTRIBUTED else ""
        lines.append(f"Without prejudice to {note.words}{by}")
    lines += _marks(forum, text, name)
    return "\n".join(lines)


def heading(forum: Forum, text: Text, name: Namer = str) -> list[str]:
    """Symbol, title, kind and standing of a text, as lines."""
    author = "" if text.kind in t.NO_STATUS else f", tabled by {name(text.by)}"
    lines = [*marked(forum.charter)]
    lines += [f"{text.symbol}  {text.title}", f"({t.TOLD[text.kind]}{author})"]
    state = f"{text.id}, version {text.version}, {text.stage.value}"
    if text.reopened:
        state += f"; clauses re-opened: {text.reopened}"
    lines.append(state)
    if text.everything:
        lines.append("Nothing in it is agreed until everything is agreed.")
    return lines


def _marks(forum: Forum, text: Text, name: Namer) -> list[str]:
    lines = []
    for term in marks(forum, text):
        lines.append(f"Uses a disputed term, not settled in this text: {term.title} ({term.id}).")
        given = [code for code in forum.order if code in term.meanings]
        lines += [f"  {name(code)}: {term.meanings[code]}" for code in given]
    return lines


def _names(forum: Forum, codes: tuple[str, ...], name: Namer) -> str:
    here = [code for code in forum.order if code in codes]
    left = [code for code in codes if code not in here]
    return ", ".join(name(code) for code in (*here, *left))


def _clause(forum: Forum, clause: Clause, view: View, name: Namer) -> list[str]:
    part = clause.id.rpartition("-")[2]
    main = clause.wording
    if view is View.CLEAN:
        told = unbracketed(clause) if main.sort is Sort.WORDS else f"({main.sort.value})"
        still = clause.stage is ClauseStage.BRACKETED
        return [f"{part}. {told}" + (" (open)" if still else "")]
    words = _bracketed(forum, clause, view, name)
    stage = clause.stage.value.replace("-", " ")
    lines = [f"{part}. {words}  ({stage})"]
    if view is View.ATTRIBUTED and not _hides(forum, clause):
        lines[0] += _whose(forum, main, name)
    kinds = {Sort.NO_TEXT: "no text", Sort.PLACEHOLDER: "placeholder"}
    for n, number in enumerate(clause.alternatives, 1):
        option = clause.options[number]
        label = "Bridging text" if option.sort is Sort.BRIDGING else f"ALT {n}"
        said = ": ".join(filter(None, (kinds.get(option.sort), option.words)))
        line = f"   {label}: {said}"
        if view is View.ATTRIBUTED and not _hides(forum, clause):
            line += _whose(forum, option, name)
        lines.append(line)
    return lines


def _hides(forum: Forum, clause: Clause) -> bool:
    """A non-paper shows no author, of no wording in it."""
    return forum.texts[clause.text].kind in t.NO_STATUS


def _whose(forum: Forum, option: Option, name: Namer) -> str:
    support = _names(forum, option.supporters, name)
    behind = f"; supported by {support}" if support else ""
    return f" - {name(option.by)}{behind}"


def unbracketed(clause: Clause) -> str:
    """The words of a clause that lie in no bracket, with single spaces where one was."""
    words = clause.wording.wording
    inside = [(one.start, one.end) for one in clause.brackets.values()]
    kept = (
        sign for n, sign in enumerate(words) if not any(start <= n < end for start, end in inside)
    )
    return " ".join("".join(kept).split())


def _bracketed(forum: Forum, clause: Clause, view: View, name: Namer) -> str:
    words = clause.wording.wording
    if clause.wording.sort in {Sort.NO_TEXT, Sort.PLACEHOLDER}:
        told = {Sort.NO_TEXT: "no text", Sort.PLACEHOLDER: "placeholder"}[clause.wording.sort]
        words = ": ".join(filter(None, (f"({told})", words)))
        inner = [one for one in clause.brackets.values() if one.whole]
        inner = [_stretched(one, len(words)) for one in inner]
    else:
        inner = list(clause.brackets.values())
    signs: list[tuple[int, int, int, str]] = []
    for one in inner:
        signs += _signs(forum, one, view, name)
    shown, place = [], 0
    for at, _, _, sign in sorted(signs):
        shown += [words[place:at], sign]
        place = at
    return "".join([*shown, words[place:]])


def _stretched(bracket: Bracket, end: int) -> Bracket:
    return Bracket(start=0, end=end, holders=bracket.holders, whole=True)


def _signs(forum: Forum, one: Bracket, view: View, name: Namer) -> list[tuple[int, int, int, str]]:
    """The two signs of a bracket, with what puts them in order at one place.

    There, inner brackets close first, then empty ones stand, then outer ones open first.
    """
    held = f" - {_names(forum, one.holders, name)}" if view is View.ATTRIBUTED else ""
    if one.start == one.end:
        return [(one.start, 1, 0, f"[{held.removeprefix(' ') or ' '}]")]
    return [(one.start, 2, -one.end, "["), (one.end, 0, -one.start, f"{held}]")]


# ---------------------------------------------------------------- comparison


def compare(forum: Forum, text: Text, old: int, new: int) -> str:
    """Two versions of the words of a text: what went is ``[-so-]``, what came is ``{+so+}``.

    Args:
        forum: the standing in which it is.
        text: to be compared with itself.
        old: number of the earlier version.
        new: number of the later one.
    """
    lines = [*heading(forum, text), f"Version {new} against version {old}", ""]
    for clause_name in text.clauses:
        clause = forum.clauses[clause_name]
        before, after = clause.at(old), clause.at(new)
        if before is None and after is None:
            continue
        part = clause.id.rpartition("-")[2]
        lines.append(f"{part}. {changed(before or '', after or '')}")
    return "\n".join(lines)


def changed(old: str, new: str) -> str:
    """One wording against another, word by word.

    >>> changed("by 2031 in steps", "by 2032 in steps")
    'by [-2031-]{+2032+} in steps'
    """
    shown, place = [], 0
    for one in edits(old, new):
        shown.append(old[place : one.start])
        shown.append(f"[-{old[one.start : one.end]}-]" if one.end > one.start else "")
        shown.append(f"{{+{one.words}+}}" if one.words else "")
        place = one.end
    return "".join([*shown, old[place:]])
