"""The examples in docstrings are run as they stand."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import kg
from conftest import ROOT

SHIPPED = (ROOT / "data" / "actors.csv").is_file()
NEEDS_DATA = {"kg", "kg.graph"}
MODULES = ["kg", *(m.name for m in pkgutil.walk_packages(kg.__path__, "kg.") if m.name != "kg.__main__")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name in NEEDS_DATA and not SHIPPED:
        pytest.skip("needs the shipped data")
    monkeypatch.chdir(ROOT)
    for setting in ("KG_HOME", "KG_BASE", "KG_REPORTS"):
        monkeypatch.delenv(setting, raising=False)
    found = doctest.testmod(importlib.import_module(name))
    assert found.failed == 0


def test_modules_whose_examples_are_promised_have_some() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    with_examples = {m for m in MODULES if any(t.examples for t in finder.find(importlib.import_module(m)))}
    assert with_examples >= {"kg.dates", "kg.names", "kg.errors", "kg.iris", "kg.tables"}
