"""The settings of notifications, from the environment. What is missing or odd stops the start and is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.region.files import served_region
from shared.region.values import ServedRegion
from shared.settings import required, whole_number

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """`region` says how readers of letters reach each municipality and what stands above its letters; print runs are
    written in the folder `print_dir`, and plans that clients hand in, of at most `plan_bytes` each, in `plans_dir`."""

    database_url: str
    region: ServedRegion
    print_dir: Path
    plans_dir: Path
    plan_bytes: int


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError."""
    return Settings(
        database_url=required(environment, "ZL_DATABASE_URL"),
        region=served_region(environment),
        print_dir=Path(required(environment, "ZL_PRINT_DIR")),
        plans_dir=Path(required(environment, "ZL_PLANS_DIR")),
        plan_bytes=whole_number(environment, "ZL_PLAN_MB", 1, 50) * MEGABYTE,
    )
