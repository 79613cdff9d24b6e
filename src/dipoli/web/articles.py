"""Articles of a circle's charter, as pages cite them."""

from __future__ import annotations

from collections.abc import Iterable

from dipoli.charter.points import Point
from dipoli.web.asked import Asked, Twin


def article(asked: Asked, point: Point) -> Twin:
    """The article of this charter that settles a point."""
    one = asked.forum.charter.article(point)
    return {"number": one.number, "text": one.text}


def articles(asked: Asked, points: Iterable[Point]) -> list[Twin]:
    """Articles that settle some points, each once, in the order of the charter."""
    wanted = set(points)
    return [
        {"number": one.number, "text": one.text}
        for one in asked.forum.charter.articles
        if wanted & set(one.settles)
    ]
