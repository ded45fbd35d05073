"""A component that cannot be had leaves its tests out, except where REQUIRE_ALL=1 demands every one."""

import os

import pytest


def require(is_available: bool, reason: str) -> None:
    """Goes on when the component is there; else skips the test, or fails it under REQUIRE_ALL=1."""
    if is_available:
        return
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"REQUIRE_ALL=1: {reason}")
    pytest.skip(reason)
