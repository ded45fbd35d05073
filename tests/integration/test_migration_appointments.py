"""Appointments and caseworkers through the screens and the API of migration."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask.testing import FlaskClient
from sqlalchemy import select

from services.migration.adapters.database import metadata
from services.migration.adapters.planning.tables import appointment, appointment_client, plan
from services.migration.adapters.work import Books, Neighbours, Work, Works
from services.migration.application.planning.make_appointment import MakeAppointment, make_appointment
from services.migration.application.planning.views import NAMED_MAX
from services.migration.domain.planning.appointments import AppointmentEvent, Attendee
from services.migration.main import read_law
from shared.access import Role, User
from shared.calendar.dutch import read_calendar
from shared.clock import TurnedClock
from shared.messaging.failures import Refused
from shared.service import Service
from tests.support import migration as support
from tests.support.migration import (
    checked,
    feed,
    function,
    hear,
    id_of,
    of_type,
    recorded,
    told_by_notifications,
    transferred,
)
from tests.support.read_looks import persons_seen
from tests.support.regions import demo_region
from tests.support.web import web_context

NOOR = User("consulent", "Noor", Role.CASEWORKER, frozenset({"0321", "0331"}))
HUGO = User("consulent-lopik", "Hugo", Role.CASEWORKER, frozenset({"0331"}))
ALEX = User("auditor", "Alex", Role.AUDITOR, frozenset({"0321"}))
PRIYA = User("financien", "Priya", Role.FINANCE, frozenset({"0321"}))
ANNA, BERT = id_of("anna"), id_of("bert")
PERSON = {"initials": "A.", "prefix": "de", "surname": "Appel", "birthDate": "1950-02-03", "diedOn": None}
HOURS = {f"hours-{weekday}": "9.00-12.30 en 13.00-17.00" for weekday in range(5)}
PLACES = {f"place-{place}": "yes" for place in ("home", "office", "telephone")}


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Anna and Bert live together; both are planned."""
    folder = tmp_path_factory.mktemp("told")
    opened = support.open_service(folder)
    together: dict[str, Any] = {"householdId": "home", "person": PERSON, "functions": [function(endsOn="2015-04-30")]}
    feed(opened, [transferred("anna", **together), transferred("bert", **together), checked(2)])
    support.close(opened)
    return folder


@pytest.fixture
def service(told_once: Path, tmp_path: Path) -> Iterator[Service]:
    opened = support.open_copy(told_once, tmp_path)
    yield opened
    support.close(opened)


def web(service: Service, user: User | None = NOOR, today: date = support.TODAY) -> FlaskClient:
    clock = service.database.clock
    assert isinstance(clock, TurnedClock)
    clock.day = today
    return service.make_web(web_context(user, clock=TurnedClock(today))).test_client()


def lines(service: Service) -> list[tuple[str, str]]:
    return [(client, words) for _, client, words in persons_seen(service.database.engine)]


def week(service: Service) -> date:
    with service.database.reading() as connection:
        monday: date = connection.execute(select(plan.c.week).where(plan.c.client_id == ANNA)).scalar_one()
        return monday


def employ(service: Service, name: str = "K. de Vries", **changes: str) -> str:
    """The address of the new caseworker's page."""
    given = {"name": name, "municipality": "0321", **HOURS, **PLACES, **changes}
    answer = web(service).post("/caseworkers/new", data=given)
    assert answer.status_code == 303
    return str(answer.headers["Location"]).partition("?")[0].removeprefix("/migration")


def first_slot(page: str) -> str:
    (value, *_) = re.findall(r'type="radio" id="slot[^"]*" name="slot" value="([^"]+)"', page)
    return unescape(str(value))


