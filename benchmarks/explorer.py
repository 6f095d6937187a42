"""The page at 1 000, 5 000 and 20 000 nodes, against the page that pyvis writes of the same network in the same run.

    python benchmarks/explorer.py                  # ours at all sizes, pyvis at 1 000
    python benchmarks/explorer.py --pyvis 5000     # pyvis also at 5 000; 20 000 takes it long to write

Times are in seconds on the wall.  "file" is everything from the records to the written page but the layout, which stands apart; "drawn" is
from opening the file to the second frame after the picture; a page that has not drawn after --patience seconds is given up.
In brackets stands the processor's time, which a busy machine does not stretch: Python's with the layout, and that of the page's process.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import shutil
import tempfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, TypeVar

from kg.dates import parse_edtf
from kg.model import Actor, Data, Event, Evidence, Participation, Report, Statement
from kg.resolve import Resolved
from kg.view import content as content_module
from kg.view.page import fill
from kg.vocabulary import EVENT_TYPES, HOME

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = (1000, 5000, 20000)
FLAGS = ["--no-sandbox", "--disable-gpu"]
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
STEPS = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const took = [];
  for (let year = 2012; year < 2020; year += 1) {
    const began = performance.now();
    coopgraph.setYear(year);
    await frame();
    took.push(performance.now() - began);
  }
  return took.map((ms) => ms / 1000).sort();
}"""
T = TypeVar("T")


def generated(size: int) -> tuple[Data, Resolved]:
    """A network of ``size`` actors in all countries, each in at least one event; the same for the same size."""
    draw = random.Random(size)  # noqa: S311
    codes = sorted(json.loads((files("kg.view") / "world.json").read_text("utf-8"))["points"])
    actors = [Actor(code, "country", f"國{code}", f"Country {code}", iso3=code) for code in codes]
    kinds = ("agency", "ngo", "io", "embassy", "university")
    for n in range(size - len(actors)):
        code = HOME if draw.random() < 0.3 else draw.choice(codes)
        actors.append(Actor(f"a{n}", draw.choice(kinds), f"機關{n}", f"Body {n}", iso3=code))
    home = [a for a in actors if a.iso3 == HOME]
    first = dt.date(2011, 1, 1)
    statements, events = [], []
    for n in range(int(1.5 * size)):
        name = f"rep-event-{n}"
        day = (first + dt.timedelta(days=draw.randrange(3650))).isoformat()
        date = parse_edtf(day if draw.random() < 0.7 else day[:7] if draw.random() < 0.5 else day[:4])
        other = actors[n % size]
        kind = "agreement" if other.kind == "country" and draw.random() < 0.5 else draw.choice(EVENT_TYPES[1:9])
        parts = (Participation(draw.choice(home).id, ""), Participation(other.id, ""))
        evidence = (Evidence("rep", n, n + 12, f"第{n}件往來"),)
        status = "signed" if kind == "agreement" else ""
        statements.append(Statement(name, "rep", kind, evidence, status=status, date=date))
        events.append(Event(name, kind, (name,), status, date=date, participations=parts, titles=(f"往來{n}",)))
    report = Report("rep", 2020, "報告", "Report", "a0", "report", "rep.txt", "0" * 64, 10**6)
    data = Data((report,), tuple(actors), tuple(statements), (), (), tuple((code, "Asia", "") for code in codes))
    return data, Resolved(tuple(events), (), (), ())


def timed(call: Callable[[], T]) -> tuple[float, T]:
    """Seconds and result of a call."""
    began = perf_counter()
    result = call()
    return perf_counter() - began, result


def processor(tab: Page) -> float:
    """Seconds of processor time that the process of a page has used."""
    session = tab.context.new_cdp_session(tab)
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(row["value"] for row in metrics if row["name"] == "ProcessTime"))


