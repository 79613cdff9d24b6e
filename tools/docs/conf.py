# noqa: INP001 - a script, not a package
"""How Sphinx makes a site of the documentation: what it reads, and how the pages look.

`tools.build_docs` calls it. What Markdown needs on the way stands in `tools.docs.pages`.
"""

from __future__ import annotations

from importlib.metadata import version as version_of
from pathlib import Path

project = "Dipoli"
version = release = version_of("dipoli")
language = "en"
extensions = ["myst_parser", "tools.docs.pages"]
root_doc = "README"
source_suffix = {".md": "markdown", ".ipynb": "markdown"}
templates_path = ["templates"]
html_static_path = ["static"]

smartquotes = False  # what is quoted stands as it was written
highlight_language = "text"
myst_heading_anchors = 4  # the anchors that code hosts give to headings
keep_warnings = False

html_theme = "furo"
html_title = "Dipoli"
html_css_files = ["pages.css"]
html_js_files = ["pages.js"]
html_theme_options: dict[str, list[str]] = {"top_of_page_buttons": []}
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_use_index = False
html_search_scorer = str(Path(__file__).with_name("scorer.js"))
html_show_search_summary = False  # a page opened as a file cannot read others
