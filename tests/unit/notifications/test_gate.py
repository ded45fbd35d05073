"""From one revision of a client to a letter, or to the reason why there is none; and to the lines for providers."""

from dataclasses import replace
from datetime import date

import pytest

from services.notifications.adapters.client.events import (
    budget_from,
    contribution_from,
    plan_from,
    recipient_from,
    right_from,
)
from services.notifications.domain.client.care_words import care_name, staff_care_words
from services.notifications.domain.client.recipient import Address, ClientError
from services.notifications.domain.client.revision import ClientFacts, ClientRevision
from services.notifications.domain.letters.announcement_facts import care_line
from services.notifications.domain.letters.gate import (
    DIED,
    HELD_BACK,
    NOTHING_TO_SAY,
    UNPRINTABLE,
    WrittenLetter,
    write_announcement,
)
from services.notifications.domain.letters.letter import LetterError
from services.notifications.domain.letters.letter_json import letter_of_body
from services.notifications.domain.notices.ending_right import ending_rights, fingerprint
from services.notifications.domain.notices.notice_letter import notice_facts, notice_rows
from services.notifications.domain.notices.provider_notice import changed_notices
from shared.calendar.dutch import read_calendar
from shared.dutch import amount
from tests.support.notifications import DAY, Person, assessed, determined, granted, planned, transferred
from tests.unit.notifications.letter_samples import SENDER, TEXT, TOWN

SOMEBODY = Person(1)
CALENDAR = read_calendar()


def revision_of(person: Person = SOMEBODY) -> ClientRevision:
    plan = plan_from(planned(person)) if person.state == "planned" else None
    return ClientRevision(
        recipient_from(transferred(person)),
        right_from(determined(person)),
        plan,
        contribution_from(assessed(person)),
        budget_from(granted(person)) if person.pgb else None,
    )


def facts_of(person: Person = SOMEBODY) -> ClientFacts:
    revision = revision_of(person)
    return ClientFacts(revision.recipient, revision.right, revision.plan, revision.budget, revision.contribution)


def written_to(person: Person = SOMEBODY) -> WrittenLetter:
    return write_announcement(revision_of(person), TEXT, TOWN, CALENDAR)


def body_to(person: Person = SOMEBODY) -> str:
    return written_to(person).body or ""


def test_the_letter_shows_the_last_day_and_the_conversation_week() -> None:
    letter = written_to()
    assert letter.state == "ready"
    assert "tot en met 30 juni 2015" in body_to()
    assert "maandag 9 februari tot en met vrijdag 13 februari 2015" in body_to()


def test_the_date_of_the_letter_is_the_day_of_the_determination() -> None:
    assert written_to().letter_date == date(2014, 11, 3)


def test_a_kept_letter_can_be_read_again_as_it_was_written() -> None:
    written = written_to()
    again = letter_of_body(body_to(), written.letter_id, written.letter_date)
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
    revision = revision_of()
    (right,), (delivered,) = revision.right.functions, revision.recipient.delivered
    person = replace(revision.recipient, delivered=(replace(delivered, starts_on=starts_on, ends_on=ends_on),))
    ended = replace(right, domain="none", right_from=None, right_until=None)
    line = care_line(replace(revision, recipient=person), ended, DAY)
    assert (line.right_until, line.indication_over) == (right_until, over)


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (Person(1, died_on="2014-10-01"), DIED),
        (Person(1, state="deceased"), DIED),
        (Person(1, died_on="2014-10-01", held_back_rows=2), DIED),
        (Person(1, surname="\u4e2d"), UNPRINTABLE),
    ],
)
def test_who_died_or_has_an_unprintable_name_gets_no_letter_but_a_reason(person: Person, reason: str) -> None:
    written = written_to(person)
    assert (written.state, written.reason, written.body, written.template) == ("withheld", reason, None, None)


def test_the_letter_to_a_client_who_is_held_back_is_written_but_withheld() -> None:
    held_back = written_to(Person(1, held_back_rows=1))
    assert (held_back.state, held_back.reason) == ("withheld", HELD_BACK)
    assert held_back.body == written_to(Person(1)).body


def test_a_client_without_any_function_gets_no_empty_letter() -> None:
    revision = revision_of()
    nothing = replace(revision, right=replace(revision.right, functions=()))
    assert write_announcement(nothing, TEXT, TOWN, CALENDAR).reason == NOTHING_TO_SAY


def test_a_right_to_care_that_was_not_delivered_is_refused() -> None:
    revision = revision_of()
    strange = replace(revision, recipient=replace(revision.recipient, delivered=()))
    with pytest.raises(ClientError, match="niet aangeleverd"):
        write_announcement(strange, TEXT, TOWN, CALENDAR)
    with pytest.raises(ClientError, match="niet aangeleverd"):
        ending_rights(strange)


def test_two_revisions_that_say_the_same_have_one_fingerprint() -> None:
    first, second = (written_to(Person(1, revision=number)) for number in (1, 2))
    assert first.letter_id != second.letter_id
    assert first.fingerprint == second.fingerprint


def test_another_last_day_is_another_fingerprint() -> None:
    first = written_to()
    assert first.fingerprint != written_to(Person(1, right_until="2015-07-31")).fingerprint


