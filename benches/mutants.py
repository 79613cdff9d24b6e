"""Mutants: one small fault at a time is put into a room's code, and a test must notice.

Every test of the room is run once, to learn which functions it reaches. Each mutant then
runs in a fork: the changed function takes the place of the old one, and the tests that reach it
run, the fastest first, until one fails. A mutant that no test notices has survived. Some cannot be
noticed, since they do the same in another way: they are listed with the reason, and count as
survivors. Resumable: each verdict is saved at once.

    python -m benches.mutants record                 every module of the record
    python -m benches.mutants record tree note       these modules
    python -m benches.mutants forum                  every function of the forum
    python -m benches.mutants forum --sample 300 --seed 2   some, of all modules, drawn by a seed

Only the first and the third leave a table in docs/measurements. Of the forum only functions count:
what its modules say outside them, the tables and presets, is judged by benches.forum_mutants.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import hypothesis
from benches.judging import judge
from benches.ledger import ROOT, Ledger
from benches.mutations import Mutant, mutants
from benches.reached import reach
from benches.rooms import ROOMS, Room
from benches.survivors import REASONS

_ALL = "all modules"


def main() -> int:
    """Judge every mutant that was not judged yet and leave the table.

    Returns:
        0 when the room's share of all mutants is killed, 1 otherwise.
    """
    asked = _asked()
    room = ROOMS[asked.room]
    some = asked.sample is not None
    ending = f"-sample-{asked.seed}" if some else ""
    ledger = Ledger(name=f"{room.table}{ending}-each", title=f"{room.title}, each")
    due = of_room(room, asked.modules)
    if some:
        due = sample(due, asked.sample, asked.seed)
    for one in due:
        if one.name in REASONS[room.name]:  # none of the killed, so it need not run again
            ledger.rows.setdefault(one.name, {"verdict": "survived", "seconds": 0.0})
    left = [one for one in due if one.name not in ledger.rows]
    if left:
        judge(left, reach(room), ledger, room)
    told = _summary(room, {one.name: ledger.rows[one.name] for one in due})
    print(told.table())
    if some:
        ledger.path.unlink(missing_ok=True)
    elif not asked.modules:
        print(f"written to {told.write().relative_to(ROOT)}")
    share = float(str(told.rows[_ALL]["share"]))
    print(f"{len(due)} mutants, {share} % killed; owed: {room.share} %")
    return int(share < room.share)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("room", choices=ROOMS)
    parser.add_argument("modules", nargs="*", help="these alone, and leave no table")
    parser.add_argument("--sample", type=int, help="so many of them, and leave no table")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    unknown = {*asked.modules} - {path.stem for path in ROOMS[asked.room].modules}
    if unknown:
        parser.error(f"no module of the {asked.room}: {', '.join(sorted(unknown))}")
    return asked


def of_room(room: Room, modules: Sequence[str] = ()) -> list[Mutant]:
    """Every mutant of a room that counts, or of some of its modules."""
    paths = [path for path in room.modules if path.stem in modules or not modules]
    return [one for path in paths for one in mutants(path) if one.body or not room.bodies]


def sample(due: Sequence[Mutant], most: int, seed: int) -> list[Mutant]:
    """So many mutants, drawn by a seed, of each module about as large a share.

    Those of a module are shuffled and spread evenly from 0 to 1, from a beginning drawn by the
    seed; the lowest of all modules together are the sample.
    """
    dice = random.Random(seed)
    modules: dict[str, list[Mutant]] = defaultdict(list)
    for one in due:
        modules[one.path.stem].append(one)
    places: dict[str, float] = {}
    for ours in modules.values():
        start = dice.random()
        for at, one in enumerate(dice.sample(ours, len(ours))):
            places[one.name] = (at + start) / len(ours)
    kept = {*sorted(places, key=places.__getitem__)[:most]}
    return [one for one in due if one.name in kept]


def _summary(room: Room, rows: Mapping[str, Mapping[str, object]]) -> Ledger:
    """All modules, one row for each, then one for each survivor with its reason."""
    told = Ledger(name=room.table, title=room.title)
    told.rows = {}
    counts: dict[str, Counter[str]] = {}
    for name, row in rows.items():
        for module in (_ALL, name.split(":")[0]):
            counts.setdefault(module, Counter())[str(row["verdict"])] += 1
    for module, count in counts.items():
        killed = count["killed"] + count["without end"]
        told.rows[module] = {
            "mutants": count.total(),
            "killed": killed,
            "of them without end": count["without end"],
            "share": round(100 * killed / count.total(), 1),
            "survived": count["survived"],
        }
    for name, row in rows.items():
        if row["verdict"] == "survived":
            reason = REASONS[room.name].get(name, "not noticed by any test")
            told.rows[name.replace("|", "\\|")] = {"survived": 1, "reason": reason}
    return told


def _settle() -> None:
    """The same examples for every mutant, and fewer of them."""
    hypothesis.settings.register_profile(
        "mutants", max_examples=40, deadline=None, database=None, derandomize=True,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    hypothesis.settings.load_profile("mutants")


if __name__ == "__main__":
    _settle()
    sys.exit(main())
