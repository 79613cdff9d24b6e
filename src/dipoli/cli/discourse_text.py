"""Answers over texts in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from dipoli.analysis.discourse.absent import ABSENCE, Expectation
from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.coding import Code
from dipoli.analysis.discourse.figures import Figure
from dipoli.analysis.discourse.salience import JointText
from dipoli.analysis.discourse.texts import Corpus, Passage
from dipoli.analysis.discourse.uses import ActorUses, TermUses, Use
from dipoli.analysis.receipt import Receipt
from dipoli.cli.discourse_words import say
from dipoli.codec.discourse_forms import Codes, Opened, SalienceAnswer
from dipoli.codec.discourse_json import order_of
from dipoli.report.frameworks_layout import columns, pad, wrap

_DIGITS = 12
_SCALE = 40
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


@frozen(kw_only=True)
class Page:
    """What lines are made with.

    Args:
        corpus: on which the answer rests.
        width: columns of a line.
        codebook: whose issues are told; None where there are none.
    """

    corpus: Corpus
    width: int
    codebook: Codebook | None = None

    def wrap(self, text: str, indent: int = 0, hang: int | None = None) -> list[str]:
        """A paragraph."""
        rest = indent if hang is None else hang
        return wrap(text, self.width, " " * indent, " " * rest)

    def head(self, receipt: Receipt, command: str = "") -> Iterator[str]:
        """On what the answer to a command rests."""
        yield from self.wrap(
            say(
                "corpus",
                digest=self.corpus.digest[:_DIGITS],
                documents=f"{len(self.corpus.documents):,}",
                passages=f"{len(self.corpus.passages):,}",
            )
        )
        if self.codebook is not None:
            name = f"{self.codebook.id} {self.codebook.version}"
            digest = self.codebook.digest[:_DIGITS]
            yield from self.wrap(say("codebook", codebook=name, digest=digest))
        if receipt.seed is not None:
            yield say("seed", seed=receipt.seed)
        yield from self.wrap(receipt.method)
        yield from self.wrap(order_of(command))

    def foot(self, receipt: Receipt) -> Iterator[str]:
        """What is assumed, and what must not be read out of the answer."""
        if receipt.assumptions:
            yield ""
            yield say("assumed")
        for one in receipt.assumptions:
            yield from self.wrap(f"- {one}", 2, 4)
        yield ""
        yield say("not_shown")
        for one in receipt.does_not_show:
            yield from self.wrap(f"- {one}", 2, 4)

    def passage(self, one: Passage, indent: int, lead: str = "") -> list[str]:
        """The place and the words of a passage."""
        document = self.corpus.documents[one.file]
        place = say("place", file=one.file, start=one.start, end=one.end)
        when = document.date or say("unknown")
        words = " ".join(self.corpus.words(one).split())
        told = f"{lead}{when} {place}: {words}"
        if one.repeats:
            key = "repeats_one" if one.repeats == 1 else "repeats"
            told = f"{told} [{say(key, count=f'{one.repeats:,}')}]"
        return self.wrap(told, indent, indent + 2)

    def code(self, one: Code) -> str:
        """A code in a few words."""
        stance = say("stance_unread") if one.stance is None else one.stance.value
        found = self._seed(one)
        sub = f", {say('by_sub', sub=one.sub)}" if one.sub else ""
        cue = f" ({one.cue})" if one.cue else ""
        return f"{one.issue}{sub}: {found}; {stance}{cue}"

    def _seed(self, one: Code) -> str:
        return f"{one.seed} at {one.start}-{one.end}" if one.seed else "by hand"

    def label(self, issue: str) -> str:
        """An issue's id and label."""
        for one in () if self.codebook is None else self.codebook.issues:
            if one.id == issue:
                return f"{issue}: {one.label.get('en', issue)}"
        return issue


# ---------------------------------------------------------------- codes


