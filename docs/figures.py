"""Make docs/explorer.png: the page as of 2017 with one tie open, as Chromium shows it, without the report texts."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import kg
from kg.rdf import ontology_quads
from kg.view.page import labels_of, make_page

HERE = Path(__file__).resolve().parent
ADDRESS = "#lang=en&to=2017-12-31&event=roc106-agreement-palau-1"


def main() -> None:
    """Draw the picture."""
    graph = kg.load(HERE.parent)
    page = make_page(graph.data, graph.resolved, (), labels_of(ontology_quads(graph.places.ontology)))
    browser_path = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        file = Path(folder) / "index.html"
        page.save(file)
        browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1280, "height": 760}, locale="en-GB")
        tab.goto(file.as_uri() + ADDRESS)
        tab.wait_for_selector("html[data-ready]", state="attached")
        tab.wait_for_timeout(500)
        tab.screenshot(path=HERE / "explorer.png")
        browser.close()


if __name__ == "__main__":
    main()
