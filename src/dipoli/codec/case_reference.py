"""The reference of the case format, printed from the table of `dipoli.codec.case_format`.

``tools/write_case_format.py`` writes both papers into ``docs/reference``; a test prints them again
and compares, so that the page and the schema say what the program does.
"""

from __future__ import annotations

import enum
import inspect
import types
import typing
from collections.abc import Iterator, Mapping

import attrs

from dipoli.analysis.coherence import RULES
from dipoli.codec import case_papers as papers
from dipoli.codec.case_format import KEYS, KINDS, Key
from dipoli.codec.case_papers import PAPERS, POSITION_SCHEMA, TIMELINE
from dipoli.codec.strict import key_of
from dipoli.codec.timeline import COLUMNS, FORMATS, TYPES
from dipoli.codec.yaml12 import MAX_BYTES, MAX_DEPTH

Schema = dict[str, typing.Any]

POSITION_NAME = "positions/CODE.yaml"


def all_papers() -> Mapping[str, tuple[str, type[object]]]:
    """Every sort of paper with its schema and form, the positions among them."""
    return {**PAPERS, POSITION_NAME: (POSITION_SCHEMA, papers.PositionPaper)}


# ---------------------------------------------------------------- the page

_INTRODUCTION = """# The format of a case folder

*Printed from the program by `tools/write_case_format.py`; do not edit.*

A case folder says, as of one day, what is on the table, what each party may want and refuse,
whose consent is needed, which steps could be taken, what words are disputed and who can talk to
whom. `dipoli check FOLDER` says whether a folder holds together, with every fault at once.

Positions are **assessed**: an analyst wrote them, no party stated them. Codes identify and say
nothing about status. An invented case says so in its title and with `exercise: true`, and every
page, print, file and object made from it bears that mark.

## Papers

| paper | schema | what it holds |
|---|---|---|
"""

_TIMELINE_HOLDS = "dated events of the history; may be left out"

_AFTER_PAPERS = f"""| `{TIMELINE}` | none: columns, see below | {_TIMELINE_HOLDS} |

A folder may also have a `README.md` and other files that are no YAML; they are not read. A YAML
file of another name, a file in a folder of positions that is no position, and a folder with
papers that no set names are faults. Names that begin with a dot are passed over. A paper is an
ordinary file, not a link, of at most {MAX_BYTES:,} bytes.

The **digest** of a case is the SHA-256 over its papers in the order of their names by code
point (`case.yaml`, ..., `positions/XAL.yaml`, ...); of each the name in UTF-8, a zero byte, the
length in bytes in decimal digits, a zero byte, the content.

## Conventions

- YAML 1.2 in UTF-8, one document a file, no anchors, aliases, tags, merge keys or directives,
  at most {MAX_DEPTH} levels deep.
- No floats and no bare dates. `NO`, `on`, `12:30`, `1.10`, `~` and `2019-04-30` are refused
  unless they stand in quotes, since not all programs read them alike. `null` is written `null`.
- Every key of the tables below is needed unless it is marked *may be left out*. Unknown keys
  and keys given twice are faults.
- An **atom** is `{{issue, options}}`: it holds when the chosen option of the issue is in the
  list.
- Option 0 of every issue is the state of things on the day of the case. In a set of `outcomes`,
  such as an imported scenario, it is the first option and no more.
- All figures are whole numbers. Utility is the sum over issues of importance times the value of
  the chosen option, plus the synergies whose atoms all hold; an issue that a position does not
  list has importance 0.

Values of one key are of these kinds:

| kind | what it may be |
|---|---|
"""

_BEFORE_RULES = """
## Rules of coherence

When every paper has the right form, the papers are held against each other. A rule that another
fault makes void says nothing.

"""

