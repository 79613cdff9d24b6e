# noqa: INP001 - a script, not a package
"""Notebooks of the documentation: run as a reader would run them, and written as pages."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_STYLE = re.compile(r"<style.*?</style>", re.DOTALL)
_CHART = "The chart that the cell above draws."
_SCROLLED = '<div class="table-wrapper shown">'
_FRAME = re.compile(r' border="1"| style="[^"]*"')


def run(notebook: Path, to: Path) -> None:
    """Run a notebook in its own folder, and keep it elsewhere with what it showed.

    Raises:
        CellExecutionError: a cell fails; it is told which.
    """
    import nbformat  # noqa: PLC0415 - only where notebooks are run
    from nbclient import NotebookClient  # noqa: PLC0415 - the same
    from traitlets.config import Config  # noqa: PLC0415 - the same

    text = notebook.read_text(encoding="utf-8")
    opened = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    where = {"metadata": {"path": str(notebook.parent)}}
    with tempfile.TemporaryDirectory() as place:
        # sockets in a folder of its own, and no port that others on the machine could reach
        over = Config({"KernelManager": {"transport": "ipc", "ip": f"{place}/kernel"}})
        NotebookClient(
            opened, timeout=900, kernel_name="python3", resources=where, config=over
        ).execute()
    done = nbformat.writes(opened)  # type: ignore[no-untyped-call]
    (to / notebook.name).write_text(done, encoding="utf-8")


def written(notebook: Mapping[str, Any]) -> str:
    """A notebook as Markdown, with what its cells showed where it was run."""
    return "\n\n".join(part for cell in notebook["cells"] for part in _cell(cell)) + "\n"


def _cell(cell: Mapping[str, Any]) -> Iterator[str]:
    source = _text(cell["source"])
    if cell["cell_type"] != "code":
        yield source
        return
    yield f"```python\n{source}\n```"
    for output in cell.get("outputs", ()):
        yield from _output(output)


def _output(output: Mapping[str, Any]) -> Iterator[str]:
    if output["output_type"] == "stream":
        if output["name"] == "stdout":
            yield _block(_text(output["text"]))
        return
    data = output.get("data", {})
    if "text/html" in data:
        yield _table(_text(data["text/html"]))
    elif "image/png" in data:
        picture = _text(data["image/png"]).replace("\n", "")
        yield (f'<p><img class="shown" alt="{_CHART}" src="data:image/png;base64,{picture}"></p>')
    elif "text/plain" in data:
        yield _block(_text(data["text/plain"]))


def _table(html: str) -> str:
    """A table as the pages show theirs; no empty line, at which Markdown would begin anew."""
    plain = _FRAME.sub("", _STYLE.sub("", html))
    lines = [line for line in plain.splitlines() if line.strip()]
    inner = re.sub(r"</?div[^>]*>", "", "\n".join(lines))
    return f"{_SCROLLED}\n{inner.strip()}\n</div>"


def _block(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"


def _text(words: str | list[str]) -> str:
    """Text as notebooks keep it: whole, or line by line."""
    return words if isinstance(words, str) else "".join(words)