def make(service: Service) -> str:
    """The id of an appointment at the first moment that is offered."""
    here = f"/clients/{ANNA}/appointment"
    slot = first_slot(web(service).get(here).get_data(as_text=True))
    answer = web(service).post(here, data={"slot": slot, "place": "home"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/clients/{ANNA}?done=made#afspraak")
    with service.database.reading() as connection:
        found: str = connection.execute(select(appointment.c.id).where(appointment.c.state == "made")).scalar_one()
        return found


def test_a_caseworker_is_added_changed_and_shown(service: Service) -> None:
    here = employ(service, **{"skill-tr": "yes"})
    page = web(service).get(here).get_data(as_text=True)
    assert "9.00-12.30 en 13.00-17.00" in page
    assert "Turks" in page
    changed = {"name": "K. de Vries", **PLACES, "hours-0": "9:00 - 12:00", "leave-first": "2014-12-01"}
    answer = web(service).post(f"{here}/change", data=changed)
    assert answer.status_code == 303
    page = web(service).get(here).get_data(as_text=True)
    assert "9.00-12.00" in page
    assert "verlof op 1 december 2014" in page
    assert "Turks" not in page
    web(service).post(f"{here}/change", data={**changed, "leave-first": "", "leave-2014-12-01": "yes"})
    assert "verlof op" not in web(service).get(here).get_data(as_text=True)
    assert "K. de Vries" in web(service).get("/caseworkers").get_data(as_text=True)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"name": ""}, "name"),
        ({"name": "K" * 81}, "name"),
        ({"hours-1": "negen tot vijf"}, "hours-1"),
        ({"hours-1": "17.00-9.00"}, "hours-1"),
        ({"hours-1": "9.00-12.00 en 11.00-17.00"}, "hours-1"),
        ({"leave-first": "morgen"}, "leave-first"),
        ({"leave-first": "2015-01-05", "leave-last": "2015-01-04"}, "leave-last"),
        ({"leave-last": "2015-01-04"}, "leave-first"),
        (dict.fromkeys(PLACES, ""), "place-home"),
    ],
)
def test_what_is_wrong_with_a_caseworker_comes_back_with_what_was_typed(
    service: Service, changes: dict[str, str], where: str
) -> None:
    given = {"name": "K. de Vries", "municipality": "0321", **HOURS, **PLACES, **changes}
    answer = web(service).post("/caseworkers/new", data=given)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert f'href="#{where}"' in page
    assert 'value="9.00-12.30 en 13.00-17.00"' in page


def test_an_appointment_is_chosen_from_at_most_ten_moments_and_everybody_hears_of_it(service: Service) -> None:
    employ(service)
    page = web(service).get(f"/clients/{ANNA}/appointment").get_data(as_text=True)
    assert page.count('name="slot"') == 11
    assert "Gesprek met A. de Appel en A. de Appel" in page
    assert "Het besluit kan er zijn op" in page
    id_ = make(service)
    support.work(service)
    made = of_type(recorded(service), "appointment-made")
    assert sorted(event.subject for event in made) == sorted([ANNA, BERT])
    assert {event.data["appointmentId"] for event in made} == {id_}
    assert {(event.data["people"], event.data["caseworker"]) for event in made} == {(2, "K. de Vries")}
    route = re.sub(r"\s+", " ", web(service).get(f"/clients/{BERT}/route").get_data(as_text=True))
    steps = route[route.index("Uitgenodigd voor het gesprek") :]
    assert NOOR.name in steps, "who made the appointment invited"
    assert "een medewerker" not in steps
    file = web(service).get(f"/clients/{BERT}?done=made").get_data(as_text=True)
    assert "De afspraak is gemaakt." in file
    assert "K. de Vries" in file
    assert (ANNA, "zoeken naar een vrije tijd voor een afspraak") in lines(service)
    assert lines(service)[-2:] == [
        (BERT, "inzien van het dossier"),
        (ANNA, "huisgenoot in de afspraak op een dossier"),
    ]


