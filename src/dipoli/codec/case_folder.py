"""A case folder to a case: reads every paper, reports every fault at once.

The papers of a folder are those of ``docs/reference/case-format.md``. Each is read and its form
checked first (`dipoli.codec.case_desk`); only when all papers have the right form are they held
against each other (`dipoli.analysis.coherence`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from dipoli.analysis.case import Case, Position
from dipoli.analysis.coherence import Incoherence, incoherences
from dipoli.codec.case_desk import Desk
from dipoli.codec.case_papers import (
    PAPERS,
    TIMELINE,
    CasePaper,
    ChannelsPaper,
    IssuesPaper,
    LinksPaper,
    PartiesPaper,
    PositionPaper,
    SourcesPaper,
    StepsPaper,
    TermsPaper,
)
from dipoli.codec.yaml12 import show_place
from dipoli.faults import CaseError, Finding, MalformedError


def read_case(folder: Path) -> Case:
    """Read a case folder.

    Args:
        folder: the folder with ``case.yaml`` in it.

    Returns:
        The case. Its digest is the SHA-256 over its papers in the order of their names; of each
        the name, a zero byte, the length in bytes as decimal digits, a zero byte, the content.

    Raises:
        MalformedError: a paper cannot be read; with every fault of form in all papers.
        CaseError: the papers do not fit together; with every fault.
    """
    desk = Desk(folder=folder)
    lay_out(desk)
    if desk.findings:
        raise MalformedError(desk.findings)
    case = put_together(desk)
    faults = faults_between(case, desk)
    if faults:
        raise CaseError(faults)
    return case


def lay_out(desk: Desk) -> None:
    """Read every paper of a case; what is wrong with the form of each is noted on the desk.

    Raises:
        MalformedError: there is no folder, or nothing in it.
    """
    desk.open_folder()
    head = desk.read("case.yaml", CasePaper)
    for name, (_schema, form) in PAPERS.items():
        if name not in desk.seen:
            desk.read(name, form)
    for place in desk.position_folders(head):
        desk.read_positions(place)
    desk.read_timeline()
    desk.look_for_strays()
    desk.compare_heads(head)


def faults_between(case: Case, desk: Desk) -> list[Finding]:
    """What does not fit together in a case whose papers are each well formed, with its lines."""
    return [*_counts(desk), *(_placed(fault, desk) for fault in incoherences(case))]


def put_together(desk: Desk) -> Case:
    """The case of papers that are each well formed."""
    head = desk.value("case.yaml", CasePaper)
    parties = desk.value("parties.yaml", PartiesPaper)
    issues = desk.value("issues.yaml", IssuesPaper)
    links = desk.value("links.yaml", LinksPaper)
    steps = desk.value("steps.yaml", StepsPaper)
    channels = desk.value("channels.yaml", ChannelsPaper)
    sources = desk.value("sources.yaml", SourcesPaper)
    return Case(
        id=head.id,
        title=head.title,
        exercise=head.exercise,
        as_of=head.as_of,
        moment=head.moment,
        purpose=head.purpose,
        scale=head.scale,
        languages=head.languages,
        position_sets=head.position_sets,
        rules=head.rules,
        how_to_read=head.how_to_read,
        limits=head.limits,
        parties=parties.parties,
        ratifiers=parties.ratifiers,
        members_as_consenters=parties.members_as_consenters,
        necessary=parties.necessary,
        broadening=parties.broadening,
        baskets=issues.baskets,
        groups=issues.groups,
        issues=issues.issues,
        positions={one.id: _positions(desk, one.folder) for one in head.position_sets},
        requirements=links.requirements,
        exclusions=links.exclusions,
        synergies=links.synergies,
        consents=links.consents,
        subjects=links.subjects,
        accounting=steps.accounting,
        exposure_limits=steps.exposure_limits,
        bundles=steps.bundles,
        steps=steps.steps,
        acts=steps.acts,
        calendars=steps.calendars,
        step_ranges=steps.step_ranges,
        limit_range=steps.limit_range,
        terms=desk.value("terms.yaml", TermsPaper).terms,
        channel_states=channels.states,
        channels=channels.channels,
        seen_values=sources.seen_values,
        sources=sources.sources,
        timeline=desk.timeline.events if desk.timeline is not None else (),
        digest=_digest(desk.contents),
    )


def _positions(desk: Desk, place: str) -> dict[str, Position]:
    """Positions in a folder by code, in the order of parties.yaml."""
    parties = desk.value("parties.yaml", PartiesPaper)
    order = [party.code for party in parties.parties]
    order += [body.code for body in parties.ratifiers]
    papers = [desk.value(name, PositionPaper) for name in desk.positions[place]]
    papers.sort(key=lambda one: order.index(one.party) if one.party in order else len(order))
    shared = [attribute.name for attribute in attrs.fields(Position)]
    return {
        paper.party: Position(**{name: getattr(paper, name) for name in shared}) for paper in papers
    }


def _counts(desk: Desk) -> Iterator[Finding]:
    """Counts in case.yaml that are not those of issues.yaml."""
    head = desk.value("case.yaml", CasePaper)
    issues = desk.value("issues.yaml", IssuesPaper)
    for key, given, found in (
        ("baskets", head.baskets, len(issues.baskets)),
        ("issues", head.issues, len(issues.issues)),
    ):
        if given != found:
            fault = Incoherence(
                paper="case.yaml",
                place=(key,),
                expected=f"{found}, the number of {key} in issues.yaml",
                found=str(given),
                mend=f"write {key}: {found}, or complete issues.yaml",
            )
            yield _placed(fault, desk)


def _placed(fault: Incoherence, desk: Desk) -> Finding:
    """An incoherence, with the file and line where it stands."""
    where, line = show_place(fault.place), 0
    if fault.paper == TIMELINE and desk.timeline is not None:
        line = desk.timeline.lines[int(fault.place[1])]
        where = str(fault.place[-1])
    elif fault.paper in desk.papers:
        line = desk.papers[fault.paper].line_of(fault.place)
    return Finding(
        file=str(desk.folder / fault.paper),
        line=line,
        where=where,
        expected=fault.expected,
        found=fault.found,
        mend=fault.mend,
    )


def _digest(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(f"{name}\0{len(contents[name])}\0".encode())
        digest.update(contents[name])
    return digest.hexdigest()
