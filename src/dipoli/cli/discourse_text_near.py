"""Passages by nearness, in lines for a terminal: ranks, never a figure."""

from __future__ import annotations

from collections.abc import Iterator

from dipoli.analysis.discourse.common import Encoder
from dipoli.analysis.discourse.near import Likes, Near, Suggestions
from dipoli.cli.discourse_text import Page
from dipoli.cli.discourse_words import say


def likes_text(page: Page, told: Likes, encoder: Encoder) -> Iterator[str]:
    """Passages nearest to one."""
    yield from _head(page, told, encoder, "like")
    yield say("near_to")
    yield from page.passage(told.passage, 2, _owner(told.passage.actor, told.passage.joint))
    if told.issues:
        yield from page.wrap(say("near_issues", issues=", ".join(told.issues)), 2, 4)
    yield from _found(page, told)
    yield from page.foot(told.receipt)


def suggestions_text(page: Page, told: Suggestions, encoder: Encoder) -> Iterator[str]:
    """Passages suggested for an issue."""
    yield from _head(page, told, encoder, "suggest")
    yield from page.wrap(say("suggest_head", issue=page.label(told.issue)))
    yield say("suggest_examples" if told.from_examples else "suggest_exemplars")
    for one in told.sentences:
        yield from page.wrap(f"- {one}", 2, 4)
    yield from _found(page, told)
    yield from page.foot(told.receipt)


def _head(page: Page, told: Likes | Suggestions, encoder: Encoder, command: str) -> Iterator[str]:
    yield from page.head(told.receipt, command)
    yield from page.wrap(say("near_encoder", name=encoder.name, version=encoder.version))
    yield from page.wrap(told.note)
    yield ""


def _found(page: Page, told: Likes | Suggestions) -> Iterator[str]:
    yield from page.wrap(say("near_looked", looked=f"{told.looked:,}"))
    for left in told.left_out:
        yield from page.wrap(say("near_left", count=f"{left.passages:,}", why=left.why), 2, 4)
    yield ""
    if not told.found:
        yield from page.wrap(say("near_none"))
        return
    yield say("near_found", count=f"{len(told.found):,}")
    for one in told.found:
        yield from _near(page, one)


def _near(page: Page, one: Near) -> Iterator[str]:
    owner = _owner(one.passage.actor, one.passage.joint)
    yield from page.passage(one.passage, 2, f"{one.rank}. {one.language} {owner}")
    if one.exemplar:
        yield from page.wrap(say("suggest_by", exemplar=one.exemplar), 6, 8)
    if one.unread:
        yield from page.wrap(say("suggest_unread", language=one.language), 6, 8)
    yield from page.wrap(say("near_open", file=one.passage.file, start=one.passage.start), 6, 8)


def _owner(actor: str | None, joint: tuple[str, ...]) -> str:
    return f"{actor or '+'.join(joint) or say('near_nobody')} "
