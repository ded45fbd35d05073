"""Settings of billing, from the environment. A missing or odd value stops the start and is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.region.files import served_region
from shared.region.values import ServedRegion
from shared.settings import required


@dataclass(frozen=True, slots=True)
class Settings:
    """`region`: the municipalities served, and under which OIN events go out."""

    database_url: str
    region: ServedRegion


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError that names what is missing or odd."""
    return Settings(required(environment, "ZL_DATABASE_URL"), served_region(environment))
