"""Reads law parameters from TOML. What is wrong in a file stops the start, and names file and key.

A file looks like this:

    version = "2015-01-01"

    [[parameter]]
    key = "transition.last-day"
    unit = "date"
    description = "The last day of the general transition right."

    [[parameter.value]]
    value = 2015-12-31
    since = 2015-01-01
    until = 2015-12-31          # leave out when no end is known
    source = { law = "Wmo 2015", bwb = "BWBR0035362", article = "8.3", paragraph = "1", says = "...", confidence = "R" }
    [parameter.value.sentences]  # leave out when nobody is told of it
    kept = "Tot en met {last_day} houdt u uw oude recht."
    "kept/parents" = "Tot en met {last_day} loopt het oude recht door."
"""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from shared.law.book import Dated, LawBook, LawError, Parameter, Source, placeholders

PARAMETER_KEYS = {"key", "unit", "description", "value"}
VALUE_KEYS = {"value", "since", "until", "source", "sentences"}
SOURCE_KEYS = {"law", "bwb", "article", "paragraph", "says", "confidence"}
SOURCE_REQUIRED = {"law", "bwb", "article", "says"}
NO_LAW = "geen"
"""Stands as `bwb` where a value is policy or practice and no law says it."""
BOOKS_KEPT = 8
"""One per service, and some for whoever moves a parameter."""
UNITS = {
    "date",
    "days",
    "weeks",
    "months",
    "years",
    "cents",
    "factor",
    "count",
    "hours-per-week",
    "table",
    "list",
}


def read_law_book(folder: Path) -> LawBook:
    """All TOML files of a folder as one law book. Raises LawError that names file and key."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise LawError(f"no law files (*.toml) in {folder}")
    return _book(tuple((file, file.read_text(encoding="utf-8")) for file in files))


@lru_cache(maxsize=BOOKS_KEPT)
def _book(texts: tuple[tuple[Path, str], ...]) -> LawBook:
    """Of files with their texts. The same texts are asked for wherever a process opens its service again, and make the
    same book, which nobody changes."""
    parameters: dict[str, Parameter] = {}
    for file, text in texts:
        content = tomllib.loads(text)
        for parameter in _parameters(content, file, f"{file.stem}@{_version(content, file)}"):
            if parameter.key in parameters:
                raise LawError(f"{file.name}: parameter {parameter.key!r} stands in two files")
            parameters[parameter.key] = parameter
    return LawBook(parameters.values())


def _version(content: dict[str, Any], file: Path) -> str:
    unknown = content.keys() - {"version", "parameter"}
    if unknown or not isinstance(content.get("version"), str):
        raise LawError(f"{file.name}: needs a text `version` and [[parameter]] tables; unknown: {sorted(unknown)}")
    return str(content["version"])


def _parameters(content: dict[str, Any], file: Path, version: str) -> Iterator[Parameter]:
    for raw in content.get("parameter", []):
        where = f"{file.name}: parameter {raw.get('key', '(without key)')!r}"
        _check_keys(raw, PARAMETER_KEYS, PARAMETER_KEYS, where)
        if raw["unit"] not in UNITS:
            raise LawError(f"{where}: unit {raw['unit']!r} is not one of {sorted(UNITS)}")
        values = tuple(sorted((_dated(value, where) for value in raw["value"]), key=lambda dated: dated.since))
        _check_line(values, where)
        yield Parameter(raw["key"], raw["unit"], raw["description"], values, version)


def _dated(raw: dict[str, Any], where: str) -> Dated:
    _check_keys(raw, VALUE_KEYS, {"value", "since", "source"}, where)
    _check_keys(raw["source"], SOURCE_KEYS, SOURCE_REQUIRED, f"{where}: source")
    _check_no_float(raw["value"], where)
    for end in ("since", "until"):
        if end in raw and (not isinstance(raw[end], date) or isinstance(raw[end], datetime)):
            raise LawError(f"{where}: {end} is {raw[end]!r}; write a date as 2015-12-31")
    source = raw["source"] | ({"bwb": ""} if raw["source"]["bwb"] == NO_LAW else {})
    return Dated(raw["value"], raw["since"], raw.get("until"), Source(**source), _sentences(raw, where))


def _sentences(raw: dict[str, Any], where: str) -> dict[str, str]:
    """A sentence with a brace that is no placeholder would fail when somebody reads it, so it stops the start."""
    sentences = raw.get("sentences", {})
    for name, text in sentences.items():
        if not isinstance(text, str) or not text.strip():
            raise LawError(f"{where}: sentence {name!r} is {text!r}; write a Dutch sentence")
        if "/" in name and name.partition("/")[0] not in sentences:
            raise LawError(f"{where}: sentence {name!r} is a form of a sentence that is not there")
        try:
            placeholders(text)
        except ValueError as wrong:
            raise LawError(f"{where}: sentence {name!r}: {wrong}; a placeholder is written as {{last_day}}") from wrong
    return dict(sentences)


def _check_keys(raw: dict[str, Any], allowed: set[str], required: Iterable[str], where: str) -> None:
    unknown, missing = raw.keys() - allowed, set(required) - raw.keys()
    if unknown or missing:
        raise LawError(f"{where}: unknown keys {sorted(unknown)}, missing keys {sorted(missing)}")
    empty = sorted(name for name in required if raw[name] in ("", [], None))
    if empty:
        raise LawError(f"{where}: {empty} may not be empty")


def _check_no_float(value: Any, where: str) -> None:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    for part in parts:
        if isinstance(part, float):
            raise LawError(f'{where}: {part!r} is a float; write whole cents, or a factor as text like "0.15"')
        if isinstance(part, dict | list):
            _check_no_float(part, where)


def _check_line(values: tuple[Dated, ...], where: str) -> None:
    for earlier, later in pairwise(values):
        if earlier.until is None or earlier.until >= later.since:
            raise LawError(f"{where}: the value from {earlier.since} overlaps the one from {later.since}")
        if earlier.until + timedelta(days=1) != later.since:
            raise LawError(f"{where}: no value between {earlier.until} and {later.since}")
