"""Who may read what, and what the read log says about it; questions that the rules refuse."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.migration.application.control.ask_reason import AskReason, ask_reason
from services.migration.application.control.give_reason import GiveReason, give_reason
from services.migration.application.control.keep_lists import keep_lists
from services.migration.application.control.list_clients import ListClients, list_clients
from services.migration.application.control.show_client import ShowClient, show_client
from services.migration.application.control.show_year import ShowYear, show_year
from services.migration.application.control.views import Filter
from services.migration.application.deadlines.calculate_term import CalculateTerm, calculate_term
from services.migration.application.rights.assess_rights import AssessRights, assess_rights
from services.migration.application.route.views import UnknownClient
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.searching import Search
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.rights.clients import RightDetermined
from services.migration.domain.rights.facts import PersonFacts
from shared.access import Forbidden, Role, User
from shared.messaging.failures import Refused
from tests.support.migration_in_memory import WorkInMemory
from tests.support.migration_samples import GUIDANCE, HOUTEN, LOPIK, TODAY, determined

NOOR = User("noor", "Noor", Role.CASEWORKER, frozenset({HOUTEN, LOPIK}))
HUGO = User("hugo", "Hugo", Role.CASEWORKER, frozenset({LOPIK}))


@pytest.fixture
def work() -> WorkInMemory:
    found = WorkInMemory(TODAY)
    both = [determined("anna"), determined("bert", municipality=LOPIK)]
    found.clients.save(both)
    keep_lists(found, [RightDetermined(one) for one in both])
    return found


def test_every_person_on_a_page_is_a_line_in_the_read_log(work: WorkInMemory) -> None:
    page = list_clients(work, ListClients(NOOR, None, Filter()))
    assert [line.client_id for line in page.lines] == ["anna", "bert"]
    purpose = "bladeren in de lijst met cliënten"
    assert work.read_log.lines == [("noor", "anna", purpose), ("noor", "bert", purpose)]


def test_who_is_found_by_a_search_is_told_apart_from_who_was_leafed_past(work: WorkInMemory) -> None:
    list_clients(work, ListClients(HUGO, None, Filter(search=Search(name="appel"))))
    assert work.read_log.lines == [("hugo", "bert", "treffer bij zoeken in de lijst met cliënten")]


def test_a_list_stays_within_the_municipality_that_was_chosen(work: WorkInMemory) -> None:
    chosen = list_clients(work, ListClients(NOOR, LOPIK, Filter()))
    own = list_clients(work, ListClients(HUGO, None, Filter()))
    assert [line.client_id for page in (chosen, own) for line in page.lines] == ["bert", "bert"]


def test_a_file_is_for_the_municipality_of_the_client(work: WorkInMemory) -> None:
    assert show_client(work, ShowClient(NOOR, "anna")).name == "A. Appel"
    with pytest.raises(Forbidden):
        show_client(work, ShowClient(HUGO, "anna"))
    with pytest.raises(UnknownClient):
        show_client(work, ShowClient(NOOR, "nobody"))
    assert work.read_log.lines == [("noor", "anna", "inzien van het dossier")]


def test_the_reason_of_today_goes_along_with_the_look(work: WorkInMemory) -> None:
    assert ask_reason(work, AskReason(NOOR, "anna"))
    give_reason(work, GiveReason(NOOR, "anna", "zij belde"))
    show_client(work, ShowClient(NOOR, "anna"))
    show_client(work, ShowClient(NOOR, "bert"))
    assert work.read_log.reasons == ["zij belde", ""]
    assert not ask_reason(work, AskReason(NOOR, "anna"))
    work.today += timedelta(days=1)
    assert ask_reason(work, AskReason(NOOR, "anna"))


def test_a_reason_is_asked_and_given_for_the_own_municipality_only(work: WorkInMemory) -> None:
    with pytest.raises(Forbidden):
        ask_reason(work, AskReason(HUGO, "anna"))
    with pytest.raises(Forbidden):
        give_reason(work, GiveReason(HUGO, "anna", "zij belde"))
    assert (work.reasons.kept, work.read_log.lines) == ({}, [])


def test_the_year_is_of_one_municipality_or_of_all_the_users(work: WorkInMemory) -> None:
    assert show_year(work, ShowYear(NOOR, None)).counts.lists[WorkList.WITHOUT_PLAN] == 2
    assert show_year(work, ShowYear(NOOR, HOUTEN)).counts.lists[WorkList.WITHOUT_PLAN] == 1
    assert work.read_log.lines == []


def test_another_municipality_is_refused(work: WorkInMemory) -> None:
    with pytest.raises(Forbidden):
        show_year(work, ShowYear(HUGO, HOUTEN))
    with pytest.raises(Forbidden):
        list_clients(work, ListClients(HUGO, HOUTEN, Filter()))
    assert work.read_log.lines == []


def test_a_question_that_the_rules_cannot_answer_is_refused_in_dutch(work: WorkInMemory) -> None:
    asked = AssessRights(PersonFacts(date(1950, 1, 1), HOUTEN), [GUIDANCE.facts()], [], TODAY)
    assert [right.domain for right in assess_rights(work, asked)] == ["wmo"]
    with pytest.raises(Refused, match="Kies een datum vanaf 19 juli 2014"):
        assess_rights(work, replace(asked, as_of=date(2014, 7, 18)))
    with pytest.raises(Refused, match="geboortedatum") as refused:
        assess_rights(work, replace(asked, person=PersonFacts(date(2015, 1, 1), HOUTEN)))
    assert list(refused.value.fields) == ["birthDate"]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (CalculateTerm(TermKind.WEEKS, TODAY, None), "hoeveel weken of dagen"),
        (CalculateTerm(TermKind.WEEKS, date(2030, 1, 1), 1), "kalender"),
        (CalculateTerm(TermKind.DECISION, date(2000, 1, 1), None), "Kies een datum vanaf 19 juli 2014"),
    ],
)
def test_a_term_that_cannot_be_counted_is_refused_in_dutch(work: WorkInMemory, asked: CalculateTerm, why: str) -> None:
    with pytest.raises(Refused, match=why):
        calculate_term(work, asked)
