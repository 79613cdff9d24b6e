"""Private papers: a host lays ciphertext by and gives it to its own delegation alone."""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.web.browser import address, browser, renewed, sit
from tests.web.own_node import box
from tests.web.stage import Visitor, stage, visitor

from dipoli.node.paper_box import open_paper, paper_keys, seal_paper, whose
from dipoli.node.private import written

stage()
from dipoli.web.papers.models import OfferedKey, Paper  # noqa: E402 - Django is asked after its settings

FORUM = "veyra-sea.example/dialogue"
CODE = re.compile(r"^(?:[0-9A-Z]{5} ){5}[0-9A-Z]{5}$")
WORDS = "We can live with an inspection by a third party, and say so last."


def sealed(code: str = "XOR", words: str = WORDS) -> str:
    """A paper of a delegation, sealed to the key of its node, base64."""
    key = paper_keys(box(code))[0]
    data = seal_paper(
        written("On inspections", "position", words),
        whose(FORUM, code),
        [key.public],
        key,
        secrets.token_bytes,
    )
    return base64.b64encode(data).decode()


def kept(reader: Visitor, text: str) -> str:
    """Lay a paper by; its id."""
    answer = reader.client.post(
        "/private/do/keep.json", {"box": text}, content_type="application/json"
    )
    assert answer.status_code == 200, answer.content
    return str(answer.json()["id"])


# ---------------------------------------------------------------- examples


def test_what_can_be_read_is_refused() -> None:
    before = Paper.objects.count()
    for text in (WORDS, base64.b64encode(WORDS.encode() * 20).decode(), "AQ=="):
        answer = visitor("XOR").client.post("/private/do/keep", {"box": text})
        assert answer.status_code == 422
        assert "That is no sealed paper" in answer.content.decode()
    assert Paper.objects.count() == before


def test_a_paper_comes_back_as_it_went_and_opens_with_its_key() -> None:
    reader, text = visitor("XOR"), sealed()
    name = kept(reader, text)
    back = reader.get(f"/private/{name}/sealed").content
    assert back == base64.b64decode(text)
    opened = open_paper(back, whose(FORUM, "XOR"), paper_keys(box("XOR")))
    assert WORDS in opened.content.decode()


def test_the_page_tells_day_and_length_class_and_nothing_else() -> None:
    reader = visitor("XOR")
    kept(reader, sealed(words="a" * 2000))
    told = next(iter(reader.twin("/private")["papers"]))
    assert set(told) == {"id", "day", "size", "page", "file"}
    assert told["size"] in {1, 4}
    assert "On inspections" not in reader.html("/private")


def test_the_day_of_a_paper_is_written_as_the_readers_language_writes_it() -> None:
    reader = visitor("XOR")
    name = kept(reader, sealed())
    for page in ("/private", f"/private/{name}"):
        html = reader.client.get(page, headers={"Accept-Language": "ja"}).content.decode()
        assert re.search(r'<time datetime="[0-9-]{10}">[0-9]+年[0-9]+月[0-9]+日</time>', html)


def test_another_delegation_finds_nothing_of_it() -> None:
    name = kept(visitor("XOR"), sealed())
    for code in ("XTV", "SECRETARIAT"):
        other = visitor(code)
        for page in (f"/private/{name}", f"/private/{name}/sealed"):
            assert other.get(page).status_code == 404
        taken = other.client.post("/private/do/remove", {"paper": name})
        assert taken.status_code == 404
    assert Paper.objects.filter(id=name).exists()


def test_the_host_has_no_private_papers_of_its_own() -> None:
    assert visitor("SECRETARIAT").get("/private").status_code == 404


def test_the_page_says_that_the_script_comes_from_the_host() -> None:
    assert "the script that seals and opens here comes from the host" in visitor("XOR").html(
        "/private"
    )


def test_a_paper_takes_the_place_of_another_of_its_delegation_alone() -> None:
    mine, other = kept(visitor("XOR"), sealed()), visitor("XSE")
    answer = other.client.post(
        "/private/do/keep.json",
        {"box": sealed("XSE"), "instead": mine},
        content_type="application/json",
    )
    assert answer.status_code == 200
    assert Paper.objects.filter(id=mine).exists()


def test_a_key_is_offered_once_and_what_is_none_is_refused() -> None:
    public = paper_keys(box("XOR"))[0].public
    reader = visitor("XOR")
    for _ in range(2):
        reader.client.post("/private/do/offer-key", {"public": public.text})
    assert OfferedKey.objects.filter(code="XOR", public=public.text).count() == 1
    assert public.code in reader.html("/private")
    answer = reader.client.post("/private/do/offer-key", {"public": "AAAA"})
    assert answer.status_code == 422


# ---------------------------------------------------------------- in two browsers


