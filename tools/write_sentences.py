# noqa: INP001 - a script, not a package
"""Collect every sentence that the program shows to people, for those who translate it.

    python -m tools.write_sentences            writes
    python -m tools.write_sentences --check    writes nothing; says whether it would be the same

It reads the sources and runs none of the program's own acts. A sentence is a constant that is given
to `tell`, `tell_count`, `joined`, `counted` or `as_told`; a constant in a table of which `tell` is
given an entry; a template given to a function that tells it later; what stands behind
``{% say "..." %}`` on a page; the meaning of an act or of a field of its form; what a key of the
case format means; and each word of the tables of the rules, with the table as its context. A
comment says what stands in each of its parts.
"""

from __future__ import annotations

import ast
import enum
import importlib
import inspect
import pkgutil
import re
import sys
import typing
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
from attrs import define, field, frozen

from dipoli.analysis import case as forms
from dipoli.codec.case_format import KINDS as CASE_KINDS
from dipoli.forum.procedure import KINDS
from dipoli.report.words import WORDS
from dipoli.told import pieces, plain
from dipoli.web.workbench.sorts import SORTS
from dipoli.web.workbench.spot import spots

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "dipoli"
PLACE = SOURCES / "web" / "languages" / "sentences.pot"

TEMPLATES = {"stage_guard": 3, "of_own_hand": 2}
"""Functions that are given a template and tell it later, and which of their arguments it is."""
NAMED = frozenset({"meaning", "menu", "about_page"})
"""Named arguments whose constants are told where they are shown."""
TABLES = (
    "dipoli.analysis.case",
    "dipoli.forum",
    "dipoli.charter",
    "dipoli.record.keys",
    "dipoli.terms",
)
"""Where the tables stand whose words are shown."""
UNSHOWN = frozenset(
    {
        "dipoli.charter.points.Point",
        "dipoli.charter.words.CharterSchema",
        "dipoli.forum.form.Sort",
        "dipoli.forum.text_views.View",
        "dipoli.record.keys.KeyMove",
    }
)
"""Tables of the program's own, whose words nobody is shown."""

REPORT = SOURCES / "report" / "words.py"
"""The sentences of the report, a file of its own; pages of the site show some of them."""
SHOWN = (SOURCES / "report" / "verdicts.py", SOURCES / "web" / "study.py")

