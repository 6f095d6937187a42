"""The manifest of a build: what went in, what came out, and whether the build is still current."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from kg.places import Places

MANIFEST = "manifest.json"


def input_hashes(places: Places) -> dict[str, str]:
    """The sha256 of every file that a build reads, by its path inside the project."""
    files = [
        *places.data.glob("*.csv"), *places.data.glob("facts/*.jsonl"), *places.data.glob("reference/*.csv"),
        *places.ontology.glob("*.ttl"),
    ]  # fmt: skip
    roots = {places.data: "data", places.ontology: "ontology"}
    named = {f"{roots[root]}/{f.relative_to(root).as_posix()}": f for f in files for root in roots if f.is_relative_to(root)}
    named |= _texts(places)
    return {name: hashlib.sha256(named[name].read_bytes()).hexdigest() for name in sorted(named)}


def _texts(places: Places) -> dict[str, Path]:
    """The report texts at hand, whose passages the page shows."""
    listed = (
        (places.data / "reports.csv").read_text("utf-8", errors="replace") if (places.data / "reports.csv").exists() else ""
    )
    found: dict[str, Path] = {}
    for folder in places.texts():
        for path in folder.iterdir():
            if f",{path.name}," in listed:
                found.setdefault(f"texts/{path.name}", path)
    return found


def current_build(places: Places) -> Path | None:
    """The folder of the last good build, None where there is none; mends a replacement that was cut short."""
    old = old_build(places)
    if not (places.build / MANIFEST).is_file() and (old / MANIFEST).is_file():
        shutil.rmtree(places.build, ignore_errors=True)
        old.rename(places.build)
    return places.build if (places.build / MANIFEST).is_file() else None


def is_stale(places: Places, build: Path, base: str) -> bool:
    """Whether the data, the ontology or the base IRI changed since the build."""
    manifest = json.loads((build / MANIFEST).read_text("utf-8"))
    return bool(manifest["inputs"] != input_hashes(places) or manifest["base"] != base)


def old_build(places: Places) -> Path:
    """Where the build before this one lies while it is being replaced."""
    return places.build.with_name(places.build.name + ".old")


def write_manifest(folder: Path, inputs: Mapping[str, str], base: str, counts: Mapping[str, int]) -> None:
    """Write the manifest of the files in a folder."""
    from kg import __version__

    files = sorted(f for f in folder.iterdir() if f.is_file())
    manifest = {
        "coopgraph": __version__,
        "base": base,
        "inputs": dict(inputs),
        "counts": dict(counts),
        "files": {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
