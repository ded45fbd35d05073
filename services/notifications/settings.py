"""The settings of notifications, from the environment. What is missing or odd stops the start and is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.settings import existing_file, organisation, required


@dataclass(frozen=True, slots=True)
class Settings:
    """`organisation` is the municipality's OIN, `print_dir` the folder in which print runs are written, `contacts` the
    file that says how readers of letters reach each municipality."""

    database_url: str
    organisation: str
    print_dir: Path
    contacts: Path


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError."""
    return Settings(
        database_url=required(environment, "ZL_DATABASE_URL"),
        organisation=organisation(environment),
        print_dir=Path(required(environment, "ZL_PRINT_DIR")),
        contacts=existing_file(environment, "ZL_CONTACTS"),
    )
