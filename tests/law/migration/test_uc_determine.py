"""What is found for one client: the state, and the days that count for the year."""

from dataclasses import replace
from datetime import date

import pytest

from services.migration.domain.rights.clients import DeliveredFunction, Determination, Past, Person, TransferredClient
from services.migration.domain.rights.clients import determine as determine_client
from services.migration.domain.rights.facts import Choices, DeliveryForm, Domain, FactsError, Finding, PgbReading
from services.migration.domain.rights.states import PersonState
from shared.law.book import LawBook

DAY = date(2014, 11, 1)
CHOICES = Choices(PgbReading(), planned_through=date(2016, 6, 30), pgb_decision_by=date(2015, 10, 1))
GUIDANCE = DeliveredFunction(
    id="one",
    function="BGI",
    grounds=("PSY",),
    care_class="K3",
    issued_on=date(2013, 1, 1),
    starts_on=date(2013, 1, 1),
    ends_on=date(2015, 6, 30),
    delivery_form=DeliveryForm.ZIN,
    zzp=None,
    in_use=True,
    transport=False,
    provider=None,
)
LIVING = Person("A.", "", "Appel", date(1950, 1, 1), None)


def client(*functions: DeliveredFunction, person: Person = LIVING, delivered_on: date = DAY) -> TransferredClient:
    return TransferredClient("id", "delivery", 1, "0321", delivered_on, delivered_on, "home", 0, person, functions)


def determine(client: TransferredClient, book: LawBook) -> Determination:
    """Of a client who is delivered for the first time."""
    return determine_client(client, Past(client.delivered_on), book, CHOICES)


def test_the_first_right_to_end_is_what_counts(book: LawBook) -> None:
    later = replace(GUIDANCE, id="two", ends_on=date(2020, 1, 1))
    found = determine(client(later, GUIDANCE), book)
    assert (found.state, found.reassess_until, found.first_end) == (
        PersonState.TO_REASSESS,
        date(2015, 6, 30),
        date(2015, 6, 30),
    )


def test_protected_living_ends_but_is_not_reassessed_now(book: LawBook) -> None:
    found = determine(client(replace(GUIDANCE, function="STAY", zzp="760", ends_on=None)), book)
    assert (found.rights[0].domain, found.reassess_until) == (Domain.PROTECTED_LIVING, None)
    assert found.first_end is not None
    assert found.first_end > date(2015, 12, 31)


@pytest.mark.parametrize("died_on", [date(2014, 5, 1), date(2015, 2, 1)])
def test_who_has_a_day_of_death_is_deceased_whatever_that_day(book: LawBook, died_on: date) -> None:
    found = determine(client(GUIDANCE, person=replace(LIVING, died_on=died_on)), book)
    assert (found.state, found.reassess_until) == (PersonState.DECEASED, None)


def test_a_right_that_is_over_by_the_delivery_needs_no_plan(book: LawBook) -> None:
    found = determine(client(GUIDANCE, delivered_on=date(2015, 8, 1)), book)
    assert (found.state, found.reassess_until) == (PersonState.ENDED, None)


def test_a_right_that_runs_out_undecided_makes_its_holder_overdue(book: LawBook) -> None:
    insured = replace(GUIDANCE, id="two", function="VP", grounds=("SOM",))
    found = determine(client(GUIDANCE, insured), book)
    assert (found.state, found.state_until, found.state_after) == (
        PersonState.TO_REASSESS,
        date(2015, 6, 30),
        PersonState.OVERDUE,
    )


def test_the_last_of_several_rights_makes_its_holder_overdue(book: LawBook) -> None:
    later = replace(GUIDANCE, id="two", ends_on=date(2015, 9, 30))
    found = determine(client(GUIDANCE, later), book)
    assert (found.state_until, found.state_after) == (date(2015, 9, 30), PersonState.OVERDUE)


def test_an_indication_that_is_over_before_2015_leaves_no_arrear(book: LawBook) -> None:
    found = determine(client(replace(GUIDANCE, ends_on=date(2014, 12, 31))), book)
    assert (found.state, found.state_until, found.state_after) == (PersonState.ENDED, None, PersonState.ENDED)


@pytest.mark.parametrize(
    ("ends_on", "state", "reassess_until"),
    [
        (date(2015, 6, 30), PersonState.OVERDUE, date(2015, 6, 30)),
        (date(2014, 12, 1), PersonState.ENDED, None),
        (date(2015, 12, 31), PersonState.TO_REASSESS, date(2015, 12, 31)),
    ],
)
def test_a_correction_after_the_end_keeps_an_undecided_right_in_sight(
    book: LawBook, ends_on: date, state: PersonState, reassess_until: date | None
) -> None:
    corrected = client(replace(GUIDANCE, ends_on=ends_on), delivered_on=date(2015, 8, 1))
    found = determine_client(corrected, Past(DAY), book, CHOICES)
    assert (found.state, found.reassess_until) == (state, reassess_until)