def test_a_report_has_days_of_its_own_and_leaves_the_appointment_of_before(service: Service) -> None:
    """Every appointment after a report was too late for a day before it, and the file went on about the last one."""
    employ(service)
    make(service)
    steps = f"/clients/{ANNA}/route/steps"
    web(service).post(f"{steps}/end", data={"on": "2014-11-03", "reason": "no-need"})
    day, on = date(2015, 1, 5), "2015-01-05"
    assert web(service, today=day).post(f"{steps}/report-need", data={"on": on}).status_code == 303
    file = web(service, today=day).get(f"/clients/{ANNA}").get_data(as_text=True)
    assert "Verplaats de afspraak" not in file
    assert "Het onderzoek moet klaar zijn op of voor 16 februari 2015." in file
    page = web(service, today=day).get(f"/clients/{ANNA}/appointment").get_data(as_text=True)
    assert "Het besluit moet er zijn op 2 maart 2015." in page
    assert "Het besluit kan er zijn op 2 maart 2015" in page
    assert "Te laat" not in page
    slot = {"slot": first_slot(page), "place": "home"}
    assert web(service, today=day).post(f"/clients/{ANNA}/appointment", data=slot).status_code == 303
    support.work(service)
    made = of_type(recorded(service), "appointment-made")[-1].data
    assert (made["route"], made["decideBy"]) == (2, "2015-03-02")
    digest = service.digest()
    service.rebuild()
    assert service.digest() == digest


def test_who_gets_an_appointment_for_tomorrow_is_called(service: Service) -> None:
    """The page said that a letter would come, which cannot be there in time."""
    id_ = employ(service).rpartition("/")[2]
    given = {"slot": "own", "start": "9.30", "caseworker": id_, "place": "office"}
    here, file = f"/clients/{ANNA}/appointment", f"/clients/{ANNA}?done=made"
    assert web(service).post(here, data={**given, "day": "2014-11-04"}).status_code == 303
    soon = web(service).get(file).get_data(as_text=True)
    assert "Bel de cliënt nu" in soon
    assert "De uitnodiging volgt per brief" not in soon
    assert "Bel de cliënt nu" not in web(service, today=date(2014, 11, 5)).get(file).get_data(as_text=True)


def test_of_many_caseworkers_one_is_chosen_by_name(service: Service) -> None:
    """Those who are offered can be chosen too; of a few caseworkers nothing needs to be typed."""
    address, field = f"/clients/{ANNA}/appointment", 'name="named" type="text"'
    employ(service, "K. de Vries")
    assert field not in web(service).get(address).get_data(as_text=True)
    for number in range(NAMED_MAX):
        employ(service, f"B. Bakker-{number:02}")
    page = web(service).get(address).get_data(as_text=True)
    assert field in page
    assert page.count("<option") < NAMED_MAX
    sought = {"named": " de  vries", "place": "home", "week": ""}
    there = web(service).post(f"{address}/search", data=sought).headers["Location"]
    page = web(service).get(there).get_data(as_text=True)
    assert page.count(", met K. de Vries") == 10
    assert ">K. de Vries</option>" in page
    assert "Bakker" not in page
    assert 'value="de vries"' in page


def test_the_agenda_of_many_caseworkers_is_narrowed_by_name(service: Service) -> None:
    address, field = "/agenda?municipality=0321&week=2014-12-01", 'name="named" type="text"'
    employ(service, "K. de Vries")
    few = web(service).get(address).get_data(as_text=True)
    assert field not in few
    assert ">K. de Vries</option>" in few
    for number in range(NAMED_MAX):
        employ(service, f"B. Bakker-{number:02}")
    many = web(service).get(address).get_data(as_text=True)
    assert field in many
    assert "Bakker-30</option>" not in many
    sought = {"named": " de  vries", "municipality": "0321", "week": "2014-12-03"}
    there = web(service).post("/agenda/search", data=sought).headers["Location"]
    assert "ries" not in there
    page = web(service).get(there).get_data(as_text=True)
    assert "K. de Vries" in page
    assert "Bakker" not in page
    token = there.partition("search=")[2].partition("&")[0]
    assert page.count(f"search={token}&amp;") + page.count(f'search={token}"') >= 2  # the weeks before and after
    nobody = web(service).post("/agenda/search", data=sought | {"named": "Zwart"}).headers["Location"]
    assert "Wij vonden geen consulent met deze naam." in web(service).get(nobody).get_data(as_text=True)
    over = web(service).get(f"{address}&search=0123456789abcdef").get_data(as_text=True)
    assert "Deze zoekopdracht is verlopen. Zoek opnieuw op naam." in over
    assert web(service, HUGO).post("/agenda/search", data=sought).status_code == 403


