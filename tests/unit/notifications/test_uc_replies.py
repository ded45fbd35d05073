"""Recording what a client answered: who may, what is refused, and that it is somebody's with a day."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from services.notifications.application.client.views import NotKnown
from services.notifications.application.replies.assign_answer import AssignAnswer, assign_answer
from services.notifications.application.replies.count_answers import count_answers
from services.notifications.application.replies.find_answer import FindAnswer
from services.notifications.application.replies.find_clients import FindClients, find_clients
from services.notifications.application.replies.find_slip import FindSlip, find_slip
from services.notifications.application.replies.finish_answer import FinishAnswer, finish_answer
from services.notifications.application.replies.hand_in_plan import MOST_FILES, HandInPlan, hand_in_plan
from services.notifications.application.replies.list_answers import ListAnswers, list_answers
from services.notifications.application.replies.list_silent import ListSilent, list_silent
from services.notifications.application.replies.show_answer import show_answer
from services.notifications.application.replies.take_answer import TakeAnswer, take_answer
from services.notifications.application.replies.views import AnswerFilter, SilentFilter
from services.notifications.domain.client.slip_code import printed_slip_code
from services.notifications.domain.replies.answer import (
    ABOUT_APPOINTMENT,
    FROM_PORTAL,
    KINDS,
    Answer,
    AnswerFinished,
    AnswerKind,
    AnswerReceived,
)
from shared.access import Forbidden, Role, User
from shared.messaging.failures import Refused
from tests.support.notifications import (
    Person,
    appointed,
    appointment_id,
    cancelled,
    confirmed,
    everything,
    moved,
    stepped,
)
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

ONE, TWO = Person(1), Person(2, municipality="0356", surname="Bakker")
DAY = date(2015, 1, 26)
CLIENT = User("k", "Kim", Role.CLIENT, client=ONE.id)
NOOR = User("n", "Noor", Role.CASEWORKER, frozenset({"0321"}))
FAR = User("f", "Farid", Role.CASEWORKER, frozenset({"0356"}))
AUDITOR = User("a", "Ali", Role.AUDITOR, frozenset({"0321"}))
CALLED = TakeAnswer(NOOR, ONE.id, "other-day", "telephone", DAY, appointment_id(1), wish="na 13.00 uur", note="bezoek")
OWN = replace(CALLED, user=CLIENT, channel="portal")


def works_on(day: date = DAY) -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, day))
    tell(works, [*everything(ONE), *everything(TWO), appointed(ONE, 1, madeOn="2015-01-12")])
    works.work.events.clear()
    return works


def test_an_answer_belongs_to_the_team_and_has_a_day() -> None:
    work = works_on().work
    taken = take_answer(work, CALLED)
    assert taken.new
    assert (taken.answer.owner, taken.answer.of_team) == ("consulenten", True), "as the client's file calls them"
    assert taken.answer.due_on == date(2015, 1, 29), "three working days"


def test_the_others_hear_the_kind_and_the_wish_and_never_the_note() -> None:
    work = works_on().work
    take_answer(work, CALLED)
    (told,) = work.events
    assert isinstance(told, AnswerReceived)
    assert (told.kind, told.wish, told.channel) == ("other-day", "na 13.00 uur", "telephone")
    assert told.due_on == date(2015, 1, 29)
    assert "bezoek" not in repr(told)


def test_the_others_hear_that_an_answer_is_finished() -> None:
    work = works_on().work
    answer = take_answer(work, CALLED).answer
    finish_answer(work, FinishAnswer(NOOR, answer.answer_id, "Gebeld"))
    assert work.events[1:] == [AnswerFinished(answer.answer_id, answer.client_id, answer.municipality, work.today)]


@pytest.mark.parametrize(
    ("answer", "reason", "made_on", "done"),
    [
        (replace(CALLED, note=""), "client-asked", "2015-01-28", True),
        (replace(CALLED, note=""), "we-moved", "2015-01-28", False),
        (replace(CALLED, note=""), "client-asked", "2015-01-20", False),
        (CALLED, "client-asked", "2015-01-28", False),
        (replace(CALLED, kind="interpreter", note=""), "client-asked", "2015-01-28", False),
    ],
    ids=["asked", "we moved it", "moved before it was asked", "with a note", "something else"],
)
def test_who_asked_for_another_day_and_got_one_leaves_nothing_to_do(
    answer: TakeAnswer, reason: str, made_on: str, *, done: bool
) -> None:
    works = works_on()
    taken = take_answer(works.work, answer).answer
    before = {"appointmentId": appointment_id(1), "day": "2015-02-10", "from": "10:00"}
    another = appointed(ONE, 2, reason=reason, madeOn=made_on, day="2015-02-12", replaces=before)
    tell(works, [another])
    tell(works, [another])
    (kept,) = works.work.answers.of_client(ONE.id)
    assert (kept.done_on, kept.outcome) == ((date(2015, 1, 28), "De afspraak is verplaatst.") if done else (None, ""))
    finished = [each for each in works.work.events if isinstance(each, AnswerFinished)]
    assert [each.answer_id for each in finished] == ([taken.answer_id] if done else [])


def test_the_same_answer_twice_is_there_once() -> None:
    work = works_on().work
    first, second = take_answer(work, OWN), take_answer(work, OWN)
    assert (first.new, second.new, second.answer) == (True, False, first.answer)
    assert len(work.events) == 1


def test_what_was_dealt_with_can_be_said_again() -> None:
    work = works_on().work
    first = take_answer(work, CALLED).answer
    finish_answer(work, FinishAnswer(NOOR, first.answer_id, "Gebeld"))
    assert take_answer(work, CALLED).new


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (replace(OWN, client_id=TWO.id), Forbidden),
        (replace(OWN, channel="telephone"), Forbidden),
        (replace(CALLED, channel="portal"), Forbidden),
        (replace(OWN, kind="has-died"), Forbidden),
        (replace(CALLED, client_id=TWO.id), Forbidden),
        (replace(CALLED, client_id=Person(9).id), NotKnown),
        (replace(CALLED, appointment_id=None), Refused),
        (replace(CALLED, appointment_id=appointment_id(7)), Refused),
        (replace(CALLED, received_on=date(2015, 1, 27)), Refused),
        (replace(CALLED, wish="x" * 81), Refused),
        (replace(CALLED, note="x" * 2001), Refused),
        (replace(CALLED, kind="wrong-data", appointment_id=None, note=""), Refused),
    ],
)
def test_what_cannot_be_an_answer_is_refused(command: TakeAnswer, error: type[Exception]) -> None:
    work = works_on().work
    with pytest.raises(error):
        take_answer(work, command)
    assert (work.events, work.answers.kept) == ([], {})


def test_a_moved_appointment_is_not_answered_any_more() -> None:
    works = works_on()
    tell(works, [moved(ONE, 2, 1, day="2015-02-12")])
    with pytest.raises(Refused, match="geldt niet meer"):
        take_answer(works.work, OWN)
    assert take_answer(works.work, replace(OWN, appointment_id=appointment_id(2))).new


def test_the_day_after_the_appointment_the_page_takes_no_answer_about_it() -> None:
    late = date(2015, 2, 11)
    with pytest.raises(Refused, match="voorbij"):
        take_answer(works_on(late).work, replace(OWN, received_on=late))


def test_who_wants_no_conversation_says_so_as_long_as_one_is_to_be_held() -> None:
    works = works_on()
    own = TakeAnswer(CLIENT, ONE.id, "declines", "portal", DAY, None, note="Ik red me zo.")
    by_slip = take_answer(works.work, replace(own, user=NOOR, channel="slip")).answer
    taken = take_answer(works.work, own).answer
    assert (taken.owner, taken.of_team, taken.due_on) == (by_slip.owner, by_slip.of_team, by_slip.due_on)
    assert [(told.kind, told.due_on) for told in works.work.events] == [("declines", taken.due_on)] * 2
    tell(works, [stepped(ONE, "hold-conversation", "conversation-held", "2015-01-26", 1)])
    with pytest.raises(Refused, match="al geweest"):
        take_answer(works.work, replace(own, note="Toch niet."))


@settings(max_examples=40)
@given(some.lists(some.tuples(some.sampled_from(sorted(KINDS)), some.booleans()), max_size=8))
def test_every_answer_has_an_owner_and_a_day_and_is_told_once(said: list[tuple[str, bool]]) -> None:
    work = works_on().work
    for kind, own in said:
        command = replace(OWN if own and kind in FROM_PORTAL else CALLED, kind=KINDS[kind], note="x")
        take_answer(work, replace(command, phone="06 12345678", language="Berbers"))
    kept = work.answers.of_client(ONE.id)
    assert all(each.owner and each.due_on > each.received_on for each in kept)
    assert sorted(told.answer_id for told in work.events) == sorted(each.answer_id for each in kept)
    once = [(each.kind, each.channel) for each in kept if each.kind not in ABOUT_APPOINTMENT]
    assert len(set(once)) == len(once), "what was said about the appointment can change, and change back"


def test_a_slip_finds_its_client_and_appointment() -> None:
    found = find_slip(works_on().work, FindSlip(NOOR, printed_slip_code(appointment_id(1), ONE.id).lower()))
    assert (found.client_id, found.appointment_id) == (ONE.id, appointment_id(1))


@pytest.mark.parametrize("user", [FAR])
def test_a_slip_of_another_municipality_is_unknown(user: User) -> None:
    with pytest.raises(Refused) as refused:
        find_slip(works_on().work, FindSlip(user, printed_slip_code(appointment_id(1), ONE.id)))
    assert "uw gemeenten" in refused.value.fields["code"]


@pytest.mark.parametrize(
    ("later", "day", "told"),
    [
        ([moved(ONE, 2, 1, day="2015-02-12")], DAY, "is verplaatst naar 12 februari 2015"),
        (
            [moved(ONE, 2, 1, day="2015-02-10", **{"from": "14:30", "until": "15:30"})],
            DAY,
            "de afspraak van 10 februari 2015 is verplaatst van 10.00 uur naar 14.30 uur",
        ),
        ([moved(ONE, 2, 1, day="2015-02-10")], DAY, "is vervangen door een andere op hetzelfde uur"),
        ([cancelled(ONE, 1)], DAY, "gaat niet door"),
        ([], date(2015, 2, 11), "is voorbij"),
    ],
)
def test_an_old_slip_is_refused_with_the_reason(later: list, day: date, told: str) -> None:  # type: ignore[type-arg]
    works = works_on(day)
    tell(works, later)
    with pytest.raises(Refused) as refused:
        find_slip(works.work, FindSlip(NOOR, printed_slip_code(appointment_id(1), ONE.id)))
    assert told in refused.value.fields["code"]


def test_who_calls_is_found_by_the_day_of_birth_in_ones_own_municipalities() -> None:
    work = works_on().work
    born = work.queries.people([ONE.id])[ONE.id].birth_date
    assert [each.client_id for each in find_clients(work, FindClients(NOOR, born))] == [ONE.id]
    assert [line[:2] for line in work.read_log.lines] == [("n", ONE.id)]
    with pytest.raises(Refused):
        find_clients(work, FindClients(NOOR, date(1901, 1, 1)))


def test_somebody_takes_it_up_gives_it_away_and_deals_with_it() -> None:
    work = works_on().work
    id_ = take_answer(work, CALLED).answer.answer_id
    assign_answer(work, AssignAnswer(NOOR, id_, "me"))
    assert [line.answer.answer_id for line in mine(work)] == [id_]
    assign_answer(work, AssignAnswer(NOOR, id_, "name", "Sanne"))
    assert (mine(work), show_answer(work, FindAnswer(NOOR, id_)).answer.owner) == ([], "Sanne")
    assign_answer(work, AssignAnswer(NOOR, id_, "team"))
    assert count_answers(work, NOOR).unowned == 1
    finish_answer(work, FinishAnswer(NOOR, id_, "gebeld"))
    assert count_answers(work, NOOR).open == 0
    for again in (AssignAnswer(NOOR, id_, "me"),):
        with pytest.raises(Refused, match="afgehandeld"):
            assign_answer(work, again)
    with pytest.raises(Refused, match="afgehandeld"):
        finish_answer(work, FinishAnswer(NOOR, id_, "Gebeld"))


def mine(work: WorkInMemory) -> list:  # type: ignore[type-arg]
    return list(list_answers(work, ListAnswers(NOOR, AnswerFilter(owner_id=NOOR.id))).lines)


def test_an_answer_of_another_municipality_stays_closed() -> None:
    work = works_on().work
    id_ = take_answer(work, CALLED).answer.answer_id
    for act in (
        lambda: show_answer(work, FindAnswer(FAR, id_)),
        lambda: assign_answer(work, AssignAnswer(FAR, id_, "me")),
        lambda: finish_answer(work, FinishAnswer(FAR, id_, "Gebeld")),
    ):
        with pytest.raises(Forbidden):
            act()
    assert list_answers(work, ListAnswers(FAR)).lines == []
    assert not show_answer(work, FindAnswer(AUDITOR, id_)).may_act


def test_silence_is_seen_after_some_days_until_somebody_answers() -> None:
    def silent(works: WorksInMemory) -> list[str]:
        asked = ListSilent(NOOR, SilentFilter(works.work.today))
        return [line.appointment.client_id for line in list_silent(works.work, asked).lines]

    assert silent(works_on(date(2015, 1, 21))) == []
    works = works_on(date(2015, 1, 22))
    assert silent(works) == [ONE.id]
    assert works.work.events == [], "it changes nothing"
    take_answer(works.work, replace(OWN, received_on=date(2015, 1, 22)))
    assert silent(works) == []
    in_file = works_on(date(2015, 1, 22))
    tell(in_file, [confirmed(ONE, heardOn="2015-01-13")])
    assert silent(in_file) == [], "a colleague heard that it suits"
    assert silent(works_on(date(2015, 2, 11))) == [], "the conversation is over"


def test_a_plan_lies_under_the_id_of_its_answer() -> None:
    works = works_on()
    taken = hand_in_plan(works, HandInPlan(CLIENT, b"%PDF-1.4 plan"))
    assert works.plan_files.kept == {f"{taken.answer.answer_id}.pdf": b"%PDF-1.4 plan"}
    assert hand_in_plan(works, HandInPlan(CLIENT, b"%PDF-1.4 plan")).new is False
    assert hand_in_plan(works, HandInPlan(CLIENT, b"%PDF-1.4 plak")).new, "as long, and another plan"


def test_nobody_fills_the_disk_with_plans() -> None:
    works = works_on()
    for number in range(MOST_FILES):
        hand_in_plan(works, HandInPlan(CLIENT, b"%PDF-1.4 plan " + str(number).encode()))
    with pytest.raises(Refused) as refused:
        hand_in_plan(works, HandInPlan(CLIENT, b"%PDF-1.4 one more"))
    assert f"al {MOST_FILES} bestanden" in refused.value.fields["file"]
    assert len(works.plan_files.kept) == MOST_FILES


@pytest.mark.parametrize(
    ("content", "told"), [(b"", "Kies een bestand"), (b"MZ", "niet lezen"), (b"%PDF" + b"x" * 2**20, "te groot")]
)
def test_what_is_no_plan_is_refused_and_leaves_nothing(content: bytes, told: str) -> None:
    works = works_on()
    with pytest.raises(Refused) as refused:
        hand_in_plan(works, HandInPlan(CLIENT, content))
    assert told in refused.value.fields["file"]
    assert (works.plan_files.kept, works.work.answers.kept) == ({}, {})


def test_a_confirmation_asks_nothing_of_anybody_unless_more_was_said() -> None:
    work = works_on().work
    assert not take_answer(work, replace(OWN, kind="suits", wish="", note="")).answer.is_open
    assert take_answer(work, replace(OWN, kind="suits", wish="", note="De bel is stuk")).answer.is_open
    assert not take_answer(work, replace(OWN, kind="suits", wish="", note="")).new


def said(works: WorksInMemory, kind: AnswerKind, *, note: str = "", on: date = DAY) -> Answer:
    command = replace(OWN, kind=kind, wish="", note=note, received_on=on)
    return take_answer(works.work, command if on == DAY else replace(command, user=NOOR, channel="slip")).answer


def test_a_yes_after_another_day_closes_that_and_says_so() -> None:
    """Whoever works it would move the appointment that suits, and write that the client asked for it."""
    works = works_on()
    first = said(works, "other-day")
    yes = said(works, "suits")
    page = show_answer(works.work, FindAnswer(NOOR, first.answer_id))
    assert (page.newer, page.may_act) == (yes, False)
    assert page.answer.outcome == "De cliënt liet daarna weten dat de afspraak uitkomt."
    told = [each for each in works.work.events if isinstance(each, AnswerFinished)]
    assert [each.answer_id for each in told] == [first.answer_id]
    again = said(works, "other-day")
    assert again.answer_id != first.answer_id
    assert said(works, "suits").answer_id != yes.answer_id, "the last word counts, also when it was said before"
    assert not works.work.answers.find(again.answer_id).is_open  # type: ignore[union-attr]


def test_an_older_answer_with_a_note_stays_and_names_the_newer_one() -> None:
    works = works_on()
    first, yes = said(works, "other-day", note="De bel is stuk"), said(works, "suits")
    page = show_answer(works.work, FindAnswer(NOOR, first.answer_id))
    assert (page.newer, page.may_act) == (yes, True)
    assert show_answer(works.work, FindAnswer(NOOR, yes.answer_id)).newer is None


def test_a_slip_that_is_typed_in_late_does_not_overtake_what_came_after_it() -> None:
    works = works_on()
    yes = said(works, "suits")
    slip = said(works, "other-day", on=date(2015, 1, 23))
    assert show_answer(works.work, FindAnswer(NOOR, slip.answer_id)).newer == yes


def test_two_crosses_on_one_slip_are_for_a_person_to_ask_about() -> None:
    works, day = works_on(), date(2015, 1, 23)
    both, yes = said(works, "other-day", on=day), said(works, "suits", on=day)
    assert [show_answer(works.work, FindAnswer(NOOR, each.answer_id)).newer for each in (both, yes)] == [None, None]
    assert both.is_open


@pytest.mark.parametrize(("heard_on", "done"), [("2015-01-26", False), ("2015-01-27", True)])
def test_what_the_file_says_later_closes_the_question_for_another_day(heard_on: str, *, done: bool) -> None:
    works = works_on()
    asked = said(works, "other-day")
    for _ in range(2):
        tell(works, [confirmed(ONE, heardOn=heard_on)])
    assert works.work.answers.find(asked.answer_id).is_open is not done  # type: ignore[union-attr]
    assert sum(isinstance(each, AnswerFinished) for each in works.work.events) == int(done)


@pytest.mark.parametrize(
    ("kind", "typed", "wrong"),
    [
        ("calls-back", {}, "phone"),
        ("wants-support", {}, "phone"),
        ("calls-back", {"phone": "bel mijn zoon"}, "phone"),
        ("calls-back", {"phone": "06 1234"}, "phone"),
        ("interpreter", {}, "language"),
        ("interpreter", {"language": "x" * 41}, "language"),
    ],
)
def test_what_we_promise_on_the_own_page_asks_for_what_it_takes(
    kind: AnswerKind, typed: dict[str, str], wrong: str
) -> None:
    asking = replace(OWN, kind=kind, wish="", note="", appointment_id=None)
    with pytest.raises(Refused) as refused:
        take_answer(works_on().work, replace(asking, phone=typed.get("phone", ""), language=typed.get("language", "")))
    assert list(refused.value.fields) == [wrong]


def test_a_number_and_a_language_stay_with_the_answer_and_are_told_to_nobody() -> None:
    work = works_on().work
    asking = replace(OWN, kind="calls-back", wish="", note="", appointment_id=None)
    call = take_answer(work, replace(asking, phone="+31 (0)6-1234 5678")).answer
    talk = take_answer(work, replace(asking, kind="interpreter", language="gebarentaal")).answer
    assert (call.phone, talk.language) == ("+31 (0)6-1234 5678", "gebarentaal")
    assert not any(word in repr(each) for each in work.events for word in ("1234", "gebarentaal"))
    by_slip = replace(asking, user=NOOR, channel="slip")
    assert take_answer(work, by_slip).answer.phone == "", "a slip is as it came"


def test_nobody_closes_an_answer_without_a_word_of_what_was_done() -> None:
    work = works_on().work
    open_one = take_answer(work, CALLED).answer
    with pytest.raises(Refused) as refused:
        finish_answer(work, FinishAnswer(NOOR, open_one.answer_id, " "))
    assert "outcome" in refused.value.fields
