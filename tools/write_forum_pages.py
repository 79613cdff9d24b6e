# noqa: INP001 - a script, not a package
"""Write the references of the forum's acts and state machines, and the pictures, from the tables.

Run it from the top folder: ``PYTHONPATH=src python -m tools.write_forum_pages``. The same tables
always give the same pages; a test compares them.
"""

from __future__ import annotations

import dis
import enum
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from attrs import frozen
from tools.act_line import line_of, name_of
from tools.machine_picture import picture, told

from dipoli.charter.points import Point
from dipoli.forum import (
    basket,
    bodies,
    claim,
    commitment,
    decision,
    exchange,
    floor,
    formality,
    framework,
    hand_up,
    hotline,
    inspection,
    interest,
    measure,
    meeting,
    notification,
    off_record,
    offices,
    request,
    reserved,
    seat,
    silence,
    strand,
    summit,
    term,
    text,
    visit,
)
from dipoli.forum.binding import BINDING
from dipoli.forum.bodies_rules import capacity_guard
from dipoli.forum.floor_rules import point_waits
from dipoli.forum.form import Field, Sort
from dipoli.forum.kind import Kind, Who
from dipoli.forum.procedure import KINDS

ROOT = Path(__file__).resolve().parents[1]
REFERENCE, PICTURES = ROOT / "docs" / "reference", ROOT / "docs" / "pictures" / "machines"


@frozen(kw_only=True)
class Machine:
    """A state machine: its table, and how it is told.

    Args:
        slug: name of its picture.
        title: of what.
        table: stage, act, next stage.
        note: in a sentence or two, what the table does not say of itself.
    """

    slug: str
    title: str
    table: Mapping[Any, Mapping[str, Any]]
    note: str

    @property
    def rows(self) -> dict[str, dict[str, str]]:
        """The table as words."""
        return {
            stage.value: {act: after.value for act, after in moves.items()}
            for stage, moves in self.table.items()
        }


def _machine(slug: str, title: str, table: Mapping[Any, Mapping[str, Any]], note: str) -> Machine:
    return Machine(slug=slug, title=title, table=table, note=note)


