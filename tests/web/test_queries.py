"""What stands behind the question mark of a page stands behind that of its twin as well."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.web.moments import EXERCISE, plenary
from tests.web.stage import stage, visitor
from tests.web.walks import BY_NAME, at, twin_address

stage()
from dipoli.web.routes import ROUTES  # noqa: E402 - Django is asked after its settings

NOW = "2032-02-01T09:00:00Z"
TEXT = next(one.id for one in plenary().texts.values() if one.version > 2)
CLAUSE = plenary().texts[TEXT].clauses[-1]
MEETING = min(plenary().meetings)
BASKET = plenary().charter.baskets[0].id

ASKED = {
    "acts": f"{EXERCISE}/do?by=XNU",
    "act": f"{EXERCISE}/do/note.say?f-text=We+agree%2C+and+more",
    "basket": f"{EXERCISE}/baskets/{BASKET}?whole=yes",
    "calendar": f"{EXERCISE}/calendar?month=2031-11",
    "chair": f"{EXERCISE}/chair?beside=economy",
    "compare": f"{EXERCISE}/texts/{TEXT}/compare?old=1&new=2",
    "compare_frameworks": "/frameworks/compare?with=apec&with=helsinki-osce",
    "crisis": f"{EXERCISE}/crisis-desk?without=XOR",
    "log": f"{EXERCISE}/log?from=3&leaves=yes",
    "projector": f"{EXERCISE}/meetings/{MEETING}/projector?clause={CLAUSE}",
    "relations": f"{EXERCISE}/relations?one=XTV&other=XOR",
    "search": "/search?q=waters&kind=text&order=oldest",
    "since": f"{EXERCISE}/since?object={TEXT}",
    "text": f"{EXERCISE}/texts/{TEXT}?view=clean",
}
"""Route to an address of a page with all that it is asked."""

OF_A_HOUSE = {"act", "acts"}
"""Pages that are there where acts are entered alone; `tests.web.test_acting` asks for them."""

ON_A_WALL = {"projector"}
"""Pages for a whole room to look at; they have no foot with addresses."""

TOLD_WHOLE = {"basket"}
"""Pages that tell all they have without being asked for it, in this forum."""


def asked(address: str) -> dict[str, str]:
    """What stands behind the question mark of an address, several of one name with commas."""
    found = parse_qs(urlsplit(address).query, strict_parsing=True)
    return {name: ",".join(values) for name, values in found.items()}


def alternate(html: str) -> str:
    """The address that a page gives for itself as data."""
    found = re.search(r'<link rel="alternate" type="application/json" href="([^"]+)"', html)
    assert found is not None
    return unescape(found[1])


def test_every_page_that_is_asked_more_than_its_address_is_tried_here() -> None:
    more = {one.name for one in ROUTES if (one.asks or one.prefix) and not one.media}
    assert more == set(ASKED)


@pytest.mark.parametrize("name", sorted(ASKED.keys() - OF_A_HOUSE))
def test_the_twin_of_a_page_is_asked_what_the_page_was_asked(name: str) -> None:
    who, page = visitor("XTV"), ASKED[name]
    with at(NOW):
        html = who.html(page)
        twin = who.get(alternate(html)).json()
        assert twin == who.twin(page)
        plain = who.twin(page.partition("?")[0])
    assert (twin == plain) is (name in TOLD_WHOLE)  # so that a lost question is seen
    assert asked(alternate(html)) == asked(page)
    if name not in ON_A_WALL:
        assert alternate(html) in unescape(html.rpartition("<footer>")[2])
    assert twin["schema"] == BY_NAME[name].schema
    assert twin_address(page) is not None


def test_what_a_page_is_not_asked_is_not_carried_on() -> None:
    html = visitor("XTV").html(f"{EXERCISE}/calendar?month=2031-11&more=x")
    assert alternate(html) == f"{EXERCISE}/calendar.json?month=2031-11"
    assert "more=x" not in html
