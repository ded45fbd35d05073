"""What the house tests need to build a web app without a service."""

from datetime import date
from pathlib import Path

import pytest

from shared.access import Role, User
from shared.clock import TurnedClock
from shared.web.app import WebContext
from shared.web.identity import DemoIdentity

PACKAGES = Path(__file__).parent.parent.parent / "node_modules"


@pytest.fixture
def web_context() -> WebContext:
    identity = DemoIdentity([User("auditor", "Alex", Role.AUDITOR)], "x" * 32)
    return WebContext(identity, (), PACKAGES, TurnedClock(date(2014, 11, 3)))