MACHINES: tuple[Machine, ...] = (
    _machine(
        "proposal",
        "A proposal",
        decision.MOVES,
        "One objection stops a proposal; its withdrawal sets it free. Nothing is counted.",
    ),
    _machine(
        "silence",
        "A silence",
        silence.MOVES,
        "A broken silence never revives. Who tries again opens another one.",
    ),
    _machine(
        "waiver",
        "The waiver of a notice",
        claim.WAIVER_MOVES,
        "One member keeps the notice; it is not asked again for the same tabling.",
    ),
    _machine(
        "claims",
        "Claims about a proposal",
        claim.MOVES,
        "In which stages of a proposal claims are made. None of them moves the proposal.",
    ),
    _machine("seat", "A seat", seat.MOVES, "A seat stays when its party leaves."),
    _machine(
        "body",
        "A body that reports to another",
        bodies.MOVES,
        "What it did before it was closed stands in its record.",
    ),
    _machine(
        "meeting",
        "A meeting",
        meeting.MOVES,
        "A suspension is a break; an adjournment is until another day. To close with nothing is no "
        "failure.",
    ),
    _machine(
        "credentials",
        "The credentials of a delegation",
        meeting.CREDENTIAL_MOVES,
        "For each delegation and each meeting.",
    ),
    _machine(
        "agenda", "The agenda of a meeting", meeting.AGENDA_MOVES, "Adopted, it stays as it is."
    ),
    _machine(
        "minutes",
        "The summary record of a meeting",
        meeting.MINUTES_MOVES,
        "Each delegation corrects its own words within a window.",
    ),
    _machine(
        "point-of-order",
        "A point of order",
        floor.MOVES,
        "While it waits, the chair does nothing else.",
    ),
    _machine("text", "A text", text.MOVES, "While it is before the body no word of it moves."),
    _machine(
        "clause",
        "A clause of a text",
        text.CLAUSE_MOVES,
        "A bracket falls when its holders lift it, and in no other way.",
    ),
    _machine(
        "amendment",
        "An amendment",
        text.AMENDMENT_MOVES,
        "It names the version against which it was written.",
    ),
    _machine(
        "language",
        "A language version of a text",
        text.LANGUAGE_MOVES,
        "It is missing again as soon as the words of the text have moved.",
    ),
    _machine(
        "term",
        "A disputed term in one text",
        term.MOVES,
        "Settled in one text, it stays disputed in every other.",
    ),
    _machine("basket", "A basket", basket.MOVES, "That one is parked stops no other."),
    _machine(
        "link",
        "A link between two decisions",
        basket.LINK_MOVES,
        "A claim alone holds nothing back. An agreed link holds back effect, never adoption.",
    ),
    _machine(
        "matter",
        "A reserved matter",
        reserved.MOVES,
        "What a seat will not have discussed.",
    ),
    _machine(
        "summit", "The file of a meeting of leaders", summit.MOVES, "No words of it are kept here."
    ),
    _machine(
        "level",
        "How formal the forum is",
        formality.MOVES,
        "One step at a time, by decision of the members. The record goes on.",
    ),
    _machine(
        "exchange",
        "An exchange round",
        exchange.MOVES,
        "Closing it stops no shares: what was released can be opened for ever after.",
    ),
    _machine(
        "commitment",
        "A commitment",
        commitment.MOVES,
        "That a date has passed, and that views differ, is read off what stands, and is no stage.",
    ),
    _machine(
        "commitment-part",
        "A clause of a commitment",
        commitment.PART_MOVES,
        "For each owner; the whole is suspended in the same way.",
    ),
    _machine(
        "strand",
        "A bilateral channel",
        strand.MOVES,
        "As a party to it entered it last; the forum moves nothing of it.",
    ),
    _machine(
        "outcome",
        "An outcome of a bilateral channel",
        strand.OUTCOME_MOVES,
        "What a decision of the forum locked in stays locked in.",
    ),
    _machine(
        "measure",
        "A confidence-building measure",
        measure.MOVES,
        "It is replaced by the act that puts another in its place, and needs no act of its own.",
    ),
    _machine(
        "notification",
        "A notification",
        notification.MOVES,
        "That one came late is read off its dates: it moves no stage, and refuses nothing.",
    ),
    _machine(
        "inspection",
        "An inspection",
        inspection.MOVES,
        "It is on the quota of its host from its acceptance on, unless it is not carried out.",
    ),
    _machine("visit", "A visit or another contact", visit.MOVES, "Each guest answers for itself."),
    _machine(
        "guest",
        "A guest of a visit",
        visit.GUEST_MOVES,
        "A guest may think better of it until the visit is held.",
    ),
    _machine(
        "focal-point",
        "A focal point",
        hotline.POINT_MOVES,
        "That the time of a handover is over is read off the moment.",
    ),
    _machine(
        "line",
        "A direct line",
        hotline.LINE_MOVES,
        "A test stays open until each other end has entered when it answered.",
    ),
    _machine(
        "interest",
        "A stated interest",
        interest.MOVES,
        "Its own seat alone says what satisfies it.",
    ),
    _machine(
        "wind-up",
        "The winding up of a forum",
        framework.WIND_UP_MOVES,
        "A forum that ended is not begun again: another follows it.",
    ),
    _machine(
        "take-over",
        "What is taken over from a forum that ended",
        framework.TAKE_OVER_MOVES,
        "What is not listed is not taken over.",
    ),
    _machine(
        "request",
        "A request for an explanation",
        request.MOVES,
        "That no answer is entered in time is read off the moment, and is no stage. From *asked* a "
        "meeting is called only once that time is over.",
    ),
    _machine(
        "offices",
        "Good offices",
        offices.MOVES,
        "In the circle of the mediator and one party; the other party has a circle of its own.",
    ),
    _machine(
        "message",
        "A message under good offices",
        offices.CARRIAGE_MOVES,
        "What was carried here is its author's, in another circle; here it has no mark.",
    ),
    _machine(
        "off-record",
        "A part off the record",
        off_record.MOVES,
        "One act follows it, whatever happened inside.",
    ),
    _machine(
        "recommendation",
        "A recommendation in a body of track 1.5 or 2",
        hand_up.DRAFT_MOVES,
        "A text that is changed needs consent again, and other checks.",
    ),
    _machine(
        "hand-up",
        "A recommendation in the circle above",
        hand_up.MOVES,
        "That the date of a reply has passed is read off the date, and is no stage.",
    ),
)
"""Every machine of the forum, in the order of the page."""


