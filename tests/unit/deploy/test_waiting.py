"""A process that starts while its database is away waits for it, longer each time; what is wrong for good is said."""

import pytest
from sqlalchemy.exc import OperationalError

from deploy.waiting import when_it_can
from shared.settings import SettingsError


def test_a_database_that_is_away_is_waited_for() -> None:
    away, waited = 8 * [OperationalError("", {}, Exception("away"))], list[float]()

    def open_it() -> str:
        if away:
            raise away.pop()
        return "open"

    assert when_it_can(open_it, waited.append) == "open"
    assert waited == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_a_setting_that_is_wrong_is_not_waited_for() -> None:
    def open_it() -> str:
        raise SettingsError("ZL_DATABASE_URL ontbreekt")

    with pytest.raises(SettingsError):
        when_it_can(open_it)