def codes_text(page: Page, told: Codes) -> Iterator[str]:
    """Every passage with its codes."""
    yield from page.head(told.receipt)
    carrying = sum(bool(one.codes) for one in told.passages)
    yield say("code_head", passages=f"{len(told.passages):,}", carrying=f"{carrying:,}")
    if told.nobodys:
        yield from page.wrap(say("nobodys", count=f"{told.nobodys:,}"))
    yield from _missing(page, ((one.language, one.missing) for one in told.passages))
    for one in told.passages:
        who = one.passage.actor or "+".join(one.passage.joint)
        yield ""
        yield from page.passage(one.passage, 0, f"{who} ")
        for code in one.codes:
            yield from page.wrap(page.code(code), 4, 6)
    yield from page.foot(told.receipt)


def _missing(page: Page, rows: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for language, issues in dict.fromkeys(rows):
        if issues:
            yield from page.wrap(say("no_seeds", language=language, issues=", ".join(issues)))


# ---------------------------------------------------------------- salience


def salience_text(page: Page, told: SalienceAnswer, asked: str = "") -> Iterator[str]:
    """Dots and intervals, issue by issue, each language apart."""
    salience = told.salience
    yield from page.head(salience.receipt)
    for language in dict.fromkeys(one.language for one in salience.figures):
        here = [one for one in salience.figures if one.language == language]
        yield ""
        yield from page.wrap(say("within", genre=salience.genre, language=language))
        yield from figures_text(page, here)
    if salience.undated:
        yield ""
        yield from page.wrap(say("undated", files=", ".join(salience.undated)))
    if asked:
        yield from _absent(page, asked, told.absent)
    yield from _joint(page, told.joint)
    yield from page.foot(salience.receipt)


def figures_text(page: Page, figures: Sequence[Figure]) -> Iterator[str]:
    """Figures of one genre and language on one scale, issue by issue in order of the codebook."""
    most = scale_of(figures)
    yield from page.wrap(say("scale", most=f"{100 * most:g}"))
    actors = max((columns(one.actor) for one in figures), default=0)
    for issue in dict.fromkeys(one.issue for one in figures):
        yield from page.wrap(page.label(issue))
        for one in figures:
            if one.issue == issue:
                yield from _figure(page, one, actors, most)


def scale_of(figures: Iterable[Figure]) -> float:
    """The end of the scale: the least of a few round shares that holds every interval."""
    ends = [
        one.share.value if one.share.interval is None else one.share.interval.high
        for one in figures
        if one.share.value is not None
    ]
    return next(step for step in _STEPS if step >= max(ends, default=0.0) - 1e-12)


def _figure(page: Page, one: Figure, actors: int, most: float) -> list[str]:
    lead = f"  {pad(one.actor, actors)}  "
    if one.share.value is None:
        return [f"{lead}{line}" for line in page.wrap(f"{say('unknown')}: {one.share.why}")]
    hits = len(one.evidence)
    raising = len({found.passage.file for found in one.evidence})
    counted = say(
        "counted",
        hits=f"{hits:,}",
        passages=f"{one.passages:,}",
        raising=f"{raising:,}",
        documents=f"{len(one.documents):,}",
    )
    if one.share.interval is None:
        counted = f"{counted}; {one.share.why}"
    elif one.share.interval.bound:
        counted = f"{counted}; {say('bounded')}"
    share = f"{100 * one.share.value:5.1f} %"
    line = f"{lead}{share} |{dot_and_interval(one, most)}|"
    whole = f"{line} {counted}"
    if columns(whole) <= page.width:
        return [whole]
    return [line, *page.wrap(counted, len(lead))]


def dot_and_interval(one: Figure, most: float) -> str:
    """A share and its interval as signs on a line of fixed length.

    Args:
        one: a figure whose share is known.
        most: the share at the right end.
    """
    signs = [" "] * (_SCALE + 1)

    def at(share: float) -> int:
        return round(_SCALE * min(share / most, 1.0))

    interval = one.share.interval
    if interval is not None:
        for n in range(at(interval.low), at(interval.high) + 1):
            signs[n] = "-"
        signs[at(interval.low)], signs[at(interval.high)] = "(", ")"
    assert one.share.value is not None  # noqa: S101 - asked by the caller
    signs[at(one.share.value)] = "o"
    return "".join(signs)


def _absent(page: Page, file: str, absent: Sequence[Expectation]) -> Iterator[str]:
    yield ""
    yield from page.wrap(say("absent_head", file=file))
    for told in absent:
        lead = {"actor": told.actor, "language": told.language, "of": told.others}
        if told.why:
            yield from page.wrap(say("absent_unknown", why=told.why, **lead), 2, 4)
            continue
        yield from page.wrap(say("absent_held" if told.absent else "absent_none", **lead), 2, 4)
        for one in told.absent:
            label = page.label(one.issue)
            count = say("absent", issue=label, carried=one.carried, of=told.others)
            yield from page.wrap(count, 4, 6)
        yield from _missing(page, [(told.language, told.unread)])
    if not absent:
        yield from page.wrap(say("absent_nobody"), 2)
    yield from page.wrap(ABSENCE, 2)


def _joint(page: Page, joint: Sequence[JointText]) -> Iterator[str]:
    if joint:
        yield ""
        yield say("joint_head")
    for one in joint:
        makers = ", ".join(one.makers)
        yield from page.wrap(
            say("joint", file=one.file, makers=makers, passages=one.passages), 2, 4
        )
        for issue, found in one.raised:
            yield from page.wrap(f"{page.label(issue)}: {len(found):,}", 4, 6)
        language = page.corpus.documents[one.file].language
        yield from (f"    {line}" for line in _missing(page, [(language, one.unread)]))


# ---------------------------------------------------------------- a place, a term


def opened_text(page: Page, told: Opened) -> Iterator[str]:
    """A passage with those around it."""
    when = told.date or say("unknown")
    head = f"{told.title} ({', '.join(told.actors)}; {when}; {told.genre}; {told.language})"
    yield from page.wrap(head)
    yield from page.wrap(f"{told.file}, SHA-256 {told.document}")
    for lead, passages in (("  ", told.before), ("> ", (told.passage,)), ("  ", told.after)):
        for one in passages:
            yield ""
            owner = one.actor or "+".join(one.joint) or "nobody's own"
            words = page.corpus.words(one)
            yield f"{lead}{one.start}-{one.end} ({owner}), SHA-256 {one.sha256}"
            for line in words.splitlines():
                yield from page.wrap(line, 4, 4)
    if told.parallel:
        yield ""
        yield from page.wrap(say("beside"))
    for two in told.parallel:
        document = page.corpus.documents[two.passage.file]
        yield ""
        yield from page.wrap(
            say(
                "beside_same" if two.same_text else "beside_near",
                file=two.passage.file,
                place=f"{two.passage.start}-{two.passage.end}",
                language=document.language,
                issues=", ".join(two.shared) or say("beside_none"),
            )
        )
        for line in page.corpus.words(two.passage).splitlines():
            yield from page.wrap(line, 4, 4)


def term_text(page: Page, told: TermUses) -> Iterator[str]:
    """Each actor's own uses of a term, by date."""
    yield from page.wrap(told.term)
    yield from page.head(told.receipt, "term")
    wordings = "; ".join(
        say("wording", wording=wording, languages=", ".join(languages))
        for wording, languages in told.wordings
    )
    yield from page.wrap(say("searched", wordings=wordings))
    for actor in told.actors:
        yield ""
        yield actor.actor
        yield from _uses(page, actor)
    if told.joint:
        yield ""
        yield say("term_joint")
        yield from _listed(page, told.joint)
    yield from page.foot(told.receipt)


def _uses(page: Page, actor: ActorUses) -> Iterator[str]:
    if actor.searched and not actor.uses:
        yield from page.wrap(say("uses_none", searched=f"{actor.searched:,}"), 2, 4)
    elif not actor.searched:
        key = "uses_unsearched" if actor.unknown else "actor_none"
        yield from page.wrap(say(key), 2, 4)
    yield from _listed(page, actor.uses)
    if actor.unknown and actor.searched:
        yield from page.wrap(say("uses_unknown", languages=", ".join(actor.unknown)), 2, 4)


def _listed(page: Page, uses: Sequence[Use]) -> Iterator[str]:
    for one in uses:
        yield from page.passage(one.passage, 2, f"[{one.wording}] ")
