"""Events as the other services send them, about invented people, and a notifications service to feed them to."""

import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

from deploy.demo.releasers import Releasers
from services.notifications.adapters.mailing.outside.printer import TypstPrinter
from services.notifications.adapters.mailing.outside.run_files import RunFolder
from services.notifications.adapters.replies.outside.plan_files import PlanFolder
from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.mailing.make_print_runs import make_print_runs
from services.notifications.application.mailing.ports import MailingWorks
from services.notifications.application.notices.make_provider_notices import make_provider_notices
from services.notifications.domain.client.right import KEPT
from services.notifications.main import build
from services.notifications.settings import MEGABYTE
from shared.calendar.dutch import read_calendar
from shared.clock import TurnedClock
from shared.database import sqlite_url
from shared.events.contracts import example
from shared.events.envelope import Event, event_type, source_urn
from shared.service import Service
from shared.transport.contract import events_in
from shared.transport.embedded import EmbeddedLog
from shared.transport.topics import TOPICS
from tests.support.fresh_tables import migrate_once
from tests.support.notifications_in_memory import PrinterInMemory, RunFilesInMemory
from tests.support.regions import DEMO_REGION, demo_region

DAY = date(2014, 11, 3)
ORGANISATION = "0" * 20
REASON = {
    "rule": "transition.end",
    "law": "Wmo 2015",
    "article": "8.3 lid 1",
    "explanation": "Uw indicatie loopt tot en met 30 juni 2015. Tot die dag houdt u deze zorg.",
    "inputs": {"endsOn": "2015-06-30"},
    "result": "2015-06-30",
    "version": "transition@2015-01-01",
    "link": "https://wetten.overheid.nl/jci1.3:c:BWBR0035362&artikel=8.3&z=2014-11-03&g=2014-11-03",
}


@dataclass(frozen=True)
class Person:
    """An invented client; `number` makes the id, `pgb` decides on the one function that it has. A budget lasts as long
    as the right unless `pgb_until` says otherwise. `days` changes days of the law in what migration tells."""

    number: int
    municipality: str = "0321"
    right_until: str = "2015-06-30"
    agb: str = "98990123"
    pgb: bool = False
    domain: str = "wmo"
    state: str = "planned"
    died_on: str | None = None
    held_back_rows: int = 0
    surname: str = "Voorbeeld"
    revision: int = 1
    week: str = "2015-02-09"
    prefix: str = "van der"
    function: str = "BGI"
    transport: bool = False
    conditional: bool = False
    starts_on: str = "2012-06-01"
    minor: bool = False
    adult_on: str | None = None
    pgb_until: str | None = None
    findings: tuple[str, ...] = ()
    days: Mapping[str, str] = field(default_factory=dict)
    own_provider: bool = False

    @property
    def id(self) -> str:
        return str(uuid.UUID(int=(0x8 << 76) | (0x8 << 62) | self.number))

    @property
    def is_minor(self) -> bool:
        return self.minor or self.domain == "jeugdwet"

    @property
    def born(self) -> str:
        """Of a minor."""
        return f"{int(self.adult_on[:4]) - 18}{self.adult_on[4:]}" if self.adult_on else "2001-03-12"

    @property
    def pays_nothing(self) -> bool:
        """As billing reckons the contribution from a pgb."""
        return self.function == "KVB" or (self.is_minor and self.adult_on is None)

    @property
    def function_id(self) -> str:
        return f"{100000000 + self.number}-81"


def transferred(person: Person) -> Event:
    data = example("nl.zachte-landing.intake.client-transferred.v1")
    provider = (
        None if person.pgb and not person.own_provider else {"agb": person.agb, "name": f"Zorggroep {person.agb}"}
    )
    function = data["functions"][0] | {
        "id": person.function_id,
        "function": person.function,
        "transport": person.transport,
        "inUse": not person.conditional,
        "startsOn": person.starts_on,
        "deliveryForm": "PGB" if person.pgb else "ZIN",
        "endsOn": person.right_until,
        "provider": provider,
    }
    data |= {
        "revision": person.revision,
        "municipality": person.municipality,
        "heldBackRows": person.held_back_rows,
        "functions": [function],
        "person": data["person"]
        | {"prefix": person.prefix, "surname": person.surname, "diedOn": person.died_on}
        | ({"birthDate": person.born} if person.is_minor else {}),
    }
    return event("intake", "client-transferred", person.id, data)


