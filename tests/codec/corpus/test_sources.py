"""Files that others made: what is read of them, and what is refused, each told in words."""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

import io
import itertools
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from dipoli.codec.corpus import pdf, word
from dipoli.codec.corpus.language import language_of
from dipoli.codec.corpus.reading import Reading
from dipoli.codec.corpus.sources import read_bytes, read_source
from dipoli.faults import MalformedError, RefusedError

KOREAN = "우리는 평화를 바랍니다. 함께 갑시다."


def read(content: bytes, name: str = "a.txt", encoding: str = "") -> Reading:
    return read_source(content, name, lambda: 0.0, encoding)


def refusal(content: bytes, name: str = "a.txt", encoding: str = "") -> str:
    with pytest.raises(MalformedError) as caught:
        read(content, name, encoding)
    (finding,) = caught.value.findings
    assert finding.file == name
    assert finding.mend
    return f"{finding.expected} | {finding.found} | {finding.mend}"


# ---------------------------------------------------------------- plain text


@pytest.mark.parametrize(
    ("content", "encoding", "told"),
    [
        (KOREAN.encode(), "", ()),
        (b"\xef\xbb\xbf" + KOREAN.encode(), "", ()),
        (KOREAN.encode("utf-16"), "", ("Read from UTF-16, kept as UTF-8.",)),
        (b"\xfe\xff" + KOREAN.encode("utf-16-be"), "", ("Read from UTF-16, kept as UTF-8.",)),
        (KOREAN.encode("utf-32"), "", ("Read from UTF-32, kept as UTF-8.",)),
        (KOREAN.encode("euc-kr"), "euc-kr", ("Read from EUC-KR, kept as UTF-8.",)),
        (KOREAN.encode("utf-16-le"), "utf-16-le", ("Read from UTF-16-LE, kept as UTF-8.",)),
    ],
)
def test_an_encoding_is_shown_by_the_bytes_or_named(
    content: bytes, encoding: str, told: tuple[str, ...]
) -> None:
    reading = read(content, encoding=encoding)
    assert (reading.text, reading.format, reading.told) == (KOREAN, "TXT", told)


def test_lines_and_odd_letters_are_kept_as_they_are_and_told() -> None:
    text = "We\r\nmet\u202e at\x07 the\tlake\ufffd \ue000.\r"
    reading = read(text.encode())
    assert reading.text == text
    assert reading.told == (
        "1 sign turns the direction of writing; kept.",
        "1 character was lost before (U+FFFD); kept as that.",
        "1 character is of private use, without a meaning; kept.",
        "1 control character stands in the text; kept.",
    )


@pytest.mark.parametrize(
    ("content", "encoding", "told"),
    [
        (b"", "", "empty file"),
        (b" \n ... \n", "", "without a letter"),
        (b"\xef\xbb\xbf", "", "without a letter"),
        (KOREAN.encode("euc-kr"), "", "byte 0xbf at 0"),
        (KOREAN.encode("euc-kr"), "shift_jis", "text in SHIFT_JIS"),
        (KOREAN.encode("euc-kr"), "latin-1-of-old", "name of an encoding"),
        (KOREAN.encode("euc-kr"), "base64", "name of an encoding"),
        (KOREAN.encode("euc-kr"), "nul\0", "name of an encoding"),
        (KOREAN.encode(), "cp949", "leave --encoding away"),
        (KOREAN.encode("utf-16"), "cp1251", "a byte order mark of UTF-16"),
        ("Цена мира".encode("utf-16-le"), "latin-1", "null bytes"),
        ("“Peace” – ever".encode("cp1252"), "iso-8859-1", "control characters"),
        (KOREAN.encode("utf-16")[:-1], "", "UTF-16"),
        (b"\xff\xfe\x00\xd8We", "", "UTF-16"),
        (b"We met\0at the lake", "", "null bytes"),
        (b"MZ\x90\x00\x03 a program \xff\xff", "", "byte 0x90"),
        (b"We met \xed\xa0\x80 there", "", "byte 0xed"),
        (b"We met " * 750_000, "", "at most 5,000,000 characters"),
    ],
    ids=itertools.count(1),
)
def test_plain_text_that_cannot_be_read_is_refused(
    content: bytes, encoding: str, told: str
) -> None:
    assert told in refusal(content, encoding=encoding)


