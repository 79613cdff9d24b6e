"""Whether a circle is a reader's to read: by who sits in it, and by its own charter."""

from __future__ import annotations

import pytest
from tests.web.stage import made, stage, visitor

stage()
from dipoli.web.asked import Asked  # noqa: E402 - Django is asked after its settings
from dipoli.web.pages.hall import hall as page  # noqa: E402
from dipoli.web.policy import admitted  # noqa: E402
from dipoli.web.reader import Reader  # noqa: E402
from dipoli.web.site import Hall, Site  # noqa: E402

SITE: Site = made()
HERE = SITE.halls["exercise"].rooms
REPLAY = SITE.halls["six-party-talks"].plenary
NOBODY = Reader()


def test_a_visitor_reads_what_was_compiled_and_nothing_else() -> None:
    assert admitted(NOBODY, REPLAY) is not None
    assert not [name for name, room in HERE.items() if admitted(NOBODY, room) is not None]


@pytest.mark.parametrize("code", ["XTV", "SECRETARIAT"])
def test_a_place_in_one_forum_opens_no_other(code: str) -> None:
    elsewhere = Reader(code=code, hall="early")
    assert admitted(elsewhere, HERE["plenary"]) is None
    assert admitted(Reader(code=code, hall="exercise"), HERE["plenary"]) is not None


def test_the_secretariat_reads_no_circle_that_is_sealed_against_it() -> None:
    office = Reader(code="SECRETARIAT", hall="exercise")
    assert admitted(office, HERE["economy"]) is not None
    assert admitted(office, HERE["offices-xks"]) is None
    assert admitted(Reader(code="XKS", hall="exercise"), HERE["offices-xks"]) is not None


def test_a_circle_beside_a_compiled_one_is_not_public_for_that() -> None:
    rooms = {"plenary": REPLAY, "economy": HERE["economy"]}
    mixed = Hall(name="mixed", rooms=rooms)
    asked = Asked(
        site=SITE,
        reader=NOBODY,
        now="2026-01-01T00:00:00Z",
        words={},
        query={},
        hall=mixed,
        room=REPLAY,
        read=admitted(NOBODY, REPLAY),
    )
    assert page(asked).twin["bodies"] == []


def test_who_may_not_act_finds_no_form() -> None:
    assert visitor().get("/forums/six-party-talks/plenary/do").status_code == 404
    # On stage nothing is entered: the forms are as if there were none.
    assert visitor("XTV").get("/forums/exercise/plenary/do").status_code == 404
