"""Files in which what a page tells can be taken away: which page has which, and how one is given.

A file holds what its reader may read, and nothing else: it is made of the same twin or the same
standing as the page, under the same rule. It is given out to be saved and never shown in its place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from dipoli.told import tell
from dipoli.web.asked import Asked, Document, Page, Twin

PAPER, _CSV, _XLSX = tell("PDF for print"), tell("CSV"), tell("Excel")
FILES: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "calendar": (("calendar_file", tell("iCalendar")),),
        "commitments": (
            ("commitments_print", PAPER),
            ("commitments_csv", _CSV),
            ("commitments_xlsx", _XLSX),
        ),
        "documents": (("documents_csv", _CSV), ("documents_xlsx", _XLSX)),
        "measures": (
            ("exchanges_csv", tell("rounds of exchange, CSV")),
            ("exchanges_xlsx", tell("rounds of exchange, Excel")),
        ),
        "meetings": (("meetings_csv", _CSV), ("meetings_xlsx", _XLSX)),
        "meeting": (("meeting_print", PAPER),),
        "text": (("text_print", PAPER), ("text_akoma", tell("Akoma Ntoso (XML)"))),
    }
)
"""Page to the files in which it can be taken away: the route of each, and its words."""


def files(asked: Asked, page: str, object_: str = "") -> list[Twin]:
    """The files of a page, as its twin lists them.

    Args:
        asked: what is asked.
        page: name of its route.
        object_: short name of what it is about; empty for a page of the whole circle.
    """
    return [{"told": told, "page": asked.page(name, object_)} for name, told in FILES.get(page, ())]


def given(title: str, data: bytes, media: str, name: str) -> Page:
    """A file, to be saved; its twin says what it is.

    Args:
        title: of what is in it.
        data: the bytes.
        media: what they are.
        name: under which it is saved.
    """
    return Page(
        title=title,
        twin={
            "name": name,
            "media": media.partition(";")[0],
            "size": len(data),
            "digest": hashlib.sha256(data).hexdigest(),
        },
        document=Document(data=data, media=media, name=name),
    )
