"""The contracts: one JSON Schema and one example per event type and version, in files named after the type."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import fastjsonschema

from shared.events.breaches import Breach
from shared.events.envelope import moment_of
from shared.impersonal import Impersonal
from shared.json_text import WHOLE_NUMBER_MAX

HERE = Path(__file__).parent
ABOUT_CLIENT, ABOUT_NOBODY = "client", "nobody"
About = str | Mapping[str, str]
SCHEMA_SUFFIX = ".schema.json"
FIRST_DAY, LAST_DAY = "1800-01-01", "2199-12-31"
"""Nobody was born before, and no right or term reaches further. Of a day beyond it some sum with days breaks."""
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


class ContractBroken(Impersonal):
    """What was about to be recorded does not keep its contract, or has none: our bug, and no message to park.

    Names the type, the place in the data and what is asked there, never the value: that can be personal.
    """


class Contracts:
    """The contracts in one folder. A schema is compiled when its type first comes by."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._compiled: dict[str, Callable[[Any], Any]] = {}
        self._about: dict[str, About] = {}
        self._forgets: dict[str, bool] = {}

    def types(self) -> list[str]:
        """Every type that has a contract."""
        return sorted(path.name.removesuffix(SCHEMA_SUFFIX) for path in self._folder.glob(f"*{SCHEMA_SUFFIX}"))

    def schema(self, event_type: str) -> dict[str, Any]:
        """Raises ContractBroken for a type without a contract."""
        try:
            return dict(json.loads((self._folder / f"{event_type}{SCHEMA_SUFFIX}").read_text(encoding="utf-8")))
        except FileNotFoundError:
            known = ", ".join(self.types())
            raise ContractBroken(f"{event_type} has no contract; write its schema. These have: {known}") from None

    def about(self, event_type: str) -> About:
        """Whom an event of this type is about (`x-about`): ABOUT_CLIENT (its subject), ABOUT_NOBODY, or several
        clients, as the names of lists in the data, each with the field of an item that names the client. What has no
        contract is taken to be about its subject."""
        if event_type not in self._about:
            known = (self._folder / f"{event_type}{SCHEMA_SUFFIX}").exists()
            self._about[event_type] = self.schema(event_type)["x-about"] if known else ABOUT_CLIENT
        return self._about[event_type]

    def about_several(self) -> Mapping[str, Mapping[str, str]]:
        """By type of event about several clients what `about` gives."""
        found = ((each, self.about(each)) for each in self.types())
        return {each: about for each, about in found if not isinstance(about, str)}

    def forgets(self, event_type: str) -> bool:
        """Whether an event of this type says that the key of its subject is destroyed (`x-forgets`)."""
        if event_type not in self._forgets:
            known = (self._folder / f"{event_type}{SCHEMA_SUFFIX}").exists()
            self._forgets[event_type] = known and bool(self.schema(event_type).get("x-forgets"))
        return self._forgets[event_type]

    def example(self, event_type: str) -> dict[str, Any]:
        return dict(json.loads((self._folder / f"{event_type}.example.json").read_text(encoding="utf-8")))

    def violations(self, event_type: str, data: Mapping[str, Any]) -> list[Breach]:
        """Where `data` does not keep the contract; empty when all is well. Beside what a contract says, all numbers are
        whole and of a size that every reader reads as it was written."""
        if event_type not in self._compiled:
            self._compiled[event_type] = _compile(self.schema(event_type))
        try:
            self._compiled[event_type](data if isinstance(data, dict) else dict(data))
        except fastjsonschema.JsonSchemaValuesException as broken:
            schema = self.schema(event_type)
            return [breach for each in broken.errors for breach in _breaches(schema, each)]
        return [] if _are_whole(data) else [Breach("", "whole", None)]

    def check(self, event_type: str, data: Mapping[str, Any]) -> None:
        """Raises ContractBroken, with everything that is wrong."""
        found = self.violations(event_type, data)
        if found:
            raise ContractBroken(f"{event_type} breaks its contract: {'; '.join(map(str, found))}")


def _compile(schema: dict[str, Any]) -> Callable[[Any], Any]:
    """The data are judged and left as they are: no default is filled in."""
    return fastjsonschema.compile(
        schema,
        formats={"date": _is_date, "date-time": _is_moment, "uuid": _is_uuid},
        use_default=False,
        fast_fail=False,
    )


def _is_date(text: str) -> bool:
    """A day that exists and from which one can count on, written as 2015-01-31; Python reads other ways of writing
    too."""
    try:
        return FIRST_DAY <= text <= LAST_DAY and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    return moment_of(text) is not None


def _are_whole(value: object) -> bool:
    """JSON Schema takes 5.0 and 1e300 for whole numbers; no sum of ours, and no table, does."""
    match value:
        case dict():
            return all(map(_are_whole, value.values()))
        case list() | tuple():
            return all(map(_are_whole, value))
        case int():
            return abs(value) <= WHOLE_NUMBER_MAX
    return not isinstance(value, float)


def _is_uuid(text: str) -> bool:
    return UUID.fullmatch(text) is not None


def _breaches(schema: Mapping[str, Any], broken: fastjsonschema.JsonSchemaValueException) -> Iterator[Breach]:
    """The library's own message can quote what was found."""
    place = list(_named(schema, broken.path[1:]))
    if broken.rule == "required":
        for name in broken.rule_definition:
            if name not in broken.value:
                yield Breach(".".join([*place, name]), "required", True)
    else:
        yield Breach(".".join(place), str(broken.rule), broken.rule_definition)


def _named(schema: Mapping[str, Any], path: Sequence[str]) -> Iterator[str]:
    """Of a name that the sender chose, as the key of a group, stands an ellipsis."""
    for step in path:
        known = schema.get("properties", {})
        if step in known:
            schema = known[step]
            yield step
        elif "items" in schema:
            schema = schema["items"]
            yield step
        else:
            more = schema.get("additionalProperties")
            schema = more if isinstance(more, dict) else {}
            yield "…"


CONTRACTS = Contracts(HERE)
event_types = CONTRACTS.types
schema = CONTRACTS.schema
example = CONTRACTS.example
violations = CONTRACTS.violations
