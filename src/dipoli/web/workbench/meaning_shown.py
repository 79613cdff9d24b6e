"""What a text means for a case, as a page: clause by clause, with a drawing for each member.

It is shown from the answer alone, as it was kept: the text and the case may have moved since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dipoli.analysis.meaning import MEND, TOLD, WayWorth
from dipoli.analysis.meaning.answers import Faulty
from dipoli.codec.meaning_kept import Kept, kept
from dipoli.report import meaning_told as told
from dipoli.report.meaning_chart import Scale, draw, scales
from dipoli.told import joined, tell
from dipoli.web.workbench.meaning_form import label, passage
from dipoli.workbench.runs.blocks import Block, Shape


def shown(answer: Mapping[str, Any], language: str) -> dict[str, Any] | None:
    """An answer as parts of a page.

    Args:
        answer: the object of the answer.
        language: of names.

    Returns:
        None where it is of another form than this program writes.
    """
    try:
        held = kept(answer)
    except (KeyError, ValueError, TypeError):
        return None
    names = {code: held.name(code, language) for code in held.found.question.seats}
    return {
        "draft": {"id": held.draft.id, "title": held.draft.title, "version": held.draft.version},
        "set": held.found.question.positions,
        "scales": told.OWN_SCALES,
        "untied": told.UNTIED,
        "members": names,
        "clauses": _clauses(held, names),
        **_says(held),
        **_amounts(held),
        **_clash(held, language),
        "faulty": [_faulty(one) for one in held.found.faulty],
    }


def _clauses(held: Kept, names: Mapping[str, str]) -> list[dict[str, Any]]:
    ways = {(one.clause, one.place, one.way): one for one in held.found.ways}
    own = scales(held.found)
    clauses = []
    for clause in held.draft.clauses:
        signs = told.lettered(held.draft, clause)
        rows = []
        for place in held.draft.places:
            if place.clause != clause:
                continue
            within = "" if place.within is None else signs[place.within]
            for first, way in zip((True, *[False] * len(place.ways)), place.ways, strict=False):
                one = ways[clause, place.key, way.key]
                head = {**passage(place), "key": place.key, "within": within} if first else None
                sign = signs[place.key, way.key]
                named = {"label": label(place, way), "in_bracket": place.within is not None}
                key = {"place": place.key, "way": way.key}
                rows.append({"head": head, **key, **named, **_row(held, one, sign, names)})
        clauses.append(
            {"clause": clause, "rows": rows, "panels": _panels(held, clause, own, names)}
        )
    return clauses


def _row(held: Kept, way: WayWorth, sign: str, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "sign": sign,
        "words": way.words,
        "reads": [held.option(issue, option) for issue, option in way.reads.items()],
        "worth": [
            {
                "member": names[code],
                "value": f"{one.value:,}",
                "low": f"{one.low:,}",
                "high": f"{one.high:,}",
            }
            for code, one in way.worth.items()
        ],
    }


def _panels(
    held: Kept, clause: str, own: Mapping[str, Scale], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """A drawing for each member; none where nothing of the clause is tied."""
    ways = [one for one in held.found.ways if one.clause == clause and one.is_tied]
    if not ways:
        return []
    signs = told.lettered(held.draft, clause)
    panels = []
    for code, name in names.items():
        rows = [(signs[one.place, one.way], one.worth[code]) for one in ways]
        figures = "; ".join(f"{sign}: {told.figure(one)}" for sign, one in rows)
        title = f"{clause}, {name}: {figures}"
        panels.append({"name": name, "svg": draw(rows, own[code], title)})
    return panels


def _says(held: Kept) -> dict[str, Any]:
    """What the text settles, leaves open and is silent about."""
    found = held.found
    return {
        "settled": [held.option(issue, option) for issue, option in found.settled.items()],
        "left_open": [
            {
                "question": held.questions[issue][0],
                "options": [held.questions[issue][1][one] for one in options if one is not None],
                "or_nothing": None in options,
            }
            for issue, options in found.open.items()
        ],
        "silent": [held.questions[issue][0] for issue in found.silent],
    }


def _amounts(held: Kept) -> dict[str, Any]:
    def moves(package: Mapping[str, int] | None) -> list[str]:
        return [held.option(issue, option) for issue, option in held.moves(package)]

    found = held.found
    itself = None if found.amounts_to is not None else found.by_itself.witness
    return {
        "amounts": told.amounts(found),
        "contradictions": told.contradictions(found),
        "amounts_to": moves(found.amounts_to),
        "by_itself": told.by_itself(found),
        "by_itself_one": moves(itself),
        "with_others": told.with_others(found),
        "with_others_one": moves(found.with_others.witness),
    }


def _clash(held: Kept, language: str) -> dict[str, Any]:
    """Assumptions that clash, where somebody asked for them."""
    if not held.asked_clash:
        return {"is_clash": False}
    if held.clash is None:
        return {"is_clash": True, "clash_intro": told.NO_PACKAGE, "clash": []}
    rows = [told.clash(one, held.name(one.holder, language)) for one in held.clash]
    return {
        "is_clash": True,
        "clash_intro": told.CLASH if rows else told.NONE_CLASHES,
        "clash": rows,
    }


def _faulty(one: Faulty) -> dict[str, str]:
    tie = one.tie
    return {
        "where": f"{tie.clause}, {tie.place}, {tie.way}",
        "meant": tie.meant or f"{tie.issue} {tie.option}",
        "why": TOLD[one.why],
        "mend": MEND[one.why],
    }


# ---------------------------------------------------------------- beside another answer


def blocks(page: Mapping[str, Any]) -> dict[str, Block]:
    """An answer that was `shown`, part by part under its name, to be put beside another."""
    return dict(_blocks(page))


def _blocks(page: Mapping[str, Any]) -> Iterator[tuple[str, Block]]:
    draft = page["draft"]
    version = tell("Version {version}", version=str(draft["version"]))
    yield "text", _text(joined(" · ", (draft["title"], draft["id"], version)))
    yield "amounts", _head(tell("What the text amounts to"))
    yield "says", _text(joined(" ", filter(None, (page["amounts"], page["contradictions"]))))
    yield from _items("amounts_to", page["amounts_to"])
    for name in ("by_itself", "with_others"):
        yield name, _text(page[name])
        yield from _items(name, page[f"{name}_one"])
    if page["is_clash"]:
        yield "clash", _head(tell("Assumptions that clash"))
        yield "clash intro", _text(page["clash_intro"])
        yield from _items("clash", page["clash"])
    for clause in page["clauses"]:
        yield f"clause {clause['clause']}", _head(clause["clause"])
        for row in clause["rows"]:
            yield from _way(f"{clause['clause']} {row['place']} {row['way']}", row, page["untied"])
    yield "settled", _head(tell("Settled, whichever way each place is settled"))
    yield from _items("settled", page["settled"], none=True)
    yield "open", _head(tell("Open, since ways to settle it differ"))
    for one in page["left_open"]:
        yield f"open {one['question']}", _text(_open(one))
    yield from _items("open", [], none=not page["left_open"])
    yield "silent", _head(tell("Silent: nothing in the text is read as an option of these"))
    yield from _items("silent", page["silent"], none=True)


def _way(name: str, row: Mapping[str, Any], untied: str) -> Iterator[tuple[str, Block]]:
    head = row["head"]
    if head is not None and row["in_bracket"]:
        yield f"{name} in", _text(f"{head['before']}{head['inner']}{head['behind']}")
    words = row["label"] if row["in_bracket"] else row["words"] or tell("no words")
    yield name, _text(tell("{sign}: {words}", sign=row["sign"], words=words), 1)
    reads: list[str] = [tell("Read as: {what}", what=one) for one in row["reads"]]
    for number, one in enumerate(reads or [untied]):
        yield f"{name} as {number}", _text(one, 2)
    for one in row["worth"]:
        worth = tell("{member}: {value} ({low} to {high})", **one)
        yield f"{name} to {one['member']}", _text(worth, 2)


def _open(one: Mapping[str, Any]) -> str:
    nothing = [tell("says nothing")] if one["or_nothing"] else []
    return joined(" ", [one["question"], joined(" / ", [*one["options"], *nothing])])


def _items(name: str, held: list[str], *, none: bool = False) -> Iterator[tuple[str, Block]]:
    for one in held:
        yield f"{name} {one}", Block(Shape.ITEM, one)
    if none and not held:
        yield f"no {name}", _text(tell("none"))


def _head(words: str) -> Block:
    return Block(Shape.HEAD, words)


def _text(words: str, depth: int = 0) -> Block:
    return Block(Shape.TEXT, words, depth)
