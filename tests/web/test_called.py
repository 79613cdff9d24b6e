"""What a party wrote stands as it wrote it, and a reader is told its own names beside it."""

from __future__ import annotations

from tests.web.house import PLENARY, house, newly
from tests.web.stage import stage
from tests.web.test_walk import does

stage()

WORDS = "Ships on the Veyra Sea and in the southern gulf answer each other."


def test_a_reader_is_told_what_it_calls_what_another_named() -> None:
    with house():
        does(
            newly("XHA"),
            "text.table",
            object="T90",
            **{"f-title": "Lights", "f-symbol": "PL/90", "f-kind": "working-paper"},
            **{"f-language": "en", "f-everything": "no"},
        )
        clause = {"f-words": WORDS, "f-sort": "words"}
        does(newly("XHA"), "clause.propose", object="T90-1", **clause)
        told = {}
        for code in ("XKS", "XSE", "XHA", "SECRETARIAT"):
            twin = newly(code).twin(f"{PLENARY}/texts/T90")
            told[code] = [(one["words"], one["yours"]) for one in twin["otherwise"]]
            assert WORDS in newly(code).html(f"{PLENARY}/texts/T90")
    assert told == {
        "XKS": [("Veyra Sea", "Inner Sea"), ("Southern Gulf", "Inner Sea")],
        "XSE": [("Veyra Sea", "Southern Gulf")],
        "XHA": [("Southern Gulf", "Veyra Sea")],
        "SECRETARIAT": [],
    }
