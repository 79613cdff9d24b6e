# noqa: INP001 - a script, not a package
"""What pages written for a code host need to become a site, done while Sphinx reads them.

The pages stay plain Markdown. On the way each README says what follows it in the navigation, in
the order of its own links, the last to each; a link to a folder leads to the README there, which
lists what lies in it; a link to a file that is no part of the documentation is told as words;
pictures are taken from where the tests of the browser laid them; notebooks become pages.
"""

from __future__ import annotations

import functools
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.search.en import SearchEnglish
from tools.docs import navigation
from tools.docs.notebooks import written

MADE = "pictures/made"
"""Below the documentation: as pages name pictures that tests make. Nothing is kept there."""
LISTED = {"measurements": "*.md", "reference/json": "*.json", "howto/files": "*.*"}
"""Folders whose README is followed by a list of the files in them, on the site alone."""
PLAIN = ("story", "csv")
"""Languages of blocks that are shown as they are."""
CONFIG = {"dipoli_pictures": "", "dipoli_notebooks": ""}
"""Folders of the pictures that tests made, and of the notebooks that were run; names in them."""

_FENCE = re.compile(r"^(?:```.*?^```$|~~~.*?^~~~$)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?P<image>!?)\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_ANCHOR = re.compile(r'<a id="([^"]+)">')
_OUTSIDE = re.compile(r"[a-z]+:|#")
_PARTS = "if (word.length > 2) {"
_PARTS_OF_ANY = r"if (word.length > 2 || /[^\u0000-\u04ff]/.test(word)) {"
"""Scripts without blanks between words, and Korean, whose words are short: parts are found too."""


class English(SearchEnglish):
    """English for the search; each word is stemmed once, and not once for each page."""

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self._stems = functools.cache(super().stem)

    def stem(self, word: str) -> str:
        """What stays of a word without its endings."""
        return self._stems(word)


def setup(app: Sphinx) -> dict[str, bool]:
    """Take part in the making of a site."""
    for name, default in CONFIG.items():
        app.add_config_value(name, default, "env")
    for name in PLAIN:
        app.add_lexer(name, TextLexer)
    app.connect("source-read", read)
    app.connect("doctree-read", with_anchors)
    for place, handler in navigation.HANDLERS.items():
        app.connect("html-page-context", handler, priority=place)
    app.connect("build-finished", finish)
    app.add_search_language(English)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


# ---------------------------------------------------------------- while a page is read


def read(app: Sphinx, docname: str, content: list[str]) -> None:
    """A page as the generator wants it."""
    page = Path(app.env.doc2path(docname))
    docs = Path(app.srcdir)
    if page.suffix == ".ipynb":
        run = Path(app.config.dipoli_notebooks or page.parent) / page.name
        content[0] = written(json.loads((run if run.exists() else page).read_text("utf-8")))
        return
    text = content[0]
    if page.name == "README.md":
        text += listed(page, docs)
        following = list(dict.fromkeys([*below(text, page)][::-1]))[::-1]
        if str(page.parent.relative_to(docs)) in LISTED:  # their names tell more than titles
            following = [f"{name} <{name}>" for name in following]
        if following:
            lines = "\n".join(following)
            text += f"\n```{{toctree}}\n:hidden:\n:titlesonly:\n\n{lines}\n```\n"
    pictures = Path(app.config.dipoli_pictures or docs / MADE)
    content[0] = outside_fences(text, lambda part: _LINK.sub(led(page, docs, pictures), part))


def outside_fences(text: str, change: Callable[[str], str]) -> str:
    """The text changed, but not what stands in its fenced blocks."""
    found = []
    at = 0
    for block in _FENCE.finditer(text):
        found += [change(text[at : block.start()]), block.group()]
        at = block.end()
    return "".join([*found, change(text[at:])])


def led(page: Path, docs: Path, pictures: Path) -> Callable[[re.Match[str]], str]:
    """What is written in place of a link of a page."""

    def write(link: re.Match[str]) -> str:
        target, mark, anchor = link["target"].partition("#")
        if not target or _OUTSIDE.match(target):
            return link.group()
        aimed = Path(os.path.normpath(page.parent / target))
        if link["image"]:
            made = docs / MADE
            if aimed.parent == made:
                aimed = pictures / aimed.name
            return f"![{link['words']}]({os.path.relpath(aimed, page.parent)})"
        if not aimed.is_relative_to(docs):
            return link["words"]
        if aimed.is_dir():
            aimed /= "README.md"
        return f"[{link['words']}]({os.path.relpath(aimed, page.parent)}{mark}{anchor})"

    return write


def below(text: str, page: Path) -> Iterator[str]:
    """Pages that stand under a README in the navigation, in the order of its links to them."""
    for link in _LINK.finditer(_FENCE.sub("", text)):
        target = link["target"].partition("#")[0]
        if not target or link["image"] or _OUTSIDE.match(target):
            continue
        aimed = Path(os.path.normpath(page.parent / target))
        if aimed.is_dir():
            aimed /= "README.md"
        beside = aimed.parent == page.parent
        under = aimed.parent.parent == page.parent and aimed.name == "README.md"
        if aimed != page and aimed.suffix in {".md", ".ipynb"} and (beside or under):
            yield str(aimed.relative_to(page.parent).with_suffix(""))


def listed(page: Path, docs: Path) -> str:
    """A list of the files beside a README that says that there is one."""
    pattern = LISTED.get(str(page.parent.relative_to(docs)))
    if pattern is None:
        return ""
    names = sorted(one.name for one in page.parent.glob(pattern) if one != page)
    return "\n" + "".join(f"- [{Path(name).stem}]({name})\n" for name in names)


def with_anchors(app: Sphinx, doctree: nodes.document) -> None:
    """Let links lead to anchors that a page sets itself, and be checked against them."""
    slugs: dict[str, Any] = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for raw in doctree.findall(nodes.raw):
        for name in _ANCHOR.findall(raw.astext()):
            slugs.setdefault(name, (raw.line or 0, name, name))


# ---------------------------------------------------------------- when all is written


def finish(app: Sphinx, exception: Exception | None) -> None:
    """A first page where one is looked for, and a search that finds parts of short words."""
    if exception or app.builder.name != "html":
        return
    out = Path(app.outdir)
    (out / "index.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Dipoli</title>'
        '<meta http-equiv="refresh" content="0; url=README.html">'
        '<p><a href="README.html">The documentation of Dipoli</a></p></html>\n',
        encoding="utf-8",
    )
    script = out / "_static" / "searchtools.js"
    text = script.read_text(encoding="utf-8")
    if text.count(_PARTS) != 1:
        message = f"{script.name} is not as it was: look for where parts of words are searched."
        raise ExtensionError(message)
    script.write_text(text.replace(_PARTS, _PARTS_OF_ANY), encoding="utf-8")
