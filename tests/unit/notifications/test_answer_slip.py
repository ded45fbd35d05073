"""The sheet on which the reader of a letter answers: when it is there, about what, and what is on it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.notifications.adapters.letters.outside.letter_texts import letter_texts
from services.notifications.domain.client.slip_code import printed_slip_code
from services.notifications.domain.letters.letter import AnswerSlip, Letter
from services.notifications.domain.letters.letter_json import body_of, letter_of_body
from services.notifications.domain.letters.letter_text import LetterText
from services.notifications.domain.letters.slip import DAYS_BY_POST, SlipFor
from services.notifications.domain.replies.answer import KINDS
from shared.calendar.dutch import read_calendar
from shared.events.envelope import Event
from tests.support.notifications import DAY, Person, everything
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell, tell_one_by_one
from tests.unit.notifications.letter_samples import SENDER
from tests.unit.notifications.step_samples import appointment, number, step, told

ONE, MINOR = Person(1), Person(1, domain="jeugdwet", minor=True, state="elsewhere")
FIRST = appointment(ONE)
FIRST_ID = FIRST.data["appointmentId"]
CALENDAR = read_calendar()
MADE = date(2015, 1, 20)
REMINDER = step(ONE, "remind", {"number": 1, "answerBy": "2015-02-02"}, recordedOn="2015-01-26")
ASKING = [text for text in letter_texts().all() if text.newest.slip is not None]


def letters_about(*events: Event, person: Person = ONE) -> dict[str, Letter]:
    """By kind."""
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, everything(person))
    tell_one_by_one(works, events, DAY)
    kept = [one.written for one in works.work.letters.kept.values() if one.written.body]
    return {one.kind: letter_of_body(one.body or "", one.letter_id, one.letter_date) for one in kept}


def slip_of(letter: Letter) -> AnswerSlip:
    assert letter.slip is not None
    return letter.slip


def test_letters_that_ask_for_an_answer_have_a_sheet_and_others_have_none() -> None:
    assert [text.kind for text in ASKING] == ["invitation", "appointment-moved", "no-answer"]


def test_an_invitation_prints_the_code_of_its_appointment_and_the_day_by_which_to_answer() -> None:
    letter = letters_about(FIRST)["invitation"]
    slip = slip_of(letter)
    assert slip.code == printed_slip_code(FIRST_ID, ONE.id)
    # Ten days after the letter, as the municipality chose.
    assert "vrijdag 30 januari 2015" in slip.send
    assert any("dinsdag 10 februari 2015 om 10.00 uur" in text for text in slip.paragraphs)
    assert "antwoordstrookje" in " ".join(letter.texts())


def test_a_moved_appointment_has_a_code_of_its_own() -> None:
    before = {"appointmentId": FIRST_ID, "day": "2015-02-10", "from": "10:00"}
    second = appointment(ONE, appointmentId=number("second"), reason="we-moved", replaces=before, day="2015-02-12")
    found = letters_about(FIRST, second)
    assert slip_of(found["appointment-moved"]).code == printed_slip_code(number("second"), ONE.id)


def test_a_reminder_is_about_the_appointment_that_stands_and_asks_for_an_answer_by_its_own_day() -> None:
    letter = letters_about(FIRST, REMINDER)["no-answer"]
    assert slip_of(letter).code == printed_slip_code(FIRST_ID, ONE.id)
    assert "maandag 2 februari 2015" in slip_of(letter).send
    assert "Uw gesprek is op dinsdag 10 februari 2015 om 10.00 uur." in "\n".join(letter.texts())


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ({"kind": "home", "address": ""}, "Wij komen bij u thuis."),
        ({"kind": "office", "address": "Voorbeeldplein 4, Houten"}, "Het is bij ons: Voorbeeldplein 4, Houten."),
        ({"kind": "telephone", "address": ""}, "Wij bellen u dan op."),
    ],
)
def test_a_reminder_names_the_appointment_also_when_no_time_is_left_for_a_slip(
    place: dict[str, str], says: str
) -> None:
    """It said that an appointment was still to be made, to somebody who had one the next day."""
    late = replace(REMINDER, data={**REMINDER.data, "recordedOn": "2015-02-09", "on": "2015-02-09"})
    late = replace(late, data={**late.data, "details": {"number": 1, "answerBy": "2015-02-20"}})
    letter = letters_about(appointment(ONE, place=place), late)["no-answer"]
    text = "\n".join(letter.texts())
    assert letter.slip is None
    assert f"Uw gesprek is op dinsdag 10 februari 2015 om 10.00 uur. {says}" in text
    assert "Bel ons voor of op dinsdag 10 februari 2015" in text, "not for a day after it"
    assert "Dan maken wij samen een afspraak" not in text


@pytest.mark.parametrize(
    "events",
    [
        (REMINDER,),
        (FIRST, told(ONE, "appointment-cancelled", appointmentId=FIRST_ID), REMINDER),
        (FIRST, replace(REMINDER, data={**REMINDER.data, "recordedOn": "2015-02-10"})),
    ],
    ids=["no appointment", "it was cancelled", "its day has come"],
)
def test_without_an_appointment_to_answer_about_a_reminder_asks_to_call(events: tuple[Event, ...]) -> None:
    letter = letters_about(*events)["no-answer"]
    text = "\n".join(letter.texts())
    assert letter.slip is None
    assert "antwoordstrookje" not in text
    assert "Dan maken wij samen een afspraak." in text


def test_a_slip_that_the_post_cannot_bring_in_time_is_not_printed() -> None:
    letter = letters_about(appointment(ONE, day="2015-01-23"))["invitation"]
    assert letter.slip is None
    assert "antwoordstrookje" not in "\n".join(letter.texts())
    assert "Bel ons dan zo snel mogelijk" in "\n".join(letter.texts())


@pytest.mark.parametrize(
    ("day", "asked_by", "back_by"),
    [
        (MADE + timedelta(days=40), None, MADE + timedelta(days=10)),
        (MADE + timedelta(days=40), MADE + timedelta(days=20), MADE + timedelta(days=20)),
        (MADE + timedelta(days=8), None, MADE + timedelta(days=7)),
        (MADE + timedelta(days=8), MADE + timedelta(days=20), MADE + timedelta(days=7)),
        (MADE + timedelta(days=DAYS_BY_POST + 1), None, MADE + timedelta(days=DAYS_BY_POST)),
        (MADE + timedelta(days=DAYS_BY_POST), None, None),
        (MADE + timedelta(days=40), MADE + timedelta(days=1), None),
    ],
)
def test_a_slip_is_back_before_the_conversation(day: date, asked_by: date | None, back_by: date | None) -> None:
    assert SlipFor(FIRST_ID, day).back_by(MADE, asked_by, 10, CALENDAR) == back_by


@pytest.mark.parametrize("day", [date(2015, 1, 1) + timedelta(days=number) for number in range(365)], ids=str)
def test_a_slip_is_back_on_a_working_day_before_any_conversation(day: date) -> None:
    for written in (day - timedelta(days=30), day - timedelta(days=8)):
        back_by = SlipFor(FIRST_ID, day).back_by(written, None, 10, CALENDAR)
        assert back_by is None or (back_by < day and CALENDAR.is_working_day(back_by))


@pytest.mark.parametrize("text", ASKING, ids=lambda text: text.kind)
def test_every_choice_on_a_sheet_is_an_answer_of_the_inbox_and_stands_there_once(text: LetterText) -> None:
    assert text.newest.slip is not None
    answers = [choice.answer for choice in text.newest.slip.choices]
    assert len(set(answers)) == len(answers)
    # Who has died or moved is told by somebody else, or by telephone.
    assert set(KINDS) - set(answers) == {"has-moved", "has-died"}


def test_parents_answer_for_their_child() -> None:
    letter = letters_about(appointment(MINOR), person=MINOR)["invitation"]
    assert "Wij sturen ons eigen plan mee." in [choice.says for choice in slip_of(letter).choices]


def test_a_letter_with_a_sheet_is_kept_whole_and_one_without_is_kept_as_before() -> None:
    letter = letters_about(FIRST)["invitation"]
    assert letter_of_body(body_of(letter), letter.letter_id, letter.letter_date) == letter
    assert "slip" not in body_of(replace(letter, slip=None))
    assert letter_of_body(body_of(replace(letter, slip=None)), "1", letter.letter_date).slip is None
