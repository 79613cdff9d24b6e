"""Letters say that something waits and where, and nothing else; each goes once and is not lost."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from attrs import define, evolve, field
from tests.web.accounts.desk import Person as Somebody
from tests.web.accounts.desk import accounts
from tests.web.keep.sites import old_site, run
from tests.web.stage import made, stage

stage()
from dipoli.faults import RecordError  # noqa: E402 - Django is asked after its settings
from dipoli.record.shape import read_time  # noqa: E402
from dipoli.told import Told as Sentence  # noqa: E402
from dipoli.web.language import LANGUAGES  # noqa: E402
from dipoli.web.notices.making import make  # noqa: E402
from dipoli.web.notices.models import Letter, Told  # noqa: E402
from dipoli.web.notices.people import Person, everybody  # noqa: E402
from dipoli.web.notices.sending import (  # noqa: E402
    AFTER,
    DAILY,
    NOTICE,
    SUBJECT,
    Post,
    post_of,
    send,
    words_of,
)
from dipoli.web.site import Site  # noqa: E402
from dipoli.web.speech import Speech  # noqa: E402

SITE = "https://dipoli.example"
JANE = Person(address="jane@ministry.example", hall="exercise", code="XTV", hour=None)


@define
class Mail:
    """A mail server of the tests' own.

    Args:
        refuses: what it answers to a recipient, in the order of asking; then it takes all.
        breaks: whether it ends the line when a letter was given over, without an answer.
    """

    refuses: list[str] = field(factory=list)
    breaks: bool = False
    came: list[bytes] = field(factory=list)
    port: int = 0

    @property
    def post(self) -> Post:
        """How it is reached."""
        return Post(host="127.0.0.1", port=self.port, sender="notices@dipoli.example", direct=False)

    @contextmanager
    def open(self) -> Iterator[Mail]:
        """It listens, for a while."""
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port = door.getsockname()[1]
            worker = threading.Thread(target=self._serve, args=(door,), daemon=True)
            worker.start()
            yield self
            door.shutdown(socket.SHUT_RDWR)
            worker.join(10)

    def _serve(self, door: socket.socket) -> None:
        while True:
            try:
                line, _ = door.accept()
            except OSError:
                return
            with line, line.makefile("rwb") as talk:
                self._talk(talk)

    def _talk(self, talk: Any) -> None:  # noqa: ANN401 - both halves of a line
        def say(words: bytes) -> None:
            talk.write(words + b"\r\n")
            talk.flush()

        say(b"220 here")
        while words := talk.readline():
            verb = words[:4].upper()
            if verb == b"RCPT" and self.refuses:
                say(self.refuses.pop(0).encode())
            elif verb == b"DATA":
                say(b"354 go on")
                self.came.append(b"".join(iter(talk.readline, b".\r\n")))
                if self.breaks:
                    return
                say(b"250 taken as 17")
            elif verb == b"QUIT":
                say(b"221 bye")
                return
            else:
                say(b"250 ok")


@pytest.fixture(scope="module")
def site() -> Site:
    """The golden records."""
    held: Site = made()
    return held


@pytest.fixture
def now(site: Site) -> datetime:
    """The moment of the last act, at noon in UTC, with an empty outbox."""
    Letter.objects.all().delete()
    Told.objects.all().delete()
    forum = site.halls["exercise"].plenary.by("XTV").forum
    assert forum is not None
    return read_time(forum.time).replace(hour=12)


def letters() -> list[Letter]:
    return list(Letter.objects.order_by("id"))


def test_no_letter_says_anything_but_that_something_waits_and_where(
    site: Site, now: datetime
) -> None:
    hall = site.halls["exercise"]
    people = tuple(
        evolve(JANE, code=code, address=f"{code.lower()}@x.example", hour=(now.hour + 8) % 24)
        for code in ("XTV", "XOR", "XKS", "XSE", "XUL", "SECRETARIAT")
    )
    people += tuple(evolve(one, hour=hour) for one in people[:2] for hour in range(24))
    with Mail().open() as mail:
        assert make(site, people, now) > 5
        send(mail.post, SITE, now)
    shown = b"\n".join(mail.came).decode()
    allowed = {
        "Something waits for your delegation.",
        "What waits for your delegation today can be read on the site.",
        f"{SITE}/today",
        "",
    }
    for letter in mail.came:
        _head, _, words = letter.decode().partition("\r\n\r\n")
        assert set(words.replace("\r", "").split("\n")) <= allowed
    heads = re.sub(r"^(?:To|Message-ID): .*$", "", shown, flags=re.MULTILINE)
    said = set(re.findall(r"[\w-]{3,}", heads.lower()))
    known = set(re.findall(r"[\w-]{3,}", " ".join(allowed).lower())) | {
        "from", "subject", "date", "mime-version", "content-type", "content-language", "text",
        "plain", "charset", "utf-8", "content-transfer-encoding", "7bit", "auto-submitted",
        "auto-generated", "notices", "notice",
    }  # fmt: skip
    strange = {one for one in said - known if not re.fullmatch(r"[a-z]{3}|[0-9]+", one)}
    assert strange == set()
    for room in hall.rooms.values():
        forum = room.by("XTV").forum
        for code in () if forum is None else forum.order:
            assert code not in heads
        for text in () if forum is None else forum.texts.values():
            assert text.title not in shown
    assert JANE.address not in str(letters())


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_letter_is_in_the_language_of_the_account(site: Site, now: datetime, code: str) -> None:
    with accounts(), Mail().open() as mail:
        account = Somebody("XTV").account
        account.mail, account.language = JANE.address, "" if code == "en" else code
        account.save()
        [person] = everybody()
        people = (person, evolve(person, address="joe@ministry.example", at_once=False))
        make(site, people, now.replace(hour=0))
        for hour in range(24):
            make(site, people, now.replace(hour=hour))
        send(mail.post, SITE, now)
    heard = Speech(language=LANGUAGES[code])
    assert len(mail.came) == 3  # one at once, and a digest each
    said = set[Sentence]()
    for words in mail.came:
        letter = message_from_bytes(words, EmailMessage, policy=default)
        assert words.isascii()
        assert letter["Subject"] == heard.said(SUBJECT)
        assert letter["Content-Language"] == code
        told, _, address = letter.get_content().replace("\r", "").strip().partition("\n\n")
        assert address == f"{SITE}/today"
        said |= {one for one in (NOTICE, DAILY) if heard.said(one) == told}
    assert said == {NOTICE, DAILY}
    assert (heard.catalogue(NOTICE) is None) == (code == "en")


def test_nobody_gets_letters_who_gave_no_address_or_was_let_out(site: Site, now: datetime) -> None:
    with accounts():
        Somebody("XOR")
        two, other = Somebody("XTV"), Somebody("XTV", "head", officer=True)
        for one in (two, other):
            one.account.mail = JANE.address  # the mailbox of a delegation
            one.account.save()
        assert make(site, everybody(), now) == 1
        assert len(letters()) == 1
        for one, left in ((two, 1), (other, 0)):
            one.log_in().post_("/account/data/erase", word="Erase")
            assert len(letters()) == left
            assert Told.objects.exists() == bool(left)
        assert everybody() == ()


def test_another_address_leaves_nothing_behind_of_the_one_before(site: Site, now: datetime) -> None:
    with accounts():
        one = Somebody("XTV").log_in()
        for mail in (JANE.address, "joe@ministry.example"):
            one.post_("/account/change", shown="J", mail=mail, language="mn")
            make(site, everybody(), now)
            assert [held.address for held in letters()] == [mail]
        one.post_("/account/places/give-up", hall="exercise")
        assert not Told.objects.exists()


def test_a_letter_goes_once_for_what_is_new_and_its_receipt_is_kept(
    site: Site, now: datetime
) -> None:
    with Mail().open() as mail:
        for minute in range(3):
            make(site, (JANE,), now + timedelta(minutes=minute))
            send(mail.post, SITE, now + timedelta(minutes=minute))
    assert len(mail.came) == 1
    [letter] = letters()
    assert (letter.state, letter.served, letter.answer) == ("served", now, "250 taken as 17")


def test_the_digest_comes_once_a_day_at_its_hour_of_the_capital(site: Site, now: datetime) -> None:
    person = evolve(JANE, at_once=False, hour=8)
    midnight = now.replace(hour=0)
    made_at = [
        hour
        for hour in range(48)
        for _ in range(make(site, (person,), midnight + timedelta(hours=hour)))
    ]
    assert len(made_at) == 2
    assert made_at[1] - made_at[0] == 24
    forum = site.halls["exercise"].plenary.by("XTV").forum
    assert forum is not None
    member = forum.charter.member("XTV")
    assert member is not None
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - here alone

    there = (midnight + timedelta(hours=made_at[0])).astimezone(ZoneInfo(member.zone))
    assert there.hour == 8


def test_in_quiet_hours_a_letter_stays_and_goes_afterwards(site: Site, now: datetime) -> None:
    assert make(site, (evolve(JANE, quiet=(0, 24)),), now) == 0
    assert make(site, (evolve(JANE, quiet=(0, 0)),), now) == 1


def test_a_server_that_is_away_is_asked_again_and_no_letter_is_lost(
    site: Site, now: datetime
) -> None:
    make(site, (JANE,), now)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        away = Post(
            host="127.0.0.1", port=closed.getsockname()[1], sender="a@b.example", direct=False
        )
    assert send(away, SITE, now) == (0, 1)
    assert send(away, SITE, now) == (0, 1)  # too early: not tried
    assert letters()[0].tries == 1
    with Mail(refuses=["451 later"]).open() as mail:
        then = now + AFTER[0]
        assert send(mail.post, SITE, then) == (0, 1)
        assert send(mail.post, SITE, then + AFTER[1]) == (1, 0)
    assert len(mail.came) == 1


def test_an_address_that_is_refused_for_good_is_given_up(site: Site, now: datetime) -> None:
    make(site, (JANE,), now)
    with Mail(refuses=["550 nobody here"]).open() as mail:
        send(mail.post, SITE, now)
        send(mail.post, SITE, now + timedelta(days=3))
    assert mail.came == []
    assert letters()[0].state == "given up"


def test_a_letter_that_was_at_the_door_when_the_line_broke_is_not_sent_twice(
    site: Site, now: datetime
) -> None:
    make(site, (JANE, evolve(JANE, address="joe@ministry.example")), now)
    with Mail(breaks=True).open() as mail:
        send(mail.post, SITE, now)
    assert sorted(one.state for one in letters()) == ["door", "waits"]
    with Mail().open() as again:
        send(again.post, SITE, now + timedelta(days=1))
    assert sorted(one.state for one in letters()) == ["served", "unknown"]
    heads = [re.findall(rb"Message-ID: (\S+)", one) for one in (*mail.came, *again.came)]
    assert len(heads) == len({str(one) for one in heads}) == 2


def test_letters_are_forgotten_after_ninety_days(site: Site, now: datetime) -> None:
    make(site, (JANE,), now)
    with Mail().open() as mail:
        send(mail.post, SITE, now)
        send(mail.post, SITE, now + timedelta(days=91))
    assert letters() == []


def test_nothing_is_made_for_who_did_not_ask_or_reads_nothing(site: Site, now: datetime) -> None:
    assert make(site, (), now) == 0
    assert make(site, (evolve(JANE, hall="elsewhere"),), now) == 0
    assert make(site, (evolve(JANE, code="XQQ"),), now) == 0


@pytest.mark.parametrize("address", ["x", "smtp://", "http://h/?from=a@b", "smtps://h:465/"])
def test_an_address_of_no_mail_server_is_told_without_its_password(address: str) -> None:
    with pytest.raises(RecordError, match="has the form"):
        post_of(address)


def test_the_address_of_a_mail_server_is_read() -> None:
    post = post_of("smtps://jane%40x:p%3Aw@mail.example/?from=notices@dipoli.example")
    assert (post.host, post.port, post.user, post.password) == (
        "mail.example", 465, "jane@x", "p:w"
    )  # fmt: skip
    assert post.direct
    assert "p:w" not in repr(post)


def test_without_a_mail_server_no_letter_is_sent(tmp_path: Path) -> None:
    folder = old_site(tmp_path / "site")
    done = run("notices", folder, DIPOLI_MAIL="")
    assert (done.code, done.told) == (
        0, "No letters are sent: DIPOLI_MAIL names no mail server.\n"
    )  # fmt: skip
    done = run("notices", folder, DIPOLI_MAIL="smtp://h/?from=a@b", DIPOLI_ADDRESS="")
    assert done.code == 2
    assert "begins with https://" in done.faults


def test_a_letter_carries_no_name_of_the_machine() -> None:
    letter = Letter(
        name="ab" * 32, address=JANE.address, kind="notice", made=datetime(2030, 1, 1, tzinfo=UTC)
    )
    post = Post(host="h", port=1, sender="notices@dipoli.example", direct=True)
    assert socket.gethostname().encode() not in words_of(letter, post, SITE)