def determined(person: Person) -> Event:
    data = example("nl.zachte-landing.migration.right-determined.v1")
    function = data["functions"][0] | {
        "id": person.function_id,
        "function": person.function,
        "domain": person.domain,
        "rightFrom": max("2015-01-01", person.starts_on) if person.domain in KEPT else None,
        "rightUntil": person.right_until if person.domain in KEPT else None,
        "conditional": person.conditional,
        "deliveryForm": "PGB" if person.pgb else "ZIN",
        "pgbUntil": (person.pgb_until or person.right_until) if person.pgb and person.domain in KEPT else None,
        "findings": list(person.findings),
        "reasons": [REASON],
    }
    data |= {
        "revision": person.revision,
        "municipality": person.municipality,
        "state": person.state,
        "minor": person.is_minor,
        "adultOn": person.adult_on,
        "days": data["days"] | dict(person.days),
        "functions": [function],
    }
    return event("migration", "right-determined", person.id, data)


def planned(person: Person) -> Event:
    data = example("nl.zachte-landing.migration.reassessment-planned.v1")
    data |= {
        "revision": person.revision,
        "municipality": person.municipality,
        "conversationWeek": person.week,
        "rightUntil": person.right_until,
    }
    return event("migration", "reassessment-planned", person.id, data)


def held_back(person: Person, rows: int = 1) -> Event:
    data = {
        "deliveryId": "2b7c0c3e-8f0d-5a43-8d0e-6b1f7a3c9d24",
        "municipality": person.municipality,
        "heldBackRows": rows,
    }
    return event("intake", "client-held-back", person.id, data)


def granted(person: Person) -> Event:
    data = example("nl.zachte-landing.billing.budget-granted.v1") | {"revision": person.revision}
    data["municipality"] = person.municipality
    if person.pays_nothing:
        data |= {"contributionCents": 0, "netCents": data["grossCents"]}
    return event("billing", "budget-granted", person.id, data)


def withdrawn(person: Person) -> Event:
    data = example("nl.zachte-landing.billing.budget-withdrawn.v1") | {"revision": person.revision}
    data["municipality"] = person.municipality
    return event("billing", "budget-withdrawn", person.id, data)


def assessed(person: Person) -> Event:
    data = example("nl.zachte-landing.billing.contribution-assessed.v1")
    regime = data["regimes"][0] | {"functionId": person.function_id}
    data |= {"revision": person.revision, "municipality": person.municipality, "regimes": [regime]}
    return event("billing", "contribution-assessed", person.id, data)


def appointment_id(number: int) -> str:
    return str(uuid.UUID(int=(0x4 << 76) | (0x8 << 62) | number))


def appointed(person: Person, number: int = 1, **changes: Any) -> Event:
    """A conversation on 10 February; `number` makes its id."""
    data = example("nl.zachte-landing.migration.appointment-made.v1")
    data |= {"municipality": person.municipality, "appointmentId": appointment_id(number), "reason": "first"}
    return event("migration", "appointment-made", person.id, data | {"replaces": None} | changes)


def moved(person: Person, number: int, before: int, **changes: Any) -> Event:
    replaced = {"appointmentId": appointment_id(before), "day": "2015-02-10", "from": "10:00"}
    return appointed(person, number, reason="client-asked", replaces=replaced, **changes)


def cancelled(person: Person, number: int = 1, **changes: Any) -> Event:
    data = example("nl.zachte-landing.migration.appointment-cancelled.v1")
    data |= {"municipality": person.municipality, "appointmentId": appointment_id(number)}
    return event("migration", "appointment-cancelled", person.id, data | changes)


def confirmed(person: Person, number: int = 1, **changes: Any) -> Event:
    """A colleague recorded in the file that the appointment of this number suits."""
    data = example("nl.zachte-landing.migration.appointment-confirmed.v1")
    data |= {"municipality": person.municipality, "appointmentId": appointment_id(number)}
    return event("migration", "appointment-confirmed", person.id, data | changes)


def stepped(person: Person, step: str, state: str, day: str, number: int, **changes: Any) -> Event:
    """A step with the id and the place in the log of this number."""
    data = example("nl.zachte-landing.migration.step-taken.v1")
    data |= {"municipality": person.municipality, "step": step, "state": state, "on": day, "recordedOn": day}
    data |= {"stepId": appointment_id(1000 + number), "deadlines": [], "details": {}}
    return replace(event("migration", "step-taken", person.id, data | changes), sequence=number)


def counted(person: Person, number: int, *terms: tuple[str, str]) -> Event:
    """The terms that run after the step of this number, counted again: each kind and its last day."""
    data = example("nl.zachte-landing.migration.deadlines-counted.v1") | {"municipality": person.municipality}
    law = {"law": "Awb", "article": "6:7"}
    data |= {"deadlines": [{"kind": kind, "lastDay": last_day, **law} for kind, last_day in terms]}
    return event("migration", "deadlines-counted", person.id, data | {"stepId": appointment_id(1000 + number)})


def decided(person: Person, **changes: Any) -> Event:
    data = example("nl.zachte-landing.migration.decision-made.v1") | {"municipality": person.municipality}
    return event("migration", "decision-made", person.id, data | changes)


