"""A real browser before the site on stage: headless Chromium, as the system has it."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright
from tests.web.stage import HOST, stage

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDE, NARROW = 1200, 390


@cache
def address() -> str:
    """Where the site on stage listens; it ends with this program."""
    stage()
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    settings = uvicorn.Config(
        "dipoli.web.asgi:application", host=HOST, port=port, log_level="error", lifespan="off"
    )
    server = uvicorn.Server(settings)
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://{HOST}:{port}"


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, closed at the end."""
    if CHROMIUM is None:
        pytest.fail("Chromium is missing: apt-get install chromium")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def renewed(page: Page) -> None:
    """Let a page be brought up to date, as after an act of others."""
    page.evaluate(
        """() => new Promise((done) => {
          document.activeElement.blur();
          document.addEventListener("dipoli:renewed", () => done(), {once: true});
          dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}));
        })"""
    )


def sit(page: Page, name: str) -> None:
    """Sit down on the first page, by the keyboard."""
    page.goto(address())
    page.get_by_role("button", name=name).first.focus()  # in the first forum listed
    page.keyboard.press("Enter")
    page.wait_for_url("**/today")
