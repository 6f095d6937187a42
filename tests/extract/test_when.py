from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.chinese.date_words import numeral
from kg.extract.chinese.lasting import with_ends
from kg.extract.chinese.points import Frame
from kg.extract.chinese.published import day_in_head, publication_day
from kg.extract.chinese.when import find_dates
from kg.extract.folding import fold

FRAME = Frame(dt.date(2023, 8, 8))

GOOD = [
    ("106年3月17日", "2017-03-17"),
    ("民國一百零四年五月廿六日", "2015-05-26"),
    ("中華民國111年1月12日", "2022-01-12"),
    ("2003年", "2003"),
    ("103年底", "2014"),
    ("103年度", "2014"),
    ("101年9月", "2012-09"),
    ("106年7月25至26日", "2017-07-25/2017-07-26"),
    ("103年6月26-27日", "2014-06-26/2014-06-27"),
    ("自103年6月13日起至11月13日止", "2014-06-13/2014-11-13"),
    ("106年4月18及26日", "2017-04-18 2017-04-26"),
    ("106年6月15日 8月17日", "2017-06-15 2017-08-17"),
    ("今(112)年", "2023"),
    ("今年9月5日", "2023-09-05"),
    ("去（111）年12月", "2022-12"),
    ("昨（7）日", "2023-08-07"),
    ("今（8）日", "2023-08-08"),
    ("本月5日", "2023-08-05"),
    ("上個月7日", "2023-07-07"),
    ("上(111)年10月14日", "2022-10-14"),
    ("前天", "2023-08-06"),
    ("本週一", "2023-08-07"),
    ("上週五", "2023-08-04"),
    ("週二（8日）", "2023-08-08"),
    ("星期天", "2023-08-06"),
    ("今與", "2023-08-08"),
    ("昨上午", "2023-08-07"),
    ("5日前往", "2023-08-05"),
    ("5日內政部", "2023-08-05"),
    ("5日以視訊", "2023-08-05"),
    ("本月三日至五日", "2023-08-03/2023-08-05"),
    ("4月17日及同日", "2023-04-17 2023-04-17"),
    ("於5日表示", "2023-08-05"),
    ("２０１７年３月", "2017-03"),
    ("2017/3/17", "2017-03-17"),
    ("106 年 3 月\n17 日", "2017-03-17"),
    ("99至103年", "2010/2014"),
    ("今晨抵臺", "2023-08-08"),
    ("昨再與", "2023-08-07"),
    ("大前天", "2023-08-05"),
    ("三天前", "2023-08-05"),
    ("5號在", "2023-08-05"),
    ("五日下午", "2023-08-05"),
    ("5日拜會，翌日赴", "2023-08-05 2023-08-06"),
    ("8月5日，隔天再", "2023-08-05 2023-08-06"),
    ("翌（6）日之前的5日", "2023-08-05"),
    ("8月5日，翌（6）日", "2023-08-05 2023-08-06"),
    ("112年上半年", "2023-01/2023-06"),
    ("本週二至週四", "2023-08-08/2023-08-10"),
    ("去年8月及今年5月", "2022-08 2023-05"),
    ("今日（8/8）", "2023-08-08 2023-08-08"),
    ("（1）1/19–1/23，", "2023-01-19/2023-01-23"),
    ("110. 3.19", "2021-03-19"),
    ("97.8.15", "2008-08-15"),
    ("2016.09.19－09.23", "2016-09-19/2016-09-23"),
    ("7日到9日間走訪", "2023-08-07/2023-08-09"),
]

NOT_A_DATE = ["連續8年", "近3年來", "100年來", "為期5年", "15日內", "第5日", "每年", "10年以上有期徒刑", "106號", "3.5", "25歲"]
NOT_A_DATE += ["每週三", "週一至週五", "四周三面", "5日前完成", "至今與", "如今在", "上年紀", "當日", "一日三餐"]
NOT_A_DATE += ["今井於", "今後將", "3號碼頭", "1/2以上", "九日遊", "三分之1/3", "12.5", "中正路5號", "5日夜間部"]


def days(text: str, frame: Frame = FRAME) -> str:
    return " ".join(day.edtf for when in find_dates(fold(text).text, frame) for day in when.days)


