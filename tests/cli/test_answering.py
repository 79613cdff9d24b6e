"""An answer stands, whatever becomes of the page that is drawn of it."""

from __future__ import annotations

import pytest
from tests.workbench.runs.asking import lake

from dipoli.cli import answering, answering_pages


@pytest.mark.parametrize(
    ("ending", "stopped", "fault"),
    [
        (KeyboardInterrupt(), True, ""),
        (MemoryError("too large a picture"), False, "MemoryError: too large a picture"),
    ],
)
def test_an_answer_whose_page_is_not_drawn_is_told(
    monkeypatch: pytest.MonkeyPatch, ending: BaseException, *, stopped: bool, fault: str
) -> None:
    def draw(*_of: object) -> str:
        raise ending

    monkeypatch.setattr(answering_pages, "drawn", draw)
    words = ["linkage", "CASE"]
    came = answering.answer("linkage", words, lake(), lambda _told: None)
    assert came["told"]["receipt"]
    assert came["words"]
    assert "document" not in came
    assert came.get("stopped", False) is stopped
    assert fault in came.get("fault", "")
