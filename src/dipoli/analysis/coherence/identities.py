"""What has a name has it alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dipoli.analysis.case import Agreement, Case, ChannelState, Role, Seen
from dipoli.analysis.coherence.incoherence import (
    Incoherence,
    Place,
    holders,
    incoherence,
    listing,
    paper_of,
)

FEWEST_OPTIONS = 2
MOST_OPTIONS = 9
MOST_OUTCOME_OPTIONS = 100
"""Where every set is one of outcomes, as imported scenarios are; the engines count to 127."""
FEWEST_MEMBERS = 2
EXERCISE_TITLE = "An exercise:"

Named = tuple[str, str, Place]
"""A name, the paper in which it is given, and the place."""


def _ids(paper: str, key: str, rows: Iterable[object], attribute: str = "id") -> Iterator[Named]:
    for n, row in enumerate(rows):
        yield getattr(row, attribute), paper, (key, n, attribute)


def _repeated(named: Iterable[Named], what: str) -> Iterator[Incoherence]:
    first: dict[str, Named] = {}
    for name, paper, place in named:
        if name in first:
            yield incoherence(
                paper,
                place,
                f"each {what} once",
                f"{name} a second time (first in {first[name][1]})",
                "rename one of the two, or delete it",
            )
        first.setdefault(name, (name, paper, place))


def ids_are_unique(case: Case) -> Iterator[Incoherence]:
    """No two sets, baskets, groups, issues, links, steps, acts, terms or sources share an id."""
    links, steps = "links.yaml", "steps.yaml"
    yield from _repeated(_ids("case.yaml", "position_sets", case.position_sets), "id of a set")
    folders = _ids("case.yaml", "position_sets", case.position_sets, "folder")
    yield from _repeated(folders, "folder")
    yield from _repeated(_ids("issues.yaml", "baskets", case.baskets), "id of a basket")
    yield from _repeated(_ids("issues.yaml", "groups", case.groups), "id of a group")
    yield from _repeated(_ids("issues.yaml", "issues", case.issues), "id of an issue")
    all_links = [
        *_ids(links, "requirements", case.requirements),
        *_ids(links, "exclusions", case.exclusions),
        *_ids(links, "synergies", case.synergies),
        *_ids(links, "consents", case.consents),
        *_ids(links, "subjects", case.subjects),
    ]
    yield from _repeated(all_links, "id of a link")
    all_steps = [
        *_ids(steps, "bundles", case.bundles),
        *_ids(steps, "steps", case.steps),
        *_ids(steps, "acts", case.acts),
    ]
    yield from _repeated(all_steps, "id of a step, bundle or act")
    yield from _repeated(_ids("terms.yaml", "terms", case.terms), "id of a term")
    yield from _repeated(_ids("sources.yaml", "sources", case.sources), "id of a source")
    yield from _repeated(_ids("timeline.csv", "events", case.timeline), "id of an event")


def codes_are_unique(case: Case) -> Iterator[Incoherence]:
    """No two parties or bodies share a code."""
    paper = "parties.yaml"
    codes = [
        *_ids(paper, "parties", case.parties, "code"),
        *_ids(paper, "ratifiers", case.ratifiers, "code"),
    ]
    yield from _repeated(codes, "code of a party or body")
    consenters = _ids(paper, "members_as_consenters", case.members_as_consenters, "code")
    yield from _repeated(consenters, "member in this list")
    yield from _repeated(_ids(paper, "broadening", case.broadening, "code"), "code in this list")


def red_line_ids_are_unique(case: Case) -> Iterator[Incoherence]:
    """No two red lines of a set, inherited ones included, share an id."""
    for one in case.position_sets:
        named: list[Named] = []
        for party, set_id in holders(case, one).items():
            lines = case.positions[set_id][party].red_lines
            named += _ids(paper_of(case, set_id, party), "red_lines", lines)
        yield from _repeated(named, "id of a red line")


def languages_are_unique(case: Case) -> Iterator[Incoherence]:
    """The list of languages names each once."""
    named = [(code, "case.yaml", ("languages", n)) for n, code in enumerate(case.languages)]
    yield from _repeated(named, "language")


def options_run_from_zero(case: Case) -> Iterator[Incoherence]:
    """Options of an issue are numbered from 0 without a gap: two to nine; for outcomes, to 100."""
    outcomes = all(one.agreement is Agreement.OUTCOMES for one in case.position_sets)
    most = MOST_OUTCOME_OPTIONS if outcomes else MOST_OPTIONS
    for n, issue in enumerate(case.issues):
        place = ("issues", n, "options")
        count = len(issue.options)
        if not FEWEST_OPTIONS <= count <= most:
            yield incoherence(
                "issues.yaml",
                place,
                f"{FEWEST_OPTIONS} to {most} options",
                f"{count} in {issue.id}",
                "add or remove options; split the issue if it needs more",
            )
        for m, option in enumerate(issue.options):
            if option.n != m:
                yield incoherence(
                    "issues.yaml",
                    (*place, m, "n"),
                    f"the number {m}: options count from 0 without a gap",
                    f"{option.n} in {issue.id}",
                    "number the options again; figures and atoms go by these numbers",
                )


def baskets_are_used(case: Case) -> Iterator[Incoherence]:
    """Every basket and every group holds an issue, and a group's issues are of its basket."""
    for key, ids in (
        ("basket", [basket.id for basket in case.baskets]),
        ("group", [group.id for group in case.groups]),
    ):
        used = {getattr(issue, key) for issue in case.issues}
        for n, one in enumerate(ids):
            if one not in used:
                yield incoherence(
                    "issues.yaml",
                    (f"{key}s", n, "id"),
                    f"a {key} with issues in it",
                    f"{one}, which no issue names",
                    f"delete the {key}, or code an issue in it",
                )
    home = {group.id: group.basket for group in case.groups}
    for n, issue in enumerate(case.issues):
        if home.get(issue.group, issue.basket) != issue.basket:
            yield incoherence(
                "issues.yaml",
                ("issues", n, "group"),
                f"a group of the basket {issue.basket}",
                f"{issue.group}, which is in {home[issue.group]}",
                "choose a group of the same basket, or move the issue",
            )


