"""The report: counted when it is made, each number with its source, the same in both languages, and safe to open anywhere."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg
from conftest import ROOT
from kg.cli import main

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from kg.view.report import make_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="module")
def html() -> str:
    return make_report(kg.load(ROOT)).html


def half(html: str, language: str) -> str:
    found = re.search(rf'<main class="{language}".*?</main>', html, re.DOTALL)
    assert found is not None
    return found[0]


def test_every_number_leads_to_a_source_and_every_source_to_its_statements(html: str) -> None:
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert targets - ids == set()
    assert {t for t in targets if t.startswith("source-")} >= {
        "source-growth",
        "source-audit",
        "source-forecast",
        "source-tiers",
    }
    assert len([t for t in targets if t.startswith("s-")]) > 200


def test_ids_of_pictures_do_not_meet(html: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert [name for name in ids if re.fullmatch(r"(clip|gradient)\d+", name)] == [], "as the drawing library names them"


def test_both_languages_give_the_same_numbers(html: str) -> None:
    def numbers(language: str) -> list[tuple[str, str]]:
        return sorted(re.findall(r'<a class="n" href="#source-([^"]+)">([^<]+)</a>', half(html, language)))

    assert numbers("zh") == numbers("en")
    assert ("growth", "19") in numbers("en")
    assert ("growth", "20") in numbers("en")


def test_verdicts_of_the_audit_add_up(html: str) -> None:
    found = re.findall(r'href="#source-audit">([\d,]+)</a>', half(html, "en"))
    total, *parts = (int(n.replace(",", "")) for n in found[:4])
    assert total == sum(parts) > 900


def test_numbers_are_counted_when_the_page_is_made(project: Path) -> None:
    page = make_report(kg.load(project)).html
    assert '<a class="n" href="#source-growth">1</a>' in half(page, "en")
    assert "Palau" in half(page, "en")
    assert "帛琉" in half(page, "zh")
    assert "nothing to draw" in page, "a project without a tier census says so in the place of the picture"


def test_the_page_asks_nothing_of_any_network(html: str) -> None:
    assert "default-src &#x27;none&#x27;" in html
    assert "unsafe" not in html[: html.index("<style>")]
    assert set(re.findall(r"https?://[^\"'\s<>]+", html)) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_names_stay_text(project: Path) -> None:
    actors = project / "data" / "actors.csv"
    actors.write_text(
        actors.read_text("utf-8").replace("PLW,country,帛琉,Palau", "PLW,country,帛琉,<img src=x>"), encoding="utf-8"
    )
    page = make_report(kg.load(project)).html
    assert "<img" not in page
    assert "&lt;img src=x&gt;" in page


def test_a_project_without_an_agreement_has_no_report(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (project / "data" / "facts").glob("*.jsonl"):
        kept = [line for line in path.read_text("utf-8").splitlines() if '"agreement"' not in line]
        path.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    assert main(["--project", str(project), "report", "--out", str(project / "r.html")]) == 1
    assert "no signed agreement has a date" in capsys.readouterr().err
    assert not (project / "r.html").exists()


def test_a_bad_target_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--project", str(ROOT), "report", "--out", str(tmp_path)]) == 2
    assert "is a folder" in capsys.readouterr().err
    assert main(["--project", str(ROOT), "report", "--out", str(tmp_path / "no" / "r.html")]) == 2
    assert "no folder to write into" in capsys.readouterr().err


@pytest.fixture
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    with sync_api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.mark.browser
def test_in_a_browser_the_language_changes_and_a_number_opens_its_source(html: str, tmp_path: Path, browser: Browser) -> None:
    path = tmp_path / "report.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="zh-TW")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    assert page.is_visible("main.zh h1")
    assert not page.is_visible("main.en h1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click("[data-choose=en]")
    assert page.is_visible("main.en h1")
    page.click("main.en a.n[href='#source-growth'] >> nth=0")
    page.wait_for_selector("#source-growth p", state="visible")  # hashchange comes after the click has returned
    assert said == []
