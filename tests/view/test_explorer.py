"""The page in a real browser: time, finding, views and sharing, in both languages."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg
from conftest import ROOT

if TYPE_CHECKING:
    from browsing import Opened

pytest_plugins = ["browsing"]
pytestmark = pytest.mark.browser
Show = Callable[..., "Opened"]
VIEWS = ("network", "map", "timeline", "table", "audit")
COUNTS = {2011: "1", 2012: "3", 2013: "6", 2014: "11", 2015: "14", 2016: "16", 2017: "19", 2018: "20"}


@pytest.mark.parametrize("language", ["zh-TW", "en-GB"])
def test_the_counter_follows_the_years(show: Show, language: str) -> None:
    page = show(language)
    counts = {}
    for year in COUNTS:
        page.run(f"coopgraph.setYear({year})")
        counts[year] = page.text("#count")
    assert counts == COUNTS
    assert page.text("#when") == ("至 2018 年（民國 107 年）底" if language == "zh-TW" else "to the end of 2018 (ROC 107)")


@pytest.mark.parametrize("known", [2014, 2016, 2017])
def test_known_by_counts_what_the_reports_up_to_a_year_tell(show: Show, known: int) -> None:
    page = show("en-GB")
    page.tab.select_option("#known", str(known))
    rows = kg.load(ROOT).query("growth", known_by=known)
    for year, total in zip(rows["year"], rows["total"], strict=True):
        page.run(f"coopgraph.setYear({year})")
        assert page.text("#count") == str(total)
    assert f"by the reports up to {known}" in page.text("#when")


def test_the_slider_has_stops_of_years_months_and_days(show: Show) -> None:
    page = show("en-GB")
    page.tab.focus("#until")
    page.tab.keyboard.press("Home")
    assert (page.text("#count"), page.text("#when")) == ("0", "before 2011")
    page.tab.keyboard.press("ArrowRight")
    assert page.run("coopgraph.state.to") == "2011-12-31"
    page.tab.click("#step-month")
    page.tab.focus("#until")
    page.tab.keyboard.press("ArrowRight")
    assert page.run("coopgraph.state.to") == "2012-01-31"
    page.tab.click("#step-day")
    page.tab.focus("#until")
    page.tab.keyboard.press("ArrowRight")
    assert page.run("coopgraph.state.to") == "2012-02-01"
    assert "2 countries" not in page.tab.get_attribute("#until", "aria-valuetext")  # the second one signed some day of 2012


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_playing_goes_through_the_years_and_stops_where_told(show: Show, motion: str) -> None:
    page = show("en-GB", reduced_motion=motion)
    page.tab.focus("#play")
    page.tab.keyboard.press("Enter")
    assert page.tab.get_attribute("#play", "aria-label") == "Pause"
    page.tab.wait_for_selector("#years .lit")
    assert page.text("#count") == "1"
    assert "Mongolia 2011" in page.text("#spoken")
    page.tab.keyboard.press("Enter")
    assert page.tab.get_attribute("#play", "aria-label") == "Play"
    held = page.run("coopgraph.state.to")
    page.tab.wait_for_timeout(1900)
    assert page.run("coopgraph.state.to") == held


def test_nothing_jumps_while_time_runs(show: Show) -> None:
    page = show()
    page.run("coopgraph.setYear(2012)")
    before = page.run("coopgraph.where('MNG')")
    page.run("coopgraph.setYear(2018)")
    assert page.run("coopgraph.where('MNG')") == before


@pytest.mark.parametrize(("language", "said"), [("zh-TW", "帛琉 2017-03-17"), ("en-GB", "Palau 2017-03-17")])
def test_new_ties_are_named_with_their_date(show: Show, language: str, said: str) -> None:
    page = show(language)
    page.run("coopgraph.setYear(2016)")
    page.run("coopgraph.setYear(2017)")
    assert said in page.text("#spoken")
    warm = page.run(
        "(() => { const c = document.getElementById('above'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; })()"
    )
    assert warm > 500


def test_uncertain_dates_are_dashed_and_the_page_says_so(show: Show) -> None:
    page = show("en-GB")
    dashed = "(id) => coopgraph.scene().links.filter((l) => l.tie && l.tie.key === id).map((l) => l.style.dash.length > 0)"
    assert page.tab.evaluate(dashed, "GMB~nia") == [True]
    assert page.tab.evaluate(dashed, "JPN~nia") == [False]
    assert "dashed: the day is uncertain and counts from the last it may be" in page.text("#panel")


def test_a_drag_over_the_bars_chooses_a_period(show: Show) -> None:
    page = show("en-GB")
    box = page.tab.locator("#bars").bounding_box()
    assert box is not None
    at = [box["x"] + box["width"] * (n + 0.02) / 12 for n in (3, 5)]
    page.tab.mouse.move(at[0], box["y"] + 20)
    page.tab.mouse.down()
    page.tab.mouse.move(at[1], box["y"] + 20, steps=4)
    page.tab.mouse.up()
    assert page.run("[coopgraph.state.from, coopgraph.state.to]") == ["2013-12-31", "2015-12-31"]
    days = page.run("coopgraph.seen().eventList.map((event) => event.dating[2])")
    assert days
    assert all("2013-12-31" < day <= "2015-12-31" for day in days)
    page.tab.click("#whole")
    assert page.run("coopgraph.state.from") == "2010-12-31"
    page.tab.mouse.click(at[0], box["y"] + 20)
    assert page.run("coopgraph.state.to") == "2014-12-31"


def test_the_period_can_be_chosen_by_keys(show: Show) -> None:
    page = show("en-GB")
    page.tab.focus("#since")
    page.tab.keyboard.press("ArrowRight")
    assert page.run("coopgraph.state.from") == "2011-12-31"


def test_undated_events_come_only_when_asked_for(show: Show) -> None:
    page = show()
    before = page.run("coopgraph.seen().eventList.length")
    page.tab.check("#undated")
    assert page.run("coopgraph.seen().eventList.length") > before


@pytest.mark.parametrize("wanted", ["帛琉", "Palau", "plw", "帛琉共和國", "pal"])
@pytest.mark.parametrize("language", ["zh-TW", "en-GB"])
def test_search_finds_an_actor_by_any_of_its_names(show: Show, wanted: str, language: str) -> None:
    page = show(language)
    page.tab.keyboard.press("/")
    page.tab.keyboard.insert_text(wanted)
    page.tab.wait_for_selector("#finder [role=option]")
    page.tab.keyboard.press("Enter")
    assert page.run("coopgraph.state.chosen") == {"node": "PLW"}
    assert page.text("#panel h2") == ("帛琉" if language == "zh-TW" else "Palau")


def test_search_says_when_nothing_is_found(show: Show) -> None:
    page = show("en-GB")
    page.tab.fill("#search", "xyzzy")
    assert page.text("#finder [role=option]") == "nothing has that name"


def test_filters_keep_only_what_is_asked_for(show: Show) -> None:
    page = show("en-GB")
    page.tab.click("#filter")
    page.tab.uncheck("#filters input[value=agreement]")
    assert "agreement" not in page.run("[...coopgraph.seen().types]")
    page.tab.uncheck("#filters input[value=agency]")
    assert "agency" not in page.run("[...coopgraph.seen().kinds]")
    page.tab.check("#filters input[value=Oceania]")
    assert set(page.run("coopgraph.seen().nodeList.filter((n) => !n.home).map((n) => n.iso3)")) <= {
        "PLW", "NRU", "MHL", "SLB", "TUV", "AUS",
    }  # fmt: skip
    page.tab.click("#filters .bar button >> nth=0")
    page.tab.check("#filters input[value=past]")
    shown = page.run("coopgraph.seen().nodeList.filter((n) => n.kind === 'country').map((n) => n.id)")
    assert {"USA", "JPN", "SLV"} <= set(shown)
    assert "PLW" not in shown
    page.tab.keyboard.press("Escape")
    assert page.tab.is_hidden("#filters")
    page.tab.click("#chips button")
    assert "PLW" in page.run("coopgraph.seen().nodeList.map((n) => n.id)")


def test_the_neighbourhood_of_a_node_stands_alone(show: Show) -> None:
    page = show("en-GB")
    page.run("coopgraph.choose({ node: 'BEL' })")
    page.tab.click("#panel .tools button")
    inside = page.run("coopgraph.seen().nodeList.map((n) => n.id)")
    assert {"BEL", "nia"} <= set(inside)
    assert "MNG" not in inside
    page.tab.click("#chips button")
    assert "MNG" in page.run("coopgraph.seen().nodeList.map((n) => n.id)")


@pytest.mark.parametrize(("language", "steps"), [("zh-TW", "最短路徑：2 步"), ("en-GB", "Shortest chain: 2 steps")])
def test_the_shortest_chain_between_two_actors(show: Show, language: str, steps: str) -> None:
    page = show(language)
    page.run("coopgraph.choose({ node: 'JPN' })")
    page.tab.focus("#chain-to")
    page.tab.keyboard.insert_text("帛琉")
    page.tab.keyboard.press("Enter")
    assert steps in page.text("#panel .chain")
    assert page.run("coopgraph.seen().chain.path.length") == 3


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_by_its_button_in_both_languages(show: Show, view: str) -> None:
    page = show("en-GB")
    page.run("coopgraph.choose({ node: 'PLW' })")
    page.tab.click(f"#view-{view}")
    shown = page.tab.locator("#stage" if view in ("network", "map", "timeline") else "#sheet")
    assert shown.is_visible()
    assert page.run("coopgraph.state.chosen") == {"node": "PLW"}
    ours = " ".join(page.text(part) for part in ("header", "#time", "#legend", "#headline"))
    assert not re.search(r"[\u4e00-\u9fff]", ours.replace("中文", ""))
    page.tab.click("#language")
    assert page.run("document.documentElement.lang") == "zh-Hant"
    assert page.text("#panel h2") == "帛琉"
    assert not re.search(r"[a-z]{4}", " ".join(page.text(part) for part in ("nav", "#time", "#legend", "#headline")))


def test_map_and_timeline_show_the_same_selection(show: Show) -> None:
    page = show()
    page.run("coopgraph.setYear(2012)")
    for view in ("map", "timeline"):
        page.run(f"coopgraph.change({{ view: '{view}' }})")
        marks = set(page.run("coopgraph.scene().marks.map((m) => m.id)"))
        assert {"MNG", "GMB", "IDN"} <= marks
        assert "BEL" not in marks


def test_a_mark_of_the_timeline_opens_its_event(show: Show) -> None:
    page = show("en-GB", hash_="#view=timeline")
    page.click_mark("roc106-agreement-palau-1")
    assert page.run("coopgraph.state.chosen") == {"event": "roc106-agreement-palau-1"}


def test_the_table_sorts_by_every_column(show: Show) -> None:
    page = show("en-GB", hash_="#view=table&rows=actors")
    for column in page.tab.locator("#sheet th button").all():
        name = column.get_attribute("data-column")
        page.tab.click(f"#sheet th button[data-column={name}]")
        way = page.tab.locator(f"#sheet th:has([data-column={name}])").get_attribute("aria-sort")
        cells = [text.strip() for text in page.tab.locator(f"#sheet td.is-{name}").all_inner_texts()]
        assert len(cells) > 50
        if name in ("iso", "signed", "date", "last"):
            assert cells == sorted(cells, reverse=way == "descending")
        if name in ("ties", "statements"):
            assert cells == sorted(cells, key=int, reverse=way == "descending")


def test_the_table_is_the_twin_of_the_picture(show: Show) -> None:
    page = show("en-GB", hash_="#to=2014-12-31")
    shown = page.run("coopgraph.seen().eventList.length")
    page.tab.click("#view-table")
    assert page.tab.locator("#sheet tbody tr").count() == shown
    page.tab.click("#sheet tbody .link >> nth=0")
    assert "event" in page.run("coopgraph.state.chosen")


def test_a_link_opens_the_whole_state_again(show: Show) -> None:
    page = show("en-GB")
    page.run(
        "coopgraph.change({ view: 'map', to: '2016-12-31', from: '2012-12-31', step: 'year', known: 2017, undated: true,"
        " kinds: new Set(['country']), regions: new Set(['Oceania', 'Asia']), chosen: { node: 'NRU' }, theme: 'dark' })"
    )
    address = page.run("location.hash")
    again = show("zh-TW", hash_=address)
    assert again.run("location.hash") == address
    assert again.text("#panel h2") == "Nauru"
    assert again.run("document.documentElement.dataset.theme") == "dark"
    assert again.text("#count") == page.text("#count")


@pytest.mark.parametrize(
    "hash_", ["#to=9999-99-99&node=%3Cimg%3E&view=x&known=abc", "#chain=a~b&near=zz&tie=%E0%A4%A", "#types=&kinds="]
)
def test_a_broken_link_still_opens(show: Show, hash_: str) -> None:
    page = show("en-GB", hash_=hash_)
    assert page.text("#count") == "20"


def test_back_and_forward_go_through_what_was_chosen(show: Show) -> None:
    page = show("en-GB")
    page.run("coopgraph.choose({ node: 'PLW' })")
    page.run("coopgraph.choose({ event: 'roc106-agreement-palau-1' })")
    page.tab.click("#panel .bar button >> nth=0")
    assert page.run("coopgraph.state.chosen") == {"node": "PLW"}
    page.tab.click("#panel .bar button >> nth=1")
    assert page.run("coopgraph.state.chosen") == {"event": "roc106-agreement-palau-1"}
    page.tab.go_back()
    page.tab.go_back()
    assert page.run("coopgraph.state.chosen") is None


def test_the_picture_can_be_taken_away(show: Show, tmp_path: Path) -> None:
    for view in ("network", "map", "timeline"):
        page = show("en-GB", hash_=f"#view={view}")
        page.tab.click("#share")
        for ending, begins in (("png", b"\x89PNG"), ("svg", b"<svg")):
            with page.tab.expect_download() as taken:
                page.tab.click(f"#share-{ending}")
            taken.value.save_as(tmp_path / "picture")
            content = (tmp_path / "picture").read_bytes()
            assert content.startswith(begins)
            assert taken.value.suggested_filename == f"coopgraph-{view}-2022-12-31.{ending}"
        assert "Mongolia" in content.decode("utf-8")


def test_the_selection_as_csv(show: Show, tmp_path: Path) -> None:
    page = show("en-GB")
    page.run("coopgraph.choose({ tie: 'PLW~nia' })")
    page.tab.click("#share")
    with page.tab.expect_download() as taken:
        page.tab.click("#share-csv")
    taken.value.save_as(tmp_path / "rows.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "rows.csv").read_text("utf-8-sig"))))
    assert {"2017-03-17"} <= {row["date"] for row in rows}
    assert all("Palau" in row["parties"] for row in rows)


def test_a_printed_page_has_the_picture_and_the_words_alone(show: Show) -> None:
    page = show("en-GB")
    page.run("coopgraph.choose({ node: 'PLW' })")
    page.tab.emulate_media(media="print")
    assert page.tab.is_visible("#picture")
    assert page.tab.is_visible("#panel h2")
    for part in ("nav", "#tools", "#play", "#options", "#finder"):
        assert page.tab.is_hidden(part)
