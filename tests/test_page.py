"""The page as a file: no request, names as text only, everything of its events in it, and both languages whole."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

import kg
from conftest import ACTORS, ROOT, csv_lines, facts, write_facts
from kg.dates import parse_edtf
from kg.growth import partner_years
from kg.model import Evidence, Statement
from kg.view.content import first_agreements, known_datings, page_content
from kg.view.page import MODULES, as_script_data, make_page
from kg.view.vis import pyvis_network

NASTY = "<img src=x onerror=window.pwned=1></script><script>window.pwned=1</script>\"'&\u202e\u2028"
VIEW = ROOT / "src" / "kg" / "view"


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
    bare = NASTY.replace(",", "").replace("|", "")
    actors = [tuple(bare if n in (2, 3, 6) else cell for n, cell in enumerate(row)) for row in ACTORS]
    with (project / "data" / "actors.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            csv_lines("id,kind,name_zh,name_en,iso3,parent,aliases,namings,exact_match,note", []).strip().split(",")
        )
        writer.writerows(actors)
    return project


def test_page_links_to_nothing_outside(project: Path) -> None:
    html = kg.load(project).page().html
    code = re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.DOTALL)
    assert not re.search(
        r"""\b(src|href|action)\s*=\s*["']|url\(|@import|fetch\(|XMLHttpRequest|https?://(?!www\.w3\.org)""", code
    )
    assert "default-src &#x27;none&#x27;" in html


def test_page_is_the_same_each_time_and_small() -> None:
    graph = kg.load(ROOT)
    assert graph.page().html == graph.page().html
    assert len(graph.page().html.encode("utf-8")) < 3_000_000


def test_every_module_of_the_script_is_in_the_page() -> None:
    assert set(MODULES) == {path.stem for path in (VIEW / "js").glob("*.js")}


def test_script_data_cannot_leave_its_element() -> None:
    for content in ([NASTY], {NASTY: NASTY}):
        text = as_script_data(content)
        assert not set("<>&\u2028\u2029") & set(text)
        assert json.loads(text) == content


def test_page_holds_every_statement_of_its_events(project: Path) -> None:
    content = content_of(kg.load(project).page().html)
    told = {name for event in content["events"].values() for name in event["statements"]}
    assert told <= set(content["statements"])
    assert content["statements"]["rep2-agreement-plw"]["evidence"][0][3] == "104年簽訂協定"


def test_passages_are_there_only_where_the_texts_are(project: Path) -> None:
    graph = kg.load(project)
    with_texts = content_of(graph.page().html)
    without = content_of(make_page(graph.data, graph.resolved).html)
    assert with_texts["statements"]["rep1-agreement-plw"]["evidence"][0][4].startswith("104年5月6日")
    assert {len(e) for s in without["statements"].values() for e in s["evidence"]} == {4}


def test_a_text_that_is_not_the_recorded_one_gives_no_passages(project: Path) -> None:
    text = project / "data" / "reports" / "rep1.txt"
    text.write_text("前言。" + text.read_text("utf-8"), encoding="utf-8")
    statements = content_of(kg.load(project).page().html)["statements"]
    assert {(e[0], len(e)) for s in statements.values() for e in s["evidence"]} == {("rep1", 4), ("rep2", 5)}


def test_every_actor_has_a_place_of_its_own() -> None:
    nodes = page_content(kg.load(ROOT).data, kg.load(ROOT).resolved)["nodes"]
    assert len({(n["x"], n["y"]) for n in nodes}) == len(nodes)


def test_partners_stand_on_one_ring_in_the_order_in_which_they_signed() -> None:
    graph = kg.load(ROOT)
    places = {n["id"]: (n["x"], n["y"]) for n in page_content(graph.data, graph.resolved)["nodes"]}
    days = first_agreements(graph.resolved.events, graph.by_id)
    assert {code: int(day[:4]) for code, day in days.items()} == partner_years(graph.resolved.events, graph.by_id)
    radii = {round((places[code][0] ** 2 + places[code][1] ** 2) ** 0.5 / 4) for code in days}
    assert len(radii) == 1
    first = min(days, key=lambda code: (days[code], code))
    assert places[first][0] == 0
    assert places[first][1] < 0


