"""The settings of migration, from the environment. What is missing stops the start and is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.settings import organisation, required


@dataclass(frozen=True, slots=True)
class Settings:
    """`database_url` as SQLAlchemy writes it; `organisation` is the municipality's OIN of twenty digits."""

    database_url: str
    organisation: str


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError that names what is missing."""
    return Settings(required(environment, "ZL_DATABASE_URL"), organisation(environment))
