"""The settings of intake, from the environment. What is missing or odd stops the start and is named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

IDENTITY_KEY_LENGTH_MIN = 32
ORGANISATION = re.compile(r"\d{20}", re.ASCII)


class WrongSetting(ValueError):
    """A setting is missing or has a value that cannot be used; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`organisation` is the municipality's OIN, `identity_key` the secret that client ids are made with: with another
    key every client gets another id. `accept_demo_numbers` lets the demo's invented numbers pass as BSN."""

    database_url: str
    archive_dir: Path
    organisation: str
    identity_key: str = field(repr=False)
    accept_demo_numbers: bool = False


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises WrongSetting."""
    return Settings(
        database_url=_text(environment, "INTAKE_DATABASE_URL"),
        archive_dir=Path(_text(environment, "INTAKE_ARCHIVE_DIR")),
        organisation=_organisation(environment, "ORGANISATION_OIN"),
        identity_key=_secret(environment, "INTAKE_IDENTITY_KEY"),
        accept_demo_numbers=_flag(environment, "INTAKE_ACCEPT_DEMO_NUMBERS"),
    )


def _text(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name, "").strip()
    if not value:
        raise WrongSetting(f"{name} is missing; set it in the environment")
    return value


def _organisation(environment: Mapping[str, str], name: str) -> str:
    value = _text(environment, name)
    if not ORGANISATION.fullmatch(value):
        raise WrongSetting(f"{name} is {value!r}; an OIN has 20 digits")
    return value


def _secret(environment: Mapping[str, str], name: str) -> str:
    value = _text(environment, name)
    if len(value) < IDENTITY_KEY_LENGTH_MIN:
        raise WrongSetting(f"{name} has {len(value)} characters; it needs at least {IDENTITY_KEY_LENGTH_MIN}")
    return value


def _flag(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name, "false").strip().lower()
    if value not in ("true", "false"):
        raise WrongSetting(f"{name} is {value!r}; write true or false")
    return value == "true"