@pytest.mark.parametrize(
    ("function", "domain", "rule"),
    [("DOMESTIC-HELP", Domain.WMO_2007, "unlisted.domestic-help"), ("ADL", Domain.WLZ, "unlisted.adl")],
)
def test_care_outside_the_transition_waits_for_a_person(
    book: LawBook, function: str, domain: Domain, rule: str
) -> None:
    found = determine(client(replace(GUIDANCE, id="odd", function=function), GUIDANCE), book)
    assert [right.id for right in found.rights] == ["odd", "one"]
    assert (found.rights[0].domain, found.rights[0].reasons[0].rule) == (domain, rule)
    assert found.findings == {Finding.OUTSIDE_TRANSITION}
    assert "geen recht" not in found.rights[0].reasons[0].explanation
    assert found.state is PersonState.TO_REASSESS


def test_protected_living_that_ends_on_20_january_2016_is_to_be_reassessed_now(book: LawBook) -> None:
    found = determine(client(replace(GUIDANCE, function="STAY", zzp="760", ends_on=date(2016, 1, 20))), book)
    assert (found.state, found.reassess_until) == (PersonState.TO_REASSESS, date(2016, 1, 20))


def test_an_open_reading_has_a_budget_for_protected_living_reassessed_before_2016(book: LawBook) -> None:
    living = replace(GUIDANCE, function="STAY", zzp="760", ends_on=None, delivery_form=DeliveryForm.PGB)
    found = determine(client(living), book)
    assert (found.state, found.reassess_until) == (PersonState.TO_REASSESS, date(2015, 12, 31))
    assert (found.state_until, found.state_after) == (date(2015, 12, 31), PersonState.OVERDUE)


@pytest.mark.parametrize(
    ("ends_on", "form", "decide_by"),
    [
        (None, DeliveryForm.PGB, date(2015, 10, 1)),
        (date(2015, 10, 1), DeliveryForm.PGB, date(2015, 10, 1)),
        (date(2015, 6, 30), DeliveryForm.PGB, date(2015, 6, 30)),
        (None, DeliveryForm.ZIN, date(2015, 12, 31)),
    ],
)
def test_a_decision_on_a_budget_that_runs_on_is_due_before_the_day_of_the_svb(
    book: LawBook, ends_on: date | None, form: DeliveryForm, decide_by: date
) -> None:
    found = determine(client(replace(GUIDANCE, ends_on=ends_on, delivery_form=form)), book)
    assert found.decide_by == decide_by


@pytest.mark.parametrize(
    ("born", "minor", "adult_on"),
    [
        (date(1950, 1, 1), False, None),
        (date(2004, 5, 1), True, None),
        (date(1997, 6, 15), True, date(2015, 6, 15)),
        (date(1996, 12, 31), False, None),
        (date(1997, 1, 1), True, date(2015, 1, 1)),
    ],
)
def test_a_minor_and_the_day_of_coming_of_age_are_told(
    book: LawBook, born: date, minor: bool, adult_on: date | None
) -> None:
    found = determine(client(GUIDANCE, person=replace(LIVING, birth_date=born)), book)
    assert (found.minor, found.adult_on) == (minor, adult_on)


@pytest.mark.parametrize("function", ["BGI", "BGG", "KVB", "PV"])
@pytest.mark.parametrize("grounds", [("PSYSOC",), ("PSYSOC", "VG")])
def test_guidance_goes_to_the_municipality_on_the_psychosocial_ground_too(
    book: LawBook, function: str, grounds: tuple[str, ...]
) -> None:
    delivered = replace(GUIDANCE, function=function, grounds=grounds, issued_on=date(2010, 1, 1))
    child = replace(LIVING, birth_date=date(2004, 5, 1))
    adult, minor = (determine(client(delivered, person=person), book) for person in (LIVING, child))
    assert [right.domain for right in (*adult.rights, *minor.rights)] == [Domain.WMO, Domain.JEUGDWET]
    assert (adult.state, minor.state) == (PersonState.TO_REASSESS, PersonState.YOUTH)


def test_a_second_ground_without_a_rule_changes_nothing(book: LawBook) -> None:
    plain, with_second = (replace(GUIDANCE, grounds=grounds) for grounds in (("PSY",), ("PSY", "PSYSOC")))
    assert determine(client(plain), book).rights == determine(client(with_second), book).rights


@pytest.mark.parametrize("functions", [(GUIDANCE, GUIDANCE), (replace(GUIDANCE, grounds=()),)])
def test_facts_that_contradict_themselves_are_refused(book: LawBook, functions: tuple[DeliveredFunction, ...]) -> None:
    with pytest.raises(FactsError):
        determine(client(*functions), book)
