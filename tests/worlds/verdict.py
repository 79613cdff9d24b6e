"""How a world stands: what was raised, and whether all is well."""

from __future__ import annotations

from tests.worlds.world import World


def told(world: World) -> str:
    """What was raised, for whoever reads a failing test."""
    return "\n".join(
        f"{cry.at:%H:%M:%S} {cry.code} {cry.circle}: {cry.alarm.kind.value}: {cry.alarm}"
        for cry in world.cries
    )


def all_is_well(world: World) -> None:
    """Nobody raised anything, every copy has all acts, and the newest heads are official."""
    assert world.cries == [], told(world)
    for circle, seats in world.seats.items():
        root = world.office_of(circle).office.standing.root
        for one in [world.delegations[code] for code in seats]:
            official = one.official[circle]
            assert one.standing(circle).root == root
            assert official is not None
            assert official.is_official, str(official)
