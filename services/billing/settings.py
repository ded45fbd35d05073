"""Settings of billing, from the environment. A missing or odd value stops the start and is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.settings import organisation, required


@dataclass(frozen=True, slots=True)
class Settings:
    """`organisation` is the OIN of the municipality or region, 20 digits; it is part of every event's source."""

    database_url: str
    organisation: str


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError that names what is missing or odd."""
    return Settings(database_url=required(environment, "ZL_DATABASE_URL"), organisation=organisation(environment))
