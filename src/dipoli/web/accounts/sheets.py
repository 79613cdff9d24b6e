"""What is shown once: a sheet of printed codes, and a code for somebody else."""

from __future__ import annotations

from django.urls import reverse

from dipoli.told import Told, tell
from dipoli.web.accounts.codes import plain
from dipoli.web.accounts.models import Account
from dipoli.web.accounts.parts import marks_at, request_of
from dipoli.web.asked import Asked, Page, Twin
from dipoli.web.route import Answered


def sheet(account: Account, codes: list[str]) -> Answered:
    """A sheet of codes, to be printed."""
    page = Page(
        title=tell("Your sheet of codes"),
        twin={
            "number": account.name,
            "codes": [f"{one[:5]} {one[5:]}" for one in codes],
            "page": reverse("account"),
        },
    )
    return Answered(page=page, template="dipoli/sheet.html")


def handed(asked: Asked, code: str, told: Told, back: str, place: Twin | None) -> Answered:
    """A code for somebody else, with the link that carries it behind its hash sign.

    What stands behind a hash sign is not sent to the site, and so stands in no log of it.

    Args:
        asked: at whose address the site is.
        code: that was made.
        told: for whom it is and how long it opens.
        back: address of the page to go on to.
        place: that it opens; None where it opens none.
    """
    link = f"{request_of(asked).build_absolute_uri(reverse('invitation'))}#{plain(code)}"
    page = Page(
        title=tell("A code to hand on"),
        marks=marks_at(asked.site, place["hall"]) if place else (),
        twin={"code": code, "link": link, "told": told, "page": back, "place": place},
    )
    return Answered(page=page, template="dipoli/handed.html")