def drawn(browser: Browser, path: Path, ready: str, patience: float) -> tuple[float | None, Page]:
    """Seconds until the page at ``path`` has drawn, None where it has not in time; and its tab."""
    from playwright.sync_api import Error

    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.set_default_timeout(1000 * patience)
    began = perf_counter()
    try:
        tab.goto(path.as_uri(), wait_until="commit")
        if ready.startswith("html"):  # the page's policy lets no text be evaluated
            tab.wait_for_selector(ready, state="attached")
        else:
            tab.wait_for_function(ready, polling=50)
        tab.evaluate(FRAMES)
    except Error:
        return None, tab
    return perf_counter() - began, tab


def ours(size: int, folder: Path, browser: Browser | None, patience: float) -> None:
    """Measure our page."""
    data, resolved = generated(size)
    layout = 0.0
    place = content_module.positions  # type: ignore[attr-defined]

    def watched(*values: object) -> dict[str, tuple[int, int]]:
        nonlocal layout
        layout, result = timed(lambda: place(*values))  # type: ignore[arg-type]
        return result

    path = folder / f"ours-{size}.html"
    began = process_time()
    content_module.positions = watched  # type: ignore[assignment,attr-defined]
    making, content = timed(lambda: content_module.page_content(data, resolved))
    content_module.positions = place  # type: ignore[attr-defined]
    writing, _ = timed(lambda: fill(content, {}).save(path))
    used = process_time() - began
    megabytes = path.stat().st_size / 1e6
    print(
        f"{size:6} ours   layout {layout:.2f} s  file {making - layout + writing:.2f} s ({used:.2f}), {megabytes:.1f} MB",
        end="",
    )
    if browser is not None:
        seconds, tab = drawn(browser, path, "html[data-ready]", patience)
        print(f"  drawn {_or_never(seconds, patience)}", end="")
        if seconds is not None:
            used = processor(tab)
            took = tab.evaluate(STEPS)
            each = (processor(tab) - used) / len(took)
            print(f" ({used:.2f})  slider step {took[len(took) // 2]:.3f} s ({each:.3f}), at most {took[-1]:.3f} s", end="")
        tab.close()
    print(flush=True)


def pyvis_page(size: int, folder: Path, browser: Browser | None, patience: float) -> None:
    """Measure pyvis's own page of the same nodes and ties."""
    from pyvis.network import Network

    content = content_module.page_content(*generated(size))
    path = folder / f"pyvis-{size}.html"

    def write() -> None:
        net = Network(directed=True, cdn_resources="in_line")
        for node in content["nodes"]:
            net.add_node(node["id"], label=content["actors"][node["id"]]["zh"])
        for edge in content["edges"]:
            net.add_edge(edge["from"], edge["to"])
        path.write_text(net.generate_html(notebook=False), encoding="utf-8")

    writing, _ = timed(write)
    print(f"{size:6} pyvis  file {writing:.2f} s, {path.stat().st_size / 1e6:.1f} MB", end="", flush=True)
    if browser is not None:
        ready = "window.drew || (typeof network !== 'undefined' && network && (network.once('afterDrawing', () => { drew = true; }), 0))"
        seconds, tab = drawn(browser, path, ready, patience)
        print(f"  drawn {_or_never(seconds, patience)}", end="")
        tab.close()
    print(flush=True)


def _or_never(seconds: float | None, patience: float) -> str:
    return f"not within {patience:.0f} s" if seconds is None else f"{seconds:.2f} s"


def main() -> None:
    """Print the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pyvis", type=int, default=1000, help="the largest size at which pyvis is measured")
    parser.add_argument("--patience", type=float, default=15.0, help="seconds to wait for a page")
    options = parser.parse_args()
    chromium = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if chromium is None:
            print("Chromium is not installed (make browser): only writing is measured")
            _measure(folder, None, options)
            return
        from playwright.sync_api import sync_playwright

        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
            _measure(folder, browser, options)
            browser.close()


def _measure(folder: Path, browser: Browser | None, options: argparse.Namespace) -> None:
    for size in SIZES:
        ours(size, folder, browser, options.patience)
        if size <= options.pyvis:
            pyvis_page(size, folder, browser, options.patience)


if __name__ == "__main__":
    main()
