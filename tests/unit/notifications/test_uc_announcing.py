"""From what was told about a client to a letter, or to the reason why there is none."""

from dataclasses import replace
from datetime import date

import pytest

from services.notifications.domain.client.facts import Address, Parts, complete
from services.notifications.domain.letters.gate import (
    DIED,
    HELD_BACK,
    NOTHING_TO_SAY,
    UNPRINTABLE,
    Written,
    care_line,
    care_name,
    is_minor,
    letter_from,
    staff_care_words,
)
from services.notifications.domain.letters.gate import write_announcement as write_with
from services.notifications.domain.letters.letter import LetterError, Sender
from services.notifications.domain.notices.provider_notice import content_of, new_notice, notice_facts, provider_lines
from services.notifications.entrypoints.letters.schemas import plan_from, recipient_from, right_from
from shared.calendar.dutch import read_calendar
from tests.support.notifications import Person, determined, planned, transferred
from tests.unit.notifications.letter_samples import SENDER

SOMEBODY = Person(1)
CALENDAR = read_calendar()


def parts(person: Person = SOMEBODY) -> Parts:
    plan = plan_from(planned(person)) if person.state == "planned" else None
    return Parts(recipient_from(transferred(person)), right_from(determined(person)), plan)


def write_announcement(told: Parts, sender: Sender) -> Written:
    return write_with(told, sender, CALENDAR)


def test_the_letter_shows_the_last_day_and_the_conversation_week() -> None:
    letter = write_announcement(parts(), SENDER)
    assert letter.state == "ready"
    assert "tot en met 30 juni 2015" in letter.body
    assert "maandag 9 februari tot en met vrijdag 13 februari 2015" in letter.body


def test_the_date_of_the_letter_is_the_day_of_the_determination() -> None:
    assert write_announcement(parts(), SENDER).letter_date == date(2014, 11, 3)


def test_a_kept_letter_can_be_read_again_as_it_was_written() -> None:
    written = write_announcement(parts(), SENDER)
    again = letter_from(written.body, written.letter_id, written.letter_date)
    assert (again.letter_id, again.letter_date) == (written.letter_id, date(2014, 11, 3))
    assert again.addressee[0] == "Mevrouw A.B. van der Voorbeeld"


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "right_until", "over"),
    [
        (date(2012, 6, 1), date(2014, 11, 30), date(2014, 11, 30), True),
        (date(2012, 6, 1), date(2014, 12, 31), date(2014, 12, 31), True),
        (date(2012, 6, 1), date(2027, 5, 31), date(2014, 12, 31), False),
        (date(2012, 6, 1), None, date(2014, 12, 31), False),
        (date(2016, 2, 1), date(2017, 1, 31), None, False),
    ],
)
def test_care_without_a_right_ends_with_its_indication_or_the_awbz(
    starts_on: date, ends_on: date | None, right_until: date | None, over: bool
) -> None:
    told = parts()
    (right,), (delivered,) = told.right.functions, told.recipient.delivered
    person = replace(told.recipient, delivered=(replace(delivered, starts_on=starts_on, ends_on=ends_on),))
    line = care_line(person, replace(right, domain="none", right_from=None, right_until=None))
    assert (line.right_until, line.indication_over) == (right_until, over)


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (Person(1, died_on="2014-10-01"), DIED),
        (Person(1, state="deceased"), DIED),
        (Person(1, held_back_rows=1), HELD_BACK),
        (Person(1, died_on="2014-10-01", held_back_rows=2), DIED),
        (Person(1, surname="\u4e2d"), UNPRINTABLE),
    ],
)
def test_who_died_or_is_held_back_gets_no_letter_but_a_reason(person: Person, reason: str) -> None:
    written = write_announcement(parts(person), SENDER)
    assert (written.state, written.reason, written.body, written.template) == ("withheld", reason, "", "")


def test_a_client_without_any_function_gets_no_empty_letter() -> None:
    told = parts()
    nothing = replace(told, right=replace(told.right, functions=()))
    assert write_announcement(nothing, SENDER).reason == NOTHING_TO_SAY


def test_two_revisions_that_say_the_same_have_one_content() -> None:
    first, second = (write_announcement(parts(Person(1, revision=number)), SENDER) for number in (1, 2))
    assert first.letter_id != second.letter_id
    assert first.content == second.content


def test_another_last_day_is_another_content() -> None:
    first = write_announcement(parts(), SENDER)
    assert first.content != write_announcement(parts(Person(1, right_until="2015-07-31")), SENDER).content


def test_a_conversation_week_that_is_no_monday_is_refused() -> None:
    with pytest.raises(LetterError, match="Monday"):
        write_announcement(parts(Person(1, week="2015-02-10")), SENDER)


