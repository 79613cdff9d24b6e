"""Coming in by passkeys in a real browser, with a device that the browser plays itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page
from tests.web.accounts.desk import accounts, place
from tests.web.browser import NARROW, WIDE, address, browser
from tests.web.stage import stage

stage()
from django.test import override_settings  # noqa: E402 - Django is asked after its settings

from dipoli.web.accounts import invitations  # noqa: E402
from dipoli.web.accounts.models import Account, Stay  # noqa: E402

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],  # what holds is not told: half the work
}
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
AS_SECURE = {
    "SESSION_COOKIE_NAME": "__Host-dipoli-seat",
    "CSRF_COOKIE_NAME": "__Host-dipoli-form",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "CSRF_COOKIE_SAMESITE": "Lax",
}


@pytest.fixture(autouse=True)
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Accounts with the cookies of a real site; the browser's loop does not keep Django away."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with accounts(), override_settings(**AS_SECURE):
        yield


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all."""
    with browser() as opened:
        yield opened


@contextmanager
def person(chromium: Browser, width: int = WIDE) -> Iterator[Page]:
    """A browser with a device of its own."""
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    with_device(context, page)
    yield page
    context.close()


def with_device(context: BrowserContext, page: Page) -> None:
    """Let the browser play a device that holds passkeys."""
    told = context.new_cdp_session(page)
    told.send("WebAuthn.enable")
    told.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def site() -> str:
    """The site under a name: passkeys are bound to one."""
    return address().replace("127.0.0.1", "localhost")


def join(page: Page, code: str, shown: str) -> None:
    """Use an invitation with a passkey, by the keyboard."""
    page.goto(f"{site()}/invitation#{code}")
    page.get_by_label("Code").press("Enter")
    page.wait_for_url("**/join")
    page.locator("#shown").fill(shown)
    page.get_by_role("button", name="Make a passkey").press("Enter")
    page.wait_for_url("**/account")


def test_the_first_account_is_made_and_comes_in_again_by_its_passkey(chromium: Browser) -> None:
    first = invitations.first_code()
    assert first is not None
    complaints = list[str]()
    with person(chromium) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        join(page, first, "Administrator")
        cookies = {one["name"]: one for one in page.context.cookies()}
        assert set(cookies) == {"__Host-dipoli-seat", "__Host-dipoli-form"}
        assert cookies["__Host-dipoli-seat"]["secure"]
        assert cookies["__Host-dipoli-seat"]["httpOnly"]
        before = cookies["__Host-dipoli-seat"]["value"]
        page.get_by_role("button", name="Log out").press("Enter")
        page.wait_for_url(f"{site()}/")
        assert not Stay.objects.exists()
        page.goto(f"{site()}/log-in")
        page.get_by_role("button", name="Log in with a passkey").press("Enter")
        page.wait_for_url("**/account")
        after = {one["name"]: one["value"] for one in page.context.cookies()}
        assert after["__Host-dipoli-seat"] != before
    assert not complaints
    assert Account.objects.get(shown="Administrator").administrator
    assert invitations.first_code() is None


def test_a_device_that_is_not_known_lets_nobody_in(chromium: Browser) -> None:
    with person(chromium) as page:
        page.goto(f"{site()}/log-in")
        page.get_by_role("button", name="Log in with a passkey").click()
        page.get_by_text("Your device gave no passkey.").wait_for()
    assert not Stay.objects.exists()


def test_an_address_in_digits_has_no_passkeys_and_says_so(chromium: Browser) -> None:
    with person(chromium) as page:
        page.goto(f"{address()}/log-in")
        page.get_by_text("This browser has no passkeys").wait_for()
        assert page.get_by_role("button", name="Log in with a passkey").is_disabled()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pages_of_accounts_are_accessible_and_within_the_screen(
    chromium: Browser, width: int
) -> None:
    axe = Axe()
    context = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    with_device(context, page)
    admin = Account.objects.create(name="0000-0001", shown="Host", administrator=True)
    code = invitations.invite_first(place("SECRETARIAT"), admin, "secretariat")
    pages = ["/log-in", "/invitation", "/nowhere"]
    for at in pages:
        look(axe, page, at)
    page.goto(f"{site()}/invitation#{code}")
    page.get_by_label("Code").press("Enter")
    page.wait_for_url("**/join")
    look(axe, page, "/join")
    join(page, code, "Ines")
    Account.objects.filter(shown="Ines").update(administrator=True)
    for at in ["/account", "/account/app", "/account/data", "/people", "/administration", "/today"]:
        look(axe, page, at)
    page.goto(f"{site()}/people")
    page.get_by_role("button", name="Make a code").press("Enter")
    look(axe, page, "")
    context.close()


def look(axe: Axe, page: Page, at: str) -> None:
    """A page breaks no rule and fits the screen; the one at hand where no address is given."""
    if at:
        page.goto(site() + at)
    opening = "document.querySelectorAll('main details').forEach((one) => { one.open = true })"
    page.evaluate(opening)
    found = axe.run(page, options=RULES).response["violations"]
    told = [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]
    assert not told, page.url
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0, page.url
