"""Reads settings from the environment. A missing or odd value stops the start and is named; a secret has no default."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from shared.impersonal import Impersonal

PORT_MAX = 65_535


class SettingsError(Impersonal):
    """Names the setting, its value unless it is a secret, and what it should be."""


def required(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name, "").strip()
    if not value:
        raise SettingsError(f"{name} is not set; set it in the environment")
    return value


def secret(environment: Mapping[str, str], name: str, length_min: int = 32) -> str:
    """A secret of at least `length_min` characters; the message never shows it."""
    value = required(environment, name)
    if len(value) < length_min:
        raise SettingsError(f"{name} has {len(value)} characters; it needs at least {length_min}")
    return value


def port(environment: Mapping[str, str], name: str) -> int:
    value = required(environment, name)
    if not (value.isdecimal() and len(value) <= 5 and 1 <= int(value) <= PORT_MAX):
        raise SettingsError(f"{name} is {value!r}; it must be a whole number from 1 to {PORT_MAX}")
    return int(value)


def whole_number(environment: Mapping[str, str], name: str, low: int, high: int) -> int:
    value = required(environment, name)
    if not (value.isascii() and value.isdecimal() and len(value) <= 9 and low <= int(value) <= high):
        raise SettingsError(f"{name} is {value!r}; it must be a whole number from {low} to {high}")
    return int(value)


def public_hosts(environment: Mapping[str, str]) -> list[str]:
    """The names and addresses under which people ask for this site, besides this machine; none when it is unset."""
    named = urlsplit(public_url(environment)).hostname
    return [*environment.get("ZL_PUBLIC_HOSTS", "").replace(",", " ").split(), *([named] if named else [])]


def public_url(environment: Mapping[str, str]) -> str:
    """The address of the site as people type it, when a gateway stands before it; empty when it is unset."""
    value = environment.get("ZL_PUBLIC_URL", "").strip()
    if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
        raise SettingsError(f"ZL_PUBLIC_URL is {value!r}; it must be an address like https://zorg.example.org")
    return value


def yes_or_no(environment: Mapping[str, str], name: str) -> bool:
    value = required(environment, name)
    if value not in ("yes", "no"):
        raise SettingsError(f"{name} is {value!r}; it must be yes or no")
    return value == "yes"