PARTS = {
    "about": "what sort of thing is meant, with its article: a proposal",
    "act": "the name of an act, as it is written: proposal.table",
    "act_by": "a party",
    "at": "a time",
    "basket": "the name of a basket",
    "body": "a body, by its short name or its name",
    "chair": "the parties who preside, a list",
    "claim": "in brackets: by which link, and who claims it",
    "clause": "the short name of a clause",
    "code": "a party, or the secretariat",
    "codes": "parties, a list",
    "day": "a day",
    "deadline": "a time",
    "decision": "the short name of a decision",
    "deed": "what a decision does, as the table says it: adopt the text T1",
    "due": "a time",
    "ends": "a time, or the parties at both ends of a line",
    "first": "a time",
    "held": "the short names of proposals, or the parties who hold something, a list",
    "host": "a party",
    "hours": "a number of hours: 72 hours",
    "language": "a language, by its code",
    "last": "a time",
    "level": "what a forum is: a dialogue, without commitments",
    "links": "what is waited for, one behind the other",
    "mark": "the mark of a message: for you alone",
    "measure": "the short name of a measure",
    "meeting": "the short name of a meeting",
    "missing": "parties, a list",
    "most": "a number",
    "name": "the short name of a thing: P1, or its name",
    "needed": "a sentence: what is still needed",
    "needs": "what is needed, one behind the other",
    "number": "a number",
    "object": "the short name of a thing: P1; or a party",
    "opens": "a time",
    "origin": "the name of a record",
    "other": "the short name of another thing, or a party",
    "others": "parties, or short names, a list",
    "owners": "parties, a list",
    "p0": "the first of a list",
    "parties": "parties, a list",
    "party": "a party",
    "proposal": "the short name of a proposal",
    "quota": "a number",
    "recipients": "parties, a list",
    "remedy": "a sentence: what would be in order",
    "seat": "a party",
    "seats": "parties, a list",
    "sent": "a time",
    "silent": "parties, a list",
    "since": "a time",
    "some": "one of a list",
    "sort": "what sort of thing it is",
    "stage": "where it stands, a word of a table: under silence",
    "stands": "where it stands: is under silence, awaits its reply",
    "subject": "what it is about; or how a thing is named: Proposal P1",
    "successor": "a party",
    "text": "the short name of a text",
    "time": "a time",
    "times": "how often: once, twice, 3 times",
    "to": "a party, or a list of parties",
    "until": "a time",
    "version": "a number",
    "waiting": "parties, a list",
    "who": "a party",
    "whom": "a party, or those who may do something",
    "whose": "parties, a list",
    "why": "a sentence: the reason",
    "words": "words of a person, as they were written",
    "year": "a year",
    "absent": "parties, a list",
    "acts": "a number",
    "adopted": "a time",
    "baskets": "names of baskets, a list",
    "categories": "how parties take part, words of a table, a list",
    "consent": "the name of an act, as it is written",
    "each": "when and to whom, one behind the other; or one word of a list",
    "event": "an event, a word of a table: decision in effect",
    "faults": "what is wrong with a list, one behind the other",
    "form": "the form of a measure, with its article: an inspection",
    "funder": "words of a party: who pays",
    "funders": "words of a party: who pays, a list",
    "given": "a number",
    "head": "what was cosigned: it, or a head",
    "note": "words of a compiler",
    "numbers": "numbers, a list",
    "people": "how many people take part, in words",
    "person": "a person, as it was written",
    "read": "how much of a source was read",
    "request": "the short name of a request",
    "role": "the name of a role, as it is written",
    "sorts": "sorts of things, a list",
    "source": "words of a party or compiler: on what it rests",
    "style": "words of a charter: in whose style it is",
    "title": "words of a party or compiler: a title",
    "told": "a sentence, or a part of one",
    "where": "the name of a field, or the body",
    "which": "a number",
    "after": "a sentence, or what a forum becomes",
    "agency": "a body that verifies, by its name",
    "alg": "the name of an algorithm",
    "among": "parties, a list",
    "answer": "an answer, a word of a table",
    "answered": "parties, a list",
    "asked": "what is asked for, one behind the other; or parties",
    "author": "a party",
    "away": "parties, a list",
    "awaited": "parties, a list",
    "begins": "a time",
    "begun": "a time",
    "between": "two parties, joined by and",
    "bound": "parties, a list",
    "bracketed": "short names of clauses, a list",
    "by": "a party",
    "called": "a time, or a name",
    "can": "parties, a list",
    "category": "how a party takes part, a word of a table: member",
    "channel": "words of a party: how it is reached",
    "circle": "the name of a record",
    "coming": "parties, a list",
    "confidence": "how sure the compiler is, a word of a table: high",
    "date": "a day",
    "decisions": "short names of decisions, a list",
    "delegations": "how many delegations: 3 delegations",
    "done": "a time",
    "down": "a time",
    "effective": "a day",
    "empty": "short names of clauses, a list",
    "ended": "the number of an act, or a time",
    "expected": "what the form asks for",
    "facilitator": "a party",
    "fault": "a sentence: what does not agree",
    "figures": "figures, one behind the other",
    "found": "what was found instead, or words of a text",
    "free": "parties, a list",
    "gone": "parties, a list",
    "heir": "a party",
    "here": "short names or parties, a list; or a number",
    "holders": "parties, a list",
    "home": "a body at home, with its party in brackets",
    "interest": "the short name of an interest",
    "item": "the short name of an item",
    "key": "what is meant: Its threshold; or the name of a key",
    "kind": "what kind of paper it is: working paper",
    "lacking": "what a thing is about: the whole of fishing",
    "languages": "languages by their codes, a list",
    "late": "a time",
    "least": "a number",
    "link": "the short name of a link",
    "listed": "a list, or how many stand in it",
    "matter": "the short name of a matter",
    "mediator": "a party",
    "meet": "a time",
    "members": "a number of members",
    "message": "the short name of a message, or where it stands",
    "met": "short names of commitments, a list",
    "names": "names, a list",
    "new_origin": "the name of a record",
    "no": "parties, a list",
    "now": "the short name of a measure",
    "objects": "parties, a list",
    "of": "the short name of another thing; or what is counted",
    "office": "words of a party: an office",
    "old": "the short name of a measure",
    "old_origin": "the name of a record",
    "open": "parties, a list",
    "open_ones": "short names of clauses, a list",
    "out": "parties, a list",
    "owing": "parties, a list",
    "owner": "a party",
    "pair": "the short name of a commitment",
    "paper": "the short name of a paper",
    "papers": "short names of papers, a list",
    "part": "the number of a clause",
    "pen": "a party",
    "percent": "a number",
    "persons": "a number",
    "point": "the short name of a point of order",
    "predecessor": "a party",
    "present": "a number, or parties, a list",
    "presides": "parties, a list",
    "publishing": "an act as it is written",
    "rank": "a level of people, a word of a table: ministers",
    "reach": "what a thing is about: the whole of fishing",
    "reports_to": "the name of a record",
    "room": "the short name of a part off the record",
    "secretariat": "the secretariat",
    "settled": "short names of texts, a list",
    "sides": "parties, a list",
    "sits": "the short name of a meeting",
    "sitting": "the short name of a meeting",
    "size": "a number of acts",
    "sources": "numbers of sources in brackets",
    "span": "a span of time: 72 hours, 3 days",
    "speaker": "a party",
    "speakers": "parties, a list",
    "sponsor": "a party",
    "start": "a time",
    "status": "where it stands, a word of a table",
    "step": "a step of an inspection: answer, entry",
    "still": "short names of clauses, or parties, a list",
    "strand": "the short name of a channel",
    "strangers": "parties, a list",
    "struck": "the short name of a decision",
    "term": "the short name of a term",
    "thing": "the short name of a thing",
    "things": "short names, a list",
    "third": "a party",
    "track": "the track of a body: track 1.5",
    "tracks": "the track of a body: track 1.5",
    "turn": "parties, a list",
    "twice": "parties or names that stand twice, a list",
    "unknown": "short names, a list",
    "unsettled": "short names of clauses, a list",
    "use": "what a key is for, a word of a table: sign",
    "verdict": "what is found: it is fulfilled in part",
    "verifier": "a party",
    "visit": "the short name of a visit",
    "visits": "short names of visits, a list",
    "waits": "the short name of a proposal; or a sentence: P1 is not in effect",
    "without": "a party",
}
"""What mostly stands in a part of this name; where it is another thing, the sources say."""


