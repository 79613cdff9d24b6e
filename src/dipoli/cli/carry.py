"""`dipoli carry CASE`: who can raise what with whom, and who could carry it. For one's own eyes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from dipoli.cli.telling import case_of, tell

if TYPE_CHECKING:
    from dipoli.analysis.carry import Carrying, Chain, IssueAnswer, PairAnswer, Step
    from dipoli.analysis.case import Case, Channel
    from dipoli.report.names import Names


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "carry",
        help="who can raise what with whom, and who could carry it; for an analyst's eyes",
        description="Reads the channels of a case and says, issue by issue, which pairs can "
        "discuss it, and through whom it could pass where two cannot. It is for an analyst's or a "
        "mediator's own eyes: a carrier that is named in public is no carrier.",
    )
    parser.add_argument("case", type=Path, metavar="CASE", help="folder of the case")
    parser.add_argument(
        "--issue",
        action="append",
        default=[],
        metavar="ID",
        help="an issue; every issue if none is given; repeatable",
    )
    parser.add_argument(
        "--between", metavar="A,B", help="codes of two parties; every pair of members if not given"
    )
    parser.add_argument(
        "--carriers",
        type=_carriers,
        default=2,
        metavar="N",
        help="carriers of a chain at most, 1 to 4 (2)",
    )
    told = parser.add_mutually_exclusive_group()
    told.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write a private page, one new HTML file that only your account may open",
    )
    told.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer, and print or write the private page.

    Args:
        args: the words of the command.

    Returns:
        0, whatever the answer is.

    Raises:
        DipoliError: the case cannot be used, a word names what it does not have, or the page
            cannot be written where it was asked for.
    """
    from dipoli.analysis.carry import carriers, codes_of  # noqa: PLC0415 - a quick --help
    from dipoli.codec.carry_json import carrying_object  # noqa: PLC0415 - a quick --help
    from dipoli.codec.question import pair_of, require  # noqa: PLC0415 - a quick --help

    case = case_of(args)
    require(args.issue, [issue.id for issue in case.issues], "issue")
    between = None if args.between is None else pair_of(args.between, codes_of(case))
    found = carriers(case, tuple(args.issue), between, args.carriers)
    if args.out is not None:
        return _page(case, found, args.out)
    tell(
        args,
        lambda: carrying_object(case, found),
        lambda columns: carrying_text(case, found, width=columns),
        found,
    )
    return 0


def _page(case: Case, found: Carrying, path: Path) -> int:
    from dipoli.cli.carry_page import carrying_page, write_private  # noqa: PLC0415 - quick --help
    from dipoli.cli.carry_words import PRIVATE  # noqa: PLC0415 - a quick --help

    write_private(path, carrying_page(case, found))
    print(path)
    print(f"Open it in any browser: {path.resolve().as_uri()}", file=sys.stderr)
    print(f"{PRIVATE} Only your account may open it there.", file=sys.stderr)
    return 0


def _carriers(text: str) -> int:
    if text not in {"1", "2", "3", "4"}:
        message = "a number of carriers from 1 to 4"
        raise argparse.ArgumentTypeError(message)
    return int(text)


# ---------------------------------------------------------------- in plain text


def carrying_text(case: Case, found: Carrying, *, width: int) -> str:
    """The answers in plain text.

    It stands here and not in the room of the report, which may not read of carriers.

    Args:
        case: the case.
        found: the answers.
        width: columns of a line.

    Returns:
        Lines, joined.
    """
    from dipoli.analysis.carry import WHO_MAY_READ  # noqa: PLC0415 - a quick --help
    from dipoli.cli.carry_words import (  # noqa: PLC0415 - a quick --help
        CARRY_WORDS,
        WORDS_THAT_CONVERGE,
        many_carriers,
    )
    from dipoli.report.names import names_of  # noqa: PLC0415 - a quick --help

    page = _Page(case=case, names=names_of(case), width=width)
    order = CARRY_WORDS["order"].format(carriers=many_carriers(found.most))
    lines = [
        *page.wrap(f"{case.title} ({case.as_of})"),
        *page.wrap(case.mark),
        *page.wrap(WHO_MAY_READ),
        *page.wrap(f"{order} {WORDS_THAT_CONVERGE}"),
    ]
    for one in found.issues:
        lines += _issue(page, one)
    lines += ["", *page.wrap("Not shown by this:")]
    for sentence in found.receipt.does_not_show:
        lines += page.wrap(f"- {sentence}", 2, 4)
    return "\n".join(lines)


