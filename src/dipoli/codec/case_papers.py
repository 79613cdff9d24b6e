"""The papers of a case folder, one form for each schema name.

A form mirrors a paper key by key. What stands inside the papers is defined, with its meaning, in
`dipoli.analysis.case`; what each key may hold is in `dipoli.codec.case_format`.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from dipoli.analysis.case import (
    Agreement,
    Basket,
    Broadening,
    Bundle,
    Calendar,
    Channel,
    Consent,
    ConsentAct,
    Exclusion,
    ExposureLimit,
    Group,
    Issue,
    IssuePosition,
    MemberAsConsenter,
    Necessary,
    Party,
    PositionSet,
    Ratifier,
    RedLine,
    Requirement,
    Reservation,
    Scale,
    Source,
    SourceUnits,
    Step,
    StepRanges,
    Subject,
    Synergy,
    Term,
)


@frozen(kw_only=True)
class CasePaper:
    """``case.yaml``: what the case is, its scale, its rules and its sets of positions."""

    schema: str
    id: str
    title: str
    exercise: bool = False
    as_of: str
    moment: str
    purpose: str
    scale: Scale
    languages: tuple[str, ...]
    baskets: int
    issues: int
    position_sets: tuple[PositionSet, ...]
    rules: Mapping[str, str]
    how_to_read: tuple[str, ...]
    limits: tuple[str, ...]


@frozen(kw_only=True)
class PartiesPaper:
    """``parties.yaml``: who takes part, what each is called, whose consent is needed."""

    schema: str
    case: str
    parties: tuple[Party, ...]
    ratifiers: tuple[Ratifier, ...]
    members_as_consenters: tuple[MemberAsConsenter, ...]
    necessary: tuple[Necessary, ...]
    broadening: tuple[Broadening, ...]


@frozen(kw_only=True)
class IssuesPaper:
    """``issues.yaml``: what is on the table."""

    schema: str
    case: str
    baskets: tuple[Basket, ...]
    groups: tuple[Group, ...]
    issues: tuple[Issue, ...]


@frozen(kw_only=True)
class PositionPaper:
    """``positions/CODE.yaml``: the assessed position of one member or leaf body in one set."""

    schema: str
    case: str
    set: str
    party: str
    as_of: str
    assessed: bool
    agreement: Agreement
    reservation: Reservation
    basket_importance: Mapping[str, int] | None
    issues: tuple[IssuePosition, ...]
    red_lines: tuple[RedLine, ...]
    source_units: SourceUnits | None = None


@frozen(kw_only=True)
class LinksPaper:
    """``links.yaml``: what goes only with what, and who must consent."""

    schema: str
    case: str
    requirements: tuple[Requirement, ...]
    exclusions: tuple[Exclusion, ...]
    synergies: tuple[Synergy, ...]
    consents: tuple[Consent, ...]
    subjects: tuple[Subject, ...]


@frozen(kw_only=True)
class StepsPaper:
    """``steps.yaml``: small moves, and how far each member will be exposed to another."""

    schema: str
    case: str
    accounting: Mapping[str, str]
    exposure_limits: tuple[ExposureLimit, ...]
    bundles: tuple[Bundle, ...]
    steps: tuple[Step, ...]
    acts: tuple[ConsentAct, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    step_ranges: StepRanges | None = None
    limit_range: int = 0


@frozen(kw_only=True)
class TermsPaper:
    """``terms.yaml``: disputed terms, with the reading of each party."""

    schema: str
    case: str
    terms: tuple[Term, ...]


@frozen(kw_only=True)
class ChannelsPaper:
    """``channels.yaml``: who can talk to whom about what."""

    schema: str
    case: str
    as_of: str
    states: Mapping[str, str]
    channels: tuple[Channel, ...]


@frozen(kw_only=True)
class SourcesPaper:
    """``sources.yaml``: on which documents the case rests, and what of each was read."""

    schema: str
    case: str
    seen_values: Mapping[str, str]
    sources: tuple[Source, ...]


PAPERS: Mapping[str, tuple[str, type[object]]] = {
    "case.yaml": ("dipoli.case/1", CasePaper),
    "parties.yaml": ("dipoli.case.parties/1", PartiesPaper),
    "issues.yaml": ("dipoli.case.issues/1", IssuesPaper),
    "links.yaml": ("dipoli.case.links/1", LinksPaper),
    "steps.yaml": ("dipoli.case.steps/1", StepsPaper),
    "terms.yaml": ("dipoli.case.terms/1", TermsPaper),
    "channels.yaml": ("dipoli.case.channels/1", ChannelsPaper),
    "sources.yaml": ("dipoli.case.sources/1", SourcesPaper),
}
"""Papers that every case folder has, with the schema that each names and its form."""

POSITION_SCHEMA = "dipoli.case.positions/1"
"""The schema of every paper in a folder of positions."""

TIMELINE = "timeline.csv"
"""The one paper that a case folder may do without."""
