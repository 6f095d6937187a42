"""Cold starts against the time that importing the usual libraries takes, in one run: ``python benchmarks/start_up.py [RUNS]``.

The commands take turns, so that a change of the machine's speed meets all of them; the ratio of the medians is what counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
KG = [sys.executable, "-m", "kg.cli", "--project", str(ROOT)]
COMMANDS = {
    "imports": [sys.executable, "-c", "import rdflib, networkx, pandas, pyvis"],
    "kg build": [*KG, "build", "--quiet"],
    "kg query growth": [*KG, "query", "growth"],
    "kg --version": [*KG, "--version"],
}
BARS = {"kg build": 1.5, "kg query growth": 0.2}


def run(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak memory in MiB of one run of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        raise SystemExit(f"{' '.join(command)} failed")
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Print a row for each command."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    for command in COMMANDS.values():
        run(command)
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            figures[name].append(run(command))
    base = median(seconds for seconds, _ in figures["imports"])
    print(f"{'command':<18}{'seconds':>9}{'ratio':>8}{'bar':>6}{'MiB':>7}   median of {rounds}")
    for name, runs in figures.items():
        seconds, memory = median(s for s, _ in runs), max(m for _, m in runs)
        print(f"{name:<18}{seconds:>9.3f}{seconds / base:>8.2f}{BARS.get(name, ''):>6}{memory:>7.0f}")


if __name__ == "__main__":
    main()
