"""The pages of the workbench: on a local site alone, each marked, each fault at its place."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from tests.web.stage import stage, visitor
from tests.workbench.memory_desk import MemoryDesk

stage()
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402 - after its settings
from django.test import Client, override_settings  # noqa: E402 - likewise
from django.urls import Resolver404, resolve  # noqa: E402 - likewise

from dipoli.web import local_key  # noqa: E402 - likewise
from dipoli.web.workbench.at import lay  # noqa: E402 - likewise
from dipoli.web.workbench.sorts import SORTS  # noqa: E402 - likewise
from dipoli.workbench.bench import Bench, Sheet  # noqa: E402 - likewise

BANNER = "Assessed by the analyst, not stated by any government"
ALONE = "dipoli.web.workbench.alone"
_VERSION = re.compile(r'name="version" value="([0-9a-f]+)"')


def _client() -> Client:
    return Client(headers={"host": "127.0.0.1"})


class Reader:
    """Somebody before the pages."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.client = bench, _client()

    def get(self, page: str, status: int = 200) -> str:
        """A page; every one bears the banner."""
        answer = self.client.get(f"/workbench/{page}")
        assert answer.status_code == status, answer.content[:500]
        html = str(answer.content.decode())
        assert BANNER in html
        return html

    def post(self, page: str, status: int = 302, to: str = "", **sent: Any) -> str:  # noqa: ANN401 - fields of a form
        """What a form brings; where it was saved, the page that comes next."""
        form = {key.replace("__", "."): value for key, value in sent.items()}
        found = _VERSION.search(self.get(page)) if not to else None
        version = {} if found is None else {"version": found[1]}
        answer = self.client.post(f"/workbench/{to or page}", {**version, **form})
        assert answer.status_code == status, answer.content[:800]
        if status == 302:
            return str(self.client.get(answer["Location"]).content.decode())
        return str(answer.content.decode())

    def form(self, page: str) -> dict[str, Any]:
        """What a browser would send if nothing was changed."""
        return sent_as_it_is(self.get(page))

    def sheet(self, case: str) -> Sheet:
        """A case."""
        return self.bench.open(case)


def sent_as_it_is(html: str) -> dict[str, Any]:
    """The fields of the first large form of a page, as they stand."""
    from bs4 import BeautifulSoup  # noqa: PLC0415 - of this function alone

    form = max(BeautifulSoup(html, "html.parser").find_all("form"), key=lambda one: len(str(one)))
    found: dict[str, Any] = {}
    for one in form.find_all(["input", "select", "textarea"]):
        name, sort = str(one.get("name")), one.get("type")
        if one.name == "select":
            chosen = one.find("option", selected=True)
            found[name] = "" if chosen is None else chosen["value"]
        elif one.name == "textarea":
            found[name] = one.get_text().removeprefix("\n")
        elif sort == "checkbox":
            if one.has_attr("checked"):
                found.setdefault(name, []).append(one["value"])
        else:
            found[name] = one.get("value", "")
    return found


@pytest.fixture
def reader() -> Iterator[Reader]:
    """Somebody at a desk of their own, with a copy of the exercise."""
    bench = Bench(desk=MemoryDesk())
    bench.copy_shipped("lake")
    lay(bench)
    with override_settings(ROOT_URLCONF=ALONE):
        yield Reader(bench)


CASE = "lake-0"


# ---------------------------------------------------------------- a host never has it


def test_a_host_has_no_such_address() -> None:
    for page in ("/workbench/", "/workbench/lake-0/", "/workbench/do/copy"):
        assert visitor().client.get(page).status_code == 404
        assert visitor().client.post(page).status_code == 404
        with pytest.raises(Resolver404):
            resolve(page, urlconf="dipoli.web.urls")
        assert resolve(page, urlconf=ALONE)
        assert resolve(page, urlconf="dipoli.web.workbench.beside_node")


