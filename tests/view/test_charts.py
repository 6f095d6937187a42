"""The pictures: they show what is counted, in both languages, say nothing by colour alone, and ask nothing of any network."""

from __future__ import annotations

import os
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kg
from conftest import ROOT
from kg.cli import main
from kg.errors import KgError, UsageError

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from kg.view.charts import NAMES, EmptyPictureError, picture
from kg.view.charts.tiers import census

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
OKABE_ITO = {"#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#F0E442"}


@pytest.fixture(scope="module")
def graph() -> kg.Graph:
    return kg.load(ROOT)


def values_with(spec: object, field: str) -> list[dict[str, Any]]:
    """Every inline row of a specification that has this field."""
    found: list[dict[str, Any]] = []
    if isinstance(spec, dict):
        rows = spec.get("values")
        if isinstance(rows, list):
            found += [r for r in rows if isinstance(r, dict) and field in r]
        for value in spec.values():
            found += values_with(value, field)
    elif isinstance(spec, list):
        for value in spec:
            found += values_with(value, field)
    return found


def texts_of(svg: str) -> set[str]:
    return {"".join(node.itertext()) for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")}  # noqa: S314  our own


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_picture_is_drawn_in_both_languages(graph: kg.Graph, name: str, language: str) -> None:
    drawn = picture(graph, name, language)
    texts = texts_of(drawn.svg())
    assert drawn.title in texts
    has_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in drawn.title)
    assert has_chinese == (language == "zh")


def test_growth_shows_the_counted_totals_and_every_partner(graph: kg.Graph) -> None:
    drawn = picture(graph, "growth", "en")
    totals = {r["year"]: r["total"] for r in values_with(drawn.spec, "total")}
    assert totals == dict(zip(graph.growth().year, graph.growth().total, strict=True))
    shown = {r["iso3"] for r in values_with(drawn.spec, "iso3")}
    assert shown == set(" ".join(graph.growth().countries).split())


def test_a_date_known_by_its_year_is_a_span(graph: kg.Graph) -> None:
    rows = {r["iso3"]: r for r in values_with(picture(graph, "growth", "en").spec, "iso3")}
    mongolia, palau = rows["MNG"], rows["PLW"]
    assert (mongolia["exact"], mongolia["first"], mongolia["last"]) == (False, "2011-01-01", "2011-12-31")
    assert (palau["exact"], palau["first"], palau["last"]) == (True, "2017-03-17", "2017-03-17")


def test_marks_on_the_map_do_not_cover_each_other(graph: kg.Graph) -> None:
    rows = values_with(picture(graph, "world", "en").spec, "lon2")
    marks = {(r["n"], r["name"]): (r["lon2"], r["lat2"]) for r in rows}
    assert len([n for n, _ in marks if n]) == 20
    for (a, (x, y)), (b, (u, v)) in combinations(marks.items(), 2):
        assert ((x - u) ** 2 + (y - v) ** 2) ** 0.5 > (6 if a[0] and b[0] else 3), (a, b)


def test_kinds_on_the_timeline_differ_by_shape_as_well_as_colour() -> None:
    from kg.view.charts.timeline import KINDS

    shapes = [(shape, kind == "signed") for kind, (shape, _, _) in KINDS.items()]
    assert len(set(shapes)) == len(KINDS)
    assert {colour for _, colour, _ in KINDS.values()} <= OKABE_ITO


def test_the_census_keeps_the_total_that_its_parts_do_not_reach(graph: kg.Graph) -> None:
    tiers = census(graph.resolved.observations)[2016]
    assert tiers["total"][0][0] == 188
    assert sum(tiers[t][0][0] for t in ("1", "2", "watch", "3")) == 177


def test_the_audit_picture_holds_every_finding(graph: kg.Graph) -> None:
    rows = values_with(picture(graph, "audit", "en").spec, "verdict")
    shown = {(r["kind"], r["verdict"]): r["n"] for r in rows}
    assert sum(shown.values()) == len(graph.findings)
    assert {verdict for _, verdict in shown} == {"agrees", "differs", "cannot be checked"}


def test_as_of_draws_only_what_had_happened(graph: kg.Graph) -> None:
    assert {r["rank"] for r in values_with(picture(graph, "growth", "en", "2013").spec, "iso3")} == set(range(1, 7))
    with pytest.raises(EmptyPictureError, match="nothing to draw as of 2001"):
        picture(graph, "growth", "en", "2001")


def test_bad_requests_are_named(graph: kg.Graph, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'grwth'; nearest: growth"):
        picture(graph, "grwth")
    with pytest.raises(UsageError, match="no language is called 'fr'"):
        picture(graph, "growth", "fr")
    with pytest.raises(UsageError, match=r"'\.gif' is no format"):
        picture(graph, "growth").save(tmp_path / "growth.gif")


def test_a_png_without_a_font_for_chinese_says_so(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    module = sys.modules["kg.view.charts.picture"]
    monkeypatch.setattr(module, "has_chinese_font", lambda: False)
    with pytest.raises(KgError, match="font with Chinese letters"):
        picture(graph, "growth").png()


def test_a_name_cannot_leave_its_picture(project: Path) -> None:
    actors = project / "data" / "actors.csv"
    hostile = "O'Pal\\\"</script><b>au"
    actors.write_text(
        actors.read_text("utf-8").replace(
            "PLW,country,帛琉,Palau", f'PLW,country,帛琉,"{hostile.replace(chr(34), chr(34) * 2)}"'
        ),
        encoding="utf-8",
    )
    drawn = picture(kg.load(project), "timeline", "en")
    assert any(hostile in text for text in texts_of(drawn.svg()))
    assert "</script><b>" not in drawn.html()


def test_the_command_writes_one_file_a_picture_and_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "pictures"
    assert main(["--project", str(ROOT), "charts", "--out", str(out), "--only", "growth", "heat"]) == 0
    assert sorted(p.name for p in out.iterdir()) == ["growth-en.svg", "growth-zh.svg", "heat-en.svg", "heat-zh.svg"]
    assert "20 國" in capsys.readouterr().out
    assert main(["--project", str(ROOT), "charts", "--out", str(out / "growth-en.svg")]) == 2
    assert "is a file" in capsys.readouterr().err


def test_what_cannot_be_drawn_is_said_and_the_rest_drawn(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(
            ["--project", str(project), "charts", "--out", str(tmp_path / "p"), "--language", "zh", "--only", "tiers", "growth"]
        )
        == 0
    )
    assert "kg: tiers: there is nothing to draw" in capsys.readouterr().err
    assert [p.name for p in (tmp_path / "p").iterdir()] == ["growth-zh.svg"]


@pytest.fixture
def page() -> Iterator[Page]:
    sync_api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page()
        browser.close()


@pytest.mark.browser
def test_the_html_draws_itself_and_asks_for_nothing(graph: kg.Graph, tmp_path: Path, page: Page) -> None:
    path = tmp_path / "growth.html"
    picture(graph, "growth", "en").save(path)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_selector("#picture svg")
    page.wait_for_function("document.querySelector('#picture svg').textContent.includes('Belgium')")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