# ---------------------------------------------------------------- which articles


def points_of(guard: Callable[..., object]) -> tuple[Point, ...]:
    """The points under which a guard may refuse, read off its code and what it calls.

    A guard cites a point by its name, or was given it when it was made. Functions of the forum
    that it calls are read as well.
    """
    found: dict[Point, None] = {}
    _read(guard, found, set())
    return tuple(found)


def _read(function: object, found: dict[Point, None], seen: set[int]) -> None:
    if not isinstance(function, FunctionType) or id(function) in seen:
        return
    if not function.__module__.startswith("dipoli.forum"):
        return
    seen.add(id(function))
    for cell in function.__closure__ or ():
        held = cell.cell_contents
        if isinstance(held, Point):
            found[held] = None
        _read(held, found, seen)
    for name, attribute in _globals(function.__code__):
        held = function.__globals__.get(name)
        if isinstance(held, ModuleType) and attribute is not None:
            held = getattr(held, attribute, None)
        if held is Point and attribute is not None and attribute in Point.__members__:
            found[Point[attribute]] = None
        _read(held, found, seen)


def _globals(code: CodeType) -> Iterator[tuple[str, str | None]]:
    """Global names that code uses, each with the attribute taken of it, where one is."""
    steps = list(dis.get_instructions(code))
    for step, after in zip(steps, [*steps[1:], None], strict=True):
        if step.opname == "LOAD_GLOBAL":
            taken = after is not None and after.opname in {"LOAD_ATTR", "LOAD_METHOD"}
            yield str(step.argval), str(after.argval) if after is not None and taken else None
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _globals(inner)


def points_before(kind: Kind) -> tuple[Point, ...]:
    """The points that are asked of an act before its own guards."""
    found = [Point.WHO_ACTS]
    found += points_of(capacity_guard) if kind.who is not Who.SECRETARIAT else ()
    found += points_of(point_waits) if kind.who in {Who.CHAIR, Who.CHAIR_OR_SECRETARIAT} else ()
    found += [Point.FRAMEWORK_END] if kind.begins not in (None, "request") else []
    found += [Point.NEW_OBJECT] if kind.begins else []
    found += [Point.KNOWN_OBJECT] if kind.about else []
    found += [Point.SUBSIDIARY] if kind.adopts else []
    return tuple(dict.fromkeys(found))


def own_points(kind: Kind) -> tuple[Point, ...]:
    """The points that the guards of an act itself may cite, as they are asked."""
    return tuple(dict.fromkeys(point for guard in kind.guards for point in points_of(guard)))


# ---------------------------------------------------------------- the page of acts


def acts_page() -> str:
    """The reference of acts."""
    return "\n".join([ACTS_HEAD, *_contents(), *(_act(kind) for kind in KINDS.values()), ""])


ACTS_HEAD = """# The acts of the forum

*This page is made from the program by `tools/write_forum_pages.py`. Whatever is refused or changed
is refused and changed by what stands here.*

An act is something done in a circle: a proposal tabled, an objection raised, a chair taken. Its
name is a noun and a verb. Its *envelope* says who, what, when, about what and until when; its
*body* says the rest, field by field. In JSON the body has exactly these keys; what is not needed
may be `null`, and a list may be empty. In a log and in a [story](story-format.md) an act is one
line. Behind *line* stands the shortest one that can be written, with invented words and names in
it; put your own in their place. `dipoli forum act FOLDER 'LINE'` reads it as it stands. What is not
needed is added in the same way, such as `basket=confidence`.

**Before its own guards, every act is asked the same.** Is there such an act (`act.known`)? May who
does it do it (`act.who`), in this capacity (`act.capacity`)? Does the delegation of who presides
speak through its deputy (`chair.deputy`)? Does a point of order wait (`meeting.point-of-order`)?
Has the forum ended, so that nothing new is begun (`framework.end`)?
Is the name of what is begun free (`object.new`), and is what the act is about there
(`object.known`)? May this body take decisions (`body.subsidiary`)? What is listed below as *may be
refused under* comes on top. Each word is a point that the [charter](charters.md) settles by an
article of its own; a refusal cites the article.

**Sealed bodies.** Where it says *envelope alone*, the rules do without the body. Other acts cannot
be followed by who has not the key; what they were about, and what rests on it, is unknown from
there on. It is let pass and counted, and never called in order.

The machines that are named under *moves* are drawn in [forum-machines.md](forum-machines.md).
"""

