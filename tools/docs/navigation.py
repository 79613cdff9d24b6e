# noqa: INP001 - a script, not a package
"""The navigation beside each page, written from what the READMEs list.

The theme would let Sphinx copy the whole tree for each page, and read it again as HTML: half of the
time that the site took. What stands here is what that gave, with the theme's own classes.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from html import escape
from itertools import count
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def instead(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doc: object
) -> None:
    """Before the theme takes its turn: it finds no tree to work at."""
    context["toctree"] = lambda **_asked: ""


def beside(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doc: nodes.document | None
) -> None:
    """After the theme: the tree, open at the page."""
    path = {page, *_above(app.env, page)}
    context["furo_navigation_tree"] = _list(app, app.config.root_doc, page, path, 1, count(1))


def _above(env: BuildEnvironment, page: str) -> set[str]:
    """Every page under which a page stands."""
    up = {below: one for one, held in env.toctree_includes.items() for below in held}
    found = list[str]()
    while page in up and up[page] not in found:
        page = up[page]
        found.append(page)
    return set(found)


def _list(app: Sphinx, over: str, page: str, path: set[str], level: int, boxes: count[int]) -> str:
    """What stands under a page, as a list; empty where nothing does."""
    entries, items = _entries(app.env, over), list[str]()
    for title, name in entries:
        here, at = name in path, name == page
        number = next(boxes) if app.env.toctree_includes.get(name) else 0
        under = _list(app, name, page, path, level + 1, boxes)
        classes = f"toctree-l{level}{' current' * here}{' has-children' * bool(under)}"
        address = "#" if at else app.builder.get_relative_uri(page, name)
        link = f'<a class="{"current " * at}reference internal" href="{address}">{title}</a>'
        box = _box(number, title, open_=here) if under else ""
        items.append(f'<li class="{classes}{" current-page" * at}">{link}{box}{under}</li>')
    held = "\n".join(items)
    opened = ' class="current"' * any(name in path for _, name in entries)
    return f"<ul{opened}>\n{held}\n</ul>" if items else ""


@functools.cache
def _entries(env: BuildEnvironment, name: str) -> tuple[tuple[str, str], ...]:
    """Title, as HTML, and name of each page that a page lists."""
    found = list[tuple[str, str]]()
    for tree in env.tocs[name].findall(addnodes.toctree):
        for given, below in tree["entries"]:
            found.append((escape(given) if given else _title(env.titles[below]), below))
    return tuple(found)


def _title(title: nodes.title) -> str:
    """A heading as HTML, with what is code in it as code."""
    return "".join(
        f'<code class="docutils literal notranslate"><span class="pre">{escape(one.astext())}'
        "</span></code>"
        if isinstance(one, nodes.literal)
        else escape(one.astext())
        for one in title.children
    )


def _box(number: int, title: str, *, open_: bool) -> str:
    """What opens and shuts a part of the tree."""
    name, words = f"toctree-checkbox-{number}", f"Toggle navigation of {title}"
    shown = ' checked=""' if open_ else ""
    return (
        f'<input aria-label="{words}"{shown} class="toctree-checkbox" id="{name}" name="{name}" '
        f'role="switch" type="checkbox"/><label for="{name}"><span class="icon"><svg>'
        '<use href="#svg-arrow-right"></use></svg></span></label>'
    )


HANDLERS: Mapping[int, Any] = {400: instead, 600: beside}
"""By their place beside the theme's own, which stands at 500."""
