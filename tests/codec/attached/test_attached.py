"""Honest files are let in without what they say of their author; hostile ones are not let in."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.codec.attached import made
from tests.codec.attached.hostile import FILES

from dipoli.codec.attached import Checked, Kind, check
from dipoli.faults import RefusedError


def held(checked: Checked) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(checked.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_there_are_sixty_hostile_files_and_more() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_not_let_in_and_the_words_say_why(name: str) -> None:
    with pytest.raises(RefusedError) as refused:
        check(FILES[name])
    told = str(refused.value)
    assert told.endswith(".")
    assert told.count(".") >= 2  # why, and what to do


_CARRIES = "has programs, forms, or other files in it"
WHY = {
    "pdf with a program": _CARRIES,
    "pdf with programs by name": _CARRIES,
    "pdf that starts a program": _CARRIES,
    "pdf that acts when it closes": _CARRIES,
    "pdf that opens another": _CARRIES,
    "pdf that carries a file": _CARRIES,
    "pdf with a form of xml": _CARRIES,
    "pdf that is locked": "is locked with a password",
    "pdf and zip": "before or behind",
    "png that unpacks into more than it draws": "behind the end of the picture",
    "png of a huge picture": "unpacks into too much",
    "docx with an entity from a file": "has definitions of its own",
    "docx with a name above its folder": "has a name that is not let in",
    "docx that is a bomb": "unpacks into too much",
    "docx that names who changed it": "names who changed it",
    "docx with a field in pieces": "fetches something from elsewhere",
    "docx that fetches a picture": "fetches something from elsewhere",
    "odt that fetches a picture": "fetches something from elsewhere",
}


@pytest.mark.parametrize("name", WHY)
def test_it_is_refused_for_what_it_is(name: str) -> None:
    with pytest.raises(RefusedError, match=WHY[name]):
        check(FILES[name])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (made.pdf(), Kind.PDF),
        (made.png(), Kind.PNG),
        (made.jpeg(), Kind.JPEG),
        (made.docx(), Kind.DOCX),
        (made.odt(), Kind.ODT),
        ("Brücke, 橋, \u0433\u04af\u04af\u0440, 다리.\r\n".encode(), Kind.TEXT),
    ],
)
def test_an_honest_file_is_let_in_and_let_in_again_as_it_is(data: bytes, kind: Kind) -> None:
    once = check(data)
    assert once.kind is kind
    assert check(once.data) == once


def test_a_picture_keeps_what_draws_it_and_loses_where_it_was_taken() -> None:
    place = Image.Exif()
    place[0x010E] = "the delegation's garden"
    photo = made.jpeg(exif=place, comment=b"by Jane Doe")
    kept = check(photo).data
    assert b"garden" in photo
    assert b"garden" not in kept
    assert b"Jane" not in kept
    noted = check(made.with_chunk(b"tEXt", b"Author\0Jane Doe")).data
    assert b"Jane" not in noted
    for before, after in ((photo, kept), (made.png(), noted)):
        one, two = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
        assert one.tobytes() == two.tobytes()


def test_a_pdf_loses_what_it_says_of_its_author() -> None:
    with pikepdf.open(io.BytesIO(made.pdf())) as file:
        file.docinfo["/Author"] = "Jane Doe"
        with file.open_metadata() as notes:
            notes["dc:creator"] = ["Jane Doe"]
        out = io.BytesIO()
        file.save(out, compress_streams=False)
    assert b"Jane Doe" in out.getvalue()
    kept = check(out.getvalue()).data
    with pikepdf.open(io.BytesIO(kept)) as file:
        assert "/Info" not in file.trailer
        assert "/Metadata" not in file.Root
        assert len(file.pages) == 1


def test_a_text_loses_its_author_its_times_and_its_printer() -> None:
    for data in (made.docx(), made.odt()):
        parts = held(check(data))
        assert not any(b"Jane" in part for part in parts.values())
        assert any(b"Bridge" in part for part in parts.values())
        with zipfile.ZipFile(io.BytesIO(check(data).data)) as archive:
            assert {one.date_time[0] for one in archive.infolist()} == {1980}
    assert next(iter(held(check(made.odt())))) == "mimetype"


def test_links_to_pages_may_stand_in_a_text() -> None:
    assert check(made.odt('<a l:href="https://dipoli.example/paper">x</a>')).kind is Kind.ODT


@given(st.binary(max_size=400))
def test_no_bytes_do_anything_but_be_let_in_or_refused(tail: bytes) -> None:
    for beginning in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04"):
        try:
            check(beginning + tail)
        except RefusedError:
            continue


@given(st.data())
def test_no_honest_file_with_a_byte_changed_does_anything_else(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([made.png(), made.jpeg(), made.docx()])))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    try:
        check(bytes(whole))
    except RefusedError:
        return