@given(st.binary(max_size=60))
def test_whatever_the_bytes_no_letter_is_replaced(content: bytes) -> None:
    try:
        reading = read(content)
    except MalformedError:
        return
    assert reading.text.encode().strip(b"\xef\xbb\xbf") in content or reading.told


# ---------------------------------------------------------------- names and sizes


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"%PDF-1.4", "a.txt", "rename it to .pdf"),
        (b"PK\x03\x04", "a.pdf", "rename it to .docx"),
        (b"<!DOCTYPE html><p>We met", "a.txt", "rename it to .html"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "an old or an encrypted Office file"),
        (b"\x89PNG\r\n", "a.png", "another kind of file, named .png"),
        (b"We met.", "a", "TXT, HTML, PDF, DOCX"),
    ],
)
def test_a_file_of_another_kind_is_refused(content: bytes, name: str, told: str) -> None:
    assert told in refusal(content, name)


def test_a_file_of_200_megabytes_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as sparse:
        sparse.truncate(200 * 1024 * 1024)
    path.chmod(0)
    with pytest.raises(MalformedError, match="209,715,200"):
        read_bytes(path)
    with pytest.raises(MalformedError, match="a folder, a pipe or a device"):
        read_bytes(tmp_path)


# ---------------------------------------------------------------- pages

PAGE = """<!DOCTYPE html><html><head><title>T</title><meta charset="utf-8"><script>let x</script>
</head><body><nav><a>Home</a></nav><main><h1>An  address</h1><!-- never -->
<p>We <b>met</b>&nbsp;at the<br>lake &amp; agreed.</p><div hidden>secret</div>
<p style="display: none">unseen</p><ul><li>One</li><li>Two</li></ul>
<pre>As  it
stands</pre><table><tr><td>A</td><td>B</td></tr></table></main><footer>Foot</footer>
</body></html>"""


def test_a_page_gives_what_is_seen_and_tells_what_is_left_out() -> None:
    reading = read(PAGE.encode(), "a.html")
    assert reading.text == (
        "An address\n\nWe met\u00a0at the\nlake & agreed.\n\nOne\n\nTwo\n\nAs  it\nstands\n\nA\tB\n"
    )
    assert reading.told == (
        "6 characters of scripts, styles and heads left out.",
        "8 characters of navigation, footers and forms left out.",
        "12 characters of hidden text left out.",
    )


@pytest.mark.parametrize("said", ["euc-kr", "ks_c_5601-1987"])
def test_a_page_says_its_encoding(said: str) -> None:
    page = f"<html><meta http-equiv=x content='text/html; charset={said}'><p>{KOREAN} 똠</p>"
    reading = read(page.encode("cp949"), "a.htm")
    assert reading.text == f"{KOREAN} 똠\n"
    assert reading.told == ("Read from CP949, kept as UTF-8.",)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html><meta charset=utf-8><p>\xbf\xec\xb8\xae</p>", "byte 0xbf"),
        (b"<html><meta charset=nonesuch><p>We \xbf met</p>", "name of an encoding"),
        (b"<html><script>let peace = 1</script></html>", "without a letter"),
        (b"<html>" + b"<div>" * 5_000 + b"We met" + b"</div>" * 5_000, "tags in one another"),
        (b"<html>" + b"<" * 1_100_000, "at most 1,000,000 tags"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused(content: bytes, told: str) -> None:
    assert told in refusal(content, "a.html")


def test_entities_of_a_page_are_no_way_out() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>We met &x; there.</p>'
    assert "We met &x; there." in read(page.encode(), "a.html").text
    assert "U+FFFD" in read(b"<html><p>We met &#xD800; there", "a.html").told[0]


# ---------------------------------------------------------------- PDF


def pdf_of(*pages: str, change: Callable[[pypdf.PdfWriter], None] = lambda _writer: None) -> bytes:
    """A PDF with a line of text on each page; none on a page whose text is empty."""
    writer = pypdf.PdfWriter()
    for words in pages:
        page = writer.add_blank_page(300, 300)
        font = DictionaryObject({
            NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        })  # fmt: skip
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})  # noqa: SLF001
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in words.split("\n") if line)
        stream.set_data(f"BT /F1 12 Tf 20 200 Td {lines}ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_gives_its_text_page_by_page_as_it_is() -> None:
    reading = read(pdf_of("We met at the denu-\nclearisation talks", "", "and agreed."), "a.pdf")
    assert reading.text == "We met at the denu-\nclearisation talks\nand agreed.\n"
    assert reading.told == (
        "3 pages; hyphens at ends of lines are kept.",
        "Without text (pictures?): page 2.",
    )


def encrypted(password: str) -> bytes:
    return pdf_of("We met.", change=lambda writer: writer.encrypt(password, algorithm="RC4-128"))


WHOLE = pdf_of("We met at the lake.")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (encrypted("secret"), "ask for the password"),
        (encrypted(""), "ask for the password"),
        (pdf_of("", ""), "pictures of pages"),
        (pdf_of(), "1 to 2,000 pages"),
        (WHOLE[:200], "damaged"),
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
        (b"no pdf at all", "damaged"),
    ],
    ids=itertools.count(1),
)
def test_a_pdf_that_cannot_be_read_is_refused(content: bytes, told: str) -> None:
    assert told in refusal(content, "a.pdf")


