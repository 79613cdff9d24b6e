"""Every route of the site, in one table: address, rule of access, page and template, or action.

A page without a row here does not exist, and no row goes without a rule. The JSON twin of each
stands at the same address with ``.json`` behind it. The order is that of the menu of a circle.
"""

from __future__ import annotations

from dipoli.web import attaching, certifying, handing_in, own_signing, preparing, signing, sitting
from dipoli.web.accounts import rows as accounts
from dipoli.web.pages import (
    access,
    acting,
    alarm,
    baskets,
    briefing,
    calendar,
    cases,
    chair,
    channels,
    circle,
    commitments,
    crisis,
    decisions,
    delegation,
    directory,
    exchanges,
    formality,
    front,
    hall,
    hand_ups,
    languages,
    library,
    live,
    matters,
    measures,
    meetings,
    offices,
    own_node,
    private,
    programs,
    projector,
    record,
    relations,
    rulebooks,
    second,
    silences,
    summits,
    terms,
    texts,
    today,
)
from dipoli.web.route import Action, Route

ROUTES: tuple[Route, ...] = (
    *front.ROUTES,
    *today.ROUTES,
    *live.ROUTES,
    *hall.ROUTES,
    *circle.ROUTES,
    *acting.ROUTES,
    *second.ROUTES,
    *handing_in.ROUTES,
    *briefing.ROUTES,
    *baskets.ROUTES,
    *meetings.ROUTES,
    *projector.ROUTES,
    *calendar.ROUTES,
    *chair.ROUTES,
    *texts.ROUTES,
    *attaching.ROUTES,
    *decisions.ROUTES,
    *silences.ROUTES,
    *commitments.ROUTES,
    *channels.ROUTES,
    *measures.ROUTES,
    *exchanges.ROUTES,
    *crisis.ROUTES,
    *terms.ROUTES,
    *relations.ROUTES,
    *hand_ups.ROUTES,
    *offices.ROUTES,
    *summits.ROUTES,
    *matters.ROUTES,
    *delegation.ROUTES,
    *formality.ROUTES,
    *directory.ROUTES,
    *record.ROUTES,
    *access.ROUTES,
    *alarm.ROUTES,
    *private.ROUTES,
    *own_node.ROUTES,
    *library.ROUTES,
    *rulebooks.ROUTES,
    *cases.ROUTES,
    *accounts.ROUTES,
    *languages.ROUTES,
    *programs.ROUTES,
)

ACTIONS: tuple[Action, ...] = (
    *sitting.ACTIONS,
    *languages.ACTIONS,
    *preparing.ACTIONS,
    *signing.ACTIONS,
    *certifying.ACTIONS,
    *handing_in.ACTIONS,
    *alarm.ACTIONS,
    *attaching.ACTIONS,
    *accounts.ACTIONS,
    *own_signing.ACTIONS,
    *private.ACTIONS,
    *own_node.ACTIONS,
)
"""Everything that can be done on the site, each with its rule."""

PAGES = {sort: route.name for route in ROUTES for sort in route.sorts}
"""Sort of a thing to the route of its own page; the others have that of a thing by its name."""
