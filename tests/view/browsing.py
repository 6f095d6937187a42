"""A real Chromium for the tests of the page, and a page open in it with all that it printed and asked for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kg
from conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


class Opened:
    """A page in a tab of its own; ``close`` fails where it printed anything or asked for anything but itself."""

    def __init__(self, browser: Browser, path: Path, language: str = "zh-TW", hash_: str = "", **context: object) -> None:
        self.messages: list[str] = []
        self.requests: list[str] = []
        context = {"locale": language, "viewport": {"width": 1280, "height": 800}, **context}
        self.tab: Page = browser.new_context(**context).new_page()
        self.tab.set_default_timeout(8000)
        self.tab.on("console", lambda m: self.messages.append(m.text))
        self.tab.on("pageerror", lambda e: self.messages.append(str(e)))
        self.tab.on("request", lambda r: self.requests.append(r.url))
        self.tab.goto(path.as_uri() + hash_)
        self.tab.wait_for_selector("html[data-ready]", state="attached")

    def run(self, code: str) -> Any:
        """The value of an expression in the page."""
        return self.tab.evaluate(code)

    def text(self, selector: str) -> str:
        """The text of an element as it shows."""
        return self.tab.inner_text(selector)

    def click_mark(self, name: str) -> None:
        """Click the mark of a node or an event."""
        self.tab.mouse.click(*self.run(f"coopgraph.where({name!r})"))

    def close(self) -> None:
        self.tab.context.close()
        assert self.messages == []
        assert len(self.requests) == 1


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: make browser (Debian, as root), or name one in KG_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the shipped graph."""
    path = tmp_path_factory.mktemp("page") / "index.html"
    kg.load(ROOT).page().save(path)
    return path


@pytest.fixture
def show(browser: Browser, shipped: Path) -> Iterator[Callable[..., Opened]]:
    """Open the page of the shipped graph, or the one named; it is closed, and held to be silent, at the end of the test."""
    opened: list[Opened] = []

    def open_one(language: str = "zh-TW", path: Path = shipped, **more: object) -> Opened:
        opened.append(Opened(browser, path, language, **more))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def small(project: Path) -> Path:
    """The page of the small project, with its passages."""
    path = project / "page.html"
    kg.load(project).page().save(path)
    return path
