"""What the tests of measures share: measures in force, and what is done under them."""

from __future__ import annotations

from typing import Any

from tests.forum.made import OFFICE, Desk, decide

CALENDAR: dict[str, Any] = {
    "title": "Calendar", "shape": "calendar", "trigger": "each-year", "day": "11-15",
}  # fmt: skip
ACTIVITY: dict[str, Any] = {
    "title": "Exercises", "shape": "notification", "trigger": "before-an-activity", "lead": 1008,
    "kinds": ["troops", "tanks"], "least": [9000, 250],
}  # fmt: skip
INSPECTION: dict[str, Any] = {
    "title": "Inspection", "shape": "inspection", "trigger": "on-request",
    "reply": 24, "entry": 36, "stay": 48, "report": 336, "host": 2, "requester": 1,
}  # fmt: skip
VISITS: dict[str, Any] = {
    "title": "Air bases", "shape": "invitation", "trigger": "again-and-again", "again": 100,
}  # fmt: skip
DESK: dict[str, Any] = {
    "name": "N. N.", "office": "Coast guard", "hours": "always", "channel": "radio 7",
}  # fmt: skip
ALL, ONE = "all-to-all", "one-sided"
DAY = "Its day of the year should be a day that each year has, such as 12-15"
BUT_WITH = "should be left out, except with"
LEFT_OUT = "should be left out without an activity or an event"


def adopt(desk: Desk, name: str = "M1", row: dict[str, Any] = CALENDAR, **more: Any) -> Desk:  # noqa: ANN401
    """A measure in force by a decision of the body."""
    desk.do("XBE", "measure.propose", name, **{**row, "direction": ALL, **more})
    decide(desk, f"P-{name}", "measure", name)
    desk.do(OFFICE, "measure.adopt", name, decision=f"P-{name}")
    return desk


def offer(desk: Desk, name: str = "M1", row: dict[str, Any] = CALENDAR, **more: Any) -> Desk:  # noqa: ANN401
    """A measure that XBE offers alone."""
    desk.do("XBE", "measure.offer", name, **{**row, "direction": ONE, **more})
    return desk


def later(desk: Desk, hours: int) -> str:
    """A time so many hours from now."""
    return str(desk.act(OFFICE, "meeting.cancel", deadline=hours).deadline)


def sent(desk: Desk, begins: str, name: str = "N1", **said: Any) -> Desk:  # noqa: ANN401
    desk.do("XBE", "notification.send", name, **{"measure": "M1", "begins": begins, **said})
    return desk


def asked(desk: Desk, name: str, by: str, host: str = "XBE", hours: int = 30) -> Desk:
    day = later(desk, hours)
    desk.do(by, "inspection.request", name, area="The coast", measure="M1", host=host, day=day)
    return desk


def invited(desk: Desk, **said: Any) -> Desk:  # noqa: ANN401
    usual = {"title": "The base", "sort": "visit", "guests": ["XCO", "XDE"], "place": "North"}
    begins = later(desk, 50)
    desk.do("XBE", "visit.invite", "V1", 20, **{**usual, "begins": begins, **said})
    return desk


def line(desk: Desk) -> Desk:
    desk.do("XBE", "line.open", "L1", title="The red line", ends=["XBE", "XCO"], channel="phone")
    return desk
