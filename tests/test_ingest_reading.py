"""Takes bytes as they are met; shows what text is drawn from them, what is said of it, and that nothing runs away."""

import gzip
import io
import os
import time
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from aqwal.canonical import canonical_text, sha256
from aqwal.ingest.page import RawPage
from aqwal.ingest.reading import Document, PageError, Unreadable, is_drawn, load_documents, page_of
from ingest_pages import HTML, PAGE


def read(data: bytes, charset: str | None = None) -> RawPage:
    return page_of(Document("page", "page.txt", data, charset=charset))


def loaded(*paths: Path, max_bytes: int = 10_000) -> list[Document | Unreadable]:
    return list(load_documents(paths, max_bytes))


def test_clean_text_is_the_canonical_text_of_its_bytes() -> None:
    data = b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode()
    page = read(data)
    assert (page.text, page.sha256, page.encoding) == (canonical_text(data), sha256(data), "utf-8")
    assert page.warnings == ()
    assert not is_drawn(page)


@pytest.mark.parametrize(("codec", "told"), [
    ("cp1256", "windows-1256"), ("iso8859_6", "iso-8859-6"), ("utf-16", "utf-16-le"), ("utf-16-le", "utf-16-le"),
    ("utf-16-be", "utf-16-be"),
])
def test_other_encodings_are_found_and_said(codec: str, told: str) -> None:
    text = PAGE.replace("«", '"').replace("»", '"')
    page = read(text.encode(codec))
    assert page.text == text
    assert page.encoding == told
    assert told in page.warnings[0]
    assert page.sha256 == sha256(text)
    assert is_drawn(page)


def test_lines_of_two_encodings_are_read_each_in_its_own() -> None:
    first, second = "قال الوزير إن العمل مستمر في الميناء\n", "وأضاف أن الفحص انتهى قبل موعده\n"
    page = read(first.encode() * 3 + second.encode("cp1256") * 2)
    assert page.text == first * 3 + second * 2
    assert "mixed encodings: 2 of 6 lines are windows-1256" in page.warnings[0]


def test_damage_in_utf8_is_marked_and_said() -> None:
    page = read(PAGE.encode()[:-3] + b"\xd8")
    assert page.text.endswith("\ufffd")
    assert "1 places were not valid UTF-8" in page.warnings[0]


def test_control_characters_are_said_and_keep_their_place() -> None:
    page = read("قال\0 الوزير\x07".encode())
    assert page.text == "قال\0 الوزير\x07"
    assert "2 control characters" in page.warnings[0]


@pytest.mark.parametrize(("data", "why"), [
    (b"", "no text"), (b" \n\t", "no text"), (b"%PDF-1.7 ...", "a PDF file"), (b"\x89PNG\r\n", "a picture"),
    (bytes(range(256)) * 40, "no text in any encoding"), (b"<html><body><script>x</script></body></html>", "no text"),
])
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, why: str) -> None:
    with pytest.raises(PageError, match=why):
        read(data)


def test_html_gives_a_line_a_block_and_what_its_head_says() -> None:
    page = read(HTML.encode())
    assert page.text.splitlines() == [
        "الرئيسية", "رياضة", "عودة العبارة إلى العمل", "قال مدير الميناء نبيل الشامي إن العبارة ستعود",
        "إلى العمل غدا.", "خبر أول", "خبر ثان"]
    assert (page.url, page.outlet, page.published) == ("https://marfa.example/news/7", "صحيفة المرفأ", "2032-03-14")
    assert page.sha256 == sha256(page.text)
    assert is_drawn(page)


def test_html_without_a_heading_begins_with_the_headline_of_its_head() -> None:
    assert read("<html><head><title>عنوان في الرأس</title></head><body><p>نص</p></body></html>".encode()
                ).text.splitlines() == ["عنوان في الرأس", "نص"]