@pytest.mark.parametrize(("text", "expected"), GOOD)
def test_reads(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize("text", NOT_A_DATE)
def test_reads_no_date(text: str) -> None:
    assert days(text) == ""


@pytest.mark.parametrize(
    "text", ["昨（7）日", "今年9月5日", "本月", "於5日表示", "9月5日", "上週五", "前天", "去年12月", "次年3月", "今與"]
)
def test_what_needs_the_publication_day_stays_undated_without_it(text: str) -> None:
    assert days(text, Frame()) == ""


@pytest.mark.parametrize("text", ["111年5年18日", "111年13月5日", "111年2月30日"])
def test_a_misprint_keeps_its_year_and_is_reported(text: str) -> None:
    (when,) = find_dates(text, Frame())
    assert [day.edtf for day in when.days] == ["2022"]
    assert "misprint" in when.note


def test_a_bracketed_day_that_contradicts_the_publication_day_is_reported() -> None:
    (when,) = find_dates("昨(20)日", FRAME)
    assert when.days == ()
    assert "does not fit" in when.note


def test_the_same_year_takes_the_year_told_before() -> None:
    assert days("於98年1月23日公布，並於同年6月1日施行", Frame()) == "2009-01-23 2009-06-01"


def test_a_year_alone_in_its_line_governs_the_lines_below() -> None:
    assert days("106年\n3月17日簽署。\n107年\n5月2日簽署。", Frame()) == "2017 2017-03-17 2018 2018-05-02"


def test_the_year_of_a_yearly_report_completes_its_days() -> None:
    assert days("1月21日簽署", Frame(year=2016)) == "2016-01-21"


def test_a_day_half_a_year_from_publication_is_not_guessed() -> None:
    assert days("12月20日舉行", Frame(dt.date(2021, 2, 5))) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("發布日期：112-05-19\n內政部表示", dt.date(2023, 5, 19)),
        ("標題\n2021/02/05\n外交部表示", dt.date(2021, 2, 5)),
        ("（中央社台北2021年2月5日電）外交部", dt.date(2021, 2, 5)),
        ("（中央社記者某某華盛頓2021年2月5日專電）美國", dt.date(2021, 2, 5)),
        ("新華社昆明2月5日電 2021年2月5日上午，", dt.date(2021, 2, 5)),
        ("外交部於2021年2月5日表示", None),
        ("（中央社記者某某臺北2日電）議員今天拜會。（編輯：某某）1140402", dt.date(2025, 4, 2)),
        ("議員今天拜會（電話02）2345678", None),
        ("發布／2022年10月6日 05:00\n警方表示", dt.date(2022, 10, 6)),
    ],
)
def test_finds_the_day_of_publication(text: str, expected: dt.date | None) -> None:
    assert publication_day(fold(text).text) == expected


def test_the_days_of_a_month_in_a_chronicle_each_begin_a_line() -> None:
    assert (
        days("3月\n5日 訪賓到訪。\n4月2日 簽署。\n9日 開會。", Frame(year=2016)) == "2016-03 2016-03-05 2016-04-02 2016-04-09"
    )


def test_a_heading_with_a_year_governs_the_items_below_where_nothing_else_tells_it() -> None:
    assert days("本處106年交流紀要：\n2月9日 到任；\n7月5日 換函。", Frame()) == "2017 2017-02-09 2017-07-05"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("研習班5日在臺北開訓，為期三天。", "2023-08-05/2023-08-07"),
        ("議長5日飛抵臺北，展開4天訪問。", "2023-08-05/2023-08-08"),
        ("議長5日抵臺，6日演講，8日離臺。", "2023-08-05/2023-08-08 2023-08-06 2023-08-08"),
        ("次長5日啟程，會議為期兩天，9日返國。", "2023-08-05/2023-08-06 2023-08-09"),
        ("5日簽署協定，有效期為期三年。", "2023-08-05"),
        ("5日舉行會議，三天前才", "2023-08-05 2023-08-05"),
        ("訪團5日抵臺。6日離臺。", "2023-08-05 2023-08-06"),
    ],
)
def test_tells_how_long_it_lasts(text: str, expected: str) -> None:
    folded = fold(text).text
    assert " ".join(day.edtf for when in with_ends(folded, find_dates(folded, FRAME)) for day in when.days) == expected


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_back_in_both_calendars(day: dt.date) -> None:
    assert days(f"{day.year}年{day.month}月{day.day}日", Frame()) == day.isoformat()
    assert days(f"民國{day.year - 1911}年{day.month}月{day.day}日", Frame()) == day.isoformat()


@given(st.text(alphabet="0123456789年月日至及、今昨(）廿一十百同本-/ \n", max_size=40))
def test_any_text_is_read_without_an_error_and_in_order(text: str) -> None:
    folded = fold(text).text
    found = find_dates(folded, FRAME)
    places = [place for when in found for place in (when.start, when.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(folded) for place in places)


@pytest.mark.parametrize(
    ("text", "value"), [("廿六", 26), ("一百零四", 104), ("一〇四", 104), ("十", 10), ("卅一", 31), ("107", 107)]
)
def test_numerals(text: str, value: int) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("標題\n某部網站　2021-02-05 18:40　字級：大\n某部表示", dt.date(2021, 2, 5)),
        ("標題\n【生活中心／臺北報導】2023/1/11\n某部", dt.date(2023, 1, 11)),
        ("某局新聞資料　　　　110年2月5日\n一、為因應", dt.date(2021, 2, 5)),
        ("標題\n時間：2021年2月5日 地點：臺北\n某部表示", None),
        ("簽署情形為菲律賓（\n2019 年 3 月 19 日）、柬埔寨（3 月", None),
    ],
)
def test_finds_the_day_set_apart_in_the_head(text: str, expected: dt.date | None) -> None:
    assert day_in_head(text) == expected