@frozen(order=True)
class Key:
    """A sentence as a catalogue finds it."""

    context: str
    single: str
    several: str = ""


@define
class Sentence:
    """A sentence with where it stands, and what stands in its parts."""

    places: dict[str, None] = field(factory=dict)
    parts: dict[str, dict[str, None]] = field(factory=dict)
    notes: dict[str, None] = field(factory=dict)


@define
class Catalogue:
    """All sentences, in the order in which they were found."""

    held: dict[Key, Sentence] = field(factory=dict)

    def add(
        self, key: Key, place: str, parts: Iterable[tuple[str, str]] = (), note: str = ""
    ) -> None:
        """One more place of a sentence."""
        said = _letters(key.single) + _letters(key.several)
        if not any(sign.isalpha() for sign in said) and "{some}" not in key.single:
            return
        found = self.held.setdefault(key, Sentence())
        found.places.setdefault(place)
        for name, value in parts:
            found.parts.setdefault(name, {}).setdefault(value)
        if note:
            found.notes.setdefault(note)


def _letters(template: str) -> str:
    return "".join(text for text, _name in pieces(template))


# ---------------------------------------------------------------- Python


def _constants(node: ast.expr) -> Iterator[str]:
    """The constants that an expression may be, or that stand as values in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for one in _within(node):
        yield from _constants(one)


def _within(node: ast.expr) -> list[ast.expr]:
    """The expressions whose values an expression may take or hold."""
    match node:
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
        case ast.BoolOp(values=held) | ast.Dict(values=held):
            return held
        case ast.Tuple(elts=held) | ast.List(elts=held):
            return held
        case ast.Call(func=func, args=args, keywords=keywords):
            if _name_of(func) in {"tell", "tell_count", "as_told"}:
                return []
            return [*args, *(one.value for one in keywords)]
    return []


def _name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _assigned(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Names with what is assigned to them; each of several with the entry they are taken from."""
    match node:
        case ast.AnnAssign(target=named, value=ast.expr() as value):
            yield _name_of(named), value
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                if isinstance(target, ast.Tuple) and isinstance(value, ast.Subscript):
                    yield from ((_name_of(one), value) for one in target.elts)
                else:
                    yield _name_of(target), value


