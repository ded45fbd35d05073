"""What a caseworker reads on a client's file: the next step, what else is to be done, and the days in order."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.migration.application.control.views import ClientFile, FunctionFile
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.standings import LaterRoute, determined_standing
from services.migration.domain.control.steps import (
    TEAMS,
    Finished,
    FinishedReason,
    NextStep,
    Owner,
    Task,
    Team,
)
from services.migration.domain.rights.clients import DeliveredFunction
from services.migration.domain.rights.facts import DeliveryForm, Domain, Finding, FunctionRight
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.route import Route, Step, by_user
from services.migration.domain.route.states import StepKind
from services.migration.entrypoints.control.timeline import also_to_do, timeline, what_next
from services.migration.entrypoints.control.words import FINISHED, TASKS, TEAM_LABELS
from services.migration.entrypoints.route.what_next import BEGIN_HERE, next_on
from tests.support.migration_samples import determined, plan

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
        held_back=None,
        state=PersonState.YOUTH,
        reassess_until=None,
        due=None,
        lists=[WorkList.TO_YOUTH],
        functions=[FunctionFile(GUIDANCE, right) for right in found],
        plan=None,
        standing=replace(determined_standing(determined("1")), next=step(Task.HAND_OVER_YOUTH)),
        teams=TEAM_LABELS,
    )


def step(task: Task, due: date = date(2015, 3, 2), **owner: str) -> NextStep:
    return NextStep(task, Owner(TEAMS[task], **owner), due)


def with_next(one: ClientFile, found: NextStep | Finished | None, **changes: Any) -> ClientFile:
    return replace(one, standing=replace(one.standing, next=found), **changes)


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
    assert advice.text.startswith("Dit recht valt onder de Jeugdwet.")
    assert says in advice.text


def test_a_right_that_ended_without_a_decision_asks_for_a_call() -> None:
    ended = [FunctionFile(GUIDANCE, _reassessed(day)) for day in (date(2015, 2, 28), date(2015, 3, 18))]
    insured = FunctionFile(GUIDANCE, FunctionRight("1", Domain.ZVW, None, None, False, ()))
    overdue = with_next(
        file(),
        step(Task.MAKE_APPOINTMENT, date(2015, 1, 5)),
        state=PersonState.OVERDUE,
        functions=[*ended, insured, FunctionFile(GUIDANCE, _reassessed(date(2019, 12, 31)))],
        due=date(2015, 2, 28),
        lists=[WorkList.OVERDUE, WorkList.TO_INSURER],
    )
    found = what_next(overdue, date(2015, 7, 6))
    assert found.text == (
        "De laatste dag van het oude recht was 18 maart 2015. Wij kennen nog geen besluit. "
        "Volgens ons eigen plan moest dat er 128 dagen geleden zijn. "
        "Bel de cliënt en zorg dat er snel een besluit komt. Kies een dag, een tijd en een plaats voor het gesprek."
    )
    assert (found.title, found.alarm) == ("Nu: maak een afspraak", True)
    assert also_to_do(overdue) == [WorkList.TO_INSURER]


def test_a_pgb_that_is_over_is_not_told_as_the_end_of_its_right() -> None:
    """Wmo 2015 8.4: the right to protected living runs on in kind."""
    last, until = date(2015, 12, 31), date(2018, 12, 10)
    right = replace(_reassessed(last), right_until=until, pgb_until=last, findings=(Finding.PGB_READING_OPEN,))
    overdue = with_next(
        file(),
        step(Task.MAKE_APPOINTMENT, date(2015, 10, 1)),
        state=PersonState.OVERDUE,
        functions=[FunctionFile(GUIDANCE, right)],
        due=date(2015, 10, 1),
        lists=[WorkList.OVERDUE],
    )
    assert what_next(overdue, date(2016, 1, 4)).text.startswith(
        "De laatste dag van het pgb die zeker is, was 31 december 2015. Het oude recht loopt tot en met "
        "10 december 2018. Wij kennen nog geen besluit."
    )


PLANNED = with_next(
    file((Domain.WMO, date(2015, 12, 31))),
    step(Task.MAKE_APPOINTMENT),
    state=PersonState.TO_REASSESS,
    due=date(2015, 1, 26),
    lists=[],
    plan=plan("1"),
)


def test_a_decision_that_came_back_lies_in_no_mailing() -> None:
    """Awb 3:40. The file told to release a mailing in which there was nothing."""
    by = by_user("noor", "Noor")
    steps = [
        Step(str(n), kind, date(2015, 3, n), date(2015, 3, n), by, {"decisionId": "d"})
        for n, kind in enumerate((StepKind.APPLY, StepKind.DECIDE, StepKind.SEND, StepKind.RETURNED), 1)
    ]
    sending = with_next(PLANNED, step(Task.SEND), route=Route("1", 1, tuple(steps[:2])))
    assert "Geef daarvoor de mailing met de brief vrij." in what_next(sending, date(2015, 3, 1)).text
    back = replace(sending, route=Route("1", 1, tuple(steps)))
    found = what_next(back, date(2015, 3, 5))
    assert found.title == "Nu: zoek uit waarom de brief met het besluit terugkwam"
    assert "maak bij Herbeoordeling de brief opnieuw" in found.text
    assert "mailing" not in found.text
    again = Route("1", 1, (*steps[:3], replace(steps[3], written_again_on=date(2015, 3, 5))))
    found = what_next(replace(back, route=again), date(2015, 3, 5))
    assert found.title == next_on(again, date(2015, 3, 5)).title == "Nu: verstuur de nieuwe brief met het besluit"
    assert "Geef de mailing met de brief vrij." in found.text
    over = replace(back, state=PersonState.OVERDUE, lists=[WorkList.OVERDUE], functions=PLANNED.functions)
    over = replace(over, functions=[FunctionFile(GUIDANCE, _reassessed(date(2015, 2, 28)))])
    assert "Wij kennen nog geen besluit" not in what_next(over, date(2015, 3, 5)).text


def test_who_waits_longer_than_the_term_to_decide_reads_to_go_on() -> None:
    """The decision cannot be taken before that."""
    held = Step(
        "1", StepKind.HOLD, date(2015, 3, 1), date(2015, 3, 1), by_user("noor", "Noor"), {"until": "2015-04-01"}
    )
    waits = with_next(PLANNED, step(Task.DECIDE), route=Route("1", 1, (held,)))
    assert what_next(waits, date(2015, 3, 1)).title == "Nu: ga weer verder en neem het besluit"


def test_who_came_from_elsewhere_reads_the_same_on_the_file_as_on_the_route() -> None:
    """The file said "look at what stands out", the page of the route "begin here"."""
    came = with_next(replace(PLANNED, lists=[WorkList.FROM_MUNICIPALITY]), step(Task.LOOK_AT))
    assert what_next(came, date(2015, 3, 1)).title == BEGIN_HERE.title


def test_after_a_report_nobody_reads_the_week_of_the_plan_before_it() -> None:
    assert "Het gesprek staat in week" in what_next(PLANNED, date(2014, 12, 1)).text
    later = LaterRoute(date(2016, 2, 29))
    again = replace(PLANNED, standing=replace(PLANNED.standing, later=later))
    assert "Het gesprek staat in week" not in what_next(again, date(2016, 1, 4)).text


def test_the_file_says_what_comes_first_who_does_it_and_when() -> None:
    mine = with_next(PLANNED, step(Task.REPORT, user_id="noor", name="Noor"))
    teams = with_next(PLANNED, step(Task.REPORT))
    found = [what_next(one, date(2015, 3, 1)) for one in (mine, teams)]
    assert [(one.title, one.who, one.due) for one in found] == [
        ("Nu: maak het verslag", "Noor", date(2015, 3, 2)),
        ("Nu: maak het verslag", "consulenten", date(2015, 3, 2)),
    ]


@pytest.mark.parametrize(("today", "alarm"), [(date(2015, 3, 2), False), (date(2015, 3, 3), True)])
def test_a_step_alarms_from_the_day_after_it_was_due(today: date, alarm: bool) -> None:
    assert what_next(with_next(PLANNED, step(Task.REPORT)), today).alarm == alarm


def test_who_is_finished_has_nobody_to_act_and_no_day() -> None:
    for reason in FinishedReason:
        found = what_next(with_next(file(), Finished(reason), lists=[]), DELIVERED)
        assert (found.title, found.who, found.due, found.alarm) == (FINISHED[reason].title, "", None, False)


def test_neither_a_step_nor_a_reason_alarms() -> None:
    assert what_next(with_next(file(), None, lists=[]), DELIVERED).alarm


def test_every_step_and_team_has_words() -> None:
    assert (set(TASKS), set(TEAM_LABELS), set(FINISHED)) == (set(Task), set(Team), set(FinishedReason))
    assert len({said.name for said in TASKS.values()}) == len(Task)


def test_a_day_of_the_plan_that_has_passed_says_no_more_than_that_it_was_planned() -> None:
    moments = timeline(PLANNED, date(2014, 12, 10))
    assert [(moment.what, moment.state) for moment in moments] == [
        ("Het zorgkantoor leverde de gegevens aan.", "done"),
        ("Wij stelden vast welk recht er is.", "done"),
        ("Gesprek in week 49 stond gepland.", "passed"),
        ("Maak een afspraak.", "now"),
        ("Eerste dag van het oude recht bij de gemeente: begeleiding individueel.", "coming"),
        ("Uiterste werkdag voor de aanvraag.", "coming"),
        ("Uiterste werkdag voor het besluit.", "coming"),
        ("Laatste dag voor bezwaar, als het besluit op de uiterste dag komt.", "coming"),
        ("Laatste dag van het oude recht: begeleiding individueel.", "coming"),
    ]


@pytest.mark.parametrize(
    ("findings", "told"),
    [((Finding.PGB_READING_OPEN,), "Laatste dag van het pgb die zeker is"), ((), "Laatste dag van het pgb")],
)
def test_a_budget_that_ends_before_the_right_has_a_day_of_its_own(findings: tuple[Finding, ...], told: str) -> None:
    right = replace(_reassessed(date(2019, 12, 31)), pgb_until=date(2015, 12, 31), findings=findings)
    living = replace(file(), state=PersonState.PROTECTED_LIVING, functions=[FunctionFile(GUIDANCE, right)])
    assert f"{told}: begeleiding individueel." in [moment.what for moment in timeline(living, DELIVERED)]


def _reassessed(until: date) -> FunctionRight:
    return FunctionRight("1", Domain.WMO, date(2015, 1, 1), until, False, (), reassess_before_end_of=until)


NOOR = by_user("noor", "Noor Bakker")
ASKED_ON, LEAVE_BY, ANSWER_BY = date(2015, 2, 9), date(2015, 2, 13), date(2015, 2, 20)
SENT = [
    Step("1", StepKind.DECIDE, date(2015, 1, 5), date(2015, 1, 5), NOOR, {"decisionId": "d"}),
    Step("2", StepKind.SEND, date(2015, 1, 6), date(2015, 1, 6), NOOR, {"decisionId": "d"}),
    Step("3", StepKind.OBJECT, date(2015, 1, 7), date(2015, 1, 7), NOOR, {"inTime": True}),
]
APPLIED = [Step("1", StepKind.APPLY, date(2015, 1, 5), date(2015, 1, 5), NOOR)]
WAITS_FOR = {
    StepKind.ASK_VIEW: (APPLIED, Task.AWAIT_VIEW, "Nu: wacht op de mening van de cliënt", "Nu: neem het besluit"),
    StepKind.ASK_COMPLETION: (APPLIED, Task.AWAIT_COMPLETION, "Nu: wacht op de aanvulling", ""),
    StepKind.ASK_REPAIR: (SENT, Task.AWAIT_REPAIR, "Nu: wacht op de aanvulling van het bezwaar", ""),
}


@pytest.mark.parametrize("kind", WAITS_FOR)
def test_while_an_answer_is_waited_for_the_file_and_the_page_of_the_route_say_the_same(kind: StepKind) -> None:
    """The page said to decide, and offered the button, while the file said to wait."""
    before, task, waits, over = WAITS_FOR[kind]
    details = {"answerBy": ANSWER_BY.isoformat(), "leaveBy": LEAVE_BY.isoformat()}
    asked = Step("9", kind, ASKED_ON, ASKED_ON, NOOR, details, letter_left_on=LEAVE_BY)
    after = ANSWER_BY + timedelta(days=1)
    for letter, today, title in (
        (None, LEAVE_BY, waits),
        (LEAVE_BY, ANSWER_BY, waits),
        (LEAVE_BY, after, over or waits),
        (None, LEAVE_BY + timedelta(days=1), "Nu: vraag opnieuw"),
        (LEAVE_BY + timedelta(days=1), after, "Nu: vraag opnieuw"),
    ):
        route = Route("1", 1, (*before, replace(asked, letter_left_on=letter)))
        first = next_on(route, today)
        said = what_next(with_next(PLANNED, step(task, ANSWER_BY), route=route), today)
        assert (first.title, first.text) == (said.title, said.text)
        assert first.title.startswith(title)
        assert first.page != "decision" or today > ANSWER_BY


def test_a_hearing_before_the_last_day_to_repair_comes_first() -> None:
    """As on the file, where the first day goes before."""
    asked = Step("8", StepKind.ASK_REPAIR, ASKED_ON, ASKED_ON, NOOR, {"answerBy": "2015-03-20"})
    invited = Step("9", StepKind.INVITE_HEARING, ASKED_ON, ASKED_ON, NOOR, {"day": "2015-03-02", "from": "10:00"})
    route = Route("1", 1, (*SENT, asked, invited))
    assert next_on(route, ASKED_ON).title == "Nu: houd de hoorzitting"
    later = replace(asked, details={"answerBy": "2015-02-27"})
    assert next_on(Route("1", 1, (*SENT, later, invited)), ASKED_ON).title.startswith("Nu: wacht op de aanvulling")
