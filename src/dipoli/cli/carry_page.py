"""The private page on carriers: one HTML file for an analyst's or a mediator's own eyes.

It is made as the report is made, from the same parts, and stands in the room of the command, since
the report may not read of carriers. It holds what `dipoli.analysis.carry.carriers` answered, in the
order of the case. Nothing runs in it and it loads nothing.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import frozen
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dipoli.analysis.carry import Carriage, Carrying, Chain, IssueAnswer, PairAnswer, Step, Talk
from dipoli.analysis.case import Basket, Case, Channel, Issue
from dipoli.cli.carry_words import CARRY_WORDS, PRIVATE, many_carriers
from dipoli.faults import DipoliError
from dipoli.report.grounds_section import tell_receipt
from dipoli.report.names import Names, names_of
from dipoli.report.words import in_words, say


@frozen(kw_only=True)
class _Passage:
    """A chain: who stands in it, and the ways in which it can be cut into steps."""

    head: Markup
    ways: tuple[Markup, ...]


@frozen(kw_only=True)
class _Row:
    """A pair that cannot discuss an issue, or of which that is unknown."""

    pair: Markup
    talk: Markup
    nothing: Markup | None
    passages: tuple[_Passage, ...]


@frozen(kw_only=True)
class _Told:
    """An issue as the page tells it."""

    issue: Issue
    can: tuple[Markup, ...]
    rows: tuple[_Row, ...]
    uncoded: tuple[Markup, ...]


def carrying_page(case: Case, found: Carrying) -> str:
    """Write the private page.

    Args:
        case: the case.
        found: the answers.

    Returns:
        One self-contained HTML text; the same values give the same page, to the byte.
    """
    names = names_of(case)
    cited = _cited(found)
    return (
        _environment()
        .get_template("carry.html")
        .render(
            case=case,
            names=names,
            private=PRIVATE,
            order=_word("order", carriers=many_carriers(found.most)),
            baskets=list(_baskets(case, found, names)),
            receipt=tell_receipt(case, found.receipt, names),
            version=found.receipt.versions["dipoli"],
            sources=[one for one in case.sources if one.id in cited],
        )
    )


def write_private(path: Path, text: str) -> None:
    """Write a new file that only the account which made it may open.

    Args:
        path: where; nothing may stand there.
        text: what it holds.

    Raises:
        DipoliError: something stands there, or it cannot be written; nothing is left behind.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Born closed: there is no moment at which others could open it, and no link is followed.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise _not_written(path, "something stands there", "a file that is new") from None
    except OSError as error:
        raise _not_written(path, error.strerror, "a file in a folder of your own") from None
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _not_written(path, error.strerror, "a file in a folder of your own") from None
    except BaseException:
        # Half of a page would not say on its last lines what it rests on.
        path.unlink(missing_ok=True)
        raise


def _not_written(path: Path, why: str | None, instead: str) -> DipoliError:
    message = (
        f"The private page cannot be written to {path}: {why}\n  to mend: name {instead} with --out"
    )
    return DipoliError(message)


def _word(key: str, **fields: object) -> Markup:
    """A sentence about carriers with its fields filled in and escaped."""
    return Markup(CARRY_WORDS[key]).format(**fields)  # noqa: S704 - the table is ours


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("dipoli.cli"), PackageLoader("dipoli.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = say
    environment.globals["word"] = _word
    environment.filters["in_words"] = in_words
    return environment


def _cited(found: Carrying) -> frozenset[str]:
    """Short names of the papers on which a channel that the page tells rests."""
    rows = [row for one in found.issues for row in one.pairs]
    channels = [row.channel for row in rows if row.channel is not None]
    channels += [
        step.channel for row in rows for chain in row.chains for way in chain.ways for step in way
    ]
    return frozenset(source for channel in channels for source in channel.sources)


def _baskets(
    case: Case, found: Carrying, names: Names
) -> Iterator[tuple[Basket, tuple[_Told, ...]]]:
    answers = {one.issue: one for one in found.issues}
    for basket in case.baskets:
        told = tuple(
            _told(issue, answers[issue.id], names)
            for issue in case.issues_of(basket.id)
            if issue.id in answers
        )
        if told:
            yield basket, told


def _told(issue: Issue, answer: IssueAnswer, names: Names) -> _Told:
    def silent(row: PairAnswer) -> bool:
        return row.talk is Talk.UNKNOWN and row.carriage is Carriage.UNKNOWN

    return _Told(
        issue=issue,
        can=tuple(_pair(names, row.pair) for row in answer.pairs if row.talk is Talk.CAN),
        rows=tuple(
            _row(issue, row, names)
            for row in answer.pairs
            if row.talk is not Talk.CAN and not silent(row)
        ),
        uncoded=tuple(_pair(names, row.pair) for row in answer.pairs if silent(row)),
    )


def _pair(names: Names, codes: tuple[str, str]) -> Markup:
    return _word("pair", one=names.mark(codes[0]), other=names.mark(codes[1]))


def _row(issue: Issue, row: PairAnswer, names: Names) -> _Row:
    said = _word(f"talk_{row.talk.name.lower()}")
    if row.channel is not None and issue.id in row.channel.can_raise:
        said = _word("resumed", said=said)
    state = _word("uncoded") if row.channel is None else _state(row.channel)
    return _Row(
        pair=_pair(names, row.pair),
        talk=Markup("{}: {}").format(said, state),
        nothing=None if row.chains else _word(f"carriage_{row.carriage.name.lower()}"),
        passages=tuple(_passages(row.chains, names)),
    )


def _passages(chains: Sequence[Chain], names: Names) -> Iterator[_Passage]:
    for shortest in (True, False):
        for chain in chains:
            if chain.shortest is shortest:
                through = _word("then").join(map(names.mark, chain.carriers))
                head = _word("shortest" if shortest else "longer")
                yield _Passage(
                    head=Markup("{} {}").format(head, through),
                    ways=tuple(_way(n, way, names) for n, way in enumerate(chain.ways)),
                )


def _way(n: int, way: Iterable[Step], names: Names) -> Markup:
    lead = _word("or") if n else Markup()
    return lead + Markup("; ").join(_step(step, names) for step in way)


def _step(step: Step, names: Names) -> Markup:
    pair = _pair(names, step.ends)
    if step.by is None:
        return _word("step_talk", pair=pair, state=_state(step.channel))
    return _word("step_named", by=names.mark(step.by), pair=pair, rests=_rests(step.channel))


def _state(channel: Channel) -> Markup:
    state = _word("state", state=in_words(channel.state.value), since=channel.since)
    return Markup("{}; {}").format(state, _rests(channel))


def _rests(channel: Channel) -> Markup:
    """On what a row of the case rests, with a link to each paper."""
    rests = _word("rests", confidence=in_words(channel.confidence.value))
    link = Markup('<a href="#s-{0}">{0}</a>')
    return Markup(", ").join([rests, *(link.format(one) for one in channel.sources)])