def test_a_conversation_week_that_is_no_monday_is_refused() -> None:
    with pytest.raises(LetterError, match="geen maandag"):
        written_to(Person(1, week="2015-02-10"))


def test_a_function_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ClientError, match="JUGGLING"):
        care_name("JUGGLING")


def test_an_address_is_written_as_on_an_envelope() -> None:
    address = Address("Voorbeeldlaan", 12, "a", "bis", "3991ab", "Houten")
    assert address.lines() == ("Voorbeeldlaan 12a bis", "3991 AB  HOUTEN")


@pytest.mark.parametrize(("indicated", "care"), [(True, " met vervoer"), (False, "")])
def test_transport_that_was_indicated_stands_with_the_care(indicated: bool, care: str) -> None:
    revision = revision_of()
    (right,), (delivered,) = revision.right.functions, revision.recipient.delivered
    person = replace(revision.recipient, delivered=(replace(delivered, transport=indicated),))
    assert care_line(replace(revision, recipient=person), right, DAY).care == f"Begeleiding bij u thuis{care}"
    (line,) = ending_rights(replace(revision, recipient=person))
    assert line.line.transport is indicated


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
    revision = revision_of()
    unused = tuple(replace(right, conditional=True) for right in revision.right.functions)
    (line,) = ending_rights(replace(revision, right=replace(revision.right, functions=unused)))
    assert line.line.care == "Begeleiding individueel, nog niet in gebruik"
    assert fingerprint([line.line]) != fingerprint([replace(line.line, in_use=True)])


def test_a_client_of_whom_something_is_still_underway_is_not_complete() -> None:
    facts = facts_of()
    assert facts.complete() == revision_of()
    assert replace(facts, right=None).complete() is None
    assert replace(facts, plan=None).complete() is None
    assert replace(facts, contribution=None).complete() is None
    assert replace(facts, recipient=recipient_from(transferred(Person(1, revision=2)))).complete() is None


def test_who_is_not_to_be_reassessed_needs_no_plan() -> None:
    person = Person(1, state="elsewhere", domain="zvw")
    assert facts_of(person).complete() == revision_of(person)


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
    assert ending_rights(revision_of(person)) == ()


def test_a_provider_is_told_of_care_in_kind_that_ends() -> None:
    (line,) = ending_rights(revision_of())
    assert (line.provider.agb, line.municipality) == ("98990123", "0321")
    assert (line.line.decision_number, line.line.right_until) == ("100000001", date(2015, 6, 30))


def test_the_order_of_a_list_does_not_make_it_new() -> None:
    lines = [ending_rights(revision_of(Person(number)))[0].line for number in (1, 2)]
    assert fingerprint(lines) == fingerprint(lines[::-1])
    assert fingerprint(lines) != fingerprint(lines[:1])


def test_a_notice_lists_its_clients_by_last_day() -> None:
    later, sooner = (
        ending_rights(revision_of(Person(number, right_until=until)))[0]
        for number, until in ((1, "2015-06-30"), (2, "2015-03-31"))
    )
    [notice] = changed_notices([later, sooner], [], {}, date(2014, 11, 3))
    people = {person.id: recipient_from(transferred(person)) for person in (Person(1), Person(2))}
    facts = notice_facts(notice, notice_rows(notice.lines, people), (), SENDER)
    assert [row.right_until for row in facts.rows] == [date(2015, 3, 31), date(2015, 6, 30)]
    assert [row.decision_number for row in facts.rows] == ["100000002", "100000001"]
    assert (notice.clients, facts.provider) == (2, "Zorggroep 98990123")


@pytest.mark.parametrize(
    ("findings", "told", "left_out"),
    [
        ((), "Logeren (kortdurend verblijf) met vervoer", "Is er vervoer nodig"),
        (
            ("transport-without-guidance",),
            "Is er vervoer nodig dat niet vanzelf doorloopt? Bel ons dan.",
            "met vervoer",
        ),
    ],
)
def test_transport_that_stays_behind_is_promised_to_nobody(findings: tuple[str, ...], told: str, left_out: str) -> None:
    revision = revision_of(Person(1, function="KVB", transport=True, findings=findings))
    letter = write_announcement(revision, TEXT, TOWN, CALENDAR).body or ""
    assert told in letter
    assert left_out not in letter
    (ending,) = ending_rights(revision)
    assert ending.line.transport is (not findings)


def test_a_budget_that_was_given_up_is_still_told_with_its_amounts() -> None:
    """The care goes on in kind, and until its last day the budget was there, as the client's own page says."""
    budget = budget_from(granted(Person(1, pgb=True)))
    revision = replace(revision_of(Person(1)), budget=replace(budget, last_day=date(2014, 11, 2)))
    written = write_announcement(revision, TEXT, TOWN, CALENDAR)
    text = "\n".join(letter_of_body(written.body or "", written.letter_id, written.letter_date).texts())
    assert "Uw pgb liep tot en met 2 november 2014. Daarna is er geen pgb meer." in text
    assert "zorgovereenkomst" not in text
    assert amount(budget.net) in text
