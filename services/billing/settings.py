"""Settings of billing, from the environment. A missing or odd value stops the start and is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.settings import SettingsError, required

ORGANISATION_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """`organisation` is the OIN of the municipality or region, 20 digits; it is part of every event's source."""

    database_url: str
    organisation: str


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError that names what is missing or odd."""
    organisation = required(environment, "ZL_ORGANISATION")
    if len(organisation) != ORGANISATION_DIGITS or not organisation.isdecimal():
        raise SettingsError(f"ZL_ORGANISATION is {organisation!r}; it must be an OIN of {ORGANISATION_DIGITS} digits")
    return Settings(database_url=required(environment, "ZL_DATABASE_URL"), organisation=organisation)
