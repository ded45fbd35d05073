"""Small regions with something to open: a delivery that was taken in, caseworkers, terms, and a message set apart."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from deploy.demo.caseworkers import employ_caseworkers
from deploy.region import Region
from services.migration.adapters.work import Works
from services.migration.domain.control.kept_promises import KeptPromise
from services.migration.domain.control.steps import Task
from services.migration.domain.deadlines.changes import Change, Why
from services.migration.domain.deadlines.open_deadlines import RouteId, ask, close, extend, start_deadline
from services.migration.domain.deadlines.pauses import PostponedBy
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.corrections import correction_details
from services.migration.domain.route.identifiers import step_id
from services.migration.domain.route.route import Step, by_user
from services.migration.domain.route.states import StepKind
from services.notifications.main import example_outsiders
from shared.transport.topics import TOPICS
from tests.simulation.deliveries import make_delivery, open_region, take_in
from tests.support.migration_in_memory import books
from tests.support.notifications import Person, transferred

SCALE = "0.05"


def open_with_caseworkers(
    folder: Path, open_one: Callable[[Path], Region] = open_region
) -> tuple[Region, tuple[str, str]]:
    """A region with its delivery taken in and people to do the work; and a client and a provider of it."""
    files = make_delivery(folder / "files", scale=SCALE)
    region = open_one(folder / "data")
    take_in(region, files)
    employ_caseworkers(region.services["migration"], region.data.region)
    outsiders = example_outsiders(region.services["notifications"])
    assert outsiders is not None
    return region, outsiders


def park_a_message(region: Region, person: Person | None = None) -> str:
    """A message without the person it is about: services park it, so that their screens have something to show.
    Returns its id."""
    whole = transferred(person or Person(1))
    broken = replace(whole, data={name: value for name, value in whole.data.items() if name != "person"})
    region.transport.append(TOPICS["intake"], [broken])
    region.work()
    return broken.id


def start_terms(region: Region, client: str, municipality: str = "0321") -> None:
    """Of a client: a decision that stood still and was put off, a plan whose day is past, a conversation that
    was held, an objection that was counted again, and a report that came later than was promised."""
    known, of, today = books(), RouteId(client, municipality), region.clock.today()
    law, calendar, week = known.law, known.calendar, timedelta(weeks=1)
    decision = start_deadline(TermKind.DECISION, today - week, law, calendar, of=of)
    asked = ask(decision, today - timedelta(days=3), today + week, law, calendar)
    objection = start_deadline(TermKind.OBJECTION, today, law, calendar, of=of)
    investigation = start_deadline(TermKind.INVESTIGATION, today - 2 * week, law, calendar, of=of)
    with Works(region.services["migration"].database, known).begin() as work:
        work.deadlines.save(
            [
                extend(asked, PostponedBy.LATE, today, today + 8 * week, law, calendar),
                start_deadline(TermKind.PERSONAL_PLAN, today - 2 * week, law, calendar, of=of),
                close(investigation, today - timedelta(days=1)),
                objection,
            ]
        )
        earlier = objection.last_day - timedelta(days=1)
        work.deadlines.note([Change(of, objection.kind, 1, today, Why.BASIS, earlier, objection.last_day)])
        work.kept_promises.add([KeptPromise("report", Task.REPORT, client, municipality, today - week, today)])


def correct_a_day(region: Region, client: str) -> str:
    """Of an application that was recorded by mistake, corrected and taken back; gives the id of the correction."""
    today = region.clock.today()
    yesterday = today - timedelta(days=1)
    with Works(region.services["migration"].database, books()).begin() as work:
        route = work.routes.of([client])[client]
        by = by_user("opzet", "Opzet")
        applied = Step(step_id(route), StepKind.APPLY, today, today, by)
        route = route.with_step(applied)
        work.routes.add(route, applied, None)
        details = correction_details(applied, yesterday, "Postlijst.", (), None)
        corrected = Step(step_id(route), StepKind.CORRECT_DAY, today, today, by, details)
        route = route.with_step(corrected)
        work.routes.add(route, corrected, None)
        undone = Step(step_id(route), StepKind.UNDO, today, today, by, undoes=applied.step_id)
        work.routes.add(route.with_step(undone), undone, None)
    return corrected.step_id
