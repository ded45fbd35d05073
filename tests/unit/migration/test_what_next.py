"""What a caseworker reads on a client's file about the next step when nothing is planned."""

from dataclasses import replace
from datetime import date

import pytest

from services.migration.application.control.views import ClientFile, FunctionFile
from services.migration.domain.rights.clients import DeliveredFunction
from services.migration.domain.rights.facts import DeliveryForm, Domain, FunctionRight
from services.migration.domain.rights.states import PersonState
from services.migration.entrypoints.control.timeline import what_next

DELIVERED = date(2014, 11, 3)
GUIDANCE = DeliveredFunction(
    id="1",
    function="BGI",
    grounds=("VG",),
    care_class="K3",
    issued_on=date(2014, 1, 1),
    starts_on=date(2014, 1, 1),
    ends_on=None,
    delivery_form=DeliveryForm.ZIN,
    zzp=None,
    in_use=True,
    transport=False,
    provider=None,
)


def file(*rights: tuple[Domain, date | None]) -> ClientFile:
    """A child's file with one function for each of `rights`."""
    found = [FunctionRight("1", domain, until and date(2015, 1, 1), until, False, ()) for domain, until in rights]
    return ClientFile(
        client_id="1",
        name="A. Kind",
        birth_date=date(2005, 5, 5),
        died_on=None,
        municipality="0321",
        delivery_id="d",
        delivered_on=DELIVERED,
        determined_on=DELIVERED,
        revision=1,
        held_back_rows=0,
        state=PersonState.YOUTH,
        reassess_until=None,
        functions=[FunctionFile(GUIDANCE, right) for right in found],
        plan=None,
    )


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (DELIVERED, "Draag het dossier over aan het jeugdteam voor 8 januari 2015."),
        (date(2015, 1, 7), "Draag het dossier over aan het jeugdteam voor 8 januari 2015."),
        (date(2015, 1, 8), "De laatste dag van het oude recht is 8 januari 2015."),
        (date(2015, 1, 9), "De laatste dag van het oude recht was 8 januari 2015."),
    ],
)
def test_a_youth_right_goes_to_the_youth_team_before_it_ends(today: date, says: str) -> None:
    later, first = (Domain.JEUGDWET, date(2015, 12, 31)), (Domain.JEUGDWET, date(2015, 1, 8))
    advice = what_next(file(later, (Domain.ZVW, None), first), today)
    assert advice.startswith("Dit recht valt onder de Jeugdwet.")
    assert says in advice


def test_a_right_that_ended_without_a_decision_asks_for_a_call() -> None:
    ended = [FunctionFile(GUIDANCE, _reassessed(day)) for day in (date(2015, 2, 28), date(2015, 3, 18))]
    insured = FunctionFile(GUIDANCE, FunctionRight("1", Domain.ZVW, None, None, False, ()))
    overdue = replace(file(), state=PersonState.OVERDUE, functions=[*ended, insured])
    assert what_next(overdue, date(2015, 7, 6)) == (
        "De laatste dag van het oude recht was 18 maart 2015. Wij kennen nog geen besluit. "
        "Bel de cliënt en zorg dat er snel een besluit komt."
    )


def _reassessed(until: date) -> FunctionRight:
    return FunctionRight("1", Domain.WMO, date(2015, 1, 1), until, False, (), reassess_before_end_of=until)