@pytest.fixture(scope="module", autouse=True)
def _nothing_left() -> Iterator[None]:
    """What was laid by goes again: other tests walk the same site."""
    yield
    Paper.objects.all().delete()
    OfferedKey.objects.all().delete()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all."""
    stage()
    with browser() as opened:
        yield opened


def at_papers(chromium: Browser, name: str = "Ulmara") -> tuple[BrowserContext, Page]:
    """A browser of its own, at the private papers of a delegation."""
    context = chromium.new_context()
    page = context.new_page()
    sit(page, name)
    page.goto(f"{address()}/private")
    return context, page


def make_key(page: Page) -> str:
    """Make a key in this browser and offer it; its code."""
    with page.expect_navigation():
        page.get_by_role("button", name="Make a key in this browser").click()
    code = page.locator("#paper-code").filter(has_text=CODE)  # as soon as the script has named it
    code.wait_for()
    return code.inner_text()


def told(page: Page, words: str) -> None:
    """The page says something."""
    page.locator("#paper-told").filter(has_text=words).wait_for()


def test_a_paper_is_written_in_one_browser_and_read_in_another(chromium: Browser) -> None:
    (one, first), (two, second) = at_papers(chromium), at_papers(chromium)
    sent: list[bytes] = []
    first.on("request", lambda asked: sent.append(asked.post_data_buffer or b""))
    make_key(first)
    code = make_key(second)
    first.goto(f"{address()}/private")
    row = first.locator("[data-key]").filter(has_text=code)
    row.get_by_role("textbox").fill(code[-5:])
    row.get_by_role("button", name="Accept").click()
    told(first, "That is not its code")
    row.get_by_role("textbox").fill(code)
    row.get_by_role("button", name="Accept").click()
    told(first, "Accepted in this browser")
    first.get_by_label("Title").fill("On inspections")
    first.get_by_label("What it says").fill(WORDS)
    with first.expect_navigation():
        first.get_by_role("button", name="Seal it and lay it by").click()
    first.locator("[data-paper]").first.wait_for()
    assert not any(part in body for body in sent for part in (b"inspection", b"third+party"))

    second.goto(f"{address()}/private")
    second.locator("[data-paper]").first.get_by_role("button", name="Open it here").click()
    told(second, "signed by a key that you have not accepted")
    mine = first.locator("#paper-code").inner_text()
    theirs = second.locator("[data-key]").filter(has_text=mine)
    theirs.get_by_role("textbox").fill(mine.lower())
    theirs.get_by_role("button", name="Accept").click()
    told(second, "Accepted in this browser")
    second.locator("[data-paper]").first.get_by_role("button", name="Open it here").click()
    second.get_by_text(WORDS).wait_for()
    for context in (one, two):
        context.close()


def test_a_browser_and_a_node_open_the_same_paper(chromium: Browser) -> None:
    context, page = at_papers(chromium, "Commonwealth of Selkand")
    key = paper_keys(box("XSE"))[0]
    page.get_by_label("A paper key to offer").fill(key.public.text)
    with page.expect_navigation():
        page.get_by_role("button", name="Offer it", exact=True).click()
    make_key(page)
    row = page.locator("[data-key]").filter(has_text=key.public.code)
    row.get_by_role("textbox").fill(key.public.code)
    row.get_by_role("button", name="Accept").click()
    told(page, "Accepted in this browser")
    page.get_by_label("Title").fill("한국어 제목")
    page.get_by_label("What it says").fill(WORDS)
    with page.expect_navigation():
        page.get_by_role("button", name="Seal it and lay it by").click()
    files = [one.get_attribute("data-file") for one in page.locator("[data-paper]").all()]
    boxes = [page.request.get(f"{address()}{file}").body() for file in files]
    opened = {open_paper(one, whose(FORUM, "XSE"), [key]).content.decode() for one in boxes}
    assert f"Title: 한국어 제목\nKind: position\n\n{WORDS}" in opened
    context.close()


def test_a_page_that_is_renewed_leaves_what_was_opened(chromium: Browser) -> None:
    context, page = at_papers(chromium, "Tavrena")
    make_key(page)
    page.get_by_label("Title").fill("On observers")
    page.get_by_label("What it says").fill(WORDS)
    with page.expect_navigation():
        page.get_by_role("button", name="Seal it and lay it by").click()
    page.locator("[data-paper]").first.get_by_role("button", name="Open it here").click()
    page.get_by_text(WORDS).wait_for()
    renewed(page)
    assert page.get_by_text(WORDS).is_visible()
    assert page.get_by_label("Title").is_visible()
    assert CODE.search(page.locator("#paper-code").inner_text())
    context.close()


def test_no_private_key_can_be_taken_out_of_a_browser(chromium: Browser) -> None:
    context, page = at_papers(chromium, "Orvessa")
    make_key(page)
    held = page.evaluate(
        """() => new Promise((done) => {
          const opening = indexedDB.open("dipoli-papers", 1);
          opening.onsuccess = () => {
            const asked = opening.result.transaction("own").objectStore("own").getAll();
            asked.onsuccess = () => done(asked.result.map((one) =>
              [one.seal.privateKey.extractable, one.sign.privateKey.extractable]));
          };
        })"""
    )
    assert held == [[False, False]]
    context.close()
