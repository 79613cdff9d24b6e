"""From a drawing to SVG that lives inside a page: small, still, accessible, and the same each time.

The drawing library writes a file of its own. What a page does not need is taken out (prologue,
metadata, global style, fixed size), ids get a prefix of the chart so that two charts never share
one, and a title and a description are put in for those who hear the page. Letters are set as text
of the page, in the page's own fonts, so that they can be read aloud, searched and copied.

The library takes half a second to load, and is loaded when something is drawn: many that tell of a
drawing never draw.
"""

from __future__ import annotations

import enum
import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.path import Path

INK = "#1b1b1b"
GREY = "#5c5c5c"
PALE = "#c9c9c9"
FAINT = "#ececec"


NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}


@frozen(kw_only=True)
class Words:
    """What a chart is called and what it holds, for those who hear it."""

    title: str
    description: str


class Anchor(enum.Enum):
    """Which end of a line of letters stands at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@frozen(kw_only=True)
class Letters:
    """A line of letters in a chart.

    Args:
        x: place from the left, in pixels.
        y: foot of the letters from the top, in pixels.
        text: what is written.
        size: of the letters, in pixels.
        anchor: which end stands at ``x``.
        bold: whether the letters are bold.
        quiet: whether they are grey.
        clear: whether the ground around them is kept clear of lines.
    """

    x: float
    y: float
    text: str
    size: float
    anchor: Anchor = Anchor.START
    bold: bool = False
    quiet: bool = False
    clear: bool = False

    def to_svg(self) -> Markup:
        """The line as an element of SVG."""
        looks = (("q", self.quiet), ("c", self.clear))
        look = " ".join(name for name, on in looks if on)
        # Attributes, since a layout engine for paper asks no style of the page for a drawing.
        said = {
            "text-anchor": "" if self.anchor is Anchor.START else self.anchor.value,
            "font-weight": "600" if self.bold else "",
            "class": look,
        }
        more = Markup().join(
            Markup(' {}="{}"').format(name, value) for name, value in said.items() if value
        )
        return Markup('<text x="{:.1f}" y="{:.1f}" font-size="{:g}"{}>{}</text>').format(
            self.x, self.y, self.size, more, self.text
        )


Points = Sequence[tuple[float, float]]


@frozen
class Outline:
    """A shape of closed parts, in units of the size of a mark."""

    parts: tuple[Points, ...]


Shape = str | Outline | tuple[int, int, float]
"""The shape of a mark: its letter in the library, its outline, or points and turn of a star."""


@frozen(kw_only=True)
class Sheet:
    """An empty drawing, one unit to a pixel, counted from its upper left corner.

    Everything of one look is drawn as one shape, which keeps a page small and quick.
    """

    width: float
    height: float
    figure: Figure

    def stroke(self, lines: Sequence[Points], **look: object) -> None:
        """Draw lines of one look."""
        self._add([_path(line, close=False) for line in lines], {"fc": "none", **look})

    def fill(self, shapes: Sequence[Points], **look: object) -> None:
        """Draw closed shapes of one look."""
        self._add([_path(shape, close=True) for shape in shapes], look)

    def mark(self, places: Points, shape: Shape, size: float, **look: object) -> None:
        """Draw marks of one shape, size in pixels, and look."""
        from matplotlib.markers import MarkerStyle  # noqa: PLC0415 - see the head of this file
        from matplotlib.path import Path  # noqa: PLC0415 - the same
        from matplotlib.transforms import Affine2D  # noqa: PLC0415 - the same

        if isinstance(shape, Outline):
            parts = [Path([*one, one[0]], closed=True) for one in shape.parts]
            style = MarkerStyle(Path.make_compound_path(*parts))
        else:
            style = MarkerStyle(shape)
        upright = Affine2D(style.get_transform().get_matrix()).scale(size, -size)
        outline = style.get_path().transformed(upright)
        moves = [Affine2D().translate(x, y) for x, y in places]
        self._add([outline.transformed(move) for move in moves], look)

    def _add(self, paths: Sequence[Path], look: Mapping[str, object]) -> None:
        from matplotlib.patches import PathPatch  # noqa: PLC0415 - see the head of this file
        from matplotlib.path import Path  # noqa: PLC0415 - the same
        from matplotlib.transforms import Affine2D  # noqa: PLC0415 - the same

        if paths:
            patch = PathPatch(Path.make_compound_path(*paths), **look)
            patch.set_transform(Affine2D().scale(1, -1).translate(0, self.height))
            self.figure.add_artist(patch)


def new_sheet(width: float, height: float) -> Sheet:
    """An empty drawing of this size, in pixels."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - see the head of this file

    figure = Figure(figsize=(width / 72, height / 72), dpi=72)
    figure.patch.set_visible(False)
    return Sheet(width=width, height=height, figure=figure)