def test_html_is_read_in_the_encoding_it_declares() -> None:
    assert "قال مدير" in read(HTML.replace("utf-8", "windows-1256").encode("cp1256", "replace")).text


@pytest.mark.parametrize("declared", ["punycode", "unicode_escape", "utf-7", "windows-1252", "utf-16", "no-such",
                                      "hex"])
def test_a_declared_encoding_that_no_arabic_page_has_is_not_believed(declared: str) -> None:
    page = read(HTML.replace("utf-8", declared).encode("cp1256", "replace"))
    assert "قال مدير" in page.text
    assert page.encoding == "html; charset=windows-1256"


def test_structured_data_gives_day_and_outlet() -> None:
    data = '{"@graph": [{"datePublished": "2032-01-02T00:00:00Z", "publisher": {"name": "المرفأ"}}]}'
    page = read(f'<html><head><script type="application/ld+json">{data}</script></head><body><p>نص</p></body>'.encode())
    assert (page.published, page.outlet) == ("2032-01-02", "المرفأ")


H = b"<!doctype html><html><body>"
HOSTILE = {
    "a line of ten megabytes": "كلمة ".encode() * 1_100_000,
    "deep nesting": H + b"<div>" * 200_000 + "نص".encode(),
    "an endless tag": H + b"<" * 2_000_000 + "نص".encode(),
    "a huge attribute": H + b'<p a="' + b"x" * 5_000_000 + '">نص</p>'.encode(),
    "many attributes": H + b"<p " + b" ".join(b"a%d=1" % number for number in range(100_000)) + ">نص</p>".encode(),
    "open comments": H + "نص".encode() + b"<!--" * 500_000,
    "an entity bomb": b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">'
                      b'<!ENTITY c "&b;&b;&b;&b;">]><html><body><p>' + "نص".encode() + b"&c;&c;</p></body></html>",
    "deep structured data": b'<html><head><script type="application/ld+json">' + b"[" * 100_000
                            + "</script></head><body>نص</body></html>".encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon(name: str) -> None:
    started = time.perf_counter()
    page = read(HOSTILE[name])
    assert page.text.strip()
    assert len(page.text) <= len(HOSTILE[name]) + 10
    assert time.perf_counter() - started < 5


def test_a_folder_gives_its_files_in_order_and_names_are_never_given_twice(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/page.txt", "a.txt", "page.html", "page.txt", ".hidden"):
        (tmp_path / name).write_text("نص", "utf-8")
    os.mkfifo(tmp_path / "pipe")
    assert [found.stem for found in loaded(tmp_path)] == ["a", "page", "page-2", "page-3"]


def test_a_folder_without_pages_is_told(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("نص", "utf-8")
    (found,) = loaded(tmp_path)
    assert isinstance(found, Unreadable)
    assert "no pages in this folder" in found.message


def test_a_link_to_a_folder_is_told_and_not_entered(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("نص", "utf-8")
    (tmp_path / "circle").symlink_to(tmp_path, target_is_directory=True)
    page, link = loaded(tmp_path)
    assert isinstance(page, Document)
    assert isinstance(link, Unreadable)
    assert "name that folder itself" in link.message
    assert [found.stem for found in loaded(tmp_path / "circle")] == ["a", "circle"]


def test_a_folder_or_file_without_the_rights_to_it_is_told_and_stops_nothing(tmp_path: Path,
                                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    for name in ("a.txt", "closed/b.txt", "c.txt"):
        (tmp_path / name).write_text("نص", "utf-8")
    scandir, status = os.scandir, Path.stat

    def no_scan(path: str) -> Any:
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    def no_stat(self: Path, **options: bool) -> os.stat_result:
        if self.name == "c.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return status(self, **options)

    monkeypatch.setattr(os, "scandir", no_scan)
    monkeypatch.setattr(Path, "stat", no_stat)
    found = loaded(tmp_path)
    assert [(one.stem, isinstance(one, Document)) for one in found] == [("a", True), ("c", False), ("closed", False)]
    assert all("Permission denied" in one.message for one in found[1:])  # type: ignore[union-attr]


def test_a_file_that_grows_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"12345")
    status = Path.stat
    smaller = os.stat_result([*status(tmp_path / "a.txt")[:6], 3, 0, 0, 0])
    monkeypatch.setattr(Path, "stat", lambda self, **_: smaller if self.name == "a.txt" else status(self))
    (found,) = loaded(tmp_path / "a.txt")
    assert isinstance(found, Unreadable)
    assert "grew" in found.message


def test_pipes_devices_and_lost_files_are_told_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    found = loaded(tmp_path / "pipe", Path("/dev/zero"), tmp_path / "lost")
    assert [type(one) for one in found] == [Unreadable] * 3
    assert "not a plain file" in found[0].message  # type: ignore[union-attr]
    assert "cannot be read" in found[2].message  # type: ignore[union-attr]


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * 11)
    (found,) = loaded(tmp_path, max_bytes=10)
    assert isinstance(found, Unreadable)
    assert "--max-size" in found.message


def archive_of(*pages: tuple[str, bytes], packed: bool = True) -> bytes:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    for media, body in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", media)], protocol="HTTP/1.0")
        writer.write_record(writer.create_warc_record("https://marfa.example/1", "response", payload=io.BytesIO(body),
                                                      http_headers=headers))
    return file.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_gives_its_pages_with_their_addresses(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(archive_of(("text/html; charset=windows-1256", "<html><body><p>نص".encode("cp1256")),
                                ("image/png", b"\x89PNG"), ("text/plain", PAGE.encode()), packed=packed))
    first, second = loaded(path)
    assert isinstance(first, Document)
    assert (first.stem, second.stem) == ("crawl-00001", "crawl-00003")
    assert page_of(first).text == "نص\n"
    assert page_of(first).url == "https://marfa.example/1"


def test_a_web_archive_cut_off_gives_what_is_whole_and_tells_the_rest(tmp_path: Path) -> None:
    data = archive_of(("text/plain", PAGE.encode()), ("text/plain", os.urandom(5000).hex().encode()))
    (tmp_path / "crawl.warc.gz").write_bytes(data[:-2000])
    found = loaded(tmp_path, max_bytes=100_000)
    assert isinstance(found[0], Document)
    assert isinstance(found[-1], Unreadable)


def test_a_web_archive_without_pages_is_told(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc").write_bytes(archive_of(("image/png", b"\x89PNG"), packed=False))
    (found,) = loaded(tmp_path)
    assert isinstance(found, Unreadable)
    assert "none of its 1 records is a page" in found.message


def test_wrong_lengths_in_a_web_archive_are_told_and_no_words_of_it_printed(tmp_path: Path,
                                                                            capfd: pytest.CaptureFixture[str]) -> None:
    data = archive_of(("text/plain", PAGE.encode()), packed=False)
    length = data.partition(b"Content-Length: ")[2].partition(b"\r\n")[0]
    (tmp_path / "crawl.warc").write_bytes(data.replace(length, str(int(length) - 9).encode(), 1))
    page, told = loaded(tmp_path)
    assert isinstance(page, Document)
    assert isinstance(told, Unreadable)
    assert "lengths in it are wrong" in told.message
    assert capfd.readouterr().err == ""


def test_a_page_packed_to_burst_is_refused(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc.gz").write_bytes(archive_of(("text/plain", b"x" * 3_000_000)))
    (found,) = loaded(tmp_path, max_bytes=1_000_000)
    assert isinstance(found, Unreadable)
    assert "--max-size" in found.message


def test_a_file_only_named_as_a_web_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "no.warc").write_bytes(b"no archive at all")
    (tmp_path / "no.warc.gz").write_bytes(gzip.compress(b"no archive at all"))
    assert [type(one) for one in loaded(tmp_path)] == [Unreadable, Unreadable]
