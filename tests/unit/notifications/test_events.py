"""The wire format: what comes in as values, what goes out as its contract says, and what cannot be worked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.notifications.adapters.client.events import (
    budget_from,
    contribution_from,
    plan_from,
    recipient_from,
    right_from,
    withdrawn_budget_from,
)
from services.notifications.adapters.events import encode
from services.notifications.adapters.letters.events import gathers_again_from
from services.notifications.adapters.mailing.events import (
    letter_left_out_from,
    letter_taken_out_from,
    mailing_released_from,
    mailing_sent_back_from,
    print_run_from,
    print_run_handed_over_from,
)
from services.notifications.adapters.notices.events import notice_page_from
from services.notifications.domain.letters.gate import LetterGathersAgain, LetterWritten
from services.notifications.domain.letters.told_late import ToldLate
from services.notifications.domain.mailing.mailing import (
    MailingReleased,
    MailingSentBack,
    Release,
    SentBack,
    mailing_id,
)
from services.notifications.domain.mailing.print_run import (
    LetterLeftOut,
    LetterSent,
    LetterTakenOut,
    PrintRunHandedOver,
    PrintRunMade,
)
from services.notifications.domain.notices.ending_right import NoticeLine
from services.notifications.domain.notices.provider_notice import NoticePage, ProviderNoticeMade
from shared.events.contracts import example, violations
from shared.events.envelope import Event, event_type
from shared.messaging.failures import Unworkable
from shared.messaging.work import decoded
from tests.support.notifications import DAY, Person, determined, event, transferred

CLIENT, LETTER, RUN = (Person(number).id for number in (1, 2, 3))
LINE = NoticeLine(CLIENT, "100000001-81", "BGI", DAY, transport=True, in_use=False, in_kind_from=DAY)
MAILING = mailing_id("0321", 1)
LATE = ToldLate(LETTER, RUN, "0321", date(2015, 1, 1), 8, "De stapel bleef liggen.", "noor", "Noor", DAY)
RELEASED = MailingReleased(MAILING, "0321", 1, 1, Release("noor", "Noor", DAY), True, {"announcement": 1}, (LETTER,))
BACK = MailingSentBack(MAILING, "0321", 1, SentBack(Release("sam", "Sam", DAY), "Er staat een oud nummer in."))
LEFT = LetterLeftOut(LETTER, CLIENT, "0321", None, DAY, DAY, "noor", "Noor", RUN)
GATHERS = LetterGathersAgain(LETTER, CLIENT, "0321", RUN)

DECODERS: list[tuple[str, Callable[[Event], Any]]] = [
    ("intake.client-transferred", recipient_from),
    ("migration.right-determined", right_from),
    ("migration.reassessment-planned", plan_from),
    ("billing.budget-granted", budget_from),
    ("billing.budget-withdrawn", withdrawn_budget_from),
    ("billing.contribution-assessed", contribution_from),
]


@pytest.mark.parametrize(("name", "decode"), DECODERS)
def test_the_example_of_every_contract_becomes_a_value_of_its_client(name: str, decode: Callable[[Event], Any]) -> None:
    service, _, short = name.partition(".")
    (value,) = decoded([event(service, short, CLIENT, example(f"nl.zachte-landing.{name}.v1"))], decode)
    assert (value.client_id, value.revision > 0) == (CLIENT, True)


@pytest.mark.parametrize(
    "happened",
    [
        LetterWritten(LETTER, CLIENT, 1, "0321", "announcement-4", "ready", None),
        LetterWritten(LETTER, CLIENT, 1, "0321", None, "withheld", "Deze persoon is overleden."),
        PrintRunMade(RUN, "0321", DAY, 4, (LETTER,)),
        LetterTakenOut(LETTER, CLIENT, RUN, "0321", DAY, "beheerder"),
        LetterTakenOut(LETTER, CLIENT, RUN, "0321", DAY, "beheerder", "Sam", MAILING, "Even niet."),
        LetterTakenOut(LETTER, CLIENT, RUN, "0321", DAY, "beheerder", "Sam", MAILING, "Te laat.", RUN, day_gone=True),
        GATHERS,
        PrintRunHandedOver(RUN, "0321", DAY, "beheerder"),
        PrintRunHandedOver(RUN, "0321", DAY, "beheerder", (LATE,)),
        RELEASED,
        replace(RELEASED, told_late=(LATE,)),
        BACK,
        LEFT,
        replace(LEFT, mailing_id=MAILING),
        LetterSent(LETTER, CLIENT, "announcement", "0321", DAY, None, LATE),
        LetterSent(LETTER, CLIENT, "announcement", "0321", DAY, None),
        NoticePage(ProviderNoticeMade(RUN, "98990123", "0321", "Zorggroep", 1, DAY, (LINE,)), 1, 1),
        NoticePage(ProviderNoticeMade(RUN, "98990123", "0321", "Zorggroep", 2, DAY, ()), 2, 3),
    ],
)
def test_what_goes_out_keeps_its_contract(
    happened: LetterWritten
    | PrintRunMade
    | LetterTakenOut
    | PrintRunHandedOver
    | MailingReleased
    | MailingSentBack
    | LetterLeftOut
    | LetterGathersAgain
    | LetterSent
    | NoticePage,
) -> None:
    outgoing = encode(happened)
    assert violations(event_type("notifications", outgoing.name), outgoing.data) == []


def test_our_own_decisions_come_back_as_they_were() -> None:
    run = PrintRunMade(RUN, "0321", DAY, 4, (LETTER,))
    notice = NoticePage(ProviderNoticeMade(RUN, "98990123", "0321", "Zorggroep", 1, DAY, (LINE,)), 2, 3)
    taken_out = LetterTakenOut(LETTER, CLIENT, RUN, "0321", DAY, "beheerder")
    handed_over = PrintRunHandedOver(RUN, "0321", DAY, "beheerder")
    for made, decode in (
        (run, print_run_from),
        (taken_out, letter_taken_out_from),
        (replace(taken_out, user_name="Sam", mailing_id=MAILING, why="Even niet."), letter_taken_out_from),
        (GATHERS, gathers_again_from),
        (handed_over, print_run_handed_over_from),
        (replace(handed_over, told_late=(LATE,)), print_run_handed_over_from),
        (RELEASED, mailing_released_from),
        (BACK, mailing_sent_back_from),
        (LEFT, letter_left_out_from),
        (replace(RELEASED, told_late=(replace(LATE, act_id=MAILING),)), mailing_released_from),
        (notice, notice_page_from),
    ):
        outgoing = encode(made)
        assert decode(event("notifications", outgoing.name, outgoing.subject, outgoing.data)) == made


def broken(change: Callable[[dict[str, Any]], None], of: Event) -> Event:
    change(of.data)  # type: ignore[arg-type]
    return of


@pytest.mark.parametrize(
    "message",
    [
        broken(lambda data: data["person"].pop("initials"), transferred(Person(1))),
        broken(lambda data: data["person"].update(sex="?"), transferred(Person(1))),
        broken(lambda data: data["person"].update(birthDate="1950-02-30"), transferred(Person(1))),
        broken(lambda data: data.update(revision=None), transferred(Person(1))),
        broken(lambda data: data.update(municipality=321), transferred(Person(1))),
        replace(transferred(Person(1)), subject="not-a-uuid"),
    ],
)
def test_a_message_with_impossible_content_cannot_be_worked(message: Event) -> None:
    with pytest.raises(Unworkable):
        decoded([message], recipient_from)


def test_a_domain_that_nobody_knows_cannot_be_worked() -> None:
    message = broken(lambda data: data["functions"][0].update(domain="moon"), determined(Person(1)))
    with pytest.raises(Unworkable, match="moon"):
        decoded([message], right_from)