@pytest.mark.usefixtures("reader")
def test_the_key_opens_once_and_the_cookie_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    keys = local_key.Keys(tell=told.append)
    monkeypatch.setattr(local_key, "KEYS", keys)
    address = keys.begin("http://127.0.0.1:8400/workbench/")
    page = address.removeprefix("http://127.0.0.1:8400")
    from django.conf import settings  # noqa: PLC0415 - as it stands in this test

    layers = [settings.MIDDLEWARE[0], "dipoli.web.local_key.local_key", *settings.MIDDLEWARE[1:]]
    with override_settings(MIDDLEWARE=layers):
        stranger, owner = _client(), _client()
        assert stranger.get("/workbench/").status_code == 403
        assert stranger.get("/workbench/?key=").status_code == 403
        first = owner.get(page)
        assert (first.status_code, first["Location"]) == (302, "/workbench/")
        cookie = first.cookies[local_key.COOKIE]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
        assert owner.get("/workbench/").status_code == 200
        assert stranger.get(page).status_code == 403, "a key is good once"
        assert stranger.post("/workbench/do/copy", {"shipped": "lake"}).status_code == 403
        assert len(told) == 1
        assert stranger.get(told[0].removeprefix("http://127.0.0.1:8400")).status_code == 302


# ---------------------------------------------------------------- every page


def test_every_page_bears_the_marks(reader: Reader) -> None:
    issue = reader.sheet(CASE).case.issues[0].id  # type: ignore[union-attr]
    position = f"{CASE}/positions/positions/XAL/"
    pages = [f"{CASE}/", f"{CASE}/papers/", f"{CASE}/papers/links.yaml", position]
    pages.append(f"{position}{issue}")
    pages += [f"{CASE}/parts/{name}/" for name, sort in SORTS.items() if not sort.is_one]
    pages += [f"{CASE}/parts/head/0", f"{CASE}/parts/parties/new",
              f"{CASE}/parts/red-lines~positions~XAL/0"]  # fmt: skip
    for page in pages:
        assert "An exercise: states, figures and events are invented." in reader.get(page), page
    reader.get(f"{CASE}/parts/nothing/", 404)
    reader.get("no-such-case/", 404)


def test_a_form_saved_as_it_stands_changes_nothing(reader: Reader) -> None:
    before = reader.sheet(CASE).held
    tree = reader.sheet(CASE).tree
    tried = 0
    for name, sort in SORTS.items():
        for n in range(min(len(sort.rows(tree)), 2)):
            page = f"{CASE}/parts/{name}/{n}"
            answer = reader.client.post(f"/workbench/{page}", reader.form(page))
            assert answer.status_code == 302, (page, answer.content[:300])
            assert reader.sheet(CASE).held == before, page
            tried += 1
    assert tried > 20


def test_points_and_importance_saved_as_they_stand_change_nothing(reader: Reader) -> None:
    before = reader.sheet(CASE).held
    issue = reader.sheet(CASE).case.issues[0].id  # type: ignore[union-attr]
    for page in (f"{CASE}/positions/positions/XAL/", f"{CASE}/positions/positions/XAL/{issue}"):
        answer = reader.client.post(f"/workbench/{page}", {**reader.form(page), "do": "save"})
        assert answer.status_code == 302
        assert reader.sheet(CASE).held == before


# ---------------------------------------------------------------- editing


def test_an_empty_field_becomes_a_fault_at_its_place_and_undo_mends_it(reader: Reader) -> None:
    page = f"{CASE}/parts/requirements/0"
    form = reader.form(page)
    html = reader.client.post(f"/workbench/{page}", {**form, "reason": ""}, follow=True)
    assert "expected: the key reason; found: it is missing" in html.content.decode()
    front = reader.get(f"{CASE}/")
    assert f'href="/workbench/{page}"' in front
    assert "1 fault" in front
    sheet = reader.sheet(CASE)
    assert sheet.case is None
    reader.client.post(f"/workbench/{CASE}/do/undo", {"version": sheet.version})
    assert reader.sheet(CASE).case is not None


def test_what_is_no_figure_is_shown_again_and_nothing_is_saved(reader: Reader) -> None:
    page = f"{CASE}/parts/synergies/0" if SORTS["synergies"].rows(reader.sheet(CASE).tree) else ""
    page = page or f"{CASE}/parts/steps/0"
    key = "points" if "synergies" in page else "months"
    before = reader.sheet(CASE).held
    answer = reader.client.post(f"/workbench/{page}", {**reader.form(page), key: "twelve"})
    assert answer.status_code == 422
    assert 'value="twelve"' in answer.content.decode()
    assert "Nothing was saved." in answer.content.decode()
    assert reader.sheet(CASE).held == before