_CODING = """
## Coding rules

1. **Options** go further in one direction from the state of things. They are not ranked by
    merit, and a party may like the middle best.
2. **Value** is what an option is worth to a party on that issue alone, cost included, on its
    own scale. Figures of two parties are not compared.
3. **Importance** is set in two stages for members: points to baskets first, for the swing from
    worst to best in the basket, then shares inside. Without the first stage many small good
    things outweigh survival.
4. **Confidence** sets ranges: high is value ±5 and importance ±10 %, medium ±10 and ±25 %, low
    ±20 and ±50 %. The ranges are a rule, not an observation.
5. **Red lines** are few and mostly conditional. Hard: would rather have no agreement. Soft:
    said, or likely, but thought to have a price. In an `open` set no line is broken by the
    state of things; in a `single-package` set a line is a condition for signing.
6. **Reservation** is the state of things without a premium. No cost of delay is in it. In a set
    of `outcomes` it is what the source states.
7. **Consent** of a body is tested by its own paper. A leaf consents when the package is
    acceptable to it, a composite body when all in `all_of` do, a procedural body is assumed to.
    `consents` rule where `binds` differ, and a difference is a fault.
8. **Steps** carry points by size: 1 working level, 5 a decision of ministers, 15 one that a
    leader must defend, 40 a change of national strategy. A benefit of several actors is shared
    out among them.
9. **Acts** are listed where one decision serves several steps, takes time or has a cost. A
    consent that a step names and no act serves is an act of its own, without cost and at once
    when the calendar of its body, if it has one, allows. A composite body without a calendar
    decides when all in `all_of` may.
10. **Humanitarian steps** are unconditional. A program must not bargain with them.
11. **Sources.** A statement whose sources all have `seen: general` rests on memory.
12. **Subjects.** A deal touches a subject when one of its issues leaves option 0; a party
    outside the deal is uncovered when none of its stake issues moves to an option that it
    values above option 0 and none of its compensations is reached.
"""


def reference() -> str:
    """The page ``docs/reference/case-format.md``."""
    parts = [_INTRODUCTION]
    for name, (schema, form) in all_papers().items():
        parts.append(f"| `{name}` | `{schema}` | {_what(form)} |\n")
    parts.append(_AFTER_PAPERS)
    parts += [
        f"| {name} | {kind.words.removeprefix(f'{name}: ')} |\n" for name, kind in KINDS.items()
    ]
    described: set[type[object]] = set()
    for name, (_schema, form) in all_papers().items():
        parts.append(f"\n## {name}\n")
        parts += _tables(form, "", described)
    parts.append(_timeline())
    parts.append(_BEFORE_RULES)
    parts += [f"- {(inspect.getdoc(rule) or '').splitlines()[0]}\n" for rule in RULES]
    parts.append("- The counts of baskets and issues in case.yaml are those of issues.yaml.\n")
    parts.append(_CODING)
    return "".join(parts)


def _what(form: type[object]) -> str:
    sentence = (inspect.getdoc(form) or "").splitlines()[0]
    return sentence.partition(": ")[2].rstrip(".")


def _tables(form: type[object], at: str, described: set[type[object]]) -> Iterator[str]:
    if form in described:
        return
    described.add(form)
    hints = typing.get_type_hints(form)
    yield f"\n`{at}`\n" if at else ""
    yield "\n| key | value | meaning |\n|---|---|---|\n"
    for attribute in attrs.fields(typing.cast("type[attrs.AttrsInstance]", form)):
        key = KEYS[form][attribute.name]
        hint = hints[attribute.name]
        words = _words(hint, key)
        if attribute.default is not attrs.NOTHING:
            words += "; may be left out"
        yield f"| `{key_of(attribute.name)}` | {words} | {key.meaning} |\n"
    for name, hint in hints.items():
        inner = _form_in(hint)
        if inner is not None:
            yield from _tables(inner, f"{at}{'.' if at else ''}{key_of(name)}", described)


def _form_in(hint: typing.Any) -> type[object] | None:  # noqa: ANN401 - a typing form
    if isinstance(hint, type) and attrs.has(hint):
        return hint
    for argument in typing.get_args(hint):
        found = _form_in(argument)
        if found is not None:
            return found
    return None