def test_an_encoding_is_not_asked_of_a_pdf() -> None:
    assert "leave --encoding away" in refusal(WHOLE, "a.pdf", "cp1251")


def test_a_pdf_that_takes_too_long_or_has_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count(0, 100)
    with pytest.raises(MalformedError, match="2 of 3 pages"):
        read_source(pdf_of("One", "Two", "Three"), "a.pdf", lambda: float(next(clock)))
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    assert "1 to 2 pages" in refusal(pdf_of("One", "Two", "Three"), "a.pdf")


def test_a_pdf_whose_stream_grows_without_end_is_refused() -> None:
    bomb = zlib.compress(b"(We) Tj " * 20_000_000, 9)
    assert len(bomb) < 1_000_000
    content = WHOLE
    stream = f"4 0 obj\n<< /Length {len(bomb)} /Filter /FlateDecode >>\nstream\n".encode()
    head = content.index(b"stream\n")
    begin = content.rindex(b" obj", 0, head)
    number = content[content.rindex(b"\n", 0, begin) + 1 : begin]
    end = content.index(b"endobj", head)
    stream = stream.replace(b"4 0", number, 1)
    grown = content[: begin - len(number)] + stream + bomb + b"\nendstream\n" + content[end:]
    assert "damaged" in refusal(grown, "a.pdf")


# ---------------------------------------------------------------- Word

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "word/document.xml"


def xml(inside: str, root: str = "document") -> str:
    return f'<?xml version="1.0"?><w:{root} xmlns:w="{SPACE}">{inside}</w:{root}>'


def docx(parts: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as pack:
        for name, content in parts.items():
            pack.writestr(name, content)
    return out.getvalue()


def body(inside: str) -> bytes:
    return docx({BODY: xml(f"<w:body>{inside}</w:body>")})


def said(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def test_a_word_file_gives_paragraphs_tables_notes_and_tracked_changes() -> None:
    inside = (
        f"<w:p>{said('We met')}<w:r><w:tab/><w:t>here</w:t><w:br/></w:r>{said('and')}"
        f"<w:ins>{said(' now')}</w:ins><w:del><w:r><w:delText> then</w:delText></w:r></w:del>"
        f"<w:moveFrom>{said('gone')}</w:moveFrom><w:moveTo>{said(' moved')}</w:moveTo>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:r><w:sym/></w:r>"
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{said('A')}</w:p></w:tc><w:tc><w:p>{said('B')}</w:p></w:tc>"
        f"</w:tr></w:tbl><w:p>{said('Done.')}</w:p>"
    )
    notes = xml(
        f'<w:footnote w:type="separator"><w:p>{said("---")}</w:p></w:footnote>'
        f"<w:footnote><w:p>{said('A note.')}</w:p></w:footnote>",
        "footnotes",
    )
    content = docx({
        BODY: xml(f"<w:body>{inside}</w:body>"), "word/footnotes.xml": notes,
        "word/vbaProject.bin": b"macro", "word/header1.xml": xml("", "hdr"),
        "word/comments.xml": xml("", "comments"),
    })  # fmt: skip
    reading = read(content, "a.docx")
    assert reading.text == "We met\there\nand now moved\nA\nB\n\nDone.\nA note.\n"
    assert reading.told == (
        "1 footnote, at the end of the text.",
        "10 characters of tracked insertions, read as if they were accepted.",
        "9 characters of tracked deletions, left out as if they were accepted.",
        "6 characters of hidden text, left out.",
        "Symbols of a font without a meaning in Unicode, left out: 1.",
        "Macros are ignored.",
        "Headers and footers of pages are left out.",
        "Comments are left out.",
    )


def test_a_text_box_is_read_once() -> None:
    both = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent><w:p>{said('Box.')}</w:p></w:txbxContent>"
    inside = (
        f'<w:p>{said("We met.")}<w:r><m:AlternateContent xmlns:m="{both}">'
        f"<m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback></m:AlternateContent></w:r></w:p>"
    )
    assert read(body(inside), "a.docx").text == "We met.\nBox.\n\n"


XXE = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise("abcdefghi"))
    + "]>"
)
GOOD = xml(f"<w:body><w:p>{said('We met.')}</w:p></w:body>")


