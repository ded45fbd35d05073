"""The own page on the way to a decision: what is asked before which day, what is new, and what is said to be done."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from services.notifications.application.portal.keep_visit import KeepVisit, keep_visit
from services.notifications.application.portal.show_action import ShowAction, show_action
from services.notifications.application.portal.show_portal import ShowPortal, show_portal
from services.notifications.application.portal.views import PortalView
from services.notifications.application.replies.finish_answer import FinishAnswer, finish_answer
from services.notifications.application.replies.take_answer import TakeAnswer, take_answer
from services.notifications.domain.letters.kinds import KINDS
from services.notifications.domain.portal.conversation import CancelledOnPage
from services.notifications.domain.portal.letters import letter_name
from services.notifications.domain.portal.voice import CLIENT as CLIENT_VOICE
from services.notifications.domain.replies.answer import AnswerKind
from shared.access import Role, User
from shared.calendar.dutch import read_calendar
from shared.dutch import date_in_words
from shared.events.envelope import Event
from tests.support.notifications import (
    Person,
    appointed,
    appointment_id,
    cancelled,
    confirmed,
    decided,
    everything,
    moved,
    print_all,
    right_ended,
    right_ending,
    stepped,
)
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, leave, tell
from tests.unit.notifications.letter_samples import SENDER
from tests.unit.notifications.step_samples import told

PERSON = Person(1)
CLIENT = User("k", "Kim", Role.CLIENT, client=PERSON.id)
NOOR = User("n", "Noor", Role.CASEWORKER, frozenset({"0321"}))
DAY = date(2015, 1, 26)
INVITED = appointed(PERSON, 1, madeOn="2015-01-12")
HELD = stepped(PERSON, "hold-conversation", "conversation-held", "2015-02-10", 1)
DECISION = {"decisionId": decided(PERSON).data["decisionId"]}


def term(kind: str, day: str) -> dict[str, Any]:
    return {"deadlines": [{"kind": kind, "lastDay": day, "law": "Awb", "article": "6:7"}]}


def works_on(day: date, *told: Event) -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, day))
    tell(works, [*everything(PERSON), *told])
    leave(works, day)
    return works


def view_on(day: date, *told: Event, user: User = CLIENT) -> PortalView:
    return show_portal(works_on(day, *told).work, ShowPortal(user, PERSON.id))


def asked(view: PortalView) -> list[tuple[str, date | None]]:
    return [(each.text, each.by) for each in view.asked]


def moments(view: PortalView) -> list[tuple[str, str]]:
    return [(each.what, each.state) for each in view.year]


def answer(works: WorksInMemory, kind: AnswerKind) -> None:
    take_answer(works.work, TakeAnswer(CLIENT, PERSON.id, kind, "portal", works.work.today, appointment_id(1)))


def test_an_appointment_is_on_top_with_the_day_before_which_to_answer() -> None:
    view = view_on(DAY, INVITED)
    assert asked(view) == [("Laat ons weten of deze afspraak u uitkomt.", date(2015, 2, 9))]
    assert view.appointment is not None
    assert view.appointment.when == "dinsdag 10 februari 2015, van 10.00 tot 11.00 uur"
    assert view.actions[:2] == ("suits", "other-day")
    assert not any("Voordat" in text for text in view.to_do), "the invitation was made"
    assert ("Gesprek met K. de Vries van de gemeente, bij u thuis", "coming") in moments(view)


def test_who_reports_again_after_a_stop_sees_the_new_appointment() -> None:
    stop = stepped(PERSON, "end", "ended", "2015-01-05", 1, details={"reason": "withdrawn"})
    report = stepped(PERSON, "report-need", "planned", "2015-01-08", 2, route=2, details={"receivedOn": "2015-01-08"})
    view = view_on(DAY, stop, report, appointed(PERSON, 1, madeOn="2015-01-12", route=2))
    assert view.appointment is not None
    assert "suits" in view.actions


def test_who_came_from_where_it_was_stopped_reads_of_the_conversation_here() -> None:
    """Wmo 2015 8.3(1): the old right is looked at where the client lives now."""
    stop = stepped(PERSON, "end", "ended", "2015-01-05", 1, municipality="0356", details={"reason": "withdrawn"})
    here = view_on(DAY, stop)
    gone = view_on(DAY, stepped(PERSON, "end", "ended", "2015-01-05", 1, details={"reason": "withdrawn"}))
    conversation, decision = ("Gesprek met de gemeente", "coming"), ("Ons besluit, als u zorg aanvraagt", "coming")
    assert {conversation, decision} <= set(moments(here))
    assert not {conversation, decision} & set(moments(gone))
    assert "declines" in here.actions
    assert "declines" not in gone.actions


THERE = {"municipality": "0356"}
CAME_FROM = [
    stepped(PERSON, "decide", "decided", "2015-03-30", 2, details=DECISION, **THERE),
    stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION, **THERE, **term("objection", "2015-05-13")),
]


def test_an_offer_of_the_municipality_that_the_client_left_asks_nothing_here() -> None:
    """Wmo 2015 2.3.5(1), 8.3(1): it does not hold here, and what comes next begins here."""
    offer = decided(PERSON, waitsForAcceptance=True, oldRightUntil="2015-12-31", **THERE)
    held = stepped(PERSON, "hold-conversation", "conversation-held", "2015-02-10", 1, **THERE)
    view = view_on(date(2015, 4, 10), held, offer, *CAME_FROM)
    assert view.decisions == ["Gemeente Nieuwegein bood u zorg aan die zij regelt. Bij ons geldt dat aanbod niet."]
    assert asked(view) == [
        ("U kunt bezwaar maken tegen het besluit van gemeente Nieuwegein. In de brief leest u hoe.", date(2015, 5, 13))
    ]
    told = dict(moments(view))
    assert "Gemeente Nieuwegein stuurde u een besluit" in told
    assert "Gemeente Nieuwegein: gesprek met de gemeente" in told
    assert not [each for each in told if each.startswith(("Wij stuurden", "Uw nieuwe"))]
    assert "Het gesprek met de gemeente stond gepland" in told, "the plan is of here"
    assert (view.offer, view.plan is None) == ((), False)
    assert "declines" in view.actions
    by_the_clock = stepped(PERSON, "take-effect", "in-force", "2015-04-09", 4)
    after = dict(moments(view_on(date(2015, 4, 10), held, offer, *CAME_FROM, by_the_clock)))
    assert "Het besluit van gemeente Nieuwegein staat nu vast" in after, "also when it was recorded here"
    back = stepped(PERSON, "returned", "decided", "2015-04-09", 4, details=DECISION, **THERE)
    assert asked(view_on(date(2015, 4, 10), held, offer, *CAME_FROM, back)) == []


def test_a_decision_of_the_municipality_that_the_client_left_is_said_not_to_hold_here() -> None:
    pgb = decided(PERSON, kind="pgb", startsOn="2015-04-21", endsOn=None, waitsForAcceptance=False, **THERE)
    warned = right_ending(PERSON, "2015-06-30", "2015-04-02", decided=False)
    view = view_on(date(2015, 4, 10), pgb, *CAME_FROM, warned)
    assert view.decisions == [
        "Gemeente Nieuwegein besloot: u krijgt een pgb, vanaf 21 april 2015. Bij ons geldt dat besluit niet."
    ]
    assert "Uw nieuwe pgb begint" not in dict(moments(view))
    assert [text.split(",")[0] for text, _ in asked(view)] == [
        "U kunt bezwaar maken tegen het besluit van gemeente Nieuwegein. In de brief leest u hoe.",
        "Het oude recht stopt na deze dag",
    ]


def test_a_yes_that_was_said_before_the_move_ended_the_old_right_here_too() -> None:
    offer = decided(PERSON, waitsForAcceptance=True, startsOn="2015-04-01", endsOn=None, **THERE)
    said = DECISION | {"oldRightUntil": "2015-04-03"}
    accepted = stepped(PERSON, "accept-offer", "sent", "2015-04-03", 4, details=said, **THERE)
    view = view_on(date(2015, 4, 10), offer, *CAME_FROM, accepted)
    assert view.decisions == [
        "Gemeente Nieuwegein besloot: u krijgt zorg die zij regelt, vanaf 4 april 2015. U zei daar ja op. "
        "Daardoor is 3 april 2015 de laatste dag van uw oude recht. Bij ons geldt dat besluit niet."
    ]
    assert "U nam het aanbod van gemeente Nieuwegein aan" in dict(moments(view))
    (care,) = view.care
    assert (care.right_until, care.keeps) == (date(2015, 4, 3), "U hield deze zorg")
    assert view.to_do == ()


def test_a_reminder_names_its_own_day() -> None:
    reminder = stepped(PERSON, "remind", "invited", "2015-01-24", 1, details={"number": 1, "answerBy": "2015-02-02"})
    assert asked(view_on(DAY, INVITED, reminder))[0][1] == date(2015, 2, 2)
    assert asked(view_on(date(2015, 2, 3), INVITED, reminder))[0][1] == date(2015, 2, 9), "the first day has passed"
    assert asked(view_on(date(2015, 2, 10), INVITED, reminder))[0][1] == date(2015, 2, 10), "and so has the second"


def test_the_page_and_the_slip_of_the_invitation_name_one_day() -> None:
    works = WorksInMemory(WorkInMemory(SENDER, date(2015, 1, 12)))
    tell(works, [*everything(PERSON), INVITED])
    assert asked(show_portal(works.work, ShowPortal(CLIENT, None)))[0][1] == date(2015, 2, 9), "no letter left"
    print_all(works)
    view = show_portal(works.work, ShowPortal(CLIENT, None))
    slip = next(letter.answer_by for letter in view.letters if letter.kind == "invitation")
    assert slip is not None
    assert asked(view)[0][1] == slip
    works.work.today = slip + timedelta(days=1)
    assert asked(show_portal(works.work, ShowPortal(CLIENT, None)))[0][1] == date(2015, 2, 9), "that day has passed"


@pytest.mark.parametrize("month", range(1, 13))
def test_an_answer_is_asked_by_a_working_day_before_every_day_of_the_year(month: int) -> None:
    calendar = read_calendar()
    first = date(2015, month, 1)
    for day in (first + timedelta(days=number) for number in range(31)):
        invited = appointed(PERSON, 1, day=day.isoformat(), madeOn="2014-12-01", receivedOn="2014-12-01")
        for today in (day - timedelta(days=before) for before in (0, 1, 2, 3, 14)):
            (text, by), *_ = asked(view_on(today, invited))
            assert text == "Laat ons weten of deze afspraak u uitkomt."
            if by is None:
                assert not calendar.is_working_day(today), "no day is left on which somebody reads it"
            else:
                assert calendar.is_working_day(by)
                assert today <= by <= day
                assert by < day or today == day


def test_who_answered_is_not_asked_again_and_can_change_the_answer() -> None:
    works = works_on(DAY, INVITED)
    answer(works, "suits")
    view = show_portal(works.work, ShowPortal(CLIENT, None))
    assert (asked(view), view.actions[0]) == ([], "other-day")
    assert ("U liet weten dat de afspraak uitkomt", "done") in moments(view)
    answer(works, "other-day")
    view = show_portal(works.work, ShowPortal(CLIENT, None))
    assert view.actions[0] == "suits"
    assert "other-day" not in view.actions


def test_what_a_colleague_recorded_in_the_file_is_not_asked_again_in_whatever_order_it_is_heard() -> None:
    heard = confirmed(PERSON, heardOn="2015-01-20")
    for several in ((INVITED, heard), (heard, INVITED), (heard, heard, INVITED)):
        view = view_on(DAY, *several)
        assert (asked(view), view.actions[0]) == ([], "other-day")
        assert view.appointment is not None
        assert view.appointment.confirmed
        assert ("U liet weten dat de afspraak uitkomt", "done") in moments(view)
    after_move = view_on(DAY, heard, INVITED, moved(PERSON, 2, 1, day="2015-02-12", madeOn="2015-01-21"))
    assert len(asked(after_move)) == 1, "the other appointment is asked about anew"


@pytest.mark.parametrize(("heard_on", "suits"), [("2015-01-25", False), ("2015-01-26", False), ("2015-01-27", True)])
def test_the_last_word_about_an_appointment_counts_and_on_one_day_that_of_the_client(
    heard_on: str, *, suits: bool
) -> None:
    works = works_on(DAY, INVITED)
    answer(works, "other-day")
    tell(works, [confirmed(PERSON, heardOn=heard_on)])
    works.work.today = date(2015, 1, 28)
    shown = show_portal(works.work, ShowPortal(CLIENT, None)).appointment
    assert shown is not None
    assert (shown.confirmed, shown.asked_to_move) == (suits, not suits)


def test_who_wants_no_conversation_reads_what_comes_next_and_keeps_the_appointment() -> None:
    works = works_on(DAY, INVITED)
    assert "declines" in show_portal(works.work, ShowPortal(CLIENT, None)).actions
    said = take_answer(works.work, TakeAnswer(CLIENT, PERSON.id, "declines", "portal", DAY, None)).answer
    view = show_portal(works.work, ShowPortal(CLIENT, None))
    assert (asked(view), "declines" in view.actions) == ([], False)
    assert view.appointment is not None
    assert ("U liet weten dat u geen gesprek wilt", "done") in moments(view)
    assert ("Wij nemen contact met u op, omdat u geen gesprek wilt", "coming") in moments(view)
    works.work.today = said.due_on + timedelta(days=1)
    late = "Wij zouden contact met u opnemen. Hoorde u nog niets? Bel ons dan"
    assert (late, "passed") in moments(show_portal(works.work, ShowPortal(CLIENT, None)))
    finish_answer(works.work, FinishAnswer(NOOR, said.answer_id, "Gebeld"))
    view = show_portal(works.work, ShowPortal(CLIENT, None))
    assert not any("contact met u" in what for what, _ in moments(view))
    assert "declines" in view.actions, "a next invitation can be declined too"


def test_a_new_appointment_asks_again_whoever_wanted_none_before() -> None:
    works = works_on(DAY, INVITED)
    answer = TakeAnswer(NOOR, PERSON.id, "declines", "telephone", date(2015, 1, 13), None)
    take_answer(works.work, answer)
    assert asked(show_portal(works.work, ShowPortal(CLIENT, None))) == []
    tell(works, [moved(PERSON, 2, 1, day="2015-02-12", madeOn="2015-01-20")])
    assert len(asked(show_portal(works.work, ShowPortal(CLIENT, None)))) == 1


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ([INVITED, HELD], DAY),
        ([INVITED, stepped(PERSON, "end", "ended", "2015-01-20", 1, details={"reason": "wlz"})], DAY),
    ],
    ids=["it was held", "the route ended"],
)
def test_nobody_declines_a_conversation_that_is_not_to_come(told: Sequence[Event], day: date) -> None:
    assert "declines" not in view_on(day, *told).actions


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ([INVITED], date(2015, 2, 11)),
        ([INVITED, HELD], date(2015, 2, 10)),
        ([INVITED, cancelled(PERSON, 1)], DAY),
        ([INVITED, stepped(PERSON, "end", "ended", "2015-01-20", 1, details={"reason": "wlz"})], DAY),
    ],
    ids=["the day has passed", "it was held", "it was cancelled", "the route ended"],
)
def test_nothing_is_asked_about_an_appointment_that_is_over(told: Sequence[Event], day: date) -> None:
    view = view_on(day, *told)
    assert (asked(view), view.appointment) == ([], None)
    assert {"suits", "other-day"} & set(view.actions) == set()


def test_a_passed_appointment_is_not_said_to_have_been_held() -> None:
    after = date(2015, 2, 11)
    assert ("Het gesprek met K. de Vries van de gemeente stond gepland", "passed") in moments(view_on(after, INVITED))
    held = moments(view_on(after, INVITED, HELD))
    assert ("Gesprek met de gemeente", "done") in held
    assert not any("stond gepland" in what for what, _ in held)


def test_a_step_that_was_taken_back_is_not_on_the_page() -> None:
    back = stepped(PERSON, "hold-conversation", "invited", "2015-02-11", 2, undoes=HELD.data["stepId"])
    assert ("Gesprek met de gemeente", "done") not in moments(view_on(date(2015, 2, 11), INVITED, HELD, back))


def test_a_moved_and_a_cancelled_appointment_are_told() -> None:
    view = view_on(DAY, INVITED, moved(PERSON, 2, 1, day="2015-02-12", madeOn="2015-01-20"))
    told = "Uw afspraak is verplaatst: niet op 10 februari 2015, maar op 12 februari 2015"
    assert (told, "done") in moments(view)
    gone = view_on(DAY, INVITED, cancelled(PERSON, 1, cancelledOn="2015-01-25"))
    assert gone.cancelled is not None
    assert ("Uw afspraak van 10 februari 2015 gaat niet door", "done") in moments(gone)


def test_what_was_cancelled_is_no_news_once_the_conversation_was_held_or_a_decision_taken() -> None:
    """The page of who was heard and had a decision went on: "Uw afspraak gaat niet door. U hoort van ons"."""
    off = cancelled(PERSON, 1, cancelledOn="2015-01-25")
    held = stepped(PERSON, "hold-conversation", "conversation-held", "2015-02-20", 2)
    waits = stepped(PERSON, "hold", "on-hold", "2015-02-21", 3, details={"until": "2015-03-16"})
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 4, details=DECISION)
    again = stepped(PERSON, "report-need", "planned", "2015-06-01", 5, route=2, details={"receivedOn": "2015-06-01"})
    for steps in ([held], [held, waits], [decided(PERSON), sent], [held, decided(PERSON), sent, again]):
        view = view_on(date(2015, 6, 2), INVITED, off, *steps)
        assert view.cancelled is None
        assert ("Uw afspraak van 10 februari 2015 gaat niet door", "done") in moments(view)


def test_an_appointment_that_moves_after_its_day_did_not_take_place() -> None:
    late = moved(PERSON, 2, 1, day="2015-03-12", madeOn="2015-02-20")
    told = "Het gesprek op 10 februari 2015 ging niet door. Uw nieuwe afspraak is op 12 maart 2015"
    assert (told, "done") in moments(view_on(date(2015, 2, 20), INVITED, late))


def test_who_waits_reads_until_when_and_that_a_new_appointment_follows() -> None:
    """The page went on to ask whether the day of the old one suited."""
    off = cancelled(PERSON, 1, cancelledOn="2015-01-25", reason="on-hold")
    held = stepped(PERSON, "hold", "on-hold", "2015-01-25", 1, details={"until": "2015-03-16"})
    view = view_on(DAY, INVITED, held, off)
    assert (asked(view), view.appointment) == ([], None)
    assert view.cancelled == CancelledOnPage(date(2015, 2, 10), date(2015, 3, 16))
    resumed = stepped(PERSON, "resume", "planned", "2015-03-16", 2)
    assert view_on(date(2015, 3, 16), INVITED, held, off, resumed).cancelled == CancelledOnPage(date(2015, 2, 10), None)


def test_what_is_missing_is_asked_until_its_day() -> None:
    details = {"missing": ["Een kopie van uw identiteitsbewijs"], "answerBy": "2015-03-26"}
    step = stepped(PERSON, "ask-completion", "incomplete", "2015-03-12", 2, details=details)
    wanted = ("Stuur ons een kopie van uw identiteitsbewijs.", date(2015, 3, 26))
    assert asked(view_on(date(2015, 3, 26), HELD, step)) == [wanted]
    assert asked(view_on(date(2015, 3, 27), HELD, step)) == []
    without_day = stepped(
        PERSON,
        "ask-completion",
        "incomplete",
        "2015-03-12",
        2,
        **term("completion", "2015-03-26"),
        details={"missing": details["missing"]},
    )
    assert asked(view_on(date(2015, 3, 20), HELD, without_day)) == [wanted]


def test_nothing_is_asked_on_the_page_before_its_letter_left_the_house() -> None:
    """A plan to refuse could be read while it lay in a mailing that nobody had released."""
    plan = {"answerBy": "2015-04-10", "intended": "Wij willen uw aanvraag afwijzen."}
    applied = stepped(PERSON, "apply", "applied", "2015-03-20", 2)
    view = stepped(PERSON, "ask-view", "applied", "2015-03-27", 3, details=plan)
    works = WorksInMemory(WorkInMemory(SENDER, date(2015, 3, 28)))
    tell(works, [*everything(PERSON), HELD, applied, view])
    for _ in range(2):
        page = show_portal(works.work, ShowPortal(CLIENT, None))
        assert not any("plan" in text for text, _ in asked(page))
        assert ("Wij vroegen wat u van ons plan vindt", "done") not in moments(page)
        (letter,) = (kept for kept in works.work.letters.kept.values() if kept.written.kind == "view")
        letter.become("printed", None)
    leave(works, date(2015, 3, 28))
    letter.handed_over_on = date(2015, 3, 28)
    page = show_portal(works.work, ShowPortal(CLIENT, None))
    assert any("Wij willen uw aanvraag afwijzen." in text for text, _ in asked(page))


def test_a_reminder_asks_on_the_page_too_when_there_is_no_appointment() -> None:
    gone = cancelled(PERSON, cancelledOn="2015-02-11")
    again = stepped(PERSON, "remind", "planned", "2015-02-12", 1, details={"number": 1, "answerBy": "2015-02-25"})
    works = works_on(date(2015, 2, 13), INVITED, gone, again)
    (called,) = (each for each in show_portal(works.work, ShowPortal(CLIENT, None)).asked if each.call)
    assert (called.by, called.about) == (date(2015, 2, 25), again.data["stepId"])
    assert called.text.startswith("Laat ons weten wanneer wij met u kunnen praten.")
    works.work.today = date(2015, 2, 14)
    said = TakeAnswer(CLIENT, PERSON.id, "calls-back", "portal", works.work.today, None, phone="06 12345678")
    take_answer(works.work, said)
    assert not any(each.call for each in show_portal(works.work, ShowPortal(CLIENT, None)).asked)
    assert not any(each.call for each in view_on(date(2015, 2, 26), INVITED, gone, again).asked), "its day is over"


def test_what_is_missing_of_an_objection_is_asked_until_it_is_repaired() -> None:
    details = {"missing": ["Uw handtekening"], "answerBy": "2015-05-01"}
    missing = stepped(
        PERSON, "ask-repair", "objection", "2015-04-20", 3, details=details, **term("repair", "2015-05-01")
    )
    wanted = ("Stuur ons uw handtekening. Dat hoort bij uw bezwaar.", date(2015, 5, 1))
    assert asked(view_on(date(2015, 5, 1), HELD, missing)) == [wanted]
    repaired = stepped(PERSON, "repair", "objection", "2015-04-24", 4, details={})
    view = view_on(date(2015, 4, 25), HELD, missing, repaired)
    assert asked(view) == []
    assert ("U vulde uw bezwaar aan", "done") in moments(view)


def test_a_decision_is_told_when_it_was_sent_with_offer_and_objection() -> None:
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION, **term("objection", "2015-05-13"))
    assert view_on(date(2015, 4, 2), HELD, decided(PERSON)).decisions == []
    view = view_on(date(2015, 4, 2), HELD, decided(PERSON), sent)
    (offer,) = view.decisions
    assert offer.startswith("Wij bieden u zorg die wij voor u regelen aan. Zegt u ja?")
    assert [day for _, day in asked(view)] == [None, date(2015, 5, 13)]
    accepted = stepped(
        PERSON, "accept-offer", "sent", "2015-04-03", 4, details=DECISION | {"oldRightUntil": "2015-04-03"}
    )
    after = view_on(date(2015, 5, 14), HELD, decided(PERSON), sent, accepted)
    assert asked(after) == []
    (taken,) = after.decisions
    assert taken.startswith("U krijgt zorg die wij voor u regelen, van")


def offered(today: date, **changes: Any) -> dict[str, tuple[str, str]]:
    """What a page says of an offer, by care: with a yes, and without."""
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION)
    made = {"oldEnds": {"BGI": "2015-12-31", "BGG": "2015-06-20"}, "oldRightUntil": "2015-12-31", **changes}
    view = view_on(today, HELD, decided(PERSON, waitsForAcceptance=True, **made), sent)
    return {each.care: (each.with_yes, each.without) for each in view.offer}


HELP_AT_HOME = {
    "function": "BGI",
    "amount": 250,
    "unit": "hours",
    "form": "zin",
    "provider": {"agb": "41000001", "name": "Thuis"},
    "yearlyCents": None,
}
PGB_IN_A_GROUP = HELP_AT_HOME | {"function": "BGG", "unit": "half-days", "form": "pgb", "provider": None}
UNTIL_THE_YES = "Het oude recht loopt tot en met de dag waarop u ja zegt, en zeker tot en met 30 april 2015."
AT_HOME, IN_A_GROUP = "Begeleiding bij u thuis", "Dagbesteding (begeleiding in een groep)"


def test_an_offer_says_before_the_yes_which_care_stops_on_which_day_and_what_comes_instead() -> None:
    """Wmo 2015 8.3(1), Awb 3:46: the page asked for a yes and said nothing of what it ends."""
    said = offered(date(2015, 4, 2), provisions=[HELP_AT_HOME], startsOn="2015-05-01", endsOn="2016-04-30")
    assert said == {
        IN_A_GROUP: (
            f"{UNTIL_THE_YES} Daarna stopt deze zorg.",
            "Het oude recht loopt tot en met 20 juni 2015.",
        ),
        AT_HOME: (
            f"{UNTIL_THE_YES} Daarna: 2,5 uur per week, van Thuis.",
            "Het oude recht loopt tot en met 31 december 2015. Vanaf 1 januari 2016: 2,5 uur per week, van Thuis.",
        ),
    }
    later = offered(date(2015, 6, 25), provisions=[HELP_AT_HOME], startsOn="2015-05-01", endsOn="2015-10-31")
    assert later == {
        AT_HOME: (
            "Het oude recht loopt tot en met de dag waarop u ja zegt. Daarna: 2,5 uur per week, van Thuis.",
            "Het oude recht loopt tot en met 31 december 2015.",
        )
    }, "the other right is over, and of the offer nothing is left after this one"


def test_an_offer_says_that_a_yes_ends_the_transport_that_it_does_not_give() -> None:
    """Wmo 2015 8.1(1)e: transport belongs to the old right on guidance."""
    ends = {"oldEnds": {"BGG": "2015-12-31", "TRANSPORT": "2015-12-31"}, "startsOn": "2015-05-01", "endsOn": None}
    group = PGB_IN_A_GROUP | {"form": "zin"}
    said = offered(date(2015, 4, 2), provisions=[group], **ends)
    assert said["Vervoer naar de dagbesteding"] == (
        f"{UNTIL_THE_YES} Daarna stopt deze zorg.",
        "Het oude recht loopt tot en met 31 december 2015.",
    )
    ride = {"function": "TRANSPORT", "amount": None, "unit": "", "form": "zin", "provider": None, "yearlyCents": None}
    kept, _ = offered(date(2015, 4, 2), provisions=[group, ride], **ends)["Vervoer naar de dagbesteding"]
    assert kept.endswith("Daarna: zoals met u is afgesproken, van een zorgaanbieder.")


def test_an_offer_of_care_beside_the_old_rights_says_when_it_begins() -> None:
    ends = {"oldEnds": {"BGI": "2015-12-31"}, "endsOn": "2016-04-30", "startsOn": "2015-05-01"}
    said = offered(date(2015, 4, 2), provisions=[HELP_AT_HOME, PGB_IN_A_GROUP | {"yearlyCents": 120000}], **ends)
    pgb = "2,5 dagdelen per week, met een pgb van €\u00a01.200,00 per jaar."
    assert said[IN_A_GROUP] == (
        f"Vanaf de dag nadat u ja zegt, en niet voor 1 mei 2015: {pgb}",
        f"Vanaf 1 januari 2016: {pgb}",
    )


def test_what_an_offer_changes_is_true_whenever_the_yes_comes() -> None:
    """A letter is read days after its date, so it names no last day of the old right that a later yes moves."""
    gives = {"provisions": [HELP_AT_HOME], "startsOn": "2015-05-19", "endsOn": None}
    early, late = (offered(day, **gives)[AT_HOME][0] for day in (date(2015, 5, 12), date(2015, 5, 20)))
    assert early.startswith("Het oude recht loopt tot en met de dag waarop u ja zegt, en zeker tot en met 18 mei 2015.")
    assert late.startswith("Het oude recht loopt tot en met de dag waarop u ja zegt. Daarna")


def test_what_an_offer_changes_is_gone_after_the_answer_and_after_the_right() -> None:
    gives = {"provisions": [HELP_AT_HOME], "startsOn": "2015-05-01", "endsOn": None}
    assert offered(date(2016, 1, 1), **gives) == {}
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION)
    made = decided(PERSON, waitsForAcceptance=True, oldEnds={"BGI": "2015-12-31"}, oldRightUntil="2015-12-31", **gives)
    no = stepped(PERSON, "refuse-offer", "sent", "2015-04-03", 4, details=DECISION)
    assert view_on(date(2015, 4, 4), HELD, made, sent, no).offer == ()


def test_a_decision_that_came_back_is_not_told_and_asks_for_the_address() -> None:
    """Awb 3:40: it was not made known, so it gives nothing."""
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION, **term("objection", "2015-05-13"))
    back = stepped(PERSON, "returned", "decided", "2015-04-08", 4, details=DECISION)
    view = view_on(date(2015, 4, 9), HELD, decided(PERSON), sent, back)
    assert view.decisions == []
    assert asked(view) == [
        ("Onze brief met het besluit kwam terug. Klopt uw adres nog? Geef ons het goede adres.", None)
    ]
    assert [what for what, _ in moments(view) if "besluit" in what][-2:] == [
        "Wij stuurden u ons besluit",
        "Onze brief met het besluit kwam terug met de post",
    ]
    again = stepped(PERSON, "send", "sent", "2015-04-15", 5, details=DECISION)
    assert len(view_on(date(2015, 4, 16), HELD, decided(PERSON), sent, back, again).decisions) == 1


@pytest.mark.parametrize(
    ("recorded", "today", "by"),
    [
        ("2015-03-02", date(2015, 3, 3), date(2015, 3, 23)),
        ("2015-03-02", date(2015, 3, 23), None),
        ("2015-03-12", date(2015, 3, 13), None),
    ],
    ids=["named", "over", "too near to name"],
)
def test_the_page_asks_for_the_report_before_the_day_that_the_letter_names(
    recorded: str, today: date, by: date | None
) -> None:
    view = view_on(today, HELD, stepped(PERSON, "report", "reported", recorded, 2, details={"canApply": True}))
    (wish,) = [each for each in view.asked if "uw handtekening" in each.text]
    assert (wish.by, wish.when if wish.by else "Voor") == (by, "Voor")


def test_each_thing_that_is_asked_leads_to_its_own_letter() -> None:
    """Of three letters with one date the page once opened the newest, whatever it was about."""
    told = stepped(PERSON, "report", "reported", "2015-03-02", 2, details={"canApply": True})
    sent = stepped(PERSON, "send", "sent", "2015-03-03", 3, details=DECISION, **term("objection", "2015-05-13"))
    works = works_on(date(2015, 3, 3), HELD, told, decided(PERSON, madeOn="2015-03-02", receivedOn="2015-03-02"))
    print_all(works)
    tell(works, [sent, right_ending(PERSON, "2015-06-30", "2015-03-02")])
    view = show_portal(works.work, ShowPortal(CLIENT, None))
    decision = next(letter.id for letter in view.letters if letter.kind == "decision")
    assert [(view.letters_about.get(each.about or ""), each.call) for each in view.asked] == [
        (decision, True),
        (decision, False),
    ]
    assert view.to_read is None


OBJECTED_TO = decided(
    PERSON, kind="own-strength", provisions=[], startsOn="2016-01-01", endsOn=None, waitsForAcceptance=False
)
SENT = stepped(PERSON, "send", "sent", "2015-02-25", 3, details=DECISION)


def on_objection(outcome: str, *gives: dict[str, Any]) -> list[Event]:
    """What comes of it, from the decision on."""
    other = appointment_id(99)
    made = decided(
        PERSON,
        kind="on-objection",
        decisionId=other,
        provisions=list(gives),
        startsOn="2016-01-01",
        endsOn="2016-12-30",
        waitsForAcceptance=False,
    )
    why = {"decisionId": other, "outcome": outcome, "why": "Zo."}
    objected = stepped(PERSON, "object", "objection", "2015-03-10", 4, details={"inTime": True})
    decide = stepped(PERSON, "decide-objection", "objection-decided", "2015-04-13", 5, details=why)
    sent = stepped(PERSON, "send-objection-decision", "in-force", "2015-04-15", 6, details={"decisionId": other})
    return [HELD, OBJECTED_TO, SENT, objected, made, decide, sent]


STAY = {"function": "STAY", "amount": None, "unit": "", "form": "zin", "provider": None, "yearlyCents": None}


@pytest.mark.parametrize(
    ("outcome", "begins"),
    [("upheld", "U kreeg gelijk met uw bezwaar."), ("partly", "U kreeg voor een deel gelijk met uw bezwaar.")],
)
def test_after_an_objection_that_is_granted_the_page_shows_what_was_decided_instead(outcome: str, begins: str) -> None:
    view = view_on(date(2015, 5, 6), *on_objection(outcome, STAY))
    assert view.decisions == [
        f"{begins} U krijgt zorg die wij voor u regelen: wonen met zorg (verblijf), van 1 januari 2016 tot en met 30 "
        "december 2016."
    ]
    assert ("Uw nieuwe zorg begint", "coming") in moments(view)
    nothing = view_on(date(2015, 5, 6), *on_objection(outcome))
    assert nothing.decisions == [
        f"{begins} U krijgt geen zorg van de gemeente, van 1 januari 2016 tot en met 30 december 2016."
    ]


@pytest.mark.parametrize("outcome", ["dismissed", "inadmissible"])
def test_after_an_objection_that_is_not_granted_the_first_decision_stands(outcome: str) -> None:
    view = view_on(date(2015, 5, 6), *on_objection(outcome))
    assert view.decisions == ["U krijgt geen zorg van de gemeente, vanaf 1 januari 2016."]


def test_a_yes_stands_when_a_decision_on_an_objection_takes_the_place_of_the_offer() -> None:
    """The old right ended by it; there is none to keep until another yes."""
    offer = {"waitsForAcceptance": True, "startsOn": "2015-05-01", "endsOn": None, "oldRightUntil": "2015-12-31"}
    instead = {"decisionId": appointment_id(77)}
    said = DECISION | {"oldRightUntil": "2015-05-10"}
    answer = instead | {"outcome": "partly", "why": "Zo.", "noHearing": None}
    view = view_on(
        date(2015, 6, 20),
        HELD,
        decided(PERSON, **offer),
        stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION),
        stepped(PERSON, "accept-offer", "sent", "2015-05-10", 4, details=said),
        decided(PERSON, kind="on-objection", replaces=DECISION["decisionId"], **(instead | offer)),
        stepped(PERSON, "decide-objection", "objection-decided", "2015-06-10", 5, details=answer),
        stepped(PERSON, "send-objection-decision", "in-force", "2015-06-12", 6, details=instead),
    )
    assert [text for text, _ in asked(view) if "aanbod" in text] == []
    (told,) = view.decisions
    assert told.endswith("vanaf 11 mei 2015.")
    assert view.care[0].right_until == date(2015, 5, 10)


@pytest.mark.parametrize("yes", [True, False], ids=["after a yes", "after the old right"])
def test_until_the_answer_to_an_objection_begins_the_first_decision_counts(yes: bool) -> None:
    """Awb 7:11(2): the letter and the budget gave its care until then, and the page named no care at all."""
    offer = {"waitsForAcceptance": True, "startsOn": "2015-05-01", "endsOn": None, "oldRightUntil": "2015-06-30"}
    offer |= {"oldEnds": {}}
    instead = {"decisionId": appointment_id(77), "startsOn": "2015-10-01", "waitsForAcceptance": False}
    answer = {"decisionId": appointment_id(77), "outcome": "upheld", "why": "Zo.", "noHearing": None}
    said = stepped(PERSON, "accept-offer", "sent", "2015-04-03", 4, details=DECISION | {"oldRightUntil": "2015-05-10"})
    told = [
        HELD,
        decided(PERSON, **offer),
        stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION),
        *([said] if yes else []),
        decided(PERSON, kind="on-objection", replaces=DECISION["decisionId"], **(offer | instead)),
        stepped(PERSON, "decide-objection", "objection-decided", "2015-04-20", 5, details=answer),
        stepped(
            PERSON,
            "send-objection-decision",
            "in-force",
            "2015-04-22",
            6,
            details={"decisionId": instead["decisionId"]},
        ),
    ]
    first, second = view_on(date(2015, 8, 1), *told).decisions
    begins = "11 mei 2015" if yes else "1 juli 2015"
    care = f"u krijgt zorg die wij voor u regelen, vanaf {begins}."
    assert first == f"Ons eerste besluit geldt tot en met 30 september 2015: {care}"
    assert second.startswith("U kreeg gelijk met uw bezwaar.")
    assert second.endswith("vanaf 1 oktober 2015.")
    assert len(view_on(date(2015, 10, 1), *told).decisions) == 1
    coming = [each.day for each in view_on(date(2015, 4, 24), *told).year if each.what.startswith("Uw nieuwe zorg")]
    assert coming == [*([date(2015, 5, 11)] if yes else []), date(2015, 10, 1)]


def test_what_was_decided_on_an_objection_is_not_told_before_it_was_sent() -> None:
    view = view_on(date(2015, 4, 14), *on_objection("upheld", STAY)[:-1])
    assert view.decisions == ["U krijgt geen zorg van de gemeente, vanaf 1 januari 2016."]


def test_what_was_decided_on_an_objection_and_came_back_leaves_the_first_decision() -> None:
    """Awb 3:40: the page said that nothing was decided at all."""
    *before, sent = on_objection("upheld", STAY)
    back = stepped(PERSON, "returned", "objection-decided", "2015-04-20", 7, details=sent.data["details"])
    view = view_on(date(2015, 5, 6), *before, sent, back)
    assert view.decisions == ["U krijgt geen zorg van de gemeente, vanaf 1 januari 2016."]
    assert any("Klopt uw adres nog?" in each.text for each in view.asked)
    again = stepped(PERSON, "send-objection-decision", "in-force", "2015-05-04", 8, details=sent.data["details"])
    (decision,) = view_on(date(2015, 5, 6), *before, sent, back, again).decisions
    assert decision.startswith("U kreeg gelijk met uw bezwaar.")


APPEAL_BY = date(2015, 5, 27)
"""Six weeks after 15 April 2015, when the decision on the objection left."""


def in_appeal(view: PortalView) -> list[date | None]:
    return [by for text, by in asked(view) if text.startswith("U kunt in beroep gaan bij de rechtbank")]


@pytest.mark.parametrize("outcome", ["upheld", "dismissed", "inadmissible"])
def test_after_a_decision_on_an_objection_the_page_names_a_day_on_which_an_appeal_is_in_time(outcome: str) -> None:
    """Awb 6:7, 8:1: the letter named one, and the page and the year told of no appeal at all."""
    told = on_objection(outcome)
    view = view_on(date(2015, 5, 6), *told)
    assert in_appeal(view) == [APPEAL_BY]
    assert ("U kunt in beroep gaan bij de rechtbank", "coming") in moments(view)
    assert in_appeal(view_on(APPEAL_BY, *told)) == [APPEAL_BY]
    later = view_on(APPEAL_BY + timedelta(days=1), *told)
    assert (in_appeal(later), "U kunt in beroep gaan bij de rechtbank" in [what for what, _ in moments(later)]) == (
        [],
        False,
    )


def test_a_decision_on_an_objection_that_came_back_names_no_day_for_an_appeal_until_it_is_sent_again() -> None:
    *before, sent = on_objection("dismissed")
    back = stepped(PERSON, "returned", "objection-decided", "2015-04-20", 7, details=sent.data["details"])
    assert in_appeal(view_on(date(2015, 5, 6), *before)) == []
    assert in_appeal(view_on(date(2015, 5, 6), *before, sent, back)) == []
    again = stepped(PERSON, "send-objection-decision", "in-force", "2015-05-18", 8, details=sent.data["details"])
    assert in_appeal(view_on(date(2015, 5, 20), *before, sent, back, again)) == [date(2015, 6, 29)]


def test_an_application_that_is_not_treated_is_told_and_can_be_made_again() -> None:
    """Awb 4:5: nothing is decided about the care, so what was planned and what ends is still told."""
    nothing: dict[str, Any] = {"endsOn": None, "provisions": [], "waitsForAcceptance": False}
    made = decided(PERSON, kind="not-treated", startsOn="2015-03-02", **nothing)
    about = {"decisionId": made.data["decisionId"]}
    term_runs = term("objection", "2015-04-14")
    sent = stepped(PERSON, "send", "not-treated", "2015-03-03", 2, details=about, **term_runs)
    told = [HELD, made, sent]
    near = right_ending(PERSON, "2015-12-31", "2015-03-09", weeks=8, decided=False)
    view = view_on(date(2015, 3, 10), *told, near)
    assert ("Wij stuurden u ons besluit: wij behandelen uw aanvraag niet", "done") in moments(view)
    assert view.decisions == ["Wij behandelen uw aanvraag niet. Over uw zorg is daarmee niets besloten."]
    texts = [text for text, _ in asked(view)]
    assert "U kunt opnieuw zorg aanvragen. Stuur dan meteen mee wat er ontbrak." in texts
    assert any(text.startswith("U kunt bezwaar maken") for text in texts)
    assert any(text.startswith("Het oude recht stopt na deze dag, en er is nog geen besluit") for text in texts)
    assert any(what.startswith("Ons besluit") for what, _ in moments(view))
    again = view_on(date(2015, 3, 20), *told, stepped(PERSON, "apply", "applied", "2015-03-18", 3))
    assert again.decisions == [], "the new application is treated"
    assert ("Wij stuurden u ons besluit: wij behandelen uw aanvraag niet", "done") in moments(again)


def test_who_did_not_take_an_offer_does_not_read_that_it_is_given_before_the_old_right_is_over() -> None:
    made = decided(PERSON, waitsForAcceptance=True, startsOn="2015-05-01", endsOn=None, oldRightUntil="2015-12-31")
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION)
    refused = stepped(PERSON, "refuse-offer", "sent", "2015-04-03", 4, details=DECISION)
    assert view_on(date(2015, 5, 14), HELD, made, sent, refused).decisions == [
        "Wij boden u zorg die wij voor u regelen aan. U nam dat niet aan. U houdt uw oude recht tot en met "
        "31 december 2015. Daarna begint de zorg uit ons besluit."
    ]
    assert view_on(date(2016, 1, 4), HELD, made, sent, refused).decisions == [
        "U krijgt zorg die wij voor u regelen, vanaf 1 januari 2016."
    ]


APART = {"BGI": "2015-12-31", "BGG": "2015-06-20"}
OLD_RIGHTS = (
    "uw oude recht: dagbesteding (begeleiding in een groep) tot en met 20 juni 2015 en begeleiding bij u thuis tot en "
    "met 31 december 2015."
)


def apart(**said: Any) -> Event:
    """A decision on both kinds of care, of which the old rights end on different days."""
    gives = decided(PERSON).data["provisions"][0]
    both = [gives | {"function": "BGI"}, gives | {"function": "BGG"}]
    ends: dict[str, Any] = {"oldRightUntil": "2015-12-31", "oldEnds": APART, "endsOn": None, "provisions": both}
    return decided(PERSON, **(ends | said))


def test_an_offer_beside_rights_that_end_apart_names_each_with_its_day() -> None:
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION)
    refused = stepped(PERSON, "refuse-offer", "sent", "2015-04-03", 4, details=DECISION)
    made = apart(waitsForAcceptance=True, startsOn="2015-05-01")
    (offer,) = view_on(date(2015, 4, 2), HELD, made, sent).decisions
    assert offer.endswith(f"Tot die tijd houdt u {OLD_RIGHTS}")
    (no,) = view_on(date(2015, 4, 4), HELD, made, sent, refused).decisions
    assert f"U houdt {OLD_RIGHTS} Daarna begint" in no
    assert view_on(date(2016, 1, 4), HELD, made, sent, refused).decisions == [
        "U krijgt zorg die wij voor u regelen, vanaf 21 juni 2015. Later begint: begeleiding bij u thuis op "
        "1 januari 2016."
    ]


def test_what_an_offer_gives_beside_the_old_care_begins_when_all_old_rights_are_over() -> None:
    """Wmo 2015 8.3(1), as the budget counts it."""
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION)
    gives = decided(PERSON).data["provisions"][0]
    made = apart(
        waitsForAcceptance=True,
        startsOn="2015-05-01",
        provisions=[gives | {"function": "BGG"}, gives | {"function": "KVB"}],
    )
    (said,) = view_on(date(2016, 1, 4), HELD, made, sent).decisions
    assert said.startswith("U krijgt zorg die wij voor u regelen, vanaf 21 juni 2015. Later begint: ")
    assert said.endswith(" op 1 januari 2016.")


def test_a_decision_beside_rights_that_end_apart_names_each_first_day() -> None:
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION)
    view = view_on(date(2015, 4, 2), HELD, apart(waitsForAcceptance=False, startsOn="2015-06-21"), sent)
    assert view.decisions == [
        "U krijgt zorg die wij voor u regelen, vanaf 21 juni 2015. Later begint: begeleiding bij u thuis op "
        "1 januari 2016."
    ]
    begins = [(each.day, each.what) for each in view.year if each.what.startswith("Uw nieuwe zorg begint")]
    assert begins == [
        (date(2015, 6, 21), "Uw nieuwe zorg begint: dagbesteding (begeleiding in een groep)"),
        (date(2016, 1, 1), "Uw nieuwe zorg begint: begeleiding bij u thuis"),
    ]


@pytest.mark.parametrize(
    ("form", "later"),
    [("pgb", ""), ("zin", " Later begint: wonen met zorg (verblijf) op 11 december 2018.")],
)
def test_a_pgb_that_goes_on_begins_after_the_pgb_and_not_after_the_right(form: str, later: str) -> None:
    """Wmo 2015 8.4: care in kind goes on by the old right itself."""
    gives = decided(PERSON).data["provisions"][0] | {"provider": None}
    made = decided(
        PERSON,
        kind="both",
        startsOn="2016-01-01",
        endsOn=None,
        provisions=[gives | {"function": "BGI"}, gives | {"function": "STAY", "form": form}],
        waitsForAcceptance=False,
        oldRightUntil="2018-12-10",
        oldEnds={"BGI": "2015-12-31", "STAY": "2018-12-10"},
        pgbEnds={"STAY": "2015-12-31"},
    )
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION)
    (said,) = view_on(date(2015, 4, 2), HELD, made, sent).decisions
    assert said.endswith(f"vanaf 1 januari 2016.{later}")


def test_a_corrected_day_of_sending_is_told_with_the_last_day_that_follows() -> None:
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION, **term("objection", "2015-05-13"))
    corrected = stepped(
        PERSON,
        "correct-day",
        "sent",
        "2015-04-10",
        4,
        details={"corrects": sent.data["stepId"], "was": "2015-04-01", "becomes": "2015-04-03"},
        **term("objection", "2015-05-18"),
    )
    view = view_on(date(2015, 4, 11), HELD, decided(PERSON), sent, corrected)
    assert [day for _, day in asked(view)] == [None, date(2015, 5, 18)]
    days = {each.what: each.day for each in view.year}
    assert days["Wij stuurden u ons besluit: wij bieden u zorg die wij voor u regelen aan"] == date(2015, 4, 3)
    told = "Wij verbeterden een dag die bij ons verkeerd stond. Daardoor kan een uiterste dag anders zijn"
    assert days[told] == date(2015, 4, 10)


def test_what_was_accepted_has_its_first_day() -> None:
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION)
    accepted = stepped(
        PERSON, "accept-offer", "sent", "2015-04-03", 4, details=DECISION | {"oldRightUntil": "2015-04-03"}
    )
    begins = ("Uw nieuwe zorg begint", "coming")
    assert begins not in moments(view_on(date(2015, 4, 4), HELD, decided(PERSON), sent))
    assert begins in moments(view_on(date(2015, 4, 4), HELD, decided(PERSON), sent, accepted))
    refused = stepped(PERSON, "refuse-offer", "sent", "2015-04-03", 4, details=DECISION)
    assert begins not in moments(view_on(date(2015, 4, 4), HELD, decided(PERSON), sent, refused))
    assert begins[0] not in dict(moments(view_on(date(2015, 5, 2), HELD, decided(PERSON), sent, accepted)))


def test_the_page_names_one_day_for_the_old_right_and_for_the_care_that_was_accepted() -> None:
    """An offer from 1 May that was accepted in April, and one that was accepted after its first day."""
    made = decided(PERSON, waitsForAcceptance=True, startsOn="2015-05-01", endsOn=None, oldRightUntil="2015-12-31")
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION)
    for until, first in (("2015-04-30", date(2015, 5, 1)), ("2015-05-10", date(2015, 5, 11))):
        said = stepped(PERSON, "accept-offer", "sent", "2015-04-03", 4, details=DECISION | {"oldRightUntil": until})
        view = view_on(date(2015, 4, 4), HELD, made, sent, said)
        (care,) = view.care
        assert (care.right_until, care.stopped) == (
            date.fromisoformat(until),
            "Dit recht stopt eerder, omdat u een aanbod van de gemeente aannam.",
        )
        assert view.decisions == [f"U krijgt zorg die wij voor u regelen, vanaf {date_in_words(first)}."]
        assert [each.day for each in view.year if each.what == "Uw nieuwe zorg begint"] == [first]
        (over,) = view_on(first, HELD, made, sent, said).care
        assert over.stopped == "Dit recht stopte eerder, omdat u een aanbod van de gemeente aannam."


def test_a_yes_falls_when_the_letter_of_the_offer_comes_back_and_is_asked_again() -> None:
    """Awb 3:40 and Wmo 2015 8.3(1): the page said that the old right had stopped, and named no care after it."""
    offer = decided(PERSON, waitsForAcceptance=True, startsOn="2015-05-01", endsOn=None, oldRightUntil="2015-06-30")
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION)
    said = stepped(PERSON, "accept-offer", "sent", "2015-04-03", 4, details=DECISION | {"oldRightUntil": "2015-04-30"})
    over = right_ended(PERSON, "2015-04-30")
    back = stepped(PERSON, "returned", "decided", "2015-05-04", 5, details=DECISION)
    view = view_on(date(2015, 5, 5), HELD, offer, sent, said, over, back)
    (care,) = view.care
    assert (care.right_until, care.stopped, view.decisions) == (date(2015, 6, 30), "", [])
    assert "Uw ja telt daarom nog niet, en uw oude recht loopt door." in asked(view)[0][0]
    again = stepped(PERSON, "send", "sent", "2015-05-08", 6, details=DECISION)
    view = view_on(date(2015, 5, 9), HELD, offer, sent, said, over, back, again)
    assert any(text.startswith("Laat ons weten of u ons aanbod aanneemt.") for text, _ in asked(view))
    yes = stepped(PERSON, "accept-offer", "sent", "2015-05-09", 7, details=DECISION | {"oldRightUntil": "2015-05-09"})
    view = view_on(date(2015, 5, 10), HELD, offer, sent, said, over, back, again, yes)
    assert [each.right_until for each in view.care] == [date(2015, 5, 9)]


def test_whose_care_goes_elsewhere_is_offered_nothing_about_a_conversation() -> None:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, everything(Person(1, domain="zvw", state="to-insurer")))
    assert show_portal(works.work, ShowPortal(CLIENT, None)).actions == ("wrong-data", "calls-back")
    assert not show_action(works.work, ShowAction(CLIENT, "plan-attached")).possible


def test_a_right_that_stopped_early_says_so() -> None:
    (care,) = view_on(date(2015, 5, 2), HELD, right_ended(PERSON, "2015-04-30")).care
    assert (care.right_until, care.keeps, care.reasons) == (date(2015, 4, 30), "U hield deze zorg", ())
    assert "aanbod" in care.stopped
    (by_date,) = view_on(date(2015, 7, 2), HELD, right_ended(PERSON, "2015-06-30", "date")).care
    assert (by_date.stopped, by_date.right_until) == ("", date(2015, 6, 30))


@pytest.mark.parametrize("told", [True, False], ids=["told that it ended", "told of the yes alone"])
def test_a_death_after_a_yes_leaves_the_day_on_which_the_right_ended(told: bool) -> None:
    """Wmo 2015, 8.3(1): the accepted offer took the place of the old right."""
    offer = {"waitsForAcceptance": True, "oldRightUntil": "2015-06-30"}
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION)
    yes = stepped(PERSON, "accept-offer", "sent", "2015-04-09", 4, details={**DECISION, "oldRightUntil": "2015-04-09"})
    died = stepped(PERSON, "end", "ended", "2015-05-20", 5, details={"reason": "died"})
    ends = [right_ended(PERSON, "2015-04-09", "offer-accepted")] if told else []
    ends += [right_ended(PERSON, "2015-05-20", "died")]
    view = view_on(date(2015, 5, 21), HELD, decided(PERSON, **offer), sent, yes, died, *ends, user=NOOR)
    (care,) = view.care
    assert (care.right_until, care.stopped) == (
        date(2015, 4, 9),
        "Dit recht stopte eerder, omdat u een aanbod van de gemeente aannam.",
    )


def test_after_a_death_no_care_goes_on_and_none_begins() -> None:
    """Staff who looked along read that the care went on, and that a decision gave more of it."""
    sent = stepped(PERSON, "send", "sent", "2015-04-01", 3, details=DECISION)
    died = stepped(PERSON, "end", "ended", "2015-04-10", 4, details={"reason": "died"})
    over = right_ended(PERSON, "2015-04-10", "died")
    view = view_on(date(2015, 4, 11), HELD, decided(PERSON), sent, died, over, user=NOOR)
    (care,) = view.care
    assert (care.right_until, care.stopped) == (date(2015, 4, 10), "Dit recht stopte op de dag van het overlijden.")
    assert view.decisions == []
    assert "coming" not in {state for _, state in moments(view)}


def test_a_right_that_ends_without_a_decision_says_so_until_its_day() -> None:
    ending = right_ending(PERSON, "2015-06-30", "2015-05-05")
    (told,) = view_on(date(2015, 5, 6), HELD, ending).asked
    assert (told.by, told.must) == (date(2015, 6, 30), False)
    assert "nog geen besluit" in told.text
    assert asked(view_on(date(2015, 7, 1), HELD, ending)) == []
    decided_since = right_ending(PERSON, "2015-06-30", "2015-06-02", weeks=4, decided=True)
    assert asked(view_on(date(2015, 6, 3), HELD, ending, decided_since)) == []


@pytest.mark.parametrize(("in_time", "stands"), [(True, False), (False, True)])
def test_a_decision_stood_unless_an_objection_came_in_time_after_all(in_time: bool, stands: bool) -> None:
    """Awb 6:9(2): posted in time, and received within a week after the term."""
    steps = [
        stepped(PERSON, "send", "sent", "2015-03-02", 3, details=DECISION),
        stepped(PERSON, "take-effect", "in-force", "2015-04-14", 4),
        stepped(PERSON, "object", "objection", "2015-04-15", 5, details={"inTime": in_time}),
    ]
    told_ = [what for what, _ in moments(view_on(date(2015, 4, 16), HELD, decided(PERSON), *steps))]
    assert ("Ons besluit staat nu vast" in told_) is stands


def test_of_two_invitations_to_a_hearing_the_last_one_is_told() -> None:
    invited = [
        stepped(
            PERSON,
            "invite-hearing",
            "objection",
            "2015-05-20",
            number,
            details={"day": day, "from": "10:00", "place": "x"},
        )
        for number, day in ((5, "2015-06-08"), (6, "2015-06-10"))
    ]
    told_ = [what for what, _ in moments(view_on(date(2015, 5, 21), HELD, *invited))]
    assert told_.count("Wij nodigden u uit om uw bezwaar uit te leggen") == 1


def test_a_hearing_is_told_with_hour_and_place_until_its_day() -> None:
    details = {"day": "2015-06-02", "from": "10:00", "place": "Gemeentehuis"}
    step = stepped(PERSON, "invite-hearing", "objection", "2015-05-20", 5, details=details)
    text = "U kunt komen uitleggen waarom u bezwaar maakt, om 10.00 uur, Gemeentehuis."
    assert asked(view_on(date(2015, 6, 2), HELD, step)) == [(text, date(2015, 6, 2))]
    assert asked(view_on(date(2015, 6, 3), HELD, step)) == []


def test_a_plan_can_be_handed_in_until_its_day() -> None:
    step = stepped(PERSON, "report-need", "planned", "2015-01-20", 1, **term("personal-plan", "2015-01-27"))
    assert "plan-attached" in view_on(date(2015, 1, 27), INVITED, step).actions
    assert "plan-attached" not in view_on(date(2015, 1, 28), INVITED, step).actions
    late = works_on(date(2015, 1, 28), INVITED, step)
    assert not show_action(late.work, ShowAction(CLIENT, "plan-attached")).possible


def test_news_is_what_came_since_the_last_visit() -> None:
    works = works_on(DAY, INVITED)

    def visit() -> list[str]:
        view = show_portal(works.work, ShowPortal(CLIENT, None))
        keep_visit(works.work, KeepVisit(CLIENT, view.shown))
        return [each.what for each in view.news]

    assert visit() == [], "on a first visit everything would be new"
    works.work.today = date(2015, 2, 11)
    tell(works, [HELD])
    assert visit() == ["Gesprek met de gemeente"]
    assert visit() == ["Gesprek met de gemeente"], "it stays while one reads"
    wrong = TakeAnswer(CLIENT, PERSON.id, "wrong-data", "portal", works.work.today, None, note="naam")
    take_answer(works.work, wrong)
    works.work.today = date(2015, 2, 12)
    assert visit() == [], "what the client did is no news"
    finish_answer(works.work, FinishAnswer(NOOR, works.work.answers.of_client(PERSON.id)[0].answer_id, "Gebeld"))
    works.work.today = date(2015, 2, 13)
    assert visit() == ["Wij keken naar wat u ons liet weten op 11 februari 2015"]


def test_staff_reads_along_without_actions_and_without_a_visit() -> None:
    works = works_on(DAY, INVITED)
    view = show_portal(works.work, ShowPortal(NOOR, PERSON.id))
    assert (view.actions, view.news, works.work.visits.kept) == ((), (), {})
    assert view.appointment is not None


def test_a_step_that_nobody_knows_is_left_alone() -> None:
    odd = stepped(PERSON, "dance", "dancing", "2015-01-20", 1, **term("party", "2015-02-01"))
    told = [what for what, _ in moments(view_on(DAY, odd))]
    assert told[:2] == ["Onze brief over uw zorg", "De AWBZ is gestopt"]
    assert not any("dance" in what or "party" in what for what in told)


def test_an_appointment_with_somebody_else_at_the_same_hour_is_told_as_such() -> None:
    first = appointed(PERSON, 1, caseworker="H. Smit", madeOn="2015-01-12")
    view = view_on(DAY, first, moved(PERSON, 2, 1, madeOn="2015-01-20"))
    assert ("Uw afspraak op 10 februari 2015 blijft staan. U praat met K. de Vries", "done") in moments(view)


OPEN = Person(
    1, domain="wmo-protected-living", pgb=True, right_until="2018-12-10", pgb_until="2015-12-31", function="STAY",
    findings=("pgb-reading-open",),
)  # fmt: skip
BUDGET_ENDING = told(OPEN, "budget-ending", "billing", functions=[OPEN.function_id])


def page_of_budget(day: date, *events: Event, sent: bool = True) -> PortalView:
    works = WorksInMemory(WorkInMemory(SENDER, day))
    tell(works, [*everything(OPEN), BUDGET_ENDING])
    if sent:
        leave(works, day)
    tell(works, events)
    return show_portal(works.work, ShowPortal(CLIENT, OPEN.id))


def test_what_the_letter_about_a_pgb_asks_stands_on_the_page_until_somebody_told_what_comes() -> None:
    """Two letters asked to call, and the page asked nothing."""
    before, after = date(2015, 12, 14), date(2016, 1, 2)
    call = "Bel ons. Dan kijken wij samen hoe uw zorg na deze dag kan doorgaan. Uw pgb loopt zeker tot die dag."
    assert (call, date(2015, 12, 31)) in asked(page_of_budget(before))
    assert call not in [text for text, _ in asked(page_of_budget(before, sent=False))], "the letter did not come yet"
    later = "U weet nog niet of uw pgb doorgaat. Bel ons. Dan kijken wij samen naar uw zorg."
    assert (later, None) in asked(page_of_budget(after))
    details = {"afterwards": "ends"}
    tells = stepped(OPEN, "tell-pgb", "planned", "2015-12-14", 1, details=details)
    view = page_of_budget(before, tells)
    assert call not in [text for text, _ in asked(view)]
    assert ("Wij vertelden u dat uw pgb stopt", "done") in moments(view)


def test_what_the_letter_about_a_pgb_asks_comes_back_with_the_letter_of_the_offer() -> None:
    """A yes that fell with that letter ended the right no more, and the page went on asking nothing (Awb 3:40)."""
    sent = stepped(OPEN, "send", "sent", "2015-12-01", 1, details=DECISION)
    yes = stepped(OPEN, "accept-offer", "sent", "2015-12-02", 2, details=DECISION | {"oldRightUntil": "2015-12-20"})
    back = stepped(OPEN, "returned", "decided", "2015-12-10", 3, details=DECISION)
    call = "Bel ons. Dan kijken wij samen hoe uw zorg na deze dag kan doorgaan. Uw pgb loopt zeker tot die dag."
    offer = (decided(OPEN, waitsForAcceptance=True), sent, yes)
    assert call not in [text for text, _ in asked(page_of_budget(date(2015, 12, 14), *offer))]
    assert call in [text for text, _ in asked(page_of_budget(date(2015, 12, 14), *offer, back))]


def test_no_two_kinds_of_letters_have_one_name_on_the_page() -> None:
    names = [letter_name(kind, CLIENT_VOICE) for kind in KINDS.values() if kind != "next-of-kin"]
    assert len(set(names)) == len(names)