def _words(hint: typing.Any, key: Key) -> str:  # noqa: ANN401 - a typing form
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {types.UnionType, typing.Union}:
        inner = next(one for one in arguments if one is not type(None))
        return _words(inner, key) if attrs.has(inner) else f"{_words(inner, key)}, or null"
    if origin is tuple:
        how_many = f", at least {key.least}" if key.least else ""
        if arguments[-1] is not Ellipsis:
            how_many = f", {len(arguments)}"
        return f"list of {_words(arguments[0], key)}{how_many}"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"mapping of {key.keys} to {_words(arguments[1], key)}"
    return _word(hint, key)


def _word(hint: type[object], key: Key) -> str:
    if issubclass(hint, enum.Enum):
        return " or ".join(f"`{choice.value}`" for choice in hint)
    if attrs.has(hint):
        return _noun(hint)
    return key.kind or "true or false"


def _noun(form: type[object]) -> str:
    name = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in form.__name__)
    return name.strip()


def _timeline() -> str:
    rows = "".join(f"| `{column}` | {meaning} |\n" for column, meaning in COLUMNS.items())
    return (
        f"\n## {TIMELINE}\n\nComma-separated text in UTF-8 (RFC 4180) with this head line:\n\n"
        f"    {','.join(COLUMNS)}\n\n| column | meaning |\n|---|---|\n{rows}\n"
        f"`type` is one of {', '.join(f'`{one}`' for one in TYPES)}.\n"
        "The words are the same for every party.\n\n"
        f"`format` is one of {', '.join(f'`{one}`' for one in FORMATS)}.\n\n"
        "Events stand in the order of their dates.\n"
    )


# ---------------------------------------------------------------- the schema


def json_schema() -> Schema:
    """The JSON Schema (2020-12) of every paper but the timeline."""
    definitions: dict[str, Schema] = {}
    for name, (schema, form) in all_papers().items():
        _define(form, definitions)
        definitions[form.__name__]["properties"]["schema"] = {"const": schema}
        definitions[form.__name__]["title"] = name
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Papers of a case folder, once read as YAML 1.2",
        "description": "Form only. What must fit together is said in case-format.md.",
        "oneOf": [{"$ref": f"#/$defs/{form.__name__}"} for _schema, form in all_papers().values()],
        "$defs": definitions,
    }


def _define(form: type[object], definitions: dict[str, Schema]) -> None:
    if form.__name__ in definitions:
        return
    definition: Schema = {"type": "object", "additionalProperties": False}
    definitions[form.__name__] = definition
    hints = typing.get_type_hints(form)
    fields = attrs.fields(typing.cast("type[attrs.AttrsInstance]", form))
    definition["required"] = [
        key_of(field.name) for field in fields if field.default is attrs.NOTHING
    ]
    definition["properties"] = {
        key_of(field.name): {
            **_shape(hints[field.name], KEYS[form][field.name], definitions),
            "description": KEYS[form][field.name].meaning,
        }
        for field in fields
    }


def _shape(hint: typing.Any, key: Key, definitions: dict[str, Schema]) -> Schema:  # noqa: ANN401
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {types.UnionType, typing.Union}:
        inner = next(one for one in arguments if one is not type(None))
        return {"anyOf": [_shape(inner, key, definitions), {"type": "null"}]}
    if origin is tuple:
        least, most = key.least, None
        if arguments[-1] is not Ellipsis:
            least = most = len(arguments)
        items = _shape(arguments[0], key, definitions)
        limits = {"minItems": least} | ({"maxItems": most} if most is not None else {})
        return {"type": "array", "items": items, **limits}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        names = dict(KINDS[key.keys].schema)
        values = _shape(arguments[1], key, definitions)
        return {
            "type": "object",
            "propertyNames": names,
            "additionalProperties": values,
            "minProperties": key.least,
        }
    return _single(hint, key, definitions)


def _single(hint: type[object], key: Key, definitions: dict[str, Schema]) -> Schema:
    if issubclass(hint, enum.Enum):
        return {"enum": [choice.value for choice in hint]}
    if attrs.has(hint):
        _define(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    name = {str: "string", int: "integer", bool: "boolean"}[hint]
    limits = dict(KINDS[key.kind].schema) if key.kind else {}
    return {"type": name, **limits}
