# noqa: INP001 - a script, not a package
"""Which pictures the documentation shows, and which tests make them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

MAKER = "keep_picture"
"""A test calls it, in its own words and with the name of the picture as it stands."""
FOLDER = "DIPOLI_PICTURES"
"""In the surroundings: where pictures go. Without it no test keeps one."""

_SHOWN = re.compile(r"!\[[^\]]*\]\([^)\s]*pictures/made/([^)\s]+)\.png\)")


def shown(docs: Path) -> set[str]:
    """Names of pictures on the pages."""
    pages = sorted(docs.rglob("*.md"))
    return {name for page in pages for name in _SHOWN.findall(page.read_text(encoding="utf-8"))}


def makers(root: Path) -> dict[str, str]:
    """Each picture's name, and the test that makes it.

    Raises:
        ValueError: two tests make one picture.
    """
    found: dict[str, str] = {}
    for file in sorted((root / "tests").rglob("test_*.py")):
        text = file.read_text(encoding="utf-8")
        if MAKER not in text:
            continue
        for name, test in _kept(ast.parse(text)):
            if name in found:
                message = f"The picture {name!r} is made twice: {found[name]}, {file.name}::{test}"
                raise ValueError(message)
            found[name] = f"{file.relative_to(root)}::{test}"
    return found


def _kept(module: ast.Module) -> Iterator[tuple[str, str]]:
    for test in module.body:
        if not isinstance(test, ast.FunctionDef) or not test.name.startswith("test_"):
            continue
        for call in ast.walk(test):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == MAKER:
                name = call.args[1]
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    yield name.value, test.name
