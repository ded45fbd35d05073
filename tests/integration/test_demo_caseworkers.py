"""The demo's caseworkers: as many as the conversations of a full week ask for, and the same ones in every run."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from deploy.demo.caseworkers import employ_caseworkers
from services.migration.adapters.planning.tables import plan
from services.migration.application.planning.plan_week import PlanWeek, plan_week
from services.migration.domain.planning.caseworkers import Caseworker
from services.migration.main import open_works
from shared.access import Role, User
from tests.support import migration as support
from tests.support.migration import checked, feed, function, transferred
from tests.support.regions import demo_region

CLIENTS = 400
NOOR = User("consulent", "Noor Demo", Role.CASEWORKER, demo_region().codes)


def test_everybody_of_a_full_agenda_gets_an_appointment_in_the_planned_week(tmp_path: Path) -> None:
    service = support.open_service(tmp_path)
    soon = [function(endsOn="2015-06-30")]
    feed(service, [*(transferred(f"c{number}", functions=soon) for number in range(CLIENTS)), checked(CLIENTS)])
    works = open_works(service.database, demo_region())
    employ_caseworkers(service, demo_region())
    with works.read() as work:
        employed: Sequence[Caseworker] = work.caseworkers.of(demo_region().codes)
    assert {each.municipality for each in employed} == demo_region().codes
    assert [each.id for each in employed if each.user_id == "consulent-houten"] == ["0321-1"]
    assert [each.municipality for each in employed if each.user_id == "consulent"] == [demo_region().host]
    employ_caseworkers(service, demo_region())
    with works.read() as work:
        assert work.caseworkers.of(demo_region().codes) == employed
    with service.database.reading() as connection:
        weeks: list[date] = sorted(connection.execute(select(plan.c.week).distinct()).scalars())
    made = 0
    for monday in weeks:
        with works.begin() as work:
            planned = plan_week(work, PlanWeek(NOOR, "0321", monday))
        assert planned.left == []
        assert all(monday <= each.day < monday + timedelta(days=7) for each in planned.made)
        made += len(planned.made)
    assert made == CLIENTS
    support.close(service)
