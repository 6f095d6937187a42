"""What stands behind a line, by mouse and by keyboard alone; hostile names; and who must be able to read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

import kg
from conftest import ROOT
from kg.view.page import make_page
from test_page import NASTY, nasty_project

if TYPE_CHECKING:
    from browsing import Opened
    from playwright.sync_api import Browser

pytest_plugins = ["browsing"]
pytestmark = pytest.mark.browser
Show = Callable[..., "Opened"]
VIEWS = ("network", "map", "timeline", "table", "audit")
WIDTHS = {"phone": (390, 844), "laptop": (1280, 800), "projector": (1920, 1080)}
PICTURES = ROOT / "build-artefacts"


def test_a_clicked_tie_shows_the_words_that_state_it(show: Show, small: Path) -> None:
    page = show(path=small)
    place = page.run(
        "(() => { const link = coopgraph.scene().links.find((l) => l.tie.key === 'PLW~nia');"
        " const [a, b] = [coopgraph.where('PLW'), coopgraph.where('nia')];"
        " const d = link.bend * 0.5; return [(a[0] + b[0]) / 2 - (b[1] - a[1]) * d, (a[1] + b[1]) / 2 + (b[0] - a[0]) * d]; })()"
    )
    page.tab.mouse.click(*place)
    assert page.run("coopgraph.state.chosen") == {"tie": "PLW~nia"}
    panel = page.text("#panel")
    assert "104年5月6日與帛琉簽署合作備忘錄" in panel
    assert "104年簽訂協定" in panel
    assert "說法不一" in panel
    assert "第 3–23 字" in panel or re.search(r"第 \d+–\d+ 字", panel)


@pytest.mark.parametrize(("language", "texts"), [
    ("zh-TW", ["2015-05-06（民國104年5月6日）", "簽署方", "原文日期「104年5月6日」", "報告怎麼說：2 段"]),
    ("en-GB", ["2015-05-06 (ROC 104-05-06)", "Palau", "written “104年5月6日”", "What the reports say: 2 passages"]),
])  # fmt: skip
def test_an_event_shows_dates_parties_statements_and_conflicts(
    show: Show, small: Path, language: str, texts: list[str]
) -> None:
    page = show(language, path=small)
    page.run("coopgraph.choose({ event: 'rep1-agreement-plw' })")
    panel = page.text("#panel")
    for text in texts:
        assert text in panel
    sides = page.tab.locator("#panel .conflict .value").all_inner_texts()
    assert sides == ["瞭解備忘錄", "協定"]


def test_the_phrase_is_marked_inside_its_passage(show: Show, small: Path) -> None:
    page = show(path=small)
    page.run("coopgraph.choose({ event: 'rep2-workshop-one' })")
    quotes = page.tab.locator("#panel .statement blockquote")
    assert "105年7月1日舉辦「2016年移民工作坊」" in quotes.all_inner_texts()
    assert page.tab.locator("#panel .statement mark").count() == quotes.count()


def test_known_by_hides_what_later_reports_say(show: Show, small: Path) -> None:
    page = show("en-GB", path=small, hash_="#known=2015&event=rep1-agreement-plw")
    assert page.tab.locator("#panel .statement").count() == 1


def test_a_node_shows_both_names_contacts_and_its_name_at_that_day(show: Show) -> None:
    page = show("en-GB")
    page.run("coopgraph.choose({ node: 'SWZ' })")
    assert page.text("#panel h2") == "Eswatini"
    assert "史瓦帝尼 · Country · SWZ" in page.text("#panel .under")
    page.run("coopgraph.setYear(2015)")
    assert page.text("#panel h2") == "Swaziland"
    page.tab.click("#language")
    assert page.text("#panel h2") == "史瓦濟蘭"
    for text in ("首次簽署", "首次往來", "2015（民國104年）", "非洲"):
        assert text in page.text("#panel")


def test_a_clicked_point_opens_its_actor(show: Show) -> None:
    for view in ("network", "map"):
        page = show("en-GB", hash_=f"#view={view}")
        page.click_mark("MNG")
        assert page.text("#panel h2") == "Mongolia"


def test_the_audit_lists_every_conflict_side_by_side(show: Show) -> None:
    page = show("en-GB", hash_="#view=audit")
    assert page.tab.locator("#sheet .conflict").count() == len(kg.load(ROOT).resolved.conflicts)
    page.tab.click("#sheet .card .link >> nth=0")
    assert "Reports differ" in page.text("#panel")
    page.tab.locator("#sheet section").last.locator("button").first.click()
    assert "claim" in page.run("coopgraph.state.chosen")


@pytest.mark.parametrize(("language", "said"), [("zh-TW", "報告 80，重算 90 人"), ("en-GB", "report 80, recount 90 人")])
def test_a_recount_stands_beside_the_statement_it_checks(show: Show, project: Path, language: str, said: str) -> None:
    graph = kg.load(project)
    wrong = SimpleNamespace(
        about="rep1-agreement-plw", verdict="differs", stated=80, own=90, unit="人", arithmetic=("甲加乙", "a plus b"),
        remark=("", ""), others=(), counted=(("event", "rep1-visit-yamada"), ("actor", "JPN")),
    )  # fmt: skip
    unknown = SimpleNamespace(**{**vars(wrong), "verdict": "cannot be checked"})
    path = project / "page.html"
    make_page(graph.data, graph.resolved, (), {}, [wrong, unknown]).save(path)
    page = show(language, path=path, hash_="#view=audit&event=rep1-agreement-plw")
    for part in ("#panel", "#sheet"):
        assert page.tab.locator(f"{part} .check").count() == 1
        assert said in page.text(f"{part} .check")
    page.tab.click("#panel .check summary")
    page.tab.click("#panel .check .link")
    assert page.run("coopgraph.state.chosen") == {"node": "JPN"}


def test_the_picture_can_be_read_by_keys_alone(show: Show) -> None:
    page = show("en-GB")
    for _ in range(30):
        page.tab.keyboard.press("Tab")
        if page.run("document.activeElement.id") == "stage":
            break
    assert page.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.tab.keyboard.press("ArrowUp")
    first = page.text("#spoken")
    page.tab.keyboard.press("ArrowUp")
    assert page.text("#spoken") not in ("", first)
    page.tab.keyboard.press("Enter")
    assert page.text("#panel h2") == page.text("#spoken").split(" · ")[0]
    page.tab.keyboard.press("+")
    page.tab.keyboard.press("0")
    page.tab.keyboard.press("Escape")
    assert page.run("coopgraph.state.chosen") is None


def test_every_control_is_reached_by_tab_and_its_focus_shows(show: Show) -> None:
    page = show("en-GB")
    seen = set()
    for _ in range(60):
        page.tab.keyboard.press("Tab")
        name, style = page.run("[document.activeElement.id, getComputedStyle(document.activeElement).outlineStyle]")
        if name:
            seen.add(name)
            assert style == "solid"
    wanted = {
        "search",
        "filter",
        "share",
        "theme",
        "language",
        "stage",
        "zoom-in",
        "play",
        "until",
        "since",
        "step-day",
        "known",
        "undated",
    }
    assert wanted | {f"view-{view}" for view in VIEWS} <= seen


def test_zoom_and_drag_move_the_picture_and_back(show: Show) -> None:
    page = show()
    before = page.run("coopgraph.where('MNG')")
    page.tab.click("#zoom-in")
    assert page.run("coopgraph.where('MNG')") != before
    page.tab.click("#zoom-all")
    assert page.run("coopgraph.where('MNG')") == before
    page.tab.mouse.move(30, 400)
    page.tab.mouse.down()
    page.tab.mouse.move(90, 400, steps=3)
    page.tab.mouse.up()
    page.tab.wait_for_timeout(60)
    assert page.run("coopgraph.where('MNG')")[0] == pytest.approx(before[0] + 60, abs=1)


@pytest.mark.parametrize("language", ["zh-TW", "en-GB"])
def test_hostile_names_show_as_text_and_run_nothing(show: Show, project: Path, language: str) -> None:
    path = project / "page.html"
    kg.load(nasty_project(project)).page().save(path)
    page = show(language, path=path)
    for choice in ("{ node: 'PLW' }", "{ tie: 'PLW~nia' }", "{ event: 'rep1-agreement-plw' }", "{ event: 'rep2-rating-twn' }"):
        page.run(f"coopgraph.choose({choice})")
        assert "<img src=x onerror" in page.text("#panel")
    for view in VIEWS:
        page.run(f"coopgraph.change({{ view: '{view}' }})")
    page.tab.fill("#search", "img")
    assert "<img src=x" in page.text("#finder")
    page.run("coopgraph.change({ view: 'network' })")
    assert "&lt;img src=x" in page.run("coopgraph.svg()")
    assert page.run("window.pwned") is None
    assert page.run("document.querySelectorAll('img').length") == 0


@pytest.mark.parametrize("name", ["=1+1", "+1", "-cmd", "@x", "\t=1", "＝1", "\u202e=1"])
def test_a_cell_that_begins_like_a_formula_is_made_text(show: Show, change: Callable[..., Path], name: str) -> None:
    project = change("rep1-agreement-plw", title=name)
    path = project / "page.html"
    kg.load(project).page().save(path)
    page = show(path=path)
    page.run("coopgraph.choose({ event: 'rep1-agreement-plw' })")
    assert f"'{name}" in page.run("coopgraph.csv()")


def test_the_page_works_in_an_output_cell(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "cell.html"
    path.write_text(f"<!DOCTYPE html><title>cell</title>{kg.load(ROOT).page()._repr_html_()}", encoding="utf-8")
    page = browser.new_context(locale="en-GB").new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for(state="attached")
    frame.locator(".story .link").first.click()
    assert frame.locator("#panel h2").inner_text() == "Mongolia"
    frame.locator("#panel .bar button").first.click()
    assert frame.locator("#panel h2").inner_text() == "How it grew"
    assert errors == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_serious_violation(show: Show, view: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = show(
        "en-GB" if scheme == "light" else "zh-TW", hash_=f"#view={view}&event=roc106-agreement-palau-1", color_scheme=scheme
    )
    for opening in (None, "#filter", "#share") if view == "network" else (None,):
        if opening:
            page.tab.click(opening)
        found = axe.Axe().run(page.tab).response["violations"]
        grave = [(v["id"], n["html"]) for v in found if v["impact"] in ("serious", "critical") for n in v["nodes"]]
        assert grave == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh-TW", "en-GB"])
def test_nothing_is_cut_or_covered_at_any_width(show: Show, width: str, language: str) -> None:
    wide, high = WIDTHS[width]
    page = show(language, viewport={"width": wide, "height": high})
    folder = PICTURES / "views"
    folder.mkdir(parents=True, exist_ok=True)
    for view in VIEWS:
        page.run(f"coopgraph.change({{ view: '{view}' }})")
        page.tab.wait_for_timeout(50)
        page.tab.screenshot(path=folder / f"{view}-{width}-{language[:2]}.png")
        assert page.run("document.documentElement.scrollWidth <= innerWidth")
        cut = page.run(
            "[...document.querySelectorAll('header button, #options button, h1, #when, #count-of')]"
            ".filter((e) => e.offsetParent && e.scrollWidth > e.clientWidth + 1).map((e) => e.id)"
        )
        assert cut == []
        if view in ("network", "map"):
            _labels_can_be_read(page)


def _labels_can_be_read(page: Opened) -> None:
    """Each of the 20 partners has a label inside the stage, and no two of those lie on one another."""
    boxes = page.run("coopgraph.labels()")
    size = page.run("[document.getElementById('stage').clientWidth, document.getElementById('stage').clientHeight]")
    partners = set(page.run("coopgraph.partners()"))
    mine = [box for box in boxes if box["id"] in partners]
    assert {box["id"] for box in mine} == partners
    assert len(partners) == 20
    for n, box in enumerate(mine):
        assert box["left"] >= 0 and box["right"] <= size[0], box
        assert box["top"] >= 0 and box["bottom"] <= size[1], box
        for other in mine[:n]:
            apart = (
                box["right"] <= other["left"] or other["right"] <= box["left"]
                or box["bottom"] <= other["top"] or other["bottom"] <= box["top"]
            )  # fmt: skip
            assert apart, (box, other)


def test_the_policy_names_the_scripts_by_their_hash(show: Show) -> None:
    page = show()
    policy = unescape(page.run("document.querySelector('meta[http-equiv]').content"))
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert NASTY not in policy