class _Module:
    """One file of the sources."""

    def __init__(self, path: Path, catalogue: Catalogue) -> None:
        self.place = path.relative_to(ROOT).as_posix()
        self.catalogue = catalogue
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.assigned: dict[str, list[ast.expr]] = {}
        for node in ast.walk(self.tree):
            for target, value in _assigned(node):
                self.assigned.setdefault(target, []).append(value)

    def read(self) -> None:
        for node in _in_order(self.tree):
            if isinstance(node, ast.Call):
                self._call(node)

    def _templates(self, node: ast.expr, depth: int = 3) -> list[str]:
        """The templates that an argument may be: a constant, or an entry of a table."""
        found = list(_constants(node))
        if found or not depth:
            return found
        if isinstance(node, ast.Subscript):
            return self._templates(node.value, depth)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):  # TABLE.get(...)
            return [*self._templates(node.func.value, depth), *self._many(node.args[1:], depth)]
        if isinstance(node, ast.Attribute):
            return self._templates(node.value, depth)
        if isinstance(node, ast.Name):
            return self._many(self.assigned.get(node.id, []), depth - 1)
        return []

    def _many(self, nodes: Iterable[ast.expr], depth: int) -> list[str]:
        return [one for node in nodes for one in self._templates(node, depth)]

    def _call(self, node: ast.Call) -> None:
        name = _name_of(node.func)
        parts = [(one.arg or "", ast.unparse(one.value)) for one in node.keywords]
        read = {"tell_count": self._count, "counted": self._noun}.get(name)
        if read is not None:
            read(node, parts)
        for template in self._told(name, node.args):
            self._add(template, parts)
        for one in node.keywords:
            if one.arg in NAMED:
                for template in _constants(one.value):
                    self._add(template, ())

    def _told(self, name: str, args: list[ast.expr]) -> Iterator[str]:
        """Templates that a call is given, each of which stands for itself."""
        if name in {"tell", "as_told"} and args:
            yield from self._templates(args[0])
        elif name == "joined" and args:
            yield from (f"{{some}}{between}{{other}}" for between in _constants(args[0]))
        elif name == "commas":
            yield "{some}, {other}"
        elif len(args) > TEMPLATES.get(name, len(args)):
            yield from _constants(args[TEMPLATES[name]])

    def _count(self, node: ast.Call, parts: list[tuple[str, str]]) -> None:
        """Templates for one and for several, in place or as a pair of a table."""
        held = node.args[1:]
        if len(held) == 1 and isinstance(held[0], ast.Starred):
            found = self._templates(held[0].value)
            pairs = list(zip(found[::2], found[1::2], strict=True))
        else:
            pairs = [(next(_constants(held[0]), ""), next(_constants(held[1]), ""))]
        for one, several in pairs:
            if one:
                key = Key("", one, several)
                self.catalogue.add(key, self.place, _standing(several, parts))

    def _noun(self, node: ast.Call, _parts: list[tuple[str, str]]) -> None:
        nouns = [next(_constants(arg), "") for arg in node.args[1:3]]
        if nouns and nouns[0]:
            several = nouns[1] if len(nouns) > 1 else f"{nouns[0]}s"
            key = Key("", f"{{number}} {nouns[0]}", f"{{number}} {several}")
            self.catalogue.add(key, self.place)

    def _add(self, template: str, parts: Iterable[tuple[str, str]]) -> None:
        self.catalogue.add(Key("", template), self.place, _standing(template, parts))


