"""The build: whole, the same each time, and never half in place."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.build import build
from kg.errors import DataError, KgError
from kg.iris import DEFAULT_BASE, Iris
from kg.manifest import MANIFEST, current_build, is_stale
from kg.places import find_project

IRIS = Iris(DEFAULT_BASE)
FILES = {
    "graph.nq", "graph.trig", "graph.ttl", "events.csv", "events.parquet", "actors.csv", "edges.csv", "merges-open.csv",
    "audit.csv", "audit.html", "index.html", MANIFEST,
}  # fmt: skip


def hashes(folder: Path) -> dict[str, str]:
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in folder.iterdir() if f.is_file()}


def test_all_outputs_are_there(project: Path) -> None:
    places = find_project(project)
    summary = build(places, IRIS)
    assert {f.name for f in places.build.iterdir() if f.is_file()} == FILES
    assert (summary.statements, summary.events, summary.observations) == (8, 5, 1)
    assert [(y.year, y.new, y.total) for y in summary.growth] == [(2015, ("PLW",), 1)]


def test_same_input_gives_same_bytes(project: Path) -> None:
    places = find_project(project)
    build(places, IRIS)
    first = hashes(places.build)
    script = f"from kg.cli import main; main(['--project', {str(project)!r}, 'build', '--quiet'])"
    subprocess.run([sys.executable, "-c", script], check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert hashes(places.build) == first


def test_manifest_names_every_input_and_file(project: Path) -> None:
    places = find_project(project)
    build(places, IRIS)
    manifest = json.loads((places.build / MANIFEST).read_text("utf-8"))
    assert set(manifest["inputs"]) >= {"data/actors.csv", "data/facts/rep1.jsonl", "ontology/coop.ttl"}
    assert manifest["files"] == {k: v for k, v in hashes(places.build).items() if k != MANIFEST}


def test_bad_data_leave_the_last_build(project: Path) -> None:
    places = find_project(project)
    build(places, IRIS)
    before = hashes(places.build)
    (project / "data" / "facts" / "rep2.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(DataError):
        build(places, IRIS)
    assert hashes(places.build) == before
    assert [p.name for p in project.iterdir() if p.name.startswith("build")] == ["build"]


@pytest.mark.parametrize("point", ["StoreWriter", "make_page", "write_parquet", "write_manifest"])
def test_a_killed_build_leaves_the_last_one(project: Path, point: str) -> None:
    places = find_project(project)
    build(places, IRIS)
    before = hashes(places.build)
    owner = "kg.view.page" if point == "make_page" else "kg.build"
    script = (
        f"import os, signal, {owner}, kg.build\n"
        f"{owner}.{point} = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"import sys; from kg.cli import main; sys.exit(main(['--project', {str(project)!r}, 'build']))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode != 0
    assert current_build(places) == places.build
    assert hashes(places.build) == before


def test_a_replacement_cut_short_is_mended(project: Path) -> None:
    places = find_project(project)
    build(places, IRIS)
    before = hashes(places.build)
    places.build.rename(project / "build.old")
    assert current_build(places) == places.build
    assert hashes(places.build) == before


def test_a_folder_that_is_no_build_is_not_replaced(project: Path) -> None:
    (project / "build").mkdir()
    (project / "build" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KgError, match="holds no build"):
        build(find_project(project), IRIS)
    assert (project / "build" / "letter.txt").read_text("utf-8") == "mine"


def test_changed_data_make_the_build_stale(project: Path) -> None:
    places = find_project(project)
    build(places, IRIS)
    assert not is_stale(places, places.build, IRIS.base)
    assert is_stale(places, places.build, "https://other.example/")
    with (project / "data" / "merges.csv").open("a", encoding="utf-8") as file:
        file.write("rep1-agreement-plw,rep2-agreement-plw,same,a reader,the same paper,2026-01-05\n")
    assert is_stale(places, places.build, IRIS.base)
