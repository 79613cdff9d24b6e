"""A made-up bargain of a stated size as a case folder, for commands."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve
from benches.bargain import Bargain, bargain
from tests.generators import SET
from tests.report.pages import change_texts

from dipoli.analysis.case import Agreement, Case, ChannelState, Position, Seen
from dipoli.codec.case_folder import read_case
from dipoli.codec.case_writer import write_case
from dipoli.codec.interchange.scenario_case import no_exposure, party_codes

_LAKE = Path(__file__).resolve().parents[2] / "cases" / "lake"


def bargain_folder(size: Bargain, seed: int, folder: Path) -> Case:
    """Write a bargain where a command can read it; its codes and its source are as papers ask.

    Args:
        size: how large; without bodies.
        seed: any whole number.
        folder: is made.

    Returns:
        The case as it is read back: a set of outcomes, as reservation values are stated in it.
    """
    case = bargain(size, seed)
    codes = dict(zip(case.members, party_codes(len(case.members)), strict=True))
    renamed = change_texts(case, lambda text: codes.get(text, text))
    return write_case(
        evolve(
            renamed,
            exercise=True,
            title="An exercise: a made-up bargain",
            position_sets=tuple(
                evolve(one, agreement=Agreement.OUTCOMES) for one in case.position_sets
            ),
            positions={
                SET: {
                    code: _stated(case, position)
                    for code, position in renamed.positions[SET].items()
                }
            },
            sources=(evolve(read_case(_LAKE).sources[0], id="s"),),
            exposure_limits=no_exposure(renamed.members),
            channel_states={one.value: "not used" for one in ChannelState},
            seen_values={one.value: "of a document" for one in Seen},
        ),
        folder,
    )


def _stated(case: Case, position: Position) -> Position:
    return evolve(
        position,
        agreement=Agreement.OUTCOMES,
        reservation=evolve(position.reservation, rule="stated"),
        basket_importance={one.id: len(case.issues_of(one.id)) for one in case.baskets},
    )
