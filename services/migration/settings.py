"""The settings of migration, from the environment. What is missing stops the start and is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.region.files import served_region
from shared.region.values import ServedRegion
from shared.settings import required


@dataclass(frozen=True, slots=True)
class Settings:
    """`database_url` as SQLAlchemy writes it; `region`: the municipalities served, and what each of them chose."""

    database_url: str
    region: ServedRegion


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError that names what is missing."""
    return Settings(required(environment, "ZL_DATABASE_URL"), served_region(environment))
