"""A browser test keeps a picture of what it has just proven, for the documentation.

Only where the surroundings name a folder for it; otherwise nothing is written. `make docs` runs the
tests that call this, so that no page shows what is no longer so.
"""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page
from tools.docs.pictured import FOLDER

WIDE = 1140
"""How wide the window is: wide enough for the head of a page to stand in one row."""
EDGE = 12
"""So much is shown around a part of a page, in pixels."""


def keep_picture(
    page: Page, name: str, *, of: str = "", width: int = WIDE, height: int = 700
) -> None:
    """Keep a picture, from the top of the page or of a part of it.

    Args:
        page: what the test looks at; its window is as it was afterwards.
        name: of the picture, as pages of the documentation name it.
        of: a selector; the whole window without one.
        width: of the window, in pixels.
        height: at most so much is shown, in pixels.
    """
    folder = os.environ.get(FOLDER, "")
    if not folder:
        return
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": height})
    part = page.locator(of).first.bounding_box() if of else None
    left, top = page.evaluate("[window.scrollX, window.scrollY]") if part else (0, 0)
    box = part or {"x": 0, "y": 0, "width": width, "height": height}
    edge = EDGE if part else 0
    page.screenshot(
        path=Path(folder) / f"{name}.png",
        full_page=True,
        animations="disabled",
        clip={
            "x": box["x"] + left - edge,
            "y": box["y"] + top - edge,
            "width": box["width"] + 2 * edge,
            "height": min(box["height"], height) + 2 * edge,
        },
    )
    if before:
        page.set_viewport_size(before)