def _standing(template: str, parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What stands in those parts that the template names."""
    held = dict(parts)
    for _text, name in pieces(template):
        if name is not None:
            yield name, held.get(name, "")


def _in_order(tree: ast.AST) -> list[ast.expr]:
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.expr))
    return sorted(nodes, key=lambda node: (node.lineno, node.col_offset))


# ---------------------------------------------------------------- pages

_SAY = re.compile(r'{%\s*say\s+"((?:[^"\\]|\\.)*)"((?:[^%]|%(?!}))*)%}')
_SEVERAL = re.compile(r'\bseveral="((?:[^"\\]|\\.)*)"')
_PART = re.compile(r"\b(\w+)=(\"[^\"]*\"|[^\s%]+)")


def _page(path: Path, catalogue: Catalogue) -> None:
    place = path.relative_to(ROOT).as_posix()
    for found in _SAY.finditer(path.read_text(encoding="utf-8")):
        single, rest = found[1].replace('\\"', '"'), found[2]
        several = _SEVERAL.search(rest)
        parts = [(name, value) for name, value in _PART.findall(rest) if name != "several"]
        key = Key("", single, several[1].replace('\\"', '"') if several else "")
        catalogue.add(key, place, _standing(several[1] if several else single, parts))


# ---------------------------------------------------------------- tables


def _modules(name: str) -> Iterator[object]:
    found = importlib.import_module(name)
    yield found
    for one in pkgutil.iter_modules(getattr(found, "__path__", ()), f"{name}."):
        yield importlib.import_module(one.name)


def tables() -> list[type[enum.Enum]]:
    """The tables whose words are shown, in the order of their names."""
    found: dict[str, type[enum.Enum]] = {}
    for name in TABLES:
        for module in _modules(name):
            for value in vars(module).values():
                if not (inspect.isclass(value) and issubclass(value, enum.Enum)):
                    continue
                full = f"{value.__module__}.{value.__qualname__}"
                if full not in UNSHOWN and value.__module__.startswith(name):
                    found[full] = value
    return [found[name] for name in sorted(found)]


def _report(catalogue: Catalogue) -> None:
    """Sentences of the report that a page of the site shows: a page names them by their keys."""
    pages = (SOURCES / "web" / "pages").glob("*.py")
    for path in (*SHOWN, *sorted(pages)):
        nodes = _in_order(ast.parse(path.read_text(encoding="utf-8")))
        said = {str(one.value) for one in nodes if isinstance(one, ast.Constant)}
        if path in SHOWN:
            keys = [key for key in WORDS if key in said or key.removeprefix("together_") in said]
        else:
            given = (one for one in nodes if isinstance(one, ast.Call) and one.args)
            names = [one.args[0] for one in given if _name_of(one.func) == "plain"]
            held = {str(one.value) for one in names if isinstance(one, ast.Constant)}
            keys = [key for key in WORDS if key in held]
        for key in keys:
            parts = [(name, "") for _text, name in pieces(WORDS[key]) if name is not None]
            catalogue.add(Key("", WORDS[key]), path.relative_to(ROOT).as_posix(), parts)


def _meanings(catalogue: Catalogue) -> None:
    """What acts and the fields of their forms mean, where the sources put a form together."""
    for name, kind in KINDS.items():
        place = f"src/{kind.form.build.__module__.replace('.', '/')}.py"
        catalogue.add(Key("", str(kind.meaning)), place, note=f"what {name} does")
        for one in kind.form.fields:
            note = f"what {one.name} says in {name}"
            catalogue.add(Key("", str(one.meaning)), place, note=note)


def _formats(catalogue: Catalogue) -> None:
    """What the keys of the case format mean, as the forms of the workbench show it."""
    place = "src/dipoli/codec/case_format.py"
    waiting: list[type] = [sort.form for sort in SORTS.values()]
    waiting += [forms.RedLine, forms.Reservation]
    seen: set[type] = set()
    while waiting:
        form = waiting.pop(0)
        if form in seen:
            continue
        seen.add(form)
        but = {key for sort in SORTS.values() if sort.form is form for key in sort.but}
        for spot in spots(form, but=but):
            if spot.meaning:
                catalogue.add(Key("", spot.meaning), place, note=f"what {spot.said} means")
            waiting += _inside(spot.hint)
    for kind in CASE_KINDS.values():
        for words in (kind.words, kind.mend):
            if words:
                catalogue.add(Key("", words), place, note="what a value may be, and how to mend it")


def _inside(hint: typing.Any) -> list[type]:  # noqa: ANN401 - a type, however it is written
    """The forms that stand inside the type of a key, at whatever depth."""
    if isinstance(hint, type) and attrs.has(hint):
        return [hint]
    return [form for one in typing.get_args(hint) for form in _inside(one)]


def _tables(catalogue: Catalogue) -> None:
    for table in tables():
        full = f"{table.__module__}.{table.__qualname__}"
        place = f"src/{table.__module__.replace('.', '/')}.py"
        note = (inspect.getdoc(table) or "").splitlines()[:1]
        for member in table:
            key = Key(full, plain(str(member.value)))
            catalogue.add(key, place, note="".join(note))


# ---------------------------------------------------------------- the file

_HEAD = """\
# Sentences of the program, for those who translate them. Made by tools/write_sentences.py.
#
# What stands in braces is put in its place: "{who} took the floor." Each name has to stand in the
# translation as well, in the order that the language asks for, and none may be added. What stands
# in each is said above the sentence. Names of acts (proposal.table), of commands and short names
# (P1) stay as they are. An entry "{some}, {other}" says what stands between two of a list. An entry
# with msgctxt is a word of the table of that name; the table says what it is about.
# In Korean both forms of a particle are written behind a part: {who}은(는), {who}이(가),
# {who}을(를), {who}와(과), {who}(으)로; the program chooses.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def _quoted(text: str) -> str:
    held = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{held}"'


def _told(name: str, values: Iterable[str]) -> str:
    meaning = PARTS.get(name, "")
    held = [value for value in values if value and value != name]
    behind = f" (`{'`, `'.join(held[:3])}`)" if held and not meaning else ""
    return f"#. {{{name}}}: {meaning or 'see the sources'}{behind}"


_NOTES = 3
"""So many notes of a sentence that stands in many forms are enough."""


def _entry(key: Key, sentence: Sentence) -> Iterator[str]:
    yield ""
    for note in list(sentence.notes)[:_NOTES]:
        yield f"#. {note}"
    for name, values in sentence.parts.items():
        yield _told(name, values)
    for place in sorted(sentence.places):
        yield f"#: {place}"
    if key.context:
        yield f"msgctxt {_quoted(key.context)}"
    yield f"msgid {_quoted(key.single)}"
    if key.several:
        yield f"msgid_plural {_quoted(key.several)}"
        yield 'msgstr[0] ""'
        yield 'msgstr[1] ""'
    else:
        yield 'msgstr ""'


def collected() -> Catalogue:
    """Every sentence of the program."""
    catalogue = Catalogue()
    for path in sorted(SOURCES.rglob("*.py")):
        if path != REPORT:
            _Module(path, catalogue).read()
    _report(catalogue)
    for path in sorted((SOURCES / "web" / "templates").rglob("*.html")):
        _page(path, catalogue)
    _meanings(catalogue)
    _formats(catalogue)
    _tables(catalogue)
    return catalogue


def written(catalogue: Catalogue) -> str:
    """The file of all sentences."""
    lines = [line for one in catalogue.held.items() for line in _entry(*one)]
    return _HEAD + "\n".join(lines) + "\n"


def main() -> int:
    """Write the file, or hold it against a new one.

    Returns:
        0; 1 when it would not be the same.
    """
    told = written(collected())
    if "--check" in sys.argv[1:]:
        same = PLACE.exists() and PLACE.read_text(encoding="utf-8") == told
        print("the same" if same else "another than the one that is kept")  # noqa: T201 - its answer
        return 0 if same else 1
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_text(told, encoding="utf-8")
    print(f"{told.count('msgid ') - 1} sentences")  # noqa: T201 - its answer
    return 0


if __name__ == "__main__":
    sys.exit(main())