FORMS = {
    Sort.TEXT: "text, at most 20,000 characters",
    Sort.LINE: "line, at most 300 characters",
    Sort.CODE: "code of a party",
    Sort.ID: "short name, such as P1",
    Sort.SLUG: "word in small letters",
    Sort.LANGUAGE: "language, such as en",
    Sort.TIME: "time, `YYYY-MM-DDTHH:MM:SSZ`",
    Sort.WHOLE: "whole number",
    Sort.TRUTH: "yes or no",
    Sort.DIGEST: "32 bytes, in Base64",
    Sort.OCTETS: "bytes, in Base64",
}


def _nouns() -> dict[str, list[Kind]]:
    nouns: dict[str, list[Kind]] = {}
    for kind in KINDS.values():
        nouns.setdefault(kind.name.partition(".")[0], []).append(kind)
    return nouns


def _contents() -> Iterator[str]:
    yield "## All of them\n"
    yield "| about | acts |"
    yield "|---|---|"
    for noun, kinds in _nouns().items():
        links = ", ".join(f"[{name_of(one)}](#{_anchor(one)})" for one in kinds)
        yield f"| {noun} | {links} |"
    yield ""


def _anchor(kind: Kind) -> str:
    return name_of(kind).replace(".", "")


def _act(kind: Kind) -> str:
    lines = [f"## {name_of(kind)}", "", kind.meaning, ""]
    lines += [f"- **Line**: `{line_of(kind)}`", f"- **Who**: {kind.who.value}."]
    if kind.begins:
        lines.append(f"- **About**: begins a {kind.begins}, under a name that is free.")
    elif kind.about:
        lines.append(f"- **About**: a {kind.about} that is there.")
    if kind.name in BINDING:
        lines.append(
            "- **Binds its author**: signed with a key that has full powers, or with two keys of "
            "the party, once it has granted powers (R19)."
        )
    if kind.adopts:
        lines.append("- **Decides**: only in the body that reports to no other.")
    lines += [f"- **Moves**: {one}." for one in _moves(kind)]
    points = ", ".join(f"`{one.value}`" for one in own_points(kind))
    lines.append(f"- **May be refused under**: {points or 'nothing more'}.")
    if kind.envelope_alone:
        lines.append("- **Envelope alone**: the rules do without the body.")
    return "\n".join([*lines, "", *_fields(kind)])


def _moves(kind: Kind) -> Iterator[str]:
    """What the act does in each machine that has it."""
    for machine in MACHINES:
        steps = [
            (stage, after, act.partition(": ")[2])
            for stage, moves in machine.rows.items()
            for act, after in moves.items()
            if act.partition(": ")[0] == kind.name
        ]
        changed = [
            f"{_plain(stage)} → {_plain(after)}" + (f" ({condition})" if condition else "")
            for stage, after, condition in steps
            if stage != after
        ]
        stays = [_plain(stage) for stage, after, _ in steps if stage == after]
        where = f"[{machine.title[0].lower()}{machine.title[1:]}](forum-machines.md#{machine.slug})"
        if changed:
            yield f"{where}: {'; '.join(changed)}"
        if stays:
            yield f"{where}, which stays as it is: {', '.join(dict.fromkeys(stays))}"


def _plain(stage: str) -> str:
    return stage.replace("-", " ")


