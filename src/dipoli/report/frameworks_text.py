"""Charters for the terminal: the list, and one charter to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dipoli.charter.framework import (
    Basket,
    Commitment,
    DisputedTerm,
    Document,
    Event,
    Framework,
    Frameworks,
)
from dipoli.report.frameworks_layout import GAP, across, table, wrap
from dipoli.report.frameworks_page import NARROW_CELL, Page
from dipoli.report.frameworks_topics import NONE_LISTED
from dipoli.report.frameworks_words import (
    CODES,
    NOTE,
    NOTICE,
    UNSAID,
    Cites,
    cites_of,
    day,
    due,
    member_count,
    member_heading,
    parties,
    party,
    short_span,
    silence,
    span,
    word,
)


def list_text(frameworks: Frameworks, width: int) -> str:
    """The frameworks of a folder, one a row, by the day on which they began.

    Args:
        frameworks: what was read.
        width: columns of the terminal.

    Returns:
        The text, without a line break at its end.
    """
    head = ("short name\nid", "years", "kind\nform", "status", "tracks", "members")
    rows = [
        (
            f"{charter.short_name}\n{charter.id}",
            short_span(charter.years),
            f"{word(charter.kind)}\n{word(charter.form)}",
            charter.status.value.replace("_", " "),
            ", ".join(track.value for track in charter.tracks),
            member_count(charter.members),
        )
        for charter in frameworks.charters
    ]
    listed = table(head, rows, width) or _list_below(head, rows, width)
    after = (
        "Dormant: never dissolved, not meeting. Members are counted on the day the charter names.",
        UNSAID,
        "dipoli frameworks show ID prints one charter; compare ID ID puts several side by side.",
    )
    notes = [line for note in after for line in wrap(note, width)]
    return "\n".join([*listed, "", *notes])


def charter_text(charter: Framework, frameworks: Frameworks, width: int) -> str:
    """One charter, to be read.

    Args:
        charter: which.
        frameworks: the folder it comes from.
        width: columns of the terminal.

    Returns:
        The text, without a line break at its end.
    """
    cites = cites_of([charter], frameworks)
    page = Page(width)
    page.title(charter.name)
    _what_it_is(page, charter, frameworks)
    _who(page, charter, frameworks)
    _how(page, charter, cites)
    page.entries("Baskets", [_basket(b, charter, frameworks, cites) for b in charter.baskets])
    page.entries("Documents", [_document(d, cites) for d in charter.documents])
    _commitments(page, charter, frameworks, cites)
    page.entries("Timeline", [_event(e, cites) for e in charter.timeline])
    _terms(page, charter, frameworks)
    whole = cites.mark(charter.confidence.overall, charter.sources)
    stalled = [f"{stall.cause} ({word(stall.tag)})" for stall in charter.stalled]
    for title, entries in (
        ("What it achieved", charter.achieved),
        ("What stalled or ended it", stalled),
        ("Lessons", charter.lessons),
    ):
        page.entries(f"{title} ({NOTE})", entries)
        page.paragraph(whole)
    page.entries("Relations to other frameworks", _relations(charter, frameworks))
    _sources(page, charter, cites)
    page.heading("Confidence")
    page.paragraph(f"Overall {charter.confidence.overall.value}.")
    page.paragraph(charter.confidence.notes)
    page.heading("How to read this")
    for notice in NOTICE:
        page.paragraph(notice)
    return page.text()


def _list_below(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The list with one line of text for each framework, for a narrow terminal."""
    lines = []
    for name, *cells in rows:
        facts = [
            f"{', '.join(title.splitlines())}: {', '.join(cell.splitlines())}"
            for title, cell in zip(head[1:], cells, strict=True)
        ]
        lines += wrap(", ".join(name.splitlines()), width)
        lines += wrap("; ".join(facts), width, "  ", "  ")
    return lines


# ---------------------------------------------------------------- parts of one charter


def _what_it_is(page: Page, charter: Framework, frameworks: Frameworks) -> None:
    page.field("Short name", charter.short_name)
    page.field("Id", charter.id)
    page.field("Also called", "; ".join(charter.aliases) or None)
    page.field("Kind", f"{word(charter.kind)}, {word(charter.form)}")
    page.field("Region", charter.region)
    page.field("Years", span(charter.years))
    page.field("", charter.years.note)
    page.field("Status", word(charter.status))
    page.field("Tracks", ", ".join(track.value for track in charter.tracks))
    page.field("Level", charter.level)
    named = "; ".join(frameworks.sources[source].title for source in charter.named_in)
    page.field("Named in", named or None)
    if charter.names_i18n:
        page.heading("Names in other languages (unofficial unless the source says so)")
        for language, name in charter.names_i18n.items():
            page.field(frameworks.names.languages.get(language, language), name)