@pytest.mark.parametrize(
    ("born", "minor"),
    [
        (date(1996, 12, 31), False),
        (date(1997, 1, 1), True),
        (date(1996, 2, 29), False),
        (date(2010, 6, 1), True),
    ],
)
def test_minority_is_the_age_on_the_last_day_of_2014(born: date, minor: bool) -> None:
    assert is_minor(born) is minor


def test_a_function_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        care_name("JUGGLING")


def test_an_address_is_written_as_on_an_envelope() -> None:
    address = Address("Voorbeeldlaan", 12, "a", "bis", "3991ab", "Houten")
    assert address.lines() == ("Voorbeeldlaan 12a bis", "3991 AB  HOUTEN")


@pytest.mark.parametrize(("indicated", "care"), [(True, " met vervoer"), (False, "")])
def test_transport_that_was_indicated_stands_with_the_care(indicated: bool, care: str) -> None:
    told = parts()
    (right,), (delivered,) = told.right.functions, told.recipient.delivered
    person = replace(told.recipient, delivered=(replace(delivered, transport=indicated),))
    assert care_line(person, right).care == f"Begeleiding bij u thuis{care}"
    (line,) = provider_lines(replace(told, recipient=person))
    assert line.line.transport is indicated


@pytest.mark.parametrize(("rule", "answers"), [("wlz-test.effect", True), ("transition.end", False)])
def test_who_meets_a_wlz_test_has_to_answer_the_ciz(rule: str, answers: bool) -> None:
    told = parts()
    (right,) = told.right.functions
    reasons = tuple(replace(reason, rule=rule) for reason in right.reasons)
    assert care_line(told.recipient, replace(right, reasons=reasons)).answers_ciz is answers


@pytest.mark.parametrize(
    ("function", "transport", "in_use", "words"),
    [
        ("BGI", False, True, "Begeleiding individueel"),
        ("BGG", True, True, "Begeleiding in een groep, met vervoer"),
        ("BGG", True, False, "Begeleiding in een groep, met vervoer, nog niet in gebruik"),
        ("ADL", False, True, "Hulp in een ADL-woning"),
    ],
)
def test_a_provider_reads_care_in_its_own_words(function: str, transport: bool, in_use: bool, words: str) -> None:
    assert staff_care_words(function, transport=transport, in_use=in_use) == words


def test_care_that_is_not_in_use_is_marked_for_the_provider() -> None:
    told = parts()
    unused = tuple(replace(right, conditional=True) for right in told.right.functions)
    (line,) = provider_lines(replace(told, right=replace(told.right, functions=unused)))
    assert line.line.care == "Begeleiding individueel, nog niet in gebruik"
    assert content_of([line.line]) != content_of([replace(line.line, in_use=True)])


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_revision_is_not_complete_while_a_part_is_underway(missing: int) -> None:
    told = [parts().recipient, parts().right, parts().plan]
    told[missing] = None
    assert complete(*told) is None  # type: ignore[arg-type]


def test_who_is_not_to_be_reassessed_needs_no_plan() -> None:
    told = parts(Person(1, state="elsewhere", domain="zvw"))
    assert complete(told.recipient, told.right, None) == told


@pytest.mark.parametrize(
    "person",
    [
        Person(1, pgb=True),
        Person(1, died_on="2014-10-01"),
        Person(1, held_back_rows=1),
        Person(1, domain="zvw", state="elsewhere"),
    ],
)
def test_a_provider_hears_nothing_of_these_clients(person: Person) -> None:
    assert provider_lines(parts(person)) == ()


def test_a_provider_is_told_of_care_in_kind_that_ends() -> None:
    (line,) = provider_lines(parts())
    assert (line.agb, line.municipality) == ("98990123", "0321")
    assert (line.line.decision_number, line.line.right_until) == ("100000001", date(2015, 6, 30))


def test_the_order_of_a_list_does_not_make_it_new() -> None:
    lines = [provider_lines(parts(Person(number)))[0].line for number in (1, 2)]
    assert content_of(lines) == content_of(lines[::-1])
    assert content_of(lines) != content_of(lines[:1])


def test_a_notice_lists_its_clients_by_last_day() -> None:
    later, sooner = (
        provider_lines(parts(Person(number, right_until=until)))[0]
        for number, until in ((1, "2015-06-30"), (2, "2015-03-31"))
    )
    notice = new_notice([later, sooner], 1, date(2014, 11, 3))
    people = {person.id: recipient_from(transferred(person)) for person in (Person(1), Person(2))}
    facts = notice_facts(notice, people, SENDER)
    assert [right.right_until for right in facts.rights] == [date(2015, 3, 31), date(2015, 6, 30)]
    assert [right.decision_number for right in facts.rights] == ["100000002", "100000001"]
    assert (notice.clients, facts.provider) == (2, "Zorggroep 98990123")
