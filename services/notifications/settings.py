"""The settings of notifications, from the environment. What is missing or odd stops the start and is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.settings import required


@dataclass(frozen=True, slots=True)
class Settings:
    """`organisation` is the municipality's OIN, `print_dir` the folder in which print runs are written."""

    database_url: str
    organisation: str
    print_dir: Path


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError."""
    return Settings(
        database_url=required(environment, "ZL_DATABASE_URL"),
        organisation=required(environment, "ZL_ORGANISATION"),
        print_dir=Path(required(environment, "ZL_PRINT_DIR")),
    )