def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr(BODY, GOOD)
        with pytest.warns(UserWarning, match="Duplicate"):
            pack.writestr(BODY, GOOD)
    return out.getvalue()


def flagged() -> bytes:
    content = bytearray(docx({BODY: GOOD}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (docx({BODY: XXE + GOOD[21:].replace("We met.", "&x;")}), "document type"),
        (docx({BODY: LAUGHS + GOOD[21:].replace("We met.", "&i;")}), "document type"),
        (docx({BODY: b" " * 59_000_000}), "parts of at most"),
        (docx({BODY: b" " * 61_000_000}), "parts of at most"),
        (docx({BODY: GOOD[:-5]}), "word/document.xml"),
        (docx({BODY: xml("<w:p>" * 300 + "</w:p>" * 300)}), "in one another"),
        (docx({"mimetype": "text"}), "without word/document.xml"),
        (docx({BODY: xml("<w:body/>")}), "without a letter"),
        (docx({f"{n}": "" for n in range(5_001)}), "at most 5,000 parts"),
        (docx({BODY: GOOD})[:-30], "damaged"),
        (docx({BODY: GOOD}).replace(b"PK\x01\x02", b"PK\x09\x09"), "damaged"),
        (twice(), "each part once"),
        (flagged(), "encrypted"),
    ],
    ids=itertools.count(1),
)
def test_a_word_file_that_cannot_be_read_is_refused(content: bytes, told: str) -> None:
    assert told in refusal(content, "a.docx")


def test_a_part_that_lies_about_its_size_is_not_unpacked_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(word, "MOST_UNPACKED", 100)
    content = bytearray(docx({BODY: GOOD}, zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.index(mark) + at
        content[place : place + 4] = (50).to_bytes(4, "little")
    assert refusal(bytes(content), "a.docx")


@pytest.mark.parametrize(
    ("library", "name", "content"),
    [("bs4", "a.html", PAGE.encode()), ("pypdf", "a.pdf", WHOLE), ("defusedxml", "a.docx", b"")],
)
def test_without_its_library_a_kind_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, library: str, name: str, content: bytes
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(RefusedError, match=r"dipoli\[texts\]"):
        read(content or docx({BODY: GOOD}), name)
    assert read(b"We met at the lake.").text


# ---------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We met at the lake, and we agreed that the talks are to go on.", "en"),
        ("Мы встретились на озере и договорились, что это не всё, но мы рады.", "ru"),
        ("Бид нуурын эрэг дээр уулзаж, энэ тухай үргэлжлүүлэн ярихаар тохиров.", "mn"),
        (KOREAN, "ko"),
        ("북한은 NPT 탈퇴를 선언하였다. 朝鮮半島의 평화를 위하여 노력한다.", "ko"),
        ("我们要和平，我们要发展，我们要合作，大家都同意这一点。", "zh"),
        ("平和を望みます。我々は対話を続けることで一致した。", "ja"),
        ("Nous avons décidé de poursuivre le dialogue avec nos partenaires du lac.", ""),
        ("Ми зустрілися біля озера й домовилися, що розмови триватимуть далі.", ""),
        ("1. 2. 3. 4. 5. 2031", ""),
        ("مرحبا بكم في البحيرة الكبيرة جدا", ""),
    ],
)
def test_a_language_is_found_or_unknown(text: str, language: str) -> None:
    assert language_of(text) == language