@pytest.mark.parametrize("moves", [False, True])
def test_the_name_of_a_caseworker_that_is_sought_stands_in_no_address(service: Service, moves: bool) -> None:
    employ(service)
    here = f"/clients/{ANNA}/appointment"
    if moves:
        here += f"/{make(service)}/move"
    sought = {"named": "de Vries", "place": "office", "week": "2014-12-01"}
    there = web(service).post(f"{here}/search", data=sought).headers["Location"]
    assert there.startswith(f"{here}?week=2014-12-01&place=office&search=")
    page = web(service).get(there).get_data(as_text=True)
    token = there.partition("search=")[2]
    assert page.count(f"place=office&amp;search={token}&amp;week=") == 2
    assert f'name="search" value="{token}"' in page
    assert not [address for address in re.findall(r'(?:href|action)="([^"]*)"', page) if "Vries" in address]


def test_a_search_for_a_caseworker_that_is_over_says_so(service: Service) -> None:
    for number in range(NAMED_MAX + 1):
        employ(service, f"B. Bakker-{number:02}")
    page = web(service).get(f"/clients/{ANNA}/appointment?search=0123456789abcdef").get_data(as_text=True)
    assert 'href="#named"' in page
    assert "Deze zoekopdracht is verlopen. Zoek opnieuw op naam." in page


def test_an_appointment_moves_is_confirmed_and_is_cancelled_on_the_file(service: Service) -> None:
    employ(service)
    id_ = make(service)
    here = f"/clients/{ANNA}/appointment/{id_}"
    assert web(service).post(f"{here}/confirm").status_code == 303
    assert "dat hoorden wij op 3 november 2014" in web(service).get(f"/clients/{ANNA}").get_data(as_text=True)
    page = web(service).get(f"{here}/move").get_data(as_text=True)
    assert "Het besluit kan er zijn op" in page
    moments = re.findall(r'name="slot" value="([^"]+)"', page)
    given = {"slot": unescape(moments[3]), "place": "home"}
    wrong = web(service).post(f"{here}/move", data=given)
    assert wrong.status_code == 400
    assert "Kies waarom de afspraak verandert." in wrong.get_data(as_text=True)
    moved = web(service).post(f"{here}/move", data={**given, "reason": "client-asked"})
    assert moved.headers["Location"] == f"/clients/{ANNA}?done=moved#afspraak"
    file = web(service).get(f"/clients/{ANNA}").get_data(as_text=True)
    (new,) = set(re.findall(r"/appointment/([0-9a-f-]{36})/cancel", file))
    assert "Eerdere afspraken: 1" in file
    assert "De laatste dag blijft 30 april 2015." in file
    gone = web(service).post(f"{here}/cancel", data={"reason": "client-asked"})
    assert "al verplaatst" in gone.get_data(as_text=True)
    here = f"/clients/{ANNA}/appointment/{new}"
    assert web(service).post(f"{here}/cancel", data={}).status_code == 400
    assert web(service).get(f"{here}/cancel").status_code == 200
    cancelled = web(service).post(f"{here}/cancel", data={"reason": "client-asked", "follows": "yes"})
    assert cancelled.headers["Location"] == f"/clients/{ANNA}?done=cancelled#afspraak"
    assert "Maak een afspraak" in web(service).get(f"/clients/{ANNA}").get_data(as_text=True)
    support.work(service)
    (one, other) = of_type(recorded(service), "appointment-cancelled")
    assert [each.data["newOneFollows"] for each in (one, other)] == [True, True]
    last = of_type(recorded(service), "appointment-made")[-1]
    assert (last.data["reason"], last.data["replaces"]["appointmentId"]) == ("client-asked", id_)


