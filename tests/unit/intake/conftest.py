"""What the tests of use cases start with."""

import pytest

from tests.support.intake_in_memory import WorksInMemory


@pytest.fixture
def works() -> WorksInMemory:
    """An intake that knows nothing yet."""
    return WorksInMemory()