def right_ending(person: Person, last_day: str, told_on: str, **changes: Any) -> Event:
    data = example("nl.zachte-landing.migration.right-ending.v1") | {"municipality": person.municipality}
    data |= {"lastDay": last_day, "toldOn": told_on, "functions": [person.function_id]}
    return event("migration", "right-ending", person.id, data | changes)


def right_ended(person: Person, last_day: str, why: str = "offer-accepted") -> Event:
    data = example("nl.zachte-landing.migration.right-ended.v1") | {"municipality": person.municipality}
    data |= {"lastDay": last_day, "why": why, "functions": [person.function_id]}
    return event("migration", "right-ended", person.id, data)


def everything(person: Person) -> list[Event]:
    """All that is told about a client in one revision."""
    events = [transferred(person), determined(person), assessed(person)]
    if person.state == "planned":
        events.append(planned(person))
    return [granted(person), *events] if person.pgb else events


def event(service: str, name: str, subject: str, data: dict[str, Any]) -> Event:
    return Event(
        id=str(uuid.uuid4()),
        source=source_urn(ORGANISATION, service),
        type=event_type(service, name),
        subject=subject,
        time=datetime(2014, 11, 3, 9, tzinfo=UTC),
        data=data,
        traceparent="00-" + "1" * 32 + "-" + "2" * 16 + "-01",
    )


@dataclass
class Bench:
    """A service on files in one folder, with the log that it reads."""

    service: Service
    log: EmbeddedLog
    folder: Path

    def tell(self, events: Sequence[Event]) -> None:
        """Puts events on their topics and lets the service work until nothing is left."""
        self.append(events)
        self.work()

    def append(self, events: Sequence[Event]) -> None:
        for name in ("intake", "migration", "billing"):
            of_topic = [event for event in events if event.type.startswith(f"nl.zachte-landing.{name}.")]
            self.log.append(TOPICS[name], of_topic)

    def work(self) -> None:
        worker = self.service.make_worker()
        try:
            while worker.work_once():
                pass
        finally:
            worker.close()

    def tick(self, day: date = DAY) -> int:
        """The work of a day, after everything was released."""
        release_all(works_of(self))
        return self.service.tick(day)

    def close(self) -> None:
        self.service.database.engine.dispose()
        self.log.close()

    def recorded(self) -> list[Event]:
        """What the service itself put on its topic."""
        reader = self.log.reader(f"test-{uuid.uuid4()}", [TOPICS["notifications"]])
        found: list[Event] = []
        while records := reader.read(1000, 0):
            found += events_in(records)
            reader.acknowledge()
        reader.close()
        return found


def works_of(bench: Bench) -> NotificationsWorks:
    """The transactions of the bench's service, for calling its use cases directly."""
    run_files = RunFolder(bench.folder / "print")
    plan_files = PlanFolder(bench.folder / "plans", MEGABYTE)
    return NotificationsWorks(bench.service.database, demo_region(), read_calendar(), run_files, plan_files)


def make_notices(bench: Bench, day: date = DAY) -> int:
    with works_of(bench).begin() as work:
        return make_provider_notices(work, day)


def release_all(works: MailingWorks) -> int:
    """Lets everything go that waits for it, as the two invented people of a demo do; returns how many mailings."""
    with works.read() as work:
        codes = {letter.municipality for letter in work.print_queue.waiting()}
    return Releasers(works, frozenset(codes)).release()


def print_all(works: MailingWorks, day: date = DAY) -> int:
    """What the daily tick prints after everything was released."""
    release_all(works)
    return make_print_runs(works, day)


def make_runs_without_paper(bench: Bench, day: date = DAY) -> int:
    works = works_of(bench)
    works.printer = cast(TypstPrinter, PrinterInMemory(RunFilesInMemory()))
    return print_all(works, day)


def open_bench(folder: Path, day: date = DAY, database_url: str = "") -> Bench:
    """On SQLite in the folder, unless another database is named."""
    folder.mkdir(parents=True, exist_ok=True)
    log = EmbeddedLog(folder / "log.sqlite")
    environment = {
        "ZL_DATABASE_URL": database_url or sqlite_url(folder / "notifications.sqlite"),
        "ZL_PRINT_DIR": str(folder / "print"),
        "ZL_PLANS_DIR": str(folder / "plans"),
        "ZL_PLAN_MB": "1",
        "ZL_REGION": str(DEMO_REGION),
    }
    service = build(environment, transport=log, clock=TurnedClock(day))
    migrate_once(service.name, service.database.engine, service.migrate)
    return Bench(service, log, folder)


def open_copy(told: Path, folder: Path, day: date = DAY) -> Bench:
    """Of a bench that was closed: a new one in `folder` that knows the same."""
    shutil.copytree(told, folder, dirs_exist_ok=True)
    return open_bench(folder, day)
