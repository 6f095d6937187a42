"""Files become documents, and what cannot be read is named in one sentence."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

import pytest

from kg.confined import Bounds, Unreadable, confine
from kg.dateline import publication_day
from kg.dates import parse_edtf
from kg.extract.registered import Registered
from kg.letters import language_of, mend, traditional
from kg.reading import MAX_LINE, MAX_TEXT_MIB, ReadingError, read_file
from kg.reading_html import html_text
from kg.reading_pdf import without_running_heads

TEXT = "移民署說明\n本署於104年5月6日與帛琉簽署合作備忘錄。\n"


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def pdf(content: bytes, *, filters: bytes = b"", page: bytes = b"") -> bytes:
    """A PDF of one page with a content stream, in Helvetica."""
    stream = b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters, content)
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    resources = b"/Resources<</Font<</F 5 0 R>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R" + resources + page + b">>",
        stream,
        font,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + tail % (table, len(out))


SHOWN = b"BT /F 12 Tf 50 700 Td (Taiwan and Palau signed an agreement in 2015.) Tj ET"


def reason(path: Path) -> str:
    with pytest.raises(ReadingError) as error:
        read_file(path)
    message = str(error.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message.removeprefix(f"{path}: ")


def test_text_keeps_every_position(tmp_path: Path) -> None:
    text = "\ufeff第一行\r\n" + TEXT
    document = read_file(put(tmp_path, "a.txt", text)).document
    assert len(document.text) == len(text)
    assert document.text[1:] == text[1:]
    assert (document.name, document.language, document.report) == ("a.txt", "zh-Hant", None)


def test_a_registered_text_is_known_by_its_sha256(tmp_path: Path) -> None:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    reports = [Registered("rep1", "rep1.txt", len(TEXT), digest)]
    assert read_file(put(tmp_path, "other.txt", TEXT), reports=reports).document.report == "rep1"
    changed = TEXT.replace("帛琉", "日本")
    assert read_file(put(tmp_path, "rep1.txt", changed), reports=reports).document.report is None


def test_simplified_letters_become_traditional_in_place(tmp_path: Path) -> None:
    written = "移民局与蒙古国签署合作备忘录，双方并就发展问题交换意见。"
    reading = read_file(put(tmp_path, "a.txt", written))
    assert reading.written == written
    assert reading.document.text == "移民局與蒙古國簽署合作備忘錄，雙方並就發展問題交換意見。"
    assert reading.document.language == "zh-Hant"


def test_conversion_keeps_the_number_of_letters() -> None:
    text = "后台里面的干部说：头发、皇后、面条、Ubuntu 打印机😀\n" * 3
    assert len(traditional(text)) == len(text)


def test_markdown_marks_become_spaces_in_place(tmp_path: Path) -> None:
    text = "# 新聞\n\n本署與**帛琉**簽署[備忘錄](https://example.org/a)。\n"
    document = read_file(put(tmp_path, "a.md", text)).document
    assert len(document.text) == len(text)
    assert "".join(document.text.split()) == "新聞本署與帛琉簽署備忘錄。"
    assert document.text.index("備忘錄") == text.index("備忘錄")


def test_an_open_markdown_comment_hides_nothing(tmp_path: Path) -> None:
    text = "<!-- 甲 <!-- 乙 --> 丙\n本署與帛琉簽署備忘錄。\n"
    document = read_file(put(tmp_path, "a.md", text)).document
    assert "".join(document.text.split()) == "<!--甲丙本署與帛琉簽署備忘錄。"


def test_html_shows_what_a_reader_sees(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>頁</title><meta property='article:published_time' content='2021-02-05T08:00:00+08:00'>"
        "<style>p{}</style></head><body><nav>選單</nav><h1>簽署備忘錄</h1><p>本署與<b>帛琉</b>簽署<br>備忘錄 &amp; 換文。</p>"
        "<script>var x = '<p>not seen</p>';</script><div hidden>藏</div><ul><li>甲<li>乙</ul><footer>版權</footer></body></html>"
    )
    document = read_file(put(tmp_path, "a.html", page)).document
    assert document.text == "簽署備忘錄\n本署與帛琉簽署\n備忘錄 & 換文。\n甲\n乙"
    assert document.date == parse_edtf("2021-02-05")


def test_html_with_a_main_part_is_that_part() -> None:
    body = "內容" * 50
    page = f"<body><div>廣告</div><main><p>{body}</p></main><p>相關新聞</p></body>"
    assert html_text(page.encode()) == f"\n{body}"


def test_pdf_text_is_read(tmp_path: Path) -> None:
    document = read_file(put(tmp_path, "a.pdf", pdf(SHOWN))).document
    assert document.text.strip() == "Taiwan and Palau signed an agreement in 2015."
    assert document.language == "en"


def test_radicals_of_pdf_fonts_become_letters() -> None:
    assert mend("移⺠署⻑官⽇本豈") == "移民署長官日本豈"


def test_running_heads_and_page_numbers_go() -> None:
    pages = [["年報 第 1 章", f"內容{n}", f"又是{n}行", f"- {n} -"] for n in range(1, 6)]
    assert without_running_heads(pages) == [f"內容{n}\n又是{n}行" for n in range(1, 6)]
    assert without_running_heads([["一次", "內容"]]) == ["一次\n內容"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", " \n\u3000\n", "holds no text"),
        ("big5.txt", "移民署與日本於本年簽署合作備忘錄，並在會中交換意見。".encode("big5"), "seems to be Big5"),
        ("gbk.txt", "移民局与日本在年内签署合作备忘录，并在会上交换意见。".encode("gbk"), "seems to be GBK"),
        ("cut.txt", "移民署".encode()[:-1], "was cut off"),
        ("bytes.txt", bytes(range(1, 256)) * 20, "is binary"),
        ("zero.txt", b"abc\0def", "is binary"),
        ("utf16.txt", "移民署".encode("utf-16"), "is UTF-16"),
        ("latin.txt", "caf\u00e9 ole and more of it".encode("latin-1"), "is not UTF-8 (byte 4)"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 50, "zip archive"),
        ("bomb.zip", b"PK\x03\x04" + b"\0" * 50, "zip archive"),
        ("a.gz", b"\x1f\x8b\x08" + b"\0" * 20, "gzip"),
        ("cut.pdf", pdf(SHOWN)[:120], "is a broken PDF"),
        ("not.pdf", "plain text", "is a broken PDF"),
        ("scan.pdf", pdf(b"0 0 m 100 100 l S"), "OCR is needed"),
        ("cut.html", "<p>移民署".encode()[:-1], "was cut off"),
        ("empty.html", "<html><body><script>1</script></body></html>", "holds no text"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    assert said in reason(put(tmp_path, name, content))


def test_an_encrypted_pdf_is_told(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    source = put(tmp_path, "open.pdf", pdf(SHOWN))
    writer = PdfWriter(clone_from=source)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "closed.pdf")
    assert "is encrypted" in reason(tmp_path / "closed.pdf")


def test_a_pdf_that_unpacks_without_bound_is_stopped(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b"\0" * 10**7) for _ in range(30)) + packer.flush()
    path = put(tmp_path, "bomb.pdf", pdf(zlib.compress(content, 9), filters=b"/Filter[/FlateDecode/FlateDecode]"))
    assert path.stat().st_size < 100_000
    assert "unpacks to more than" in reason(path)


def test_a_file_and_a_line_past_their_limits_are_told(tmp_path: Path) -> None:
    large = put(tmp_path, "large.txt", b"a")
    with large.open("r+b") as file:
        file.seek((MAX_TEXT_MIB + 1) * 2**20)
        file.write(b"a")
    assert f"more than the {MAX_TEXT_MIB} MiB" in reason(large) or "is binary" in reason(large)
    long = put(tmp_path, "long.txt", "短行\n" + "長" * (MAX_LINE + 1))
    assert "has a line of 1,000,001 characters (line 2)" in reason(long)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    assert reason(tmp_path) == "is a folder: name the files in it"
    assert reason(tmp_path / "missing.txt") == "no such file or directory"


def endless(raw: bytes) -> str:
    while True:
        pass


def greedy(raw: bytes) -> str:
    return "a" * 2**31


def wordy(raw: bytes) -> str:
    return "a" * 11


@pytest.mark.parametrize(
    ("parse", "bounds", "said"),
    [
        (endless, Bounds(seconds=0.3), "after 0.3 seconds"),
        (greedy, Bounds(memory_mib=256), "more than 256 MiB of memory"),
        (wordy, Bounds(characters=10), "more than 10 characters"),
    ],
)
def test_a_parser_is_stopped_at_its_bounds(parse: object, bounds: Bounds, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        confine(parse, b"", bounds)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("發布日期：110-02-05\n移民署說明", "2021-02-05"),
        ("中華民國110年2月5日\n移民署", "2021-02-05"),
        ("內政部移民署新聞稿 110年2月5日\n本署於110年2月3日", "2021-02-05"),
        ("（中央社記者甲乙台北2021年2月5日電）移民署", "2021-02-05"),
        ("2021/02/05 14:30\n移民署", "2021-02-05"),
        ("WASHINGTON, June 15, 2023 — The agency", "2023-06-15"),
        ("Release Date: 2021-02-05\nThe agency", "2021-02-05"),
        ("Friday, February 5, 2021\nThe agency", "2021-02-05"),
        ("（中央社台北5日電）移民署", None),
        ("（中央社台北2月5日電）移民署", None),
        ("Taipei, Feb. 5 (CNA) The agency", None),
        ("02/05/2021 10:12\nThe agency", None),
        ("02/05/2021\nTaipei, Feb. 5 (CNA) The agency", "2021-02-05"),
        ("04/27/2018 10:12 PM\nThe agency", "2018-04-27"),
        ("27/04/2018\nThe agency", "2018-04-27"),
        ("Riga, 04.06.2019\nThe agency", "2019-06-04"),
        ("Harbour News\nWed, Jan 15, 2020 page 3\nThe agency", "2020-01-15"),
        ("UPDATED MAY 14, 2019, 9:05 PM SGT\nThe agency", "2019-05-14"),
        ("Issued by: Planning      Date: 2021-12-03\nThe agency", "2021-12-03"),
        ("Harbour Times\nThu, Mar 12, 2020 page 2\nDeputy Minister Lin Mei-hui (林美慧) said", "2020-03-12"),
        ("Issued: 2020/03/12　Source: Fisheries Office\nThe office said", "2020-03-12"),
        ("HONIARA, 12 NOVEMBER 2014 - The agency", "2014-11-12"),
        ("PR-1522   June 17, 2015\nThe agency", "2015-06-17"),
        ("Harbour Times\nThu, Mar 14, 2024 page2\nThe agency", "2024-03-14"),
        ("By Ana Reyes\n05:12 PM October 24, 2019\nThe agency", "2019-10-24"),
        ("Update: July, 12/2022 - 19:20\nThe agency", "2022-07-12"),
        ("移民署110年2月5日與帛琉簽署備忘錄。", None),
        ("Harbour talks held\n7 Aug 2019 Posted in Speeches\nThe agency", "2019-08-07"),
        ("Harbour talks held\nPress release 30.11.2016 14.05\nThe agency", "2016-11-30"),
        ("Posted: 10/18/17\nThe agency", "2017-10-18"),
        ("Posted: 10/11/17\nThe agency", None),
        ("Monday, 05/03/2018, 10:20 (GMT+7)\nThe agency", "2018-03-05"),
        ("Original Published: September 29, 2023 00:00 UTC\nThe agency", "2023-09-29"),
        ("Last updated: 7 March 2018\nPublished: 5 March 2018\nThe agency", "2018-03-05"),
        ("2018-03-07 10:12\n\nTAIPEI, March 5 (CNA) The agency", "2018-03-05"),
        ("Koror (Palau), 5 September 2019 - The agency", "2019-09-05"),
        ("WASHINGTON, D.C. — March 5, 2018 — The agency", "2018-03-05"),
        ("05-Mar-2018 10:12 IST\nThe agency", "2018-03-05"),
        ("20-11-2020 - Two held over forged passports\nThe agency", "2020-11-20"),
        ("Talks held\nThe two sides signed the agreement on March 5, 2018.", None),
        ("Talks held\nThe agency said so.\n" * 60 + "Related\n2018-03-01\n2018-03-02\n", None),
        ("On May 5, 2021 he visited Palau.", None),
        ("110年2月31日\n移民署", None),
    ],
)
def test_publication_day(text: str, day: str | None) -> None:
    found = publication_day(text)
    assert (found.edtf if found else None) == day


def test_the_given_day_goes_before_the_dateline(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "2021-02-05\n" + TEXT)
    assert read_file(path, date=parse_edtf("2020-01-01")).document.date == parse_edtf("2020-01-01")
    assert read_file(path).document.date == parse_edtf("2021-02-05")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("移民署與帛琉簽署", "zh-Hant"),
        ("移民局与帕劳签署", "zh-Hans"),
        ("The agency (移民署) signed it with Palau", "en"),
        ("山川", "zh-Hant"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language