def test_who_comes_second_keeps_what_was_typed(reader: Reader) -> None:
    page = f"{CASE}/parts/requirements/0"
    old = reader.form(page)
    reader.client.post(f"/workbench/{page}", {**old, "reason": "First."})
    answer = reader.client.post(f"/workbench/{page}", {**old, "reason": "Second."})
    assert answer.status_code == 409
    assert "Second." in answer.content.decode()
    assert "First." in reader.get(page)


def test_a_suggestion_is_written_nowhere(reader: Reader) -> None:
    page = f"{CASE}/positions/positions/XAL/"
    before = reader.sheet(CASE).held
    form = reader.form(page)
    issues = [key.removeprefix("rank.") for key in form if key.startswith("rank.")]
    ranks = {f"rank.{one}": str(n + 1) for n, one in enumerate(issues)}
    answer = reader.client.post(f"/workbench/{page}", {**form, **ranks, "do": "suggest"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count("wb-suggested") == len(issues)
    total = sum(map(int, re.findall(r'wb-suggested">([0-9]+)<', html)))
    assert total == reader.sheet(CASE).case.scale.importance_sum  # type: ignore[union-attr]
    assert reader.sheet(CASE).held == before
    assert {key: form[key] for key in form if key.startswith("points.")}.items() <= sent_as_it_is(
        html
    ).items()


def test_ranks_become_points_when_they_are_asked_to(reader: Reader) -> None:
    case = reader.sheet(CASE).case
    assert case is not None
    issue = case.issues[0]
    page = f"{CASE}/positions/positions/XAL/{issue.id}"
    held = case.positions["positions"]["XAL"].issues[0].value
    worst_first = sorted(range(len(held)), key=lambda n: held[n])
    ranks = {f"rank.{n}": str(worst_first.index(n) + 1) for n in range(len(held))}
    reader.client.post(f"/workbench/{page}", {**reader.form(page), **ranks, "do": "rank"})
    after = reader.sheet(CASE).case
    assert after is not None
    value = after.positions["positions"]["XAL"].issues[0].value
    assert sorted(range(len(held)), key=lambda n: -value[n]) == worst_first


def test_a_party_is_renamed_everywhere(reader: Reader) -> None:
    tree = reader.sheet(CASE).tree
    n = next(n for n, one in enumerate(SORTS["parties"].rows(tree)) if one["code"] == "XAL")
    sent = {"version": reader.sheet(CASE).version, "name": "XZZ"}
    reader.client.post(f"/workbench/{CASE}/parts/parties/{n}/do/rename", sent)
    sheet = reader.sheet(CASE)
    assert sheet.case is not None
    assert "XZZ" in sheet.case.members
    assert "positions/XZZ.yaml" in sheet.held.papers
    html = reader.get(f"{CASE}/positions/positions/XZZ/")
    assert "/positions/positions/XZZ/" in html


# ---------------------------------------------------------------- files


def test_a_case_goes_out_and_comes_in_again(reader: Reader) -> None:
    out = reader.client.get(f"/workbench/{CASE}/case.zip")
    data = out.content
    assert "attachment" in out["Content-Disposition"]
    assert "sandbox" in out["Content-Security-Policy"]
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert BANNER in packed.read("MARK.txt").decode()
        papers = [name for name in packed.namelist() if name.endswith(".yaml")]
        firsts = [packed.read(name).decode().partition("\n")[0] for name in papers]
    assert len(firsts) > 8
    assert all(one.startswith("#") and BANNER in one for one in firsts)
    reader.client.post("/workbench/do/take", {"file": SimpleUploadedFile("x.zip", data)})
    taken = reader.sheet("case-1")
    assert taken.tree == reader.sheet(CASE).tree
    again = reader.client.get("/workbench/case-1/case.zip").content
    assert again == data, "the marks stand there once"
    book = reader.client.get(f"/workbench/{CASE}/case.xlsx").content
    sent = {"file": SimpleUploadedFile("x.xlsx", book), "invented": "yes"}
    assert reader.client.post("/workbench/do/take", sent).status_code == 302
    case = next(one for one in reader.bench.listed() if one.id not in {CASE, "case-1"})
    assert (case.exercise, case.faults) == (True, 0)


def _packed(*more: tuple[str, bytes], head: bytes = b"id: a\n") -> bytes:
    """A zip that would be taken in but for what is in it besides the first paper of a case."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in (("case.yaml", head), *more):
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


_ELSE, _NAMES = "neither a zip of a case folder nor", "names as the case format has them"
HOSTILE = {
    "nothing": (b"", _ELSE),
    "no zip": (b"%PDF-1.4 and more", _ELSE),
    "cut": (b"PK\x03\x04 cut", "a file of another kind, or a damaged one"),
    "half": (_packed()[:-30], "a file of another kind, or a damaged one"),
    "no case": (_packed().replace(b"case.yaml", b"cast.yaml"), "the paper case.yaml"),
    "climbs": (_packed(("../evil.yaml", b"")), _NAMES),
    "climbs inside": (_packed(("a/../../evil.yaml", b"")), _NAMES),
    "from the root": (_packed(("/etc/evil.yaml", b"")), _NAMES),
    "deep": (_packed(("a/b/evil.yaml", b"")), _NAMES),
    "program": (_packed(("run.sh", b"rm")), _NAMES),
    "bytes": (_packed(head=b"\xff\xfe"), "text in UTF-8"),
    "bomb": (_packed(head=b"a" * 5_000_000), "a paper of at most 4,000,000 bytes"),
    "many bombs": (_packed(*((f"a{n}.yaml", b"a" * 3_900_000) for n in range(5))), "unpacked, in"),
    "many files": (_packed(*((f"a{n}.yaml", b"") for n in range(400))), "unpacked, in 400 files"),
    "twice": (_packed(("cast.yaml", b"")).replace(b"cast", b"case"), "the same name twice"),
}


def test_the_file_of_which_hostile_ones_are_made_is_taken_in(reader: Reader) -> None:
    sent = {"file": SimpleUploadedFile("x.zip", _packed())}
    assert reader.client.post("/workbench/do/take", sent).status_code == 302


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_case_is_refused_with_a_reason(reader: Reader, name: str) -> None:
    held = list(reader.bench.desk.list())
    data, why = HOSTILE[name]
    answer = reader.client.post("/workbench/do/take", {"file": SimpleUploadedFile("x.zip", data)})
    assert answer.status_code in {409, 422}
    assert "Nothing was done" in answer.content.decode()
    assert why in answer.content.decode()
    assert list(reader.bench.desk.list()) == held


def test_an_address_without_its_last_slash_leads_to_the_page(reader: Reader) -> None:
    for page in (CASE, f"{CASE}/papers", f"{CASE}/parts/issues"):
        answer = reader.client.get(f"/workbench/{page}")
        assert answer["Location"] == f"/workbench/{page}/"
    assert reader.client.get("/workbench/no-such-case", follow=True).status_code == 404
    assert reader.client.post(f"/workbench/{CASE}").status_code == 404


def test_a_spreadsheet_asks_whether_its_states_are_invented(reader: Reader) -> None:
    book = reader.client.get(f"/workbench/{CASE}/case.xlsx").content
    answer = reader.client.post(
        "/workbench/do/take", {"file": SimpleUploadedFile("x.xlsx", book), "invented": ""}
    )
    assert answer.status_code == 409


def test_pages_speak_the_reader_s_language(reader: Reader) -> None:
    answer = reader.client.get(f"/workbench/{CASE}/", headers={"Accept-Language": "ko"})
    assert "분석가의 평가이며, 어느 정부의 발표도 아닙니다" in answer.content.decode()


def test_words_of_the_format_stand_in_the_reader_s_language_and_stay_themselves(
    reader: Reader,
) -> None:
    reader.client.post("/workbench/language", {"language": "ko", "page": "/workbench/"})
    (case,) = reader.bench.desk.list()
    page = reader.client.get(f"/workbench/{case}/parts/requirements/0").content.decode()
    assert '<option value="technical" selected>기술적</option>' in page
    for said in ("Requirements", "If this holds", "Basis"):
        assert said not in page
    page = reader.client.get(f"/workbench/{case}/positions/positions/XAL/w-flow").content.decode()
    assert '<option value="high" selected>높음</option>' in page
    sent = sent_as_it_is(page)
    assert sent["confidence"] == "high"