def _fields(kind: Kind) -> Iterator[str]:
    if not kind.form.fields:
        yield "It says nothing but its envelope.\n"
        return
    yield "| field | form | needed | meaning |"
    yield "|---|---|---|---|"
    for one in kind.form.fields:
        name = f"`{one.name}`" + (" (the text of the line)" if one.name == kind.form.text else "")
        needed = "yes" if one.needed else "no"
        yield f"| {name} | {_form(one)} | {needed} | {one.meaning} |"
    yield ""


def _form(one: Field) -> str:
    form = FORMS[one.sort]
    if one.choice is not None:
        form = ", ".join(f"`{each.value}`" for each in one.choice)
        form = f"one of {form}"
    return f"list; each: {form}" if one.many else form


# ---------------------------------------------------------------- the page of machines


def machines_page() -> str:
    """The reference of machines, each with its picture and its table."""
    parts = [MACHINES_HEAD]
    for machine in MACHINES:
        parts += _machine_part(machine)
    return "\n".join(parts)


MACHINES_HEAD = """# The state machines of the forum

*This page and its pictures are made from the tables of the program by
`tools/write_forum_pages.py`.*

Whatever is worked on in a forum goes through stages. Which act leads from which stage to which
stands in a table, and there is no way beside it. That a row is there does not yet allow the act:
it may be refused under the articles that stand with it in the [reference of acts](forum-acts.md).

**How to read a picture.** The first stage has a strong frame, a final one a double frame. Under a
stage stand its acts. A loop marks those that leave it as it is; from the others a line runs to the
right, along a lane, and with an arrow into the next stage. A dot stands where a line joins a lane;
where lines cross without a dot, they do not meet. The colours only tell lines apart. What is in a
picture stands in the table under it as well.
"""


def _machine_part(machine: Machine) -> Iterator[str]:
    yield f'<a id="{machine.slug}"></a>\n'
    yield f"## {machine.title}\n"
    yield f"{_where(machine)} {machine.note}\n"
    if _draws(machine):
        yield f"![{machine.title}: {_alt(machine)}](../pictures/machines/{machine.slug}.svg)\n"
    else:
        yield "No act leads from one stage to another, so there is nothing to draw.\n"
    yield "| stage | act | next stage |"
    yield "|---|---|---|"
    for stage, moves in machine.rows.items():
        for act, after in moves.items():
            yield f"| {_plain(stage)} | {_linked(act)} | {_plain(after)} |"
        if not moves:
            yield f"| {_plain(stage)} | none: it is final | |"
    yield ""


def _where(machine: Machine) -> str:
    """What the stages tell, as the program has it."""
    stages: type[enum.Enum] = type(next(iter(machine.table)))
    return (inspect.getdoc(stages) or "").partition("\n")[0]


def _draws(machine: Machine) -> bool:
    return any(stage != after for stage, moves in machine.rows.items() for after in moves.values())


def _alt(machine: Machine) -> str:
    stages = ", ".join(map(_plain, machine.rows))
    return f"its stages are {stages}; the acts between them stand in the table below"


def _linked(act: str) -> str:
    name, _, condition = act.partition(": ")
    if name not in KINDS:
        return f"*{told(act)}*, by a decision"
    shown = f"[{name_of(KINDS[name])}](forum-acts.md#{_anchor(KINDS[name])})"
    return f"{shown}, {condition}" if condition else shown


def pictures() -> dict[str, str]:
    """Every picture by the name of its file."""
    return {
        f"{one.slug}.svg": picture(one.title, f"{one.title}: {_alt(one)}.", one.rows)
        for one in MACHINES
        if _draws(one)
    }


def papers() -> dict[Path, str]:
    """Every paper that this script writes, with its text."""
    found = {
        REFERENCE / "forum-acts.md": acts_page(),
        REFERENCE / "forum-machines.md": machines_page(),
    }
    found.update({PICTURES / name: text for name, text in pictures().items()})
    return found


def main() -> None:
    """Write the pages and the pictures, and take away pictures of machines that are gone."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    made = papers()
    for old in PICTURES.glob("*.svg"):
        if old not in made:
            old.unlink()
    for path, paper in made.items():
        path.write_text(paper, encoding="utf-8")
    print(f"{len(made)} papers written", file=sys.stderr)  # noqa: T201 - a script tells


if __name__ == "__main__":
    main()