def test_who_said_that_the_appointment_suits_is_not_told_that_we_heard_nothing(service: Service) -> None:
    employ(service)
    id_ = make(service)
    reminder = {"on": "2014-11-03", "number": "1", "answerBy": "2014-11-17"}
    assert web(service).post(f"/clients/{ANNA}/appointment/{id_}/confirm").status_code == 303
    refused = web(service).post(f"/clients/{ANNA}/route/steps/remind", data=reminder)
    assert "De cliënt zei al dat de afspraak uitkomt." in refused.get_data(as_text=True)
    page = web(service).get(f"/clients/{ANNA}/appointment/{id_}/move").get_data(as_text=True)
    moment = unescape(re.findall(r'name="slot" value="([^"]+)"', page)[3])
    moved = {"slot": moment, "place": "home", "reason": "client-asked"}
    assert web(service).post(f"/clients/{ANNA}/appointment/{id_}/move", data=moved).status_code == 303
    refused = web(service).post(f"/clients/{ANNA}/route/steps/remind", data=reminder)
    assert "is nog niet weg, of kwam terug" in refused.get_data(as_text=True)
    support.work(service)
    made = [each for each in of_type(recorded(service), "appointment-made") if each.subject == ANNA][-1]
    about = {"kind": "appointment-moved", "causeId": made.data["appointmentId"], "sentOn": "2014-11-03"}
    hear(service, [told_by_notifications("letter-sent", ANNA, **about)])
    assert web(service).post(f"/clients/{ANNA}/route/steps/remind", data=reminder).status_code == 303


def test_a_moment_of_ones_own_that_is_too_late_asks_whether_one_knows(service: Service) -> None:
    id_ = employ(service).rpartition("/")[2]
    here = f"/clients/{ANNA}/appointment"
    given = {"slot": "own", "day": "2015-03-20", "start": "9.30", "caseworker": id_, "place": "office"}
    asked = web(service).post(here, data=given)
    page = asked.get_data(as_text=True)
    assert asked.status_code == 400
    assert "Te laat: na 5 maart 2015" in page
    assert 'name="accept_late"' in page
    assert 'value="2015-03-20"' in page
    done = web(service).post(here, data={**given, "accept_late": "yes"})
    assert done.status_code == 303
    file = web(service).get(f"/clients/{ANNA}").get_data(as_text=True)
    assert "te laat" in file
    assert "op kantoor: Voorbeeldplein 1, Houten" in file


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"slot": ""}, "slot"),
        ({"day": "2014-12-06"}, "day"),
        ({"day": "31-12-2014"}, "day"),
        ({"start": "half tien"}, "start"),
        ({"start": "7.00"}, "start"),
        ({"caseworker": ""}, "caseworker"),
        ({"caseworker": "nobody"}, "caseworker"),
    ],
)
def test_a_moment_that_cannot_be_says_so_at_its_field(service: Service, changes: dict[str, str], where: str) -> None:
    id_ = employ(service).rpartition("/")[2]
    given = {"slot": "own", "day": "2014-12-10", "start": "9.30", "caseworker": id_, "place": "home", **changes}
    answer = web(service).post(f"/clients/{ANNA}/appointment", data=given)
    assert answer.status_code == 400
    assert f'href="#{where}"' in answer.get_data(as_text=True)


def test_a_week_is_planned_from_the_agenda_and_shows_its_appointments(service: Service) -> None:
    monday = week(service).isoformat()
    page = web(service).get(f"/agenda?week={monday}&municipality=0321").get_data(as_text=True)
    assert "Nog zonder afspraak: 1 huishouden" in page
    assert "Er zijn nog geen consulenten." in page
    nobody = web(service).post("/agenda", data={"week": monday, "municipality": "0321"})
    page = web(service).get(nobody.headers["Location"]).get_data(as_text=True)
    assert "Er is geen consulent die dit gesprek kan voeren." in page
    employ(service)
    done = web(service).post("/agenda", data={"week": monday, "municipality": "0321"})
    assert done.status_code == 303
    page = web(service).get(done.headers["Location"]).get_data(as_text=True)
    assert "Er is 1 afspraak gemaakt." in page
    assert "A. de Appel en A. de Appel" in page
    assert "Nog zonder afspraak" not in page
    assert lines(service)[-2:] == [(each, "agenda van een week") for each in sorted([ANNA, BERT])]
    one = re.search(r'<option value="([0-9a-f-]{36})">K. de Vries', page)
    assert one is not None
    filtered = web(service).get(f"/agenda?week={monday}&municipality=0321&caseworker={one[1]}")
    assert "A. de Appel" in filtered.get_data(as_text=True)


