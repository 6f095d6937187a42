"""From a report's candidate statements to facts: the review file a person edits, and what its decisions bring the graph."""