@frozen(kw_only=True)
class _Page:
    case: Case
    names: Names
    width: int

    def wrap(self, text: str, indent: int = 0, hang: int | None = None) -> list[str]:
        from dipoli.report.frameworks_layout import wrap  # noqa: PLC0415 - a quick --help

        rest = indent if hang is None else hang
        return wrap(text, self.width, " " * indent, " " * rest)

    def pair(self, codes: tuple[str, str]) -> str:
        one, other = map(self.names.text, codes)
        return self.word("pair", one=one, other=other)

    def word(self, key: str, **fields: object) -> str:
        from dipoli.cli.carry_words import CARRY_WORDS  # noqa: PLC0415 - a quick --help

        return CARRY_WORDS[key].format(**fields)


def _issue(page: _Page, one: IssueAnswer) -> Iterator[str]:
    from dipoli.analysis.carry import Carriage, Talk  # noqa: PLC0415 - a quick --help

    issue = next(each for each in page.case.issues if each.id == one.issue)
    yield ""
    yield from page.wrap(f"{issue.id}: {issue.question}")
    can = [page.pair(row.pair) for row in one.pairs if row.talk is Talk.CAN]
    if can:
        yield from page.wrap(f"{page.word('can')}: {'; '.join(can)}.", 2, 4)
    unknown = []
    for row in one.pairs:
        if row.talk is Talk.UNKNOWN and row.carriage is Carriage.UNKNOWN:
            unknown.append(page.pair(row.pair))
        elif row.talk is not Talk.CAN:
            yield from _pair(page, one.issue, row)
    if unknown:
        yield from page.wrap(f"{page.word('nothing_coded')}: {'; '.join(unknown)}.", 2, 4)


def _pair(page: _Page, issue: str, row: PairAnswer) -> Iterator[str]:
    said = page.word(f"talk_{row.talk.name.lower()}")
    if row.channel is not None and issue in row.channel.can_raise:
        said = page.word("resumed", said=said)
    about = "" if row.channel is None else f" ({_state(page, row.channel)})"
    yield from page.wrap(f"{page.pair(row.pair)}: {said}{about}.", 2, 4)
    if not row.chains:
        yield from page.wrap(page.word(f"carriage_{row.carriage.name.lower()}"), 4)
    for shortest in (True, False):
        for chain in row.chains:
            if chain.shortest is shortest:
                yield from _chain(page, chain)


def _chain(page: _Page, chain: Chain) -> Iterator[str]:
    head = page.word("shortest" if chain.shortest else "longer")
    through = page.word("then").join(map(page.names.text, chain.carriers))
    yield from page.wrap(f"{head} {through}:", 4, 6)
    for n, way in enumerate(chain.ways):
        lead = page.word("or") if n else ""
        told = "; ".join(_step(page, step) for step in way)
        yield from page.wrap(f"- {lead}{told}.", 6, 8)


def _step(page: _Page, step: Step) -> str:
    pair = page.pair(step.ends)
    if step.by is None:
        return page.word("step_talk", pair=pair, state=_state(page, step.channel))
    by = page.names.text(step.by)
    return page.word("step_named", by=by, pair=pair, rests=_rests(page, step.channel))


def _state(page: _Page, channel: Channel) -> str:
    state = page.word("state", state=channel.state.value, since=channel.since)
    return f"{state}; {_rests(page, channel)}"


def _rests(page: _Page, channel: Channel) -> str:
    rests = page.word("rests", confidence=channel.confidence.value)
    return ", ".join([rests, *channel.sources])