def test_agenda_form_and_file_say_of_whom_intake_holds_data_back(service: Service) -> None:
    employ(service)
    feed(service, [support.held_back("bert")])
    where = f"week={week(service).isoformat()}&municipality=0321"
    form = web(service).get(f"/clients/{ANNA}/appointment").get_data(as_text=True)
    assert "Een brief over de afspraak gaat pas weg als dat is opgelost. Bel de cliënt" in form
    offers = web(service).get(f"/api/v1/clients/{ANNA}/slots").get_json()
    assert offers["letterWaits"] is True
    done = web(service).post("/agenda", data={"week": week(service).isoformat(), "municipality": "0321"})
    page = web(service).get(done.headers["Location"]).get_data(as_text=True)
    assert "Er is 1 afspraak gemaakt. Voor 1 huishouden lukte het niet." in page
    assert "Intake houdt gegevens tegen. De uitnodiging gaat pas weg als dat is opgelost." in page
    file = web(service).get(f"/agenda.csv?{where}").get_data(as_text=True)
    assert [line.rpartition(";")[2] for line in file.splitlines()] == ["Brief", "intake houdt gegevens tegen", ""]
    feed(service, [support.held_back("anna")])
    assert "uitnodiging wacht: intake houdt gegevens tegen" in web(service).get(f"/agenda?{where}").get_data(
        as_text=True
    )
    assert "De uitnodiging wacht" in web(service).get(f"/clients/{ANNA}").get_data(as_text=True)


def test_nobody_moves_an_appointment_of_somebody_who_died(service: Service) -> None:
    """The file offered it, and refused it after all was filled in."""
    employ(service)
    id_ = make(service)
    with service.database.reading() as connection:
        day = connection.execute(select(appointment.c.day).where(appointment.c.id == id_)).scalar_one()
    later = web(service, today=day + timedelta(days=1))
    assert "Verplaats de afspraak" in later.get(f"/clients/{ANNA}").get_data(as_text=True)
    assert (
        later.post(f"/clients/{ANNA}/route/steps/end", data={"on": day.isoformat(), "reason": "died"}).status_code
        == 303
    )
    file = later.get(f"/clients/{ANNA}").get_data(as_text=True)
    assert "Deze dag is voorbij." in file
    assert not re.search(r"Verplaats (dan )?de afspraak|Zeg de afspraak af", file)


def test_a_hold_takes_the_appointment_out_of_the_agenda_and_the_client_is_invited_anew(service: Service) -> None:
    employ(service)
    id_ = make(service)
    with service.database.reading() as connection:
        day = connection.execute(select(appointment.c.day).where(appointment.c.id == id_)).scalar_one()
    until = (day + timedelta(days=1)).isoformat()
    hold = {"on": support.TODAY.isoformat(), "until": until, "why": "De cliënt is opgenomen."}
    assert web(service).post(f"/clients/{ANNA}/route/steps/hold", data=hold).status_code == 303
    support.work(service)
    (told,) = of_type(recorded(service), "appointment-cancelled")
    assert (told.subject, told.data["reason"], told.data["newOneFollows"]) == (ANNA, "on-hold", True)
    assert [each.data["state"] for each in of_type(recorded(service), "step-taken")][-2:] == ["on-hold", "on-hold"]
    file = web(service).get(f"/clients/{ANNA}").get_data(as_text=True)
    assert "Verplaats de afspraak" not in file
    back = {"on": support.TODAY.isoformat()}
    assert web(service).post(f"/clients/{ANNA}/route/steps/resume", data=back).status_code == 303
    assert "Nu: maak een afspraak" in web(service).get(f"/clients/{ANNA}").get_data(as_text=True)


def test_an_ill_caseworker_gives_the_day_back(service: Service) -> None:
    here = employ(service)
    make(service)
    day = week(service)
    answer = web(service).post(f"{here}/illness", data={"first": day.isoformat()})
    page = web(service).get(answer.headers["Location"]).get_data(as_text=True)
    assert "K. de Vries is ziek gemeld. 1 afspraak is afgezegd." in page
    support.work(service)
    gone = of_type(recorded(service), "appointment-cancelled")
    assert {(each.data["reason"], each.data["newOneFollows"]) for each in gone} == {("illness", True)}
    past = web(service).post(f"{here}/illness", data={"first": "2014-11-01"})
    assert (past.status_code, "voorbij" in past.get_data(as_text=True)) == (400, True)