def box(left: float, top: float, width: float, height: float) -> Points:
    """The corners of a rectangle."""
    right, foot = left + width, top + height
    return [(left, top), (right, top), (right, foot), (left, foot)]


def _path(points: Points, *, close: bool) -> Path:
    from matplotlib.path import Path  # noqa: PLC0415 - see the head of this file

    lines = [int(Path.LINETO)] * (len(points) - 1)
    if close:
        return Path([*points, points[0]], [int(Path.MOVETO), *lines, int(Path.CLOSEPOLY)])
    return Path(list(points), [int(Path.MOVETO), *lines])


def to_svg(sheet: Sheet, prefix: str, words: Words, letters: Sequence[Letters] = ()) -> Markup:
    """Write a figure as SVG for the inside of a page.

    Args:
        sheet: the drawing.
        prefix: put before every id; different for every chart of a page.
        words: title and description.
        letters: what is written in the drawing.

    Returns:
        One ``svg`` element, which scales to the width it is given.
    """
    import matplotlib as mpl  # noqa: PLC0415 - see the head of this file

    text = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "dipoli", "hatch.linewidth": 0.7}):
        sheet.figure.savefig(text, format="svg", metadata=NO_METADATA)
    lettering = Markup("\n").join(line.to_svg() for line in letters)
    return Markup(_for_page(text.getvalue(), prefix, words, lettering))  # noqa: S704 - built and escaped here


def _for_page(text: str, prefix: str, words: Words, lettering: Markup) -> str:
    head, inner = text[text.index("<svg") : text.rindex("</svg>")].split(">", 1)
    box_found = re.search(r'viewBox="[^"]*"', head)
    if box_found is None:
        message = "the drawing library wrote an SVG without a viewBox"
        raise RuntimeError(message)
    for pattern, instead in CLEANING:
        inner = re.sub(pattern, instead.format(prefix=prefix), inner, flags=re.DOTALL)
    return (
        f'<svg class="chart" {box_found.group(0)} role="img" '
        f'aria-labelledby="{prefix}-t {prefix}-d" preserveAspectRatio="xMinYMin meet">'
        f'<title id="{prefix}-t">{escape(words.title)}</title>'
        f'<desc id="{prefix}-d">{escape(words.description)}</desc>{inner}{lettering}</svg>'
    )


CLEANING = (
    (r"<metadata>.*?</metadata>", ""),
    (r"<defs>\s*<style.*?</style>\s*</defs>", ""),
    (r"<!--.*?-->", ""),
    (r'<g id="[A-Za-z0-9.]+_\d+">', "<g>"),
    ("xlink:href=", "href="),
    (r'\bid="', 'id="{prefix}-'),
    ('href="#', 'href="#{prefix}-'),
    (r"url\(#", "url(#{prefix}-"),
    (r"(\d+\.\d)\d+", r"\1"),
    (r"\s*\n\s*", "\n"),
)
"""What is taken out of the library's file or changed in it, in this order."""