def _who(page: Page, charter: Framework, frameworks: Frameworks) -> None:
    members, observers = charter.members, charter.observers
    page.heading("Members")
    page.paragraph(f"{member_heading(members)}: {parties(members.codes, charter, frameworks)}.")
    if members.founders:
        page.paragraph(f"Founders: {parties(members.founders, charter, frameworks)}.")
    page.paragraph(members.note)
    page.paragraph(CODES)
    page.heading("Observers and others present")
    page.paragraph(parties(observers.codes, charter, frameworks) or NONE_LISTED)
    page.paragraph(observers.note)


def _how(page: Page, charter: Framework, cites: Cites) -> None:
    rule = charter.decision_rule
    page.heading("How it works")
    page.field("Decision rule", f"{word(rule.mode)} {cites.mark(rule.confidence, rule.sources)}")
    page.field("", rule.text)
    page.field("Silence", f"silence procedure: {silence(rule.silence_procedure)}")
    page.field("Minus", rule.minus)
    page.field("Chair", f"{word(charter.chair.mode)}: {charter.chair.text}")
    page.field("Secretariat", charter.secretariat)


def _basket(basket: Basket, charter: Framework, frameworks: Frameworks, cites: Cites) -> str:
    led = f"; chaired by {parties(basket.leads, charter, frameworks)}" if basket.leads else ""
    note = f". {basket.note}" if basket.note is not None else ""
    return f"{basket.title} ({word(basket.kind)}{led}){note} {cites.mark(basket.confidence)}"


def _document(document: Document, cites: Cites) -> str:
    symbol = f", {document.symbol}" if document.symbol is not None else ""
    gist = f". {document.gist}" if document.gist is not None else ""
    mark = cites.mark(document.confidence, document.sources)
    return f"{day(document.date)}: {document.title}{symbol}{gist} {mark}"


def _event(event: Event, cites: Cites) -> str:
    return f"{day(event.date)}: {event.event} {cites.mark(event.confidence, event.sources)}"


def _commitments(page: Page, charter: Framework, frameworks: Frameworks, cites: Cites) -> None:
    page.heading("Commitments")
    if not charter.commitments:
        page.lines.append(f"- {NONE_LISTED}")
    for commitment in charter.commitments:
        first, *rest = _commitment(commitment, charter, frameworks, cites)
        page.lines += wrap(first, page.width, "- ", "  ")
        for line in rest:
            page.lines += wrap(line, page.width, "    ", "      ")


def _commitment(
    commitment: Commitment, charter: Framework, frameworks: Frameworks, cites: Cites
) -> Iterable[str]:
    yield commitment.text
    yield f"by: {parties(commitment.by, charter, frameworks)}"
    if commitment.document_date is not None:
        yield f"document of: {day(commitment.document_date)}"
    if commitment.due is not None:
        yield f"due: {due(commitment.due)}"
    if commitment.reciprocal is not None:
        yield f"in return for: {commitment.reciprocal}"
    mark = cites.mark(commitment.confidence, commitment.sources)
    note = f". {commitment.note}" if commitment.note is not None else ""
    yield f"{NOTE} on the outcome: {word(commitment.outcome)}{note} {mark}"


def _terms(page: Page, charter: Framework, frameworks: Frameworks) -> None:
    page.heading(f"Disputed terms ({NOTE}: readings in the compiler's words, no quotations)")
    if not charter.disputed_terms:
        page.lines.append(f"- {NONE_LISTED}")
    for term in charter.disputed_terms:
        page.lines += ["", *wrap(f"“{term.term}”", page.width)]
        page.lines += _readings(term, charter, frameworks, page.width)


def _readings(
    term: DisputedTerm, charter: Framework, frameworks: Frameworks, width: int
) -> list[str]:
    """Each party's reading beside the others', or below where the terminal is too narrow."""
    cells = [
        [
            f"{party(gloss.by, charter, frameworks)}:",
            gloss.gloss,
            f"(confidence {gloss.confidence.value})",
        ]
        for gloss in term.positions
    ]
    cell = (width - len(GAP) * (len(cells) - 1)) // len(cells)
    if cell >= NARROW_CELL:
        return across(cells, [cell] * len(cells))
    return [line for one in cells for text in one for line in wrap(text, width)]


def _relations(charter: Framework, frameworks: Frameworks) -> Iterable[str]:
    named = {one.id: f"{one.short_name} ({one.id})" for one in frameworks.charters}
    for relation in charter.relations:
        note = f": {relation.note}" if relation.note is not None else ""
        yield f"{word(relation.type)} {named[relation.target]}{note}"
    for other in frameworks.charters:
        for relation in other.relations:
            if relation.target == charter.id:
                yield f"the charter of {named[other.id]} says: {word(relation.type)} this one"


def _sources(page: Page, charter: Framework, cites: Cites) -> None:
    page.heading("Sources")
    for source in charter.sources:
        page.source(source, cites)
