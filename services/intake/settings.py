"""The settings of intake, from the environment. What is missing or odd stops the start and is named."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shared.region.files import served_region
from shared.region.values import ServedRegion
from shared.settings import required, secret, yes_or_no


@dataclass(frozen=True, slots=True)
class Settings:
    """`region` holds the municipalities whose deliveries are taken in. `identity_key` is the secret that client ids
    are made with: with another key every client gets another id. `accept_demo_numbers` lets invented numbers pass as
    BSN."""

    database_url: str
    archive_dir: Path
    region: ServedRegion
    identity_key: str = field(repr=False)
    accept_demo_numbers: bool


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError that names what is missing or odd. Without a word, demo numbers are not accepted."""
    return Settings(
        database_url=required(environment, "ZL_DATABASE_URL"),
        archive_dir=Path(required(environment, "ZL_ARCHIVE_DIR")),
        region=served_region(environment),
        identity_key=secret(environment, "ZL_IDENTITY_KEY"),
        accept_demo_numbers=yes_or_no({"ZL_ACCEPT_DEMO_NUMBERS": "no", **environment}, "ZL_ACCEPT_DEMO_NUMBERS"),
    )
