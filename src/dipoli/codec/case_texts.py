"""A case as the texts of its papers, in memory: what `write_case` would write, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping

from dipoli.analysis.case import Case
from dipoli.codec.case_held import Looked, look
from dipoli.codec.case_papers import TIMELINE
from dipoli.codec.case_writer import papers_of, timeline_text, yaml_text


def case_texts(case: Case) -> dict[str, str]:
    """The text of each paper of a case, by its name in the folder."""
    made = {name: yaml_text(paper, case.mark) for name, paper in papers_of(case).items()}
    if case.timeline:
        made[TIMELINE] = timeline_text(case.timeline)
    return dict(sorted(made.items()))


def read_texts(texts: Mapping[str, str]) -> Looked:
    """The case of such texts, with its digest, or every fault in it; nothing goes to a disk."""
    return look({name: text.encode() for name, text in texts.items()})
