"""Where the project's data, ontology and build lie, and where report texts may be found."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one project."""

    root: Path
    data: Path
    ontology: Path
    build: Path

    def texts(self, given: Path | None = None) -> tuple[Path, ...]:
        """Folders that may hold report texts, best first: the one given, ``KG_REPORTS``, ``data/reports``, ``../shared/sources``.

        Raises UsageError where the one given is no folder.
        """
        if given is not None and not given.is_dir():
            raise UsageError(f"{given} is not a folder")
        named = [given, Path(value) if (value := os.environ.get("KG_REPORTS")) else None]
        usual = [self.data / "reports", self.root.parent / "shared" / "sources"]
        return tuple(folder for folder in [*named, *usual] if folder is not None and folder.is_dir())


def find_project(given: Path | str | None = None) -> Places:
    """The project at ``given``, else ``KG_HOME``, else the working folder or one above it, else the one this package came with.

    Raises UsageError where a folder was named and holds no ``data/actors.csv``.
    """
    named = given or os.environ.get("KG_HOME")
    if named:
        root = Path(named).resolve()
        if not _is_project(root):
            raise UsageError(f"{root} is not a coopgraph project: it has no data/actors.csv")
        return _places(root)
    here = Path.cwd()
    for root in (here, *here.parents, _PACKAGE.parents[1]):
        if _is_project(root):
            return _places(root)
    shipped = _PACKAGE / "shipped"
    if not _is_project(shipped):
        raise UsageError("no coopgraph project found here or above: name one with --project or KG_HOME")
    return Places(here, shipped / "data", shipped / "ontology", here / "build")


def _is_project(root: Path) -> bool:
    return (root / "data" / "actors.csv").is_file() and (root / "ontology").is_dir()


def _places(root: Path) -> Places:
    return Places(root, root / "data", root / "ontology", root / "build")
