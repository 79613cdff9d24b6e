"""What a person may be in a delegation or in the secretariat, and whether that may act."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from dipoli.told import Told, tell


@frozen(kw_only=True)
class Role:
    """What somebody is in one place.

    Args:
        code: by which it is kept.
        told: as people say it.
        acts: whether who has it may act for the place; else it reads alone.
        office: whether it is one of the secretariat alone; None for one of either.
    """

    code: str
    told: Told
    acts: bool
    office: bool | None = False


ROLES: Mapping[str, Role] = {
    one.code: one
    for one in (
        Role(code="head", told=tell("head of delegation"), acts=True),
        Role(code="delegate", told=tell("delegate"), acts=True),
        Role(code="focal-point", told=tell("focal point"), acts=True),
        Role(code="expert", told=tell("expert"), acts=True),
        Role(code="secretariat", told=tell("secretariat"), acts=True, office=True),
        Role(code="facilitator", told=tell("facilitator"), acts=True, office=None),
        Role(code="reader", told=tell("reader"), acts=False, office=None),
        Role(code="observer", told=tell("observer"), acts=False),
        Role(code="witness", told=tell("witness"), acts=False, office=None),
    )
}
"""Code of a role to the role, in the order in which a form lists them."""


def roles_of(*, office: bool) -> tuple[Role, ...]:
    """The roles that a person can have in a place.

    Args:
        office: whether the place is the secretariat.
    """
    return tuple(one for one in ROLES.values() if one.office in {office, None})


def acts(role: str) -> bool:
    """Whether a role may act; one that is not known may not."""
    return role in ROLES and ROLES[role].acts
