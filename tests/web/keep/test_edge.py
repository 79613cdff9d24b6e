"""The edge of a site in earnest: who is believed, what is said and logged, what unlocks."""

from __future__ import annotations

import asyncio
import logging
import logging.config
from pathlib import Path
from typing import Any

import pytest
from tests.web.keep.sites import old_site
from tests.web.stage import HOST, Visitor, stage
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from dipoli.demonstration.chance import stream
from dipoli.faults import CredentialError
from dipoli.secretariat.premises import open_premises
from dipoli.secretariat.safe import write_safe
from dipoli.web.database import desk
from dipoli.web.logs import Plain
from dipoli.web.unlock import check_keys, passphrase

stage()
from dipoli.web.headers import TRANSPORT  # noqa: E402 - Django is asked after its settings

WORDS = "five words drawn by lot"


def test_with_tls_a_browser_is_told_to_come_by_nothing_else() -> None:
    client = Visitor().client
    for page in ("/", "/no-such-page", "/static/dipoli/site.css"):
        assert client.get(page, secure=True)["Strict-Transport-Security"] == TRANSPORT
        assert "Strict-Transport-Security" not in client.get(page)
    told = client.get("/", headers={"x-forwarded-proto": "https", "host": HOST})
    assert "Strict-Transport-Security" not in told  # anybody can claim that


@pytest.mark.parametrize(("trusted", "believed"), [("127.0.0.1", True), ("172.30.0.2", False)])
def test_only_the_proxy_is_believed_on_who_asks(trusted: str, believed: bool) -> None:  # noqa: FBT001 - as it is asked
    seen: list[Any] = []

    async def inside(scope: Any, _receive: Any, _send: Any) -> None:  # noqa: ANN401 - of ASGI
        seen.append((scope["scheme"], scope["client"][0]))

    scope: Any = {
        "type": "http",
        "scheme": "http",
        "client": ("127.0.0.1", 5),
        "headers": [(b"x-forwarded-proto", b"https"), (b"x-forwarded-for", b"192.0.2.7")],
    }
    layer: Any = ProxyHeadersMiddleware(inside, trusted_hosts=trusted)
    asyncio.run(layer(scope, None, None))
    assert seen == [("https", "192.0.2.7") if believed else ("http", "127.0.0.1")]


def test_a_log_has_the_place_of_a_fault_and_no_word_of_what_was_asked() -> None:
    line = ""
    try:
        words = {"the red line of Tavrena": 1}
        _ = words["the other red line"]
    except KeyError as fault:
        record = logging.LogRecord(
            "django.request", logging.ERROR, __file__, 1, "Internal Server Error: %s",
            ("/forums/exercise/friends-of-the-chair",), (KeyError, fault, fault.__traceback__),
        )  # fmt: skip
        record.status_code = 500
        line = Plain().format(record)
    assert "answered 500: builtins.KeyError at test_a_log_has_the_place" in line
    for word in ("red line", "Tavrena", "/forums", "friends", "Internal"):
        assert word not in line


def test_nobody_who_asks_is_written_down() -> None:
    from dipoli.web.logs import LOGGING  # noqa: PLC0415 - here alone

    access = LOGGING["loggers"]["uvicorn.access"]
    assert access["handlers"] == []
    assert access["propagate"] is False


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A site whose office has locked keys."""
    folder = old_site(tmp_path / "site")
    office = open_premises(folder / "six-party-talks/offices/plenary")
    safe = write_safe(office.keys(None), office.origin, WORDS, stream("safe"))
    (office.folder / "keys.json").write_bytes(safe)
    return folder


def test_keys_are_unlocked_by_a_file_that_the_setting_names(
    locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "passphrase"
    place.write_text(f"{WORDS}\n", "utf-8")
    monkeypatch.setenv("DIPOLI_PASSPHRASE_FILE", str(place))
    assert passphrase() == WORDS
    check_keys(locked)
    monkeypatch.setenv("DIPOLI_PASSPHRASE_FILE", "passphrase")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert passphrase() == WORDS


def test_keys_that_do_not_open_are_told_at_the_start(
    locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DIPOLI_PASSPHRASE_FILE", raising=False)
    with pytest.raises(CredentialError, match="are locked with a passphrase"):
        check_keys(locked)
    monkeypatch.setenv("DIPOLI_PASSPHRASE_FILE", str(tmp_path / "none"))
    with pytest.raises(CredentialError, match="is not there, is empty"):
        check_keys(locked)
    (tmp_path / "none").write_text("another passphrase of words", "utf-8")
    with pytest.raises(CredentialError):
        check_keys(locked)
    (tmp_path / "none").write_text("", "utf-8")
    with pytest.raises(CredentialError, match="is empty"):
        passphrase()


def test_the_address_of_a_server_is_read_with_its_options() -> None:
    told = desk(Path(), "postgresql://keeper:p%40ss@db.example:6432/dipoli?sslmode=verify-full")
    assert (told["USER"], told["PASSWORD"], told["HOST"], told["PORT"], told["NAME"]) == (
        "keeper", "p@ss", "db.example", "6432", "dipoli"
    )  # fmt: skip
    assert told["OPTIONS"]["sslmode"] == "verify-full"
    assert desk(Path("x"), "")["NAME"] == Path("x/desk.db")
    for wrong in ("sqlite:///x", "postgresql://host", "postgresql://h:port/x"):
        with pytest.raises(ValueError, match="is not the address of a PostgreSQL server"):
            desk(Path(), wrong)