def test_the_api_offers_moments_and_makes_an_appointment(service: Service) -> None:
    employ(service)
    offered = web(service).get(f"/api/v1/clients/{ANNA}/slots").json
    assert offered is not None
    assert (offered["people"], len(offered["offers"]), offered["week"]) == (2, 10, week(service).isoformat())
    slot = offered["offers"][0]["slot"]
    assert offered["offers"][0]["effect"]["late"] is False
    body = {key: slot[key] for key in ("day", "from", "caseworkerId", "place")}
    made = web(service).post(f"/api/v1/clients/{ANNA}/appointment", json=body)
    assert (made.status_code, made.json["until"], made.json["people"]) == (200, slot["until"], 2)  # type: ignore[index]
    twice = web(service).post(f"/api/v1/clients/{ANNA}/appointment", json=body)
    assert (twice.status_code, "al een afspraak" in twice.json["detail"]) == (422, True)  # type: ignore[index]


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [
        ({}, 400, ["caseworkerId", "day", "from"]),
        ({"day": "2014-12-10", "from": "half tien", "caseworkerId": "x"}, 400, ["from"]),
        ({"day": "2014-12-10", "from": "09:30", "caseworkerId": "x"}, 422, ["caseworker"]),
    ],
)
def test_the_api_says_by_field_what_is_wrong(
    service: Service, body: dict[str, str], status: int, where: list[str]
) -> None:
    answer = web(service).post(f"/api/v1/clients/{ANNA}/appointment", json=body)
    assert answer.status_code == status
    assert sorted(each["in"] for each in answer.json["errors"]) == where  # type: ignore[index]


def test_others_only_look_or_do_not_come_in(service: Service) -> None:
    caseworker = employ(service)
    appointment_ = f"/clients/{ANNA}/appointment/{make(service)}"
    looking = ["/agenda", "/caseworkers", caseworker, f"/clients/{ANNA}"]
    doing = [
        ("GET", f"/clients/{ANNA}/appointment"),
        ("POST", f"/clients/{ANNA}/appointment"),
        ("GET", f"{appointment_}/move"),
        ("POST", f"{appointment_}/move"),
        ("GET", f"{appointment_}/cancel"),
        ("POST", f"{appointment_}/cancel"),
        ("POST", f"{appointment_}/confirm"),
        ("GET", f"{caseworker}/change"),
        ("POST", f"{caseworker}/change"),
        ("POST", f"{caseworker}/illness"),
        ("POST", "/agenda"),
        ("GET", "/caseworkers/new"),
        ("POST", "/caseworkers/new"),
        ("POST", f"/api/v1/clients/{ANNA}/appointment"),
    ]
    day = {"week": "2014-12-01", "municipality": "0321", "reason": "client-asked", "name": "X", **PLACES}
    moment = {"slot": "own", "day": "2014-12-12", "start": "9.30", "caseworker": caseworker.rpartition("/")[2]}
    for path in looking:
        assert web(service, ALEX).get(path).status_code == 200, path
        assert web(service, PRIYA).get(path).status_code == 403, path
    for method, path in doing:
        for user in (ALEX, PRIYA):
            assert web(service, user).open(path, method=method, data=day).status_code == 403, (path, user.role)
    for method, path in [*(("GET", path) for path in looking[2:]), *doing[:11]]:
        answer = web(service, HUGO).open(path, method=method, data={**day, **moment})
        assert answer.status_code == 403, (method, path)
    page = web(service, ALEX).get(f"/clients/{ANNA}").get_data(as_text=True)
    assert "Verplaats" not in page
    assert "Maak de afspraken" not in web(service, ALEX).get("/agenda").get_data(as_text=True)
    assert web(service, HUGO).get("/agenda?municipality=0321").status_code == 403
    assert "Houten" not in web(service, HUGO).get("/caseworkers").get_data(as_text=True)


@pytest.mark.parametrize(
    "path", [f"/clients/{id_of('nobody')}/appointment", f"/clients/{ANNA}/appointment/{BERT}/move", "/caseworkers/x"]
)
def test_what_is_not_there_is_said_to_be_not_there(service: Service, path: str) -> None:
    assert web(service).get(path).status_code == 404


