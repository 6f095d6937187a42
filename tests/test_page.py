"""The page: one file, no request, names as text only, and in a real browser the counts and the words behind a tie."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kg
from conftest import ACTORS, ROOT, csv_lines, facts, write_facts
from kg.view.page import as_script_data, make_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
NASTY = "<img src=x onerror=window.pwned=1></script><script>window.pwned=1</script>\"'&\u202e\u2028"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def content_of(html: str) -> dict[str, Any]:
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert match is not None
    content: dict[str, Any] = json.loads(match[1])
    return content


def nasty_project(project: Path) -> Path:
    """The small project with a hostile name in every field that reaches the page."""
    rows = facts()
    for row in rows:
        for part in row.get("parties", []):
            part |= {"name": NASTY, "title": NASTY, "affiliation": NASTY}
        row |= {k: NASTY for k in ("title", "location", "note", "unit") if row["type"] != "figure"}
    write_facts(project, rows)
    actors = [tuple(NASTY.replace(",", "") if n in (2, 3) else cell for n, cell in enumerate(row)) for row in ACTORS]
    import csv

    with (project / "data" / "actors.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            csv_lines("id,kind,name_zh,name_en,iso3,parent,aliases,namings,exact_match,note", []).strip().split(",")
        )
        writer.writerows(actors)
    return project


def test_page_links_to_nothing_outside(project: Path) -> None:
    html = kg.load(project).page().html
    ours = html[: html.index("<script>")] + html[html.rindex("<script>") :]
    assert not re.search(r"""(src|href|action)\s*=|url\(|@import|fetch\(|XMLHttpRequest|https?://(?!www\.w3\.org)""", ours)
    assert "default-src &#x27;none&#x27;" in html


def test_script_data_cannot_leave_its_element() -> None:
    text = as_script_data([NASTY])
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == [NASTY]


def test_page_holds_every_statement_of_its_events(project: Path) -> None:
    content = content_of(kg.load(project).page().html)
    told = {name for event in content["events"].values() for name in event["statements"]}
    assert told == set(content["statements"])
    assert content["statements"]["rep2-agreement-plw"]["evidence"][0][3] == "104年簽訂協定"


def test_passages_are_there_only_where_the_texts_are(project: Path) -> None:
    graph = kg.load(project)
    with_texts = content_of(graph.page().html)
    without = content_of(make_page(graph.data, graph.resolved).html)
    assert with_texts["statements"]["rep1-agreement-plw"]["evidence"][0][4].startswith("104年5月6日")
    assert {e[4] for s in without["statements"].values() for e in s["evidence"]} == {""}


def test_positions_do_not_depend_on_time(project: Path) -> None:
    first, second = (content_of(kg.load(project).page().html)["nodes"] for _ in range(2))
    assert first == second
    assert len({(n["x"], n["y"]) for n in first}) == len(first)


def test_an_uncertain_date_counts_from_its_last_day(project: Path) -> None:
    content = content_of(kg.load(project).page().html)
    assert content["events"]["rep1-agreement-plw"]["latest"] == "2015-05-06"
    assert (
        content["events"]["rep2-rating-twn"] | {"latest": "2016-12-31", "uncertain": True}
        == content["events"]["rep2-rating-twn"]
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: make browser (Debian, as root), or name one in KG_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


class Opened:
    """A page in a tab, with all it printed and asked for."""

    def __init__(self, browser: Browser, path: Path, language: str = "zh-TW") -> None:
        self.messages: list[str] = []
        self.requests: list[str] = []
        self.tab: Page = browser.new_context(locale=language, viewport={"width": 1280, "height": 800}).new_page()
        self.tab.on("console", lambda m: self.messages.append(m.text))
        self.tab.on("pageerror", lambda e: self.messages.append(str(e)))
        self.tab.on("request", lambda r: self.requests.append(r.url))
        self.tab.goto(path.as_uri())
        self.tab.wait_for_function("window.coopgraph !== undefined")

    def close(self) -> None:
        self.tab.context.close()


def saved(graph: kg.Graph, tmp_path: Path) -> Path:
    path = tmp_path / "index.html"
    graph.page().save(path)
    return path


@pytest.mark.browser
def test_the_counter_follows_the_years(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, saved(kg.load(ROOT), tmp_path))
    counts = {}
    for year in range(2011, 2019):
        opened.tab.evaluate(f"coopgraph.setYear({year})")
        counts[year] = opened.tab.inner_text("#counter").rsplit("：", 1)[1]
    assert counts == dict(zip(range(2011, 2019), ["1", "3", "6", "11", "14", "16", "19", "20"], strict=True))
    assert opened.messages == []
    assert len(opened.requests) == 1
    opened.close()


@pytest.mark.browser
def test_the_slider_and_play_work_from_the_keyboard(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, saved(kg.load(ROOT), tmp_path), "en-GB")
    opened.tab.focus("#year")
    opened.tab.keyboard.press("Home")
    assert opened.tab.inner_text("#year-value").startswith("to the end of")
    before = opened.tab.inner_text("#year-value")
    opened.tab.keyboard.press("ArrowRight")
    assert opened.tab.inner_text("#year-value") != before
    opened.tab.focus("#play")
    opened.tab.keyboard.press("Enter")
    opened.tab.wait_for_timeout(1500)
    assert opened.tab.inner_text("#play") == "Pause"
    opened.tab.keyboard.press("Enter")
    assert opened.tab.inner_text("#play") == "Play"
    opened.close()


@pytest.mark.browser
def test_a_clicked_tie_shows_the_words_that_state_it(browser: Browser, project: Path, tmp_path: Path) -> None:
    opened = Opened(browser, saved(kg.load(project), tmp_path))
    opened.tab.evaluate("coopgraph.setYear(2016)")
    place = opened.tab.evaluate(
        "(() => { const p = coopgraph.network.getPositions(['nia', 'PLW']);"
        " const d = coopgraph.network.canvasToDOM({ x: (p.nia.x + p.PLW.x) / 2, y: (p.nia.y + p.PLW.y) / 2 });"
        " const box = document.getElementById('network').getBoundingClientRect();"
        " return [box.x + d.x, box.y + d.y, coopgraph.network.getEdgeAt(d)]; })()"
    )
    if place[2] is None:  # the line is bowed: find it beside the straight one
        found = opened.tab.evaluate(
            "(() => { const box = document.getElementById('network').getBoundingClientRect();"
            f" for (let r = 0; r < 80; r += 2) for (let a = 0; a < 6.3; a += 0.2) {{"
            f" const x = {place[0]} + r * Math.cos(a), y = {place[1]} + r * Math.sin(a);"
            " const e = coopgraph.network.getEdgeAt({ x: x - box.x, y: y - box.y });"
            " if (e !== undefined) { const d = coopgraph.data.edges[e];"
            " if ([d.from, d.to].sort().join() === 'PLW,nia') return [x, y]; } } })()"
        )
        place = [*found, 0]
    opened.tab.mouse.click(place[0], place[1])
    opened.tab.wait_for_function("document.querySelector('#panel mark') !== null")
    panel = opened.tab.inner_text("#panel")
    assert "104年5月6日與帛琉簽署合作備忘錄" in panel
    assert "104年簽訂協定" in panel
    assert "說法不一" in panel
    opened.close()


@pytest.mark.browser
def test_the_language_switch_says_everything_in_the_other_language(browser: Browser, project: Path, tmp_path: Path) -> None:
    opened = Opened(browser, saved(kg.load(project), tmp_path))
    opened.tab.evaluate("coopgraph.choose({ node: 'PLW' })")
    assert "帛琉 · Palau" in opened.tab.inner_text("#panel")
    opened.tab.click("#language")
    shown = " ".join(opened.tab.inner_text(part) for part in ("header", "#time", "#legend", "#filters"))
    assert not re.search(r"[\u4e00-\u9fff]", shown.replace("中文", ""))
    assert opened.tab.evaluate("document.documentElement.lang") == "en"
    opened.close()


@pytest.mark.browser
def test_hostile_names_show_as_text_and_run_nothing(browser: Browser, project: Path, tmp_path: Path) -> None:
    opened = Opened(browser, saved(kg.load(nasty_project(project)), tmp_path))
    for choice in ("{ node: 'PLW' }", "{ edge: 0 }", "{ edge: 1 }"):
        opened.tab.evaluate(f"coopgraph.choose({choice})")
        assert "<img src=x onerror" in opened.tab.inner_text("#panel")
    assert opened.tab.evaluate("window.pwned") is None
    assert opened.tab.evaluate("document.querySelectorAll('img').length") == 0
    assert opened.messages == []
    assert len(opened.requests) == 1
    opened.close()
