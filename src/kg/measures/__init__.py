"""Measures of the network: growth, positions, brokerage, contacts, series and change.

Every measure takes a :class:`kg.measures.scope.Scope` (events up to a day, of some layers, as far as the reports up to a year tell) and
gives a pandas DataFrame whose columns its docstring lists.  ``frame.attrs["note"]`` holds a sentence where there is something to say
about it, for instance why it is empty.  ``kg.measures.catalog`` lists all measures; ``Graph.measure`` runs one by its name.
"""

from __future__ import annotations