def statement(year: str, date: str) -> Statement:
    return Statement(f"{year}-{date}", year, "visit", (Evidence(year, 0, 1, "x"),), date=parse_edtf(date) if date else None)


@pytest.mark.parametrize(
    ("statements", "rows"),
    [
        ([("2014", "2014")], [[2014, "2014", "2014-12-31", 1]]),
        (
            [("2014", "2014-05"), ("2017", "2014-05-02")],
            [[2014, "2014-05", "2014-05-31", 1], [2017, "2014-05-02", "2014-05-02", 0]],
        ),
        ([("2017", "2014-05-02"), ("2014", "")], [[2014, "", "", 0], [2017, "2014-05-02", "2014-05-02", 0]]),
        ([("2014", "2014-05-02"), ("2017", "2014")], [[2014, "2014-05-02", "2014-05-02", 0]]),
        ([("2014", "2014-05-02/..")], [[2014, "2014-05-02/..", "", 0]]),
    ],
)
def test_a_date_gets_finer_as_reports_come_out(statements: list[tuple[str, str]], rows: list[list[object]]) -> None:
    told = [statement(*pair) for pair in statements]
    assert known_datings(told, {"2014": 2014, "2017": 2017}) == rows


def test_the_last_known_dating_is_that_of_the_event() -> None:
    graph = kg.load(ROOT)
    content = page_content(graph.data, graph.resolved)
    for event in graph.resolved.events:
        if event.id in content["events"]:
            assert content["events"][event.id]["known"][-1][1] == (event.date.edtf if event.date else "")


def test_both_languages_say_the_same_things() -> None:
    words = json.loads((VIEW / "words.json").read_text("utf-8"))
    zh, en = ({key for key in texts if not key.endswith(".1") and not key.startswith("sub.")} for texts in words.values())
    assert zh == en
    fields = {key: set(re.findall(r"\{(\w+)\}", text)) for key, text in words["zh"].items()}
    assert {k: set(re.findall(r"\{(\w+)\}", words["en"][k])) for k in en} == {k: fields[k] for k in zh}
    assert not [key for key, text in words["en"].items() if re.search(r"[\u4e00-\u9fff]", text) and key != "language"]


def test_every_text_that_the_page_asks_for_is_there() -> None:
    words = json.loads((VIEW / "words.json").read_text("utf-8"))["en"]
    code = "\n".join(path.read_text("utf-8") for path in [*(VIEW / "js").glob("*.js"), VIEW / "page.html"])
    asked = set(re.findall(r'\bt\("([^"]+)"', code)) | set(re.findall(r'data-(?:text|name)="([^"]+)"', code))
    assert len(asked) > 60
    assert asked <= set(words)


def test_the_world_has_a_point_for_every_country_of_the_graph() -> None:
    world = json.loads((VIEW / "world.json").read_text("utf-8"))
    codes = {actor.iso3 for actor in kg.load(ROOT).data.actors if actor.kind == "country"}
    assert codes - set(world["points"]) <= {"HKG", "MAC"}
    wide, high = world["reach"]
    assert all(abs(x) <= wide and abs(y) <= high for x, y in world["points"].values())


def test_the_network_goes_on_in_pyvis(project: Path) -> None:
    graph = kg.load(project)
    network = pyvis_network(page_content(graph.data, graph.resolved), "en")
    labels = {node["id"]: node["label"] for node in network.nodes}
    assert labels["PLW"] == "Palau"
    assert {(edge["from"], edge["to"]) for edge in network.edges} >= {("PLW", "nia")}
