"""Convergence: three figures kept apart, common words, bridges, and what all affirm."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from attrs import evolve
from tests.analysis.discourse.counted import Said, Text, reading
from tests.analysis.discourse.meeting_campaigns import (
    divergence_is_that_of_another_implementation,
    frames_cover,
    opposed_words_are_never_offered,
    turning_the_pair_turns_the_answer,
)

from dipoli.analysis.discourse.bootstrap import Floats
from dipoli.analysis.discourse.bridges import affirmed_by_all, bridges
from dipoli.analysis.discourse.codebook import Cues, Toward
from dipoli.analysis.discourse.coding import Stance
from dipoli.analysis.discourse.common import common_words
from dipoli.analysis.discourse.converge import SILENT, TOO_THIN, converge
from dipoli.analysis.discourse.meeting import PROMPT, Meeting, meeting

SEEDS = random.Random(20).sample(range(100_000), 30)
FOR, AGAINST, IF = Stance.SUPPORTS, Stance.OPPOSES, Stance.CONDITIONAL


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sample_of_the_campaign_holds(seed: int) -> None:
    divergence_is_that_of_another_implementation(seed)
    opposed_words_are_never_offered(seed)
    turning_the_pair_turns_the_answer(seed)


def test_intervals_of_a_few_frames_hold_the_truth() -> None:
    frames_cover(1, 30)


def test_stances_meet_alike_from_both_sides_and_unknown_is_never_compatible() -> None:
    for one, other in itertools.product((None, *Stance), repeat=2):
        assert meeting(one, other) is meeting(other, one)
        if None in (one, other):
            assert meeting(one, other) is Meeting.UNKNOWN
        if meeting(one, other) is Meeting.COMPATIBLE:
            assert one is other
            assert one in (FOR, AGAINST)
    assert meeting(IF, AGAINST) is Meeting.OPPOSED
    assert meeting(IF, IF) is meeting(IF, FOR) is Meeting.CONDITIONAL


def years(actor: str, *said: Said, count: int = 12, language: str = "en") -> list[Text]:
    """The same words in a document a year."""
    return [
        Text(
            file=f"{actor}/{language}/{n}.txt",
            actors=(actor,),
            said=said,
            date=f"{2000 + n}",
            language=language,
        )
        for n in range(count)
    ]


def say(words: str, *issues: str, stance: Stance | None = FOR) -> Said:
    return Said(words=words, issues=issues, stance=stance)


def test_co_salience_is_a_ratio_of_shares_with_its_interval() -> None:
    thanks = Said(words="Thank you.")
    held = reading(
        [
            *years("P1", say("peace", "peace"), thanks),
            *years("P2", say("peace", "peace"), thanks, thanks, thanks),
        ]
    )
    (told,) = converge(held, ("P1", "P2"), "peace", "speech")
    assert told.co_salience.value == 0.5
    assert told.co_salience.interval is not None
    assert 0 < told.co_salience.interval.low < 0.5 < told.co_salience.interval.high <= 1
    assert told.share(Meeting.COMPATIBLE) == 1.0
    assert told.frame_similarity.value is None
    assert told.frame_similarity.why == TOO_THIN


def test_where_one_side_is_silent_there_is_no_ratio_and_no_pair() -> None:
    held = reading([*years("P1", say("peace", "peace")), *years("P2", Said(words="Thank you."))])
    (told,) = converge(held, ("P1", "P2"), "peace", "speech")
    assert (told.co_salience.value, told.co_salience.why) == (None, SILENT)
    assert told.share(Meeting.COMPATIBLE) is None


def test_shares_of_different_languages_are_not_compared() -> None:
    held = reading(
        [*years("P1", say("peace", "peace")), *years("P2", say("평화", "peace"), language="ko")]
    )
    assert converge(held, ("P1", "P2"), "peace", "speech") == ()
    (pair, *_rest) = common_words(held, ("P1", "P2"), "peace", "speech").compatible
    assert pair.overlap is None


def test_frames_are_alike_where_the_same_issues_stand_beside_and_apart_where_none_does() -> None:
    same = [say("a", "peace", "trade"), say("b", "peace", "rights")] * 3
    other = [say("c", "peace", "arms")] * 6
    held = reading([*years("P1", *same), *years("P2", *same), *years("P3", *other)])
    (told,) = converge(held, ("P1", "P2"), "peace", "speech")
    assert told.frame_similarity.value == pytest.approx(1.0)
    assert told.frames[0] == (("trade", 36), ("rights", 36))
    (told,) = converge(held, ("P1", "P3"), "peace", "speech")
    assert told.frame_similarity.value == pytest.approx(0.0)


def test_pairs_are_ordered_by_sub_issues_then_seeds_then_words_then_issues() -> None:
    held = reading(
        [
            Text(
                file="1.txt",
                actors=("P1",),
                said=(
                    say("peace on the river for all of the people", "peace"),
                    say("peace and fish", "peace", "fish"),
                    say("peace and trade", "peace", "trade"),
                ),
            ),
            Text(
                file="2.txt",
                actors=("P2",),
                said=(
                    say("peace on the river", "peace"),
                    say("our fish, in peace", "peace", "fish"),
                    say("peace by trade", "peace", "trade"),
                    say("no peace", "peace", "fish", stance=AGAINST),
                    say("peace, if they leave", "peace", "fish", stance=IF),
                ),
            ),
        ],
        "peace",
        "fish",
        "trade",
        parents={"fish": "peace"},
    )
    told = common_words(held, ("P1", "P2"), "peace", "speech")
    starts = [held.corpus.words(pair.other.passage) for pair in told.compatible]
    assert starts == ["our fish, in peace", "peace on the river", "peace by trade"]
    assert [pair.sub_issues for pair in told.compatible] == [("fish",), (), ()]
    assert [pair.co_issues for pair in told.compatible] == [(), (), ("trade",)]
    assert all(pair.same_seed for pair in told.compatible)
    (offered,) = told.conditional
    assert held.corpus.words(offered.other.passage) == "peace, if they leave"
    assert told.note == PROMPT


def test_only_passages_that_wish_something_are_offered_where_such_words_are_known() -> None:
    held = reading(
        [
            *years(
                "P1", say("we must have peace", "peace"), say("there was peace", "peace"), count=1
            ),
            *years("P2", say("peace they had", "peace"), say("peace must come", "peace"), count=1),
        ],
        "peace",
    )
    book = evolve(held.codebook, cues={"en": Cues(advocacy=("must",))})
    told = common_words(evolve(held, codebook=book), ("P1", "P2"), "peace", "speech")
    words = [
        held.corpus.words(one.passage) for pair in told.compatible for one in (pair.one, pair.other)
    ]
    assert words == ["we must have peace", "peace must come"]
    assert len(common_words(held, ("P1", "P2"), "peace", "speech").compatible) == 2


@pytest.mark.parametrize(
    ("naming", "offered"),
    [
        (1, ["peace and our thanks"]),
        (0, ["peace and our thanks"]),
        (-1, ["peace and our thanks", "peace, you hostile river"]),
    ],
)
def test_what_accuses_is_no_common_word_but_of_an_ill_that_must_be_named(
    naming: int, offered: list[str]
) -> None:
    mine = (say("peace, you hostile river", "peace"), say("peace and our thanks", "peace"))
    theirs = (say("peace and our river", "peace"), say("peace of the river", "peace"))
    held = reading([*years("P1", *mine, count=1), *years("P2", *theirs, count=1)], "peace")
    (issue,) = held.codebook.issues
    toward = Toward(proposition={"en": "Peace."}, naming=naming)
    book = evolve(
        held.codebook,
        cues={"en": Cues(accusation=("hostile",))},
        issues=(evolve(issue, toward=toward),),
    )
    told = common_words(evolve(held, codebook=book), ("P1", "P2"), "peace", "speech").compatible
    assert [held.corpus.words(one.one.passage) for one in told] == offered
    silent = evolve(held, codebook=evolve(book, cues={}))
    assert len(common_words(silent, ("P1", "P2"), "peace", "speech").compatible) == 2


def test_what_each_wants_for_its_own_side_is_no_common_word() -> None:
    held = reading(
        [
            *years("P1", say("our arms grow", "arms"), say("fewer arms", "arms", stance=AGAINST)),
            *years("P2", say("our arms, too", "arms"), say("no more arms", "arms", stance=AGAINST)),
        ],
        "arms",
    )
    toward = Toward(proposition={"en": "Arms should grow."}, rival=True)
    book = evolve(held.codebook, issues=(evolve(held.codebook.issues[0], toward=toward),))
    rivals = evolve(held, codebook=book)
    offered = common_words(rivals, ("P1", "P2"), "arms", "speech").compatible
    assert {pair.one.code.stance for pair in offered} == {AGAINST}
    (told,) = converge(rivals, ("P1", "P2"), "arms", "speech", draws=100)
    # Twelve passages of each stance on either side; alike are only those that are against.
    assert dict(told.stances)[Meeting.COMPATIBLE] == 12 * 12
    assert dict(told.stances)[Meeting.OPPOSED] == 3 * 12 * 12
    sides = [one.side for one in affirmed_by_all(rivals, ("P1", "P2"), "speech").found]
    assert sides == [AGAINST]
    offered = common_words(held, ("P1", "P2"), "arms", "speech").compatible
    assert {pair.one.code.stance for pair in offered} == {FOR}


class Lengths:
    """An encoder that turns a sentence into its length, and so sees no meaning at all."""

    name = "lengths"
    version = "1"
    languages: tuple[str, ...] = ("en",)

    def encode(self, sentences: list[str], language: str) -> Floats:
        """As many letters as each has."""
        assert language == "en"
        return np.array([[1.0, len(one)] for one in sentences])


def test_an_encoder_tells_a_rank_and_changes_neither_pairs_nor_order() -> None:
    one = years("P1", say("peace now", "peace"), say("peace with dignity", "peace"), count=2)
    other = years(
        "P2", say("peace for everybody on the river", "peace"), say("peace", "peace"), count=2
    )
    held = reading([*one, *other])
    plain = common_words(held, ("P1", "P2"), "peace", "speech")
    ranked = common_words(held, ("P1", "P2"), "peace", "speech", encoder=Lengths())
    assert [evolve(pair, encoder_rank=None) for pair in ranked.compatible] == list(plain.compatible)
    ranks = [pair.encoder_rank for pair in ranked.compatible]
    assert sorted(rank for rank in ranks if rank is not None) == [1, 2, 3, 4]
    assert ranked.receipt.parameters["encoder"] == "lengths 1, for a rank alone"


def test_pairs_in_a_language_that_the_encoder_does_not_read_have_no_rank() -> None:
    class Deaf(Lengths):
        languages = ("ko",)

    one = years("P1", say("peace now", "peace"), count=2)
    other = years("P2", say("peace for everybody", "peace"), count=2)
    told = common_words(reading([*one, *other]), ("P1", "P2"), "peace", "speech", encoder=Deaf())
    assert [pair.encoder_rank for pair in told.compatible] == [None, None]


def test_bridges_are_issues_beside_the_blocked_one_without_those_of_unlike_stance() -> None:
    def beside(*, trade: Stance | None, rights: Stance | None) -> Said:
        return Said(
            words="arms",
            issues=("arms", "trade", "rights"),
            apart=(("arms", AGAINST), ("trade", trade), ("rights", rights)),
        )

    held = reading(
        [
            *years("P1", beside(trade=FOR, rights=FOR), say("peace", "peace"), count=2),
            *years("P2", beside(trade=FOR, rights=AGAINST), count=1),
            *years("P3", beside(trade=IF, rights=None), count=1),
        ]
    )
    told = bridges(held, ("P1", "P2"), "arms", "speech")
    assert [(row.issue, len(row.one), len(row.other)) for row in told.found] == [("trade", 2, 1)]
    assert not told.found[0].conditional
    assert told.unread == ()
    told = bridges(held, ("P1", "P3"), "arms", "speech")
    assert [(row.issue, row.conditional) for row in told.found] == [("trade", True)]
    assert [(row.issue, len(row.unread)) for row in told.unread] == [("rights", 1)]
    assert told.note == PROMPT


def test_what_is_affirmed_by_each_needs_a_passage_of_each() -> None:
    held = reading(
        [
            *years("P1", say("peace", "peace", "trade"), count=2),
            *years("P2", say("peace", "peace"), say("arms", "arms", stance=AGAINST), count=2),
            *years("P3", say("peace", "peace", "trade"), say("none", "peace", stance=AGAINST)),
        ]
    )
    (told,) = affirmed_by_all(held, ("P1", "P2", "P3"), "speech").found
    assert (told.issue, told.side) == ("peace", FOR)
    assert [len(one) for one in told.passages] == [2, 2, 12]
    assert [len(one) for one in told.otherwise] == [0, 0, 12]
    with pytest.raises(ValueError, match="two different actors"):
        affirmed_by_all(held, ("P1", "P1"), "speech")


def test_one_actor_twice_and_issues_that_are_not_are_refused() -> None:
    held = reading(years("P1", say("peace", "peace")))
    for actors, issue in ((("P1", "P1"), "peace"), (("P1", "P2"), "weather")):
        for ask in (converge, common_words, bridges):
            with pytest.raises(ValueError, match="different actors"):
                ask(held, actors, issue, "speech")