def members_are_enough(case: Case) -> Iterator[Incoherence]:
    """There are at least two members."""
    if len(case.members) < FEWEST_MEMBERS:
        yield incoherence(
            "parties.yaml",
            ("parties",),
            "at least two parties with the role member",
            listing(case.members),
            "give the parties at the table the role member",
        )


def parties_are_named(case: Case) -> Iterator[Incoherence]:
    """Members are named in every language of the case, others in some, perhaps their own."""
    for n, party in enumerate(case.parties):
        place = ("parties", n, "names")
        member = party.role is Role.MEMBER
        missing = [code for code in case.languages if member and code not in party.names]
        extra = [
            code
            for code in party.names
            if code not in case.languages and code != party.seat_language
        ]
        if missing:
            yield incoherence(
                "parties.yaml",
                place,
                f"names in {listing(case.languages)}",
                f"none in {listing(missing)} for {party.code}",
                "add the name, or take the language off the list in case.yaml",
            )
        if extra:
            yield incoherence(
                "parties.yaml",
                (*place, extra[0]),
                f"names in {listing(case.languages)}, or in the party's own language",
                f"names in {listing(extra)}",
                "add the language to the list in case.yaml, or delete the name",
            )


def exercises_say_so(case: Case) -> Iterator[Incoherence]:
    """The title of an invented case begins with "An exercise:", and no other title does."""
    if case.title.startswith(EXERCISE_TITLE) != case.exercise:
        yield incoherence(
            "case.yaml",
            ("title",),
            f"{EXERCISE_TITLE} at the beginning if exercise is true, and only then",
            f"exercise: {'true' if case.exercise else 'false'} with the title {case.title[:60]}",
            "say in both places whether the case is invented",
        )


def words_are_explained(case: Case) -> Iterator[Incoherence]:
    """The words for the state of a channel and for what was read of a source are all explained."""
    states = [state.value for state in ChannelState]
    seen = [one.value for one in Seen]
    for paper, key, given, needed in (
        ("channels.yaml", "states", case.channel_states, states),
        ("sources.yaml", "seen_values", case.seen_values, seen),
    ):
        if set(given) != set(needed):
            yield incoherence(
                paper,
                (key,),
                f"the keys {listing(needed)}",
                listing(given),
                "explain each of these words once, and no other",
            )


def spans_hold_words(case: Case) -> Iterator[Incoherence]:
    """The span of a source ends after it begins."""
    for n, source in enumerate(case.sources):
        span = source.span
        if span is not None and span.end <= span.start:
            yield incoherence(
                "sources.yaml",
                ("sources", n, "span", "end"),
                f"an offset above {span.start}, where the span begins",
                str(span.end),
                "copy the span from the passage again",
            )
