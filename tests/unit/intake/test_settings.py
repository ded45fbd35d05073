"""What is missing or odd in the environment stops the start, and is named."""

import pytest

from services.intake.settings import read_settings
from shared.settings import SettingsError
from tests.support.regions import DEMO_REGION

RIGHT = {
    "ZL_DATABASE_URL": "sqlite:///intake.sqlite",
    "ZL_ARCHIVE_DIR": "archive",
    "ZL_REGION": str(DEMO_REGION),
    "ZL_IDENTITY_KEY": "k" * 32,
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZL_DATABASE_URL", ""),
        ("ZL_ARCHIVE_DIR", " "),
        ("ZL_REGION", ""),
        ("ZL_IDENTITY_KEY", ""),
        ("ZL_IDENTITY_KEY", "k" * 31),
        ("ZL_ACCEPT_DEMO_NUMBERS", "maybe"),
    ],
)
def test_an_odd_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read_settings({**RIGHT, name: value})


def test_demo_numbers_are_refused_unless_they_are_asked_for() -> None:
    assert read_settings(RIGHT).accept_demo_numbers is False
    assert read_settings({**RIGHT, "ZL_ACCEPT_DEMO_NUMBERS": "yes"}).accept_demo_numbers is True


def test_the_secret_key_is_never_shown() -> None:
    assert "kkkk" not in repr(read_settings(RIGHT))