def test_odd_addresses_are_refused_in_dutch(service: Service) -> None:
    for path in ("/agenda?week=x", f"/clients/{ANNA}/appointment?place=x", f"/clients/{ANNA}/appointment?skill=x"):
        assert web(service).get(path).status_code == 400


def test_a_rebuild_keeps_what_people_decided(service: Service) -> None:
    employ(service)
    make(service)
    support.work(service)
    before = service.digest()
    service.rebuild()
    assert service.digest() == before


def test_a_lost_database_gets_its_appointments_back_from_the_log(service: Service) -> None:
    employ(service)
    first = make(service)
    here = f"/clients/{ANNA}/appointment/{first}"
    moment = unescape(re.findall(r'name="slot" value="([^"]+)"', web(service).get(f"{here}/move").text)[4])
    assert (
        web(service).post(f"{here}/move", data={"slot": moment, "place": "home", "reason": "we-moved"}).status_code
        == 303
    )
    with service.database.reading() as connection:
        standing = select(appointment.c.id).where(appointment.c.state == "made")
        second = connection.execute(standing).scalar_one()
    here = f"/clients/{ANNA}/appointment/{second}"
    web(service).post(f"{here}/cancel", data={"reason": "client-asked", "follows": "yes"})
    third = make(service)
    web(service).post(f"/clients/{ANNA}/appointment/{third}/confirm")
    support.work(service)
    before = _rows(service)
    assert [row["confirmed_on"] is not None for row in before[0]] == [False, False, True]
    assert [row["state"] for row in before[0]] == ["replaced", "cancelled", "made"]
    with service.database.engine.begin() as connection:
        for table in (appointment, appointment_client, service.database.messaging.inbox):
            connection.execute(table.delete())
    service.rebuild()
    assert _rows(service) == before


def _rows(service: Service) -> tuple[list[Any], list[Any]]:
    with service.database.reading() as connection:
        appointments = connection.execute(select(appointment).order_by(appointment.c.number)).mappings()
        columns = appointment_client.c
        clients = select(appointment_client).order_by(columns.appointment_id, columns.client_id)
        return list(map(dict, appointments)), list(map(dict, connection.execute(clients).mappings()))


def test_what_follows_on_an_appointment_happens_in_the_same_transaction_or_not_at_all(service: Service) -> None:
    id_ = employ(service).rpartition("/")[2]
    books = Books(read_law(), demo_region(), read_calendar())
    heard: list[str] = []

    def follow(_work: Work, event: AppointmentEvent) -> None:
        heard.append(event.attendee.client_id)
        if len(heard) == 2:
            raise Refused("Deze stap kan nu niet.")

    def kept(_work: Work, attendees: Sequence[Attendee]) -> dict[str, str]:
        return {each.client_id: "Dit gesprek is al gevoerd." for each in attendees}

    wanted = MakeAppointment(NOOR, ANNA, week(service), time(9), id_)
    refusing = Works(service.database, books, Neighbours(follow=follow))
    with pytest.raises(Refused, match="Deze stap kan nu niet"), refusing.begin() as work:
        make_appointment(work, wanted)
    keeping = Works(service.database, books, Neighbours(kept=kept))
    with pytest.raises(Refused, match="al gevoerd"), keeping.begin() as work:
        make_appointment(work, wanted)
    support.work(service)
    assert (_rows(service), of_type(recorded(service), "appointment-made")) == (([], []), [])


def test_who_moves_to_another_municipality_leaves_the_appointment(service: Service) -> None:
    employ(service)
    id_ = make(service)
    feed(service, [transferred("anna", revision=2, municipality="0331", householdId="new home", person=PERSON)])
    (gone,) = of_type(recorded(service), "appointment-cancelled")
    assert (gone.subject, gone.data["appointmentId"], gone.data["reason"]) == (ANNA, id_, "ended")
    assert gone.data["newOneFollows"] is False
    digest = service.digest()
    service.rebuild()
    assert service.digest() == digest


def test_the_tables_are_those_that_the_code_knows(service: Service) -> None:
    with service.database.engine.connect() as connection:
        assert list(compare_metadata(MigrationContext.configure(connection), metadata)) == []
