"""Who lives in the simulated town, and how a delivery tells of them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from shared.events.envelope import Event
from tests.simulation.town import HOUTEN, LOPIK
from tests.support.migration import checked, function, held_back, id_of, transferred

PGB = {"deliveryForm": "PGB", "pgb": {"grossYearCents": 1028200, "carer": "C. Zorgverlener"}, "provider": None}
ZIN = {"deliveryForm": "ZIN", "pgb": None, "provider": {"agb": "98990123", "name": "Dagcentrum Voorbeeld"}}
SHORT, LONG = "2015-05-31", "2027-05-31"


def _care(number: int, code: str, **changes: Any) -> dict[str, Any]:
    """A function of the indication with this number."""
    return function(id=f"{410000000 + number}-{code}", functionCode=code, **changes)


CAST: Mapping[str, Mapping[str, Any]] = {
    "anna": {"householdId": "home", "functions": [_care(1, "81", endsOn=SHORT, **ZIN)]},
    "bert": {"householdId": "home", "functions": [_care(2, "81", endsOn=LONG, **PGB)]},
    "carla": {
        "functions": [
            _care(3, "81", endsOn=LONG, **PGB),
            _care(3, "82", function="BGG", **{"class": "KD04"}, endsOn="2015-03-14", transport=True, **ZIN),
        ]
    },
    "dirk": {"functions": [_care(4, "81", endsOn="2015-09-30", **ZIN)]},
    "eva": {"functions": [_care(5, "31", function="PV", grounds=["SOM"], endsOn=LONG, **ZIN)]},
}
"""Anna and Bert live together; of Eva nothing is to be reassessed: her care goes to the insurer."""
NAMES = tuple(CAST)
IDS = {name: id_of(name) for name in NAMES}
CHANGES = ("same", "longer", "shorter", "died", "moved", "pgb-given-up", "lives", "held-back-row")
"""What a next revision says. `lives`: the death or the move was a mistake."""


@dataclass
class Deliveries:
    """What was delivered of everybody so far, and the events that told it."""

    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)
    number: int = 0

    def next(self, changes: Mapping[str, str], on: date) -> Sequence[Event]:
        """A delivery in which each of these people is told of again, changed; a first one as the cast says."""
        self.number += 1
        delivery = id_of(f"delivery {self.number}")
        towns: dict[str, list[Event]] = {HOUTEN: [], LOPIK: []}
        for name, change in changes.items():
            found = self._changed(name, change, on)
            told = transferred(name, revision=self.revisions[name], on=on, **{**found, "deliveryId": delivery})
            towns[found["municipality"]].append(told)
        events: list[Event] = []
        for place, (town, of_town) in enumerate(sorted(towns.items())):
            if of_town:
                # Intake gives a delivery to one municipality; who moved comes with that of the other one.
                own = delivery if not place else id_of(f"delivery {self.number} {town}")
                events += [_of_delivery(each, own) for each in of_town]
                sequence = 100 * self.number + place
                done = checked(len(of_town), delivery=own, municipality=town, on=on, sequence=sequence)
                events.append(_with_data(done, neverTransferred=0))
        return events

    def hold_back(self, name: str, on: date) -> Event:
        self.number += 1
        town = self.facts[name]["municipality"]
        event = held_back(name, delivery=id_of(f"delivery {self.number}"), on=on)
        return _with_data(event, municipality=town)

    def _changed(self, name: str, change: str, on: date) -> dict[str, Any]:
        first = {"municipality": HOUTEN, "heldBackRows": 0, "person": _person(name, None), **CAST[name]}
        if "householdId" not in first:
            first["householdId"] = id_of(f"home of {name}")[:16]
        found = dict(self.facts.get(name, first))
        self.revisions[name] = self.revisions.get(name, 0) + 1
        found |= {"deliveredOn": on.isoformat(), "heldBackRows": int(change == "held-back-row")}
        if change == "died":
            found["person"] = _person(name, on)
        elif change == "lives":
            found |= {"person": _person(name, None), "municipality": HOUTEN}
        elif change == "moved":
            found["municipality"] = LOPIK if found["municipality"] == HOUTEN else HOUTEN
        elif change in ("longer", "shorter"):
            ends = "2015-11-30" if change == "longer" else "2015-07-15"
            found["functions"] = [{**each, "endsOn": ends} for each in found["functions"]]
        elif change == "pgb-given-up":
            found["functions"] = [{**each, **ZIN} for each in found["functions"]]
        self.facts[name] = found
        return found


def _person(name: str, died_on: date | None) -> dict[str, Any]:
    person = dict(transferred(name).data["person"])
    return person | {"surname": name.title(), "diedOn": died_on.isoformat() if died_on is not None else None}


def _of_delivery(event: Event, delivery: str) -> Event:
    own = str(uuid.uuid5(uuid.UUID(delivery), event.subject))
    return replace(_with_data(event, deliveryId=delivery), id=own)


def _with_data(event: Event, **changes: Any) -> Event:
    return replace(event, data={**event.data, **changes})
