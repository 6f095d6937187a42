"""The shipped graph, read once for all tests of the measures."""

from __future__ import annotations

import pytest

import kg
from conftest import ROOT
from kg.measures.scope import Scope, scope_of


@pytest.fixture(scope="package")
def graph() -> kg.Graph:
    return kg.load(ROOT)


@pytest.fixture(scope="package")
def scope(graph: kg.Graph) -> Scope:
    return scope_of(graph.data, graph.resolved.events)
