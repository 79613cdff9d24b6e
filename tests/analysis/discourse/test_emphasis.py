"""Which points of a joint text each side takes up afterwards."""

from __future__ import annotations

import pytest
from attrs import evolve
from tests.analysis.discourse.counted import Said, Text, reading

from dipoli.analysis.discourse.counts import Reading
from dipoli.analysis.discourse.emphasis import SILENCE, emphasis
from dipoli.analysis.discourse.figures import holds, resolves

JOINT = Text(
    file="joint.txt",
    actors=("P1", "P2"),
    said=(Said(words="peace", issues=("peace",)), Said(words="trade", issues=("trade",))),
    date="2018-06-12",
    genre="joint_statement",
)


def after(actor: str, *said: Said, date: str = "2018-07") -> list[Text]:
    return [
        Text(file=f"{actor}/{date}/{n}.txt", actors=(actor,), said=said, date=f"{date}-{n + 10}")
        for n in range(8)
    ]


PEACE, TRADE = Said(words="peace", issues=("peace",)), Said(words="trade", issues=("trade",))
ARMS, THANKS = Said(words="arms", issues=("arms",)), Said(words="Thank you.")


def example() -> Reading:
    return reading(
        [
            JOINT,
            *after("P1", PEACE, THANKS, ARMS),
            *after("P2", TRADE, THANKS),
            *after("P2", PEACE, date="2018-05"),
            *after("P2", PEACE, date="2019-07"),
        ]
    )


def test_points_are_the_issues_of_the_joint_text_and_silence_is_no_rejection() -> None:
    held = example()
    told = emphasis(held, "joint.txt", 12, ("speech",))
    assert [issue for issue, _found in told.points] == ["peace", "trade"]
    rows = {(one.figure.actor, one.point): one for one in told.taken_up}
    assert set(rows) == {(actor, point) for actor in ("P1", "P2") for point in ("peace", "trade")}
    assert rows["P1", "peace"].figure.share.value == pytest.approx(1 / 3)
    assert rows["P1", "peace"].word == ""
    assert rows["P2", "peace"].figure.share.value == 0.0
    assert rows["P2", "peace"].word == SILENCE
    assert "not rejection" in SILENCE
    assert told.until == "2019-06-12"
    assert all(resolves(held.corpus, one.figure) for one in told.taken_up)
    assert all(holds(held.corpus, found) for _issue, found in told.points)


def test_two_signatories_differ_with_a_corrected_p() -> None:
    told = emphasis(example(), "joint.txt", 12, ("speech",))
    assert [one.first.issue for one in told.differences] == ["peace", "trade"]
    assert {(one.first.actor, one.second.actor) for one in told.differences} == {("P1", "P2")}
    for one in told.differences:
        assert one.raw is not None
        assert one.adjusted is not None
        assert one.raw < one.adjusted < 0.01
    assert told.differences[0].value == pytest.approx(1 / 3)


def test_who_has_no_document_afterwards_is_unread_and_not_silent() -> None:
    held = reading([JOINT, *after("P1", PEACE)])
    told = emphasis(held, "joint.txt", 12, ("speech",))
    assert told.unread == ("P2",)
    assert {one.figure.actor for one in told.taken_up} == {"P1"}


def test_documents_of_an_uncertain_day_are_left_out_and_told() -> None:
    texts = after("P1", PEACE)
    texts[0] = evolve(texts[0], date="2018")
    texts[1] = evolve(texts[1], date="2018-06-12")
    texts[2] = evolve(texts[2], date="")
    held = reading([JOINT, *texts])
    told = emphasis(held, "joint.txt", 12, ("speech",))
    assert told.undated == (texts[0].file, texts[1].file, texts[2].file)
    assert len(told.taken_up[0].figure.documents) == 5


def test_a_text_that_is_not_joint_is_refused() -> None:
    held = example()
    for asked in (("P1/2018-07/0.txt", 12, ("speech",)), ("joint.txt", 0, ("speech",))):
        with pytest.raises(ValueError, match="a joint text"):
            emphasis(held, *asked)
