"""Stance: how the speaker stands to the proposition of an issue.

A stance that is not read is None, which is unknown and not "none": so it is in a language for
which the codebook has no cues.
"""

from __future__ import annotations

from dipoli.analysis.discourse.codebook import Codebook
from dipoli.analysis.discourse.coding import Code


def read(
    words: str,  # noqa: ARG001 - what is read once there are cues
    offset: int,  # noqa: ARG001 - the same
    codes: tuple[Code, ...],
    codebook: Codebook,  # noqa: ARG001 - the same
    language: str,  # noqa: ARG001 - the same
) -> tuple[Code, ...]:
    """The same codes with their stance, as far as it is read.

    Args:
        words: of the passage, as they came.
        offset: of the passage in its document.
        codes: of the passage.
        codebook: with cues and propositions.
        language: ISO 639-1.
    """
    return codes
