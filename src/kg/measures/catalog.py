"""All measures by name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.measures import brokerage, centrality, contacts, delegations, diplomacy, domestic, growth, series, snapshots
from kg.measures.scope import Scope
from kg.named import nearest

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its function's docstring holds its definition, columns, options, unit and source."""

    name: str
    title_zh: str
    count: Callable[..., pd.DataFrame]

    @property
    def definition(self) -> str:
        """The first paragraph of the docstring."""
        return " ".join(self.text.split("\n\n")[0].split())

    @property
    def text(self) -> str:
        """The whole docstring."""
        return inspect.cleandoc(self.count.__doc__ or "")

    @property
    def options(self) -> tuple[str, ...]:
        """The names of what else it can be told, each a text."""
        return tuple(inspect.signature(self.count).parameters)[1:]


MEASURES: Mapping[str, Measure] = {
    m.name: m
    for m in (
        Measure("growth", "夥伴國逐年成長", growth.growth),
        Measure("centrality", "各項中心性", centrality.centrality),
        Measure("degree", "點度中心性", centrality.degree),
        Measure("betweenness", "中介中心性", centrality.betweenness),
        Measure("closeness", "接近中心性", centrality.closeness),
        Measure("pagerank", "網頁排名值", centrality.pageranks),
        Measure("core", "k 核", centrality.core),
        Measure("communities", "社群", centrality.communities),
        Measure("constraint", "結構限制", brokerage.constraint),
        Measure("brokerage", "中介角色", brokerage.brokerage),
        Measure("domestic", "國內協作網絡", domestic.domestic),
        Measure("together", "共同參與", domestic.together),
        Measure("funding", "補助網絡", domestic.funding),
        Measure("contacts", "往來歷程", contacts.contacts),
        Measure("delegations", "代表團層級", delegations.delegations),
        Measure("series", "系列會議與缺號", series.series),
        Measure("outlived", "斷交後的協定", diplomacy.outlived),
        Measure("snapshots", "逐年位置", snapshots.snapshots),
        Measure("change", "逐年變化", snapshots.change),
    )
}


def find_measure(name: str) -> Measure:
    """A measure.  Raises UsageError, which names the nearest ones."""
    if name not in MEASURES:
        raise UsageError(f"no measure is called {name!r}; {nearest(name, MEASURES)}")
    return MEASURES[name]


def run(name: str, scope: Scope, options: Mapping[str, str]) -> pd.DataFrame:
    """Count a measure over a scope.  Raises UsageError for an unknown measure or option."""
    measure = find_measure(name)
    for option in options:
        if option not in measure.options:
            raise UsageError(
                f"the measure {name} does not take {option!r}; it takes: {', '.join(measure.options) or 'nothing more'}"
            )
    return measure.count(scope, **{key: str(value) for key, value in options.items()})
