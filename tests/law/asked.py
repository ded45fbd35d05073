"""A plugin for pytest: writes down of which parameters the law books were asked a value while the tests ran."""

import json
from datetime import date
from pathlib import Path

import pytest

from shared.law.book import Dated, LawBook

ASKED: set[str] = set()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--asked", default="")


def pytest_configure(config: pytest.Config) -> None:
    answer = LawBook.on

    def on(self: LawBook, key: str, day: date) -> Dated:
        ASKED.add(key)
        return answer(self, key, day)

    LawBook.on = on  # type: ignore[method-assign]


def pytest_sessionfinish(session: pytest.Session) -> None:
    if place := session.config.getoption("--asked"):
        Path(place).write_text(json.dumps(sorted(ASKED)), encoding="utf-8")
