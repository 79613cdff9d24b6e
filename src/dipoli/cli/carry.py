"""`dipoli carry CASE`: who can raise what with whom, and who could carry it. For one's own eyes."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from dipoli.analysis.carry import Carrying, Chain, IssueAnswer, PairAnswer, Step
    from dipoli.analysis.case import Case, Channel
    from dipoli.report.names import Names

_WIDTH = 100


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
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer and print.

    Args:
        args: the words of the command.

    Returns:
        0, whatever the answer is.

    Raises:
        DipoliError: the case cannot be used, or a word names what it does not have.
    """
    from dipoli.analysis.carry import carriers, codes_of  # noqa: PLC0415 - a quick --help
    from dipoli.codec.carry_json import carrying_object  # noqa: PLC0415 - a quick --help
    from dipoli.codec.case_folder import read_case  # noqa: PLC0415 - a quick --help
    from dipoli.codec.question import pair_of, require  # noqa: PLC0415 - a quick --help

    case = read_case(args.case)
    require(args.issue, [issue.id for issue in case.issues], "issue")
    between = None if args.between is None else pair_of(args.between, codes_of(case))
    found = carriers(case, tuple(args.issue), between, args.carriers)
    if args.json:
        print(json.dumps(carrying_object(case, found), ensure_ascii=False))
        return 0
    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, 120)
    print(carrying_text(case, found, width=width))
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
    from dipoli.report.names import names_of  # noqa: PLC0415 - a quick --help

    page = _Page(case=case, names=names_of(case), width=width)
    lines = [
        *page.wrap(f"{case.title} ({case.as_of})"),
        *page.wrap(case.mark),
        *page.wrap(WHO_MAY_READ),
        *page.wrap(
            "Pairs and carriers stand in the order of the case. At most "
            f"{_many(found.most, 'carrier')} in a chain. What no channel of the case says is "
            "unknown, and is not impossible."
        ),
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
        return " and ".join(map(self.names.text, codes))


def _issue(page: _Page, one: IssueAnswer) -> Iterator[str]:
    from dipoli.analysis.carry import Carriage, Talk  # noqa: PLC0415 - a quick --help

    issue = next(each for each in page.case.issues if each.id == one.issue)
    yield ""
    yield from page.wrap(f"{issue.id}: {issue.question}")
    can = [page.pair(row.pair) for row in one.pairs if row.talk is Talk.CAN]
    if can:
        yield from page.wrap(f"Can discuss it: {'; '.join(can)}.", 2, 4)
    unknown = []
    for row in one.pairs:
        if row.talk is Talk.UNKNOWN and row.carriage is Carriage.UNKNOWN:
            unknown.append(page.pair(row.pair))
        elif row.talk is not Talk.CAN:
            yield from _pair(page, one.issue, row)
    if unknown:
        yield from page.wrap(
            "Unknown whether they can discuss it, and nothing is coded that would carry it: "
            f"{'; '.join(unknown)}.",
            2,
            4,
        )


def _pair(page: _Page, issue: str, row: PairAnswer) -> Iterator[str]:
    from dipoli.analysis.carry import Carriage, Talk  # noqa: PLC0415 - a quick --help

    said = {
        Talk.CANNOT: "cannot raise it",
        Talk.NO_CONTACT: "have no contact in which to raise it",
        Talk.UNKNOWN: "unknown whether they can discuss it",
    }[row.talk]
    could = row.channel is not None and issue in row.channel.can_raise
    resumed = ", and could if contact were resumed" if could else ""
    about = "" if row.channel is None else f" ({_state(row.channel)})"
    yield from page.wrap(f"{page.pair(row.pair)}: {said}{resumed}{about}.", 2, 4)
    if row.carriage is Carriage.NONE:
        yield from page.wrap("The papers rule out every chain of that length.", 4)
    elif row.carriage is Carriage.UNKNOWN:
        yield from page.wrap("No chain is coded; uncoded pairs might make one.", 4)
    for shortest, head in ((True, "It could pass through"), (False, "By more hands, through")):
        for chain in row.chains:
            if chain.shortest is shortest:
                yield from _chain(page, chain, head)


def _chain(page: _Page, chain: Chain, head: str) -> Iterator[str]:
    through = ", then ".join(map(page.names.text, chain.carriers))
    yield from page.wrap(f"{head} {through}:", 4, 6)
    for n, way in enumerate(chain.ways):
        lead = "or " if n else ""
        told = "; ".join(_step(page, step) for step in way)
        yield from page.wrap(f"- {lead}{told}.", 6, 8)


def _step(page: _Page, step: Step) -> str:
    pair = page.pair(step.ends)
    if step.by is None:
        return f"{pair} can discuss it ({_state(step.channel)})"
    rests = _rests(step.channel)
    return f"the papers name {page.names.text(step.by)} between {pair} ({rests})"


def _state(channel: Channel) -> str:
    return f"contact {channel.state.value} since {channel.since}; {_rests(channel)}"


def _rests(channel: Channel) -> str:
    return f"{channel.confidence.value} confidence, {', '.join(channel.sources)}"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
