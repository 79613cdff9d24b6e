"""The style of the site's pages, put together of its parts."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "dipoli" / "style"
STYLE = "".join(path.read_text("utf-8") for path in sorted(FOLDER.glob("*.css")))
"""All parts as one, in the order of their names."""
