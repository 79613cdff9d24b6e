"""Letters go out, each once: taken by the mail server, with its answer kept as the receipt.

    waits     not handed over; tried again after 1, 5, 30 minutes, 2, 6, 12, 24 hours
    door      written down just before the words are handed over
    served    the server took it; its answer stands beside
    unknown   the program ended while the letter was at the door: it may have gone or not
    given up  refused for good, or tried too often

A letter that was at the door when the program ended is not sent again: the next digest tells the
same, and nobody is rung twice. One that was never at the door is sent when the program runs again.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from attrs import field, frozen

from dipoli.faults import RecordError
from dipoli.told import tell
from dipoli.web.language import ENGLISH, LANGUAGES
from dipoli.web.notices.making import DIGEST
from dipoli.web.notices.models import LASTS, Letter
from dipoli.web.speech import Speech

AFTER = tuple(timedelta(minutes=one) for one in (1, 5, 30, 120, 360, 720, 1440))
"""How long after a try the next one follows."""

NOTICE = tell("Something waits for your delegation.")
DAILY = tell("What waits for your delegation today can be read on the site.")
SUBJECT = tell("A notice")
_FORM = (
    "DIPOLI_MAIL is not the address of a mail server. It has the form "
    "smtps://USER:PASSWORD@HOST:465/?from=ADDRESS, or smtp:// for STARTTLS."
)
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_WAIT = 30
_FOR_GOOD = 500


@frozen(kw_only=True)
class Post:
    """The mail server.

    Args:
        host: its name.
        port: on which it listens.
        user: of the account there; empty for none.
        password: of that account.
        sender: from whom letters come.
        direct: whether TLS begins at once; else by STARTTLS, or not on this machine itself.
    """

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str
    direct: bool


def post_of(address: str) -> Post:
    """The mail server of an address.

    Raises:
        RecordError: it is none; the words do not repeat it, for it may hold a password.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise RecordError(_FORM) from None
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or "@" not in sender:
        raise RecordError(_FORM)
    return Post(
        host=parts.hostname,
        port=port or (465 if parts.scheme == "smtps" else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
        direct=parts.scheme == "smtps",
    )


def send(post: Post, site: str, now: datetime) -> tuple[int, int]:
    """Send what is due.

    Args:
        post: the mail server.
        site: address of the site, ``https://...``.
        now: the moment.

    Returns:
        how many letters the server took, and how many are tried again later.
    """
    # Whoever was at the door when the program ended last.
    Letter.objects.filter(state=Letter.AT_THE_DOOR).update(state=Letter.UNKNOWN)
    old = now - timedelta(days=LASTS)
    Letter.objects.filter(made__lt=old).exclude(state=Letter.WAITS).delete()
    due = list(Letter.objects.filter(state=Letter.WAITS, next__lte=now).order_by("made", "id"))
    served = 0
    try:
        if due:
            with _connected(post) as server:
                for letter in due:
                    served += _hand_over(server, post, site, letter, now)
    except (OSError, smtplib.SMTPException) as fault:
        _missed(due, now, fault)
    return served, Letter.objects.filter(state=Letter.WAITS).count()


def words_of(letter: Letter, post: Post, site: str) -> bytes:
    """A letter as it goes: a sentence in the reader's language, and the address of the site."""
    speech = Speech(language=LANGUAGES.get(letter.language, ENGLISH))
    message = EmailMessage()
    message["From"], message["To"] = post.sender, letter.address
    message["Subject"] = speech.said(SUBJECT)
    message["Date"] = format_datetime(letter.made)
    message["Message-ID"] = f"<{letter.name[:32]}@{post.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    told = speech.said(DAILY if letter.kind == DIGEST else NOTICE)
    words = f"{told}\n\n{site.rstrip('/')}/today\n"
    # Not every server on the way takes letters of eight bits.
    message.set_content(words, cte="7bit" if words.isascii() else "base64")
    message["Content-Language"] = speech.language.code
    return message.as_bytes(policy=SMTP)


@contextlib.contextmanager
def _connected(post: Post) -> Iterator[smtplib.SMTP]:
    secure = ssl.create_default_context()
    if post.direct:
        server: smtplib.SMTP = smtplib.SMTP_SSL(post.host, post.port, timeout=_WAIT, context=secure)
    else:
        server = smtplib.SMTP(post.host, post.port, timeout=_WAIT)
    with server:
        if not post.direct and post.host not in _LOOPBACK:
            server.starttls(context=secure)
        server.ehlo_or_helo_if_needed()
        if post.user:
            server.login(post.user, post.password)
        yield server


def _hand_over(server: smtplib.SMTP, post: Post, site: str, letter: Letter, now: datetime) -> int:
    """Hand one letter over; what the server says to its address is kept, not the address again."""
    for code, said in (server.mail(post.sender), server.rcpt(letter.address)):
        if code >= 300:  # noqa: PLR2004 - of SMTP: not taken
            server.rset()
            _refused(letter, code, said, now)
            return 0
    letter.state = Letter.AT_THE_DOOR
    letter.save()
    # Crash before this: it waits. From here until the answer is kept: it is not known, and it is
    # not sent again.
    code, said = server.data(words_of(letter, post, site))
    if code >= 300:  # noqa: PLR2004 - as above
        _refused(letter, code, said, now)
        return 0
    letter.state, letter.served = Letter.SERVED, now
    letter.answer = _answer(code, said)
    letter.save()
    return 1


def _refused(letter: Letter, code: int, said: bytes, now: datetime) -> None:
    letter.answer = _answer(code, said)
    letter.state = Letter.WAITS
    _later(letter, now)
    if code >= _FOR_GOOD:
        letter.state = Letter.GIVEN_UP
    letter.save()


def _missed(due: list[Letter], now: datetime, fault: Exception) -> None:
    """The server was not reached, or broke off: what was not at the door is tried again."""
    for letter in due:
        letter.refresh_from_db()
        if letter.state == Letter.WAITS:
            letter.answer = type(fault).__name__
            _later(letter, now)
            letter.save()


def _later(letter: Letter, now: datetime) -> None:
    letter.tries += 1
    if letter.tries > len(AFTER):
        letter.state = Letter.GIVEN_UP
        return
    letter.next = now + AFTER[letter.tries - 1]


def _answer(code: int, said: bytes) -> str:
    return f"{code} {said.decode('ascii', 'replace')}"[:200]
