"""What always holds in the simulated town, whatever people, letters, days and crashes do.

The checks read what the services keep, and say again in their own words what the law and the issue ask: they do not ask
the rules of the services whether those were kept.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from services.migration.adapters.control.tables import standing, told_end
from services.migration.adapters.deadlines.rows import deadline_of
from services.migration.adapters.deadlines.tables import deadline
from services.migration.adapters.rights.tables import client, function_right
from services.migration.adapters.route.tables import route, route_step
from services.migration.domain.deadlines.open_deadlines import Closing
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.rights.facts import Domain
from services.migration.domain.route.decisions import Decision, DecisionKind
from services.migration.domain.route.route import By, Route, Step
from services.migration.domain.route.states import RouteState, StepKind
from services.notifications.adapters.client.tables import recipient
from services.notifications.adapters.letters.tables import letter, letter_body, letter_stop, told_late, waiting_letter
from shared.clock import AMSTERDAM
from shared.dutch import date_in_words
from shared.events.envelope import Event, event_type
from tests.simulation.town import BILLING, MIGRATION, NOTIFICATIONS, SERVICES, Town

K = StepKind
EIGHT_WEEKS, FOUR_WEEKS, LONGEST_WEEKEND = timedelta(weeks=8), timedelta(weeks=4), timedelta(days=4)
LAST_DAY = date(2015, 12, 31)
TAKES = frozenset({DecisionKind.OWN_STRENGTH, DecisionKind.REFUSAL, DecisionKind.END})
TOLD_WORDS = ("migration.right-ending", "migration.right-ended")
MOVES = ("appointment-moved", "appointment-cancelled")
NEXT_OF_KIN = "next-of-kin"


def always(town: Town) -> None:
    """After every step, whatever was not worked off yet."""
    everybody_has_one_next_step(town)
    every_decision_is_lawful(town)
    no_right_is_shortened(town)
    nobody_is_done_by_an_application_that_is_not_treated(town)
    a_term_for_objecting_runs_from_the_day_of_sending(town)
    every_open_deadline_has_proof(town)
    no_letter_waits_for_the_dead(town)
    nobody_is_told_late_without_a_name(town)
    nobody_reads_of_a_move_who_was_never_invited(town)
    nothing_is_parked(town)


def when_settled(town: Town) -> None:
    """When nobody has anything left to do."""
    always(town)
    every_letter_has_a_cause(town)
    everybody_knows_of_a_death(town)
    the_books_balance(town)
    assert not town.rows(NOTIFICATIONS, waiting_letter), "every letter was written"


def everybody_has_one_next_step(town: Town) -> None:
    known = {row.client_id for row in town.rows(MIGRATION, client.c.client_id)}
    found = town.rows(MIGRATION, standing.c.client_id, standing.c.next_step, standing.c.owner)
    assert {row.client_id for row in found} == known
    for row in found:
        assert row.next_step, f"{row.client_id} has neither a next step nor a reason to be finished"
        assert row.owner or row.next_step.startswith("done-"), f"nobody owns {row.next_step} of {row.client_id}"
    control = town.services[MIGRATION].totals()["control"]
    assert isinstance(control, dict)
    assert control["persons"] == control["withNextStep"] + control["finished"] == len(known)
    assert (control["withoutEither"], control["overdueWithoutOwner"]) == (0, 0)


def every_decision_is_lawful(town: Town) -> None:
    """No decision without investigation, but urgent help (2.3.3), a prolongation (2.3.5(3)) and an application after
    the six weeks (2.3.2(9)), of which the machine checks the day when it is made."""
    with town.desk.read() as work:
        for one in _clients_with_route(town):
            routes, decisions = work.routes.earlier(one), {each.decision_id: each for each in work.decisions.all(one)}
            named = [step.details["decisionId"] for each in routes for step in each.steps if step.kind in DECIDE_STEPS]
            assert sorted(named) == sorted(decisions), "each decision has its one step"
            for each in routes:
                for before, step in _as_it_was(each):
                    if step.kind in DECIDE_STEPS:
                        _check_decision(before, step, decisions[step.details["decisionId"]])


DECIDE_STEPS = frozenset({K.DECIDE, K.NOT_TREAT, K.PROLONG, K.GRANT_URGENT_HELP, K.DECIDE_OBJECTION})


def _as_it_was(one: Route) -> Iterator[tuple[Sequence[Step], Step]]:
    """Each step with those that stood when it was taken."""
    stood: list[Step] = []
    for step in one.steps:
        yield tuple(stood), step
        if step.kind is K.UNDO:
            assert stood, "there was something to take back"
            back = next(each for each in stood if each.step_id == step.undoes)
            assert back is stood[-1] or _may_lie_deeper(back, stood), "only the last step is taken back"
            stood.remove(back)
        elif step.kind is not K.CORRECT_DAY:
            stood.append(step)


def _may_lie_deeper(back: Step, stood: Sequence[Step]) -> bool:
    """A decision that stood too early; a question without an answer that was left out; an invitation, whose appointment
    ended, or a decision not to treat an application, whose letter did not leave in time (Awb 4:5(4)), after which
    nothing came that depends on it."""
    since = stood[stood.index(back) + 1 :]
    answers = {
        K.ASK_COMPLETION: K.COMPLETE,
        K.ASK_VIEW: K.RECEIVE_VIEW,
        K.ASK_REPAIR: K.REPAIR,
        K.INVITE_HEARING: K.HEAR,
    }
    unanswered = back.kind in answers and all(each.kind is not answers[back.kind] for each in since)
    free = {K.REMIND, K.GRANT_URGENT_HELP, K.HOLD, K.RESUME}
    nothing_hangs_on_it = back.kind in (K.INVITE, K.NOT_TREAT) and all(each.kind in free for each in since)
    return back.kind is K.TAKE_EFFECT or unanswered or nothing_hangs_on_it


def _check_decision(before: Sequence[Step], step: Step, made: Decision) -> None:
    kinds = [each.kind for each in before]
    if step.kind is K.DECIDE:
        spoken = K.HOLD_CONVERSATION in kinds and K.REPORT in kinds
        assert spoken or (K.APPLY in kinds and K.REPORT not in kinds), "no decision without investigation"
        if made.kind in TAKES and made.differs_from_client:
            asked = [each for each in before if each.kind is K.ASK_VIEW]
            assert asked, "a refusal on other facts asks for a view first (Awb 4:7)"
            over = step.on > date.fromisoformat(asked[-1].details["answerBy"])
            assert over or K.RECEIVE_VIEW in kinds, "and waits for it"
    if step.kind is K.NOT_TREAT:
        last = [each for each in before if each.kind is K.ASK_COMPLETION][-1]
        until = date.fromisoformat(last.details["answerBy"])
        in_time = until < step.on <= until + FOUR_WEEKS + LONGEST_WEEKEND
        assert in_time, "in the weeks after the time to complete the application (Awb 4:5)"
        assert not made.provisions, "it gives nothing"
    if step.kind is K.DECIDE_OBJECTION:
        assert K.OBJECT in kinds, "somebody objected"
        first = [each for each in before if each.kind in (K.DECIDE, K.NOT_TREAT, K.PROLONG)][-1]
        assert first.by.id != step.by.id, "somebody else decides on the objection (Awb 10:3(3))"
    anew = step.kind is K.DECIDE_OBJECTION and step.details["outcome"] in ("upheld", "partly")
    takes = made.kind in TAKES or (anew and not made.provisions)
    if made.old_right_until is not None and takes:
        assert made.starts_on > made.old_right_until, "a decision never shortens the old right (8.3(1))"


def is_untreated(stood: Sequence[Step]) -> bool:
    """The last that was decided on an application is that it is not treated."""
    on_it = [each for each in stood if each.kind in (K.APPLY, K.DECIDE, K.PROLONG, K.NOT_TREAT) or _gives_way(each)]
    return bool(on_it) and on_it[-1].kind is K.NOT_TREAT


def _gives_way(step: Step) -> bool:
    return step.kind is K.DECIDE_OBJECTION and step.details["outcome"] in ("upheld", "partly")


def nobody_is_done_by_an_application_that_is_not_treated(town: Town) -> None:
    """Awb 4:5 says nothing of care: who has a right to reassess keeps a next step, and shows as undecided."""
    rows = {row.client_id: row for row in town.rows(MIGRATION, standing)}
    with town.desk.read() as work:
        for one in _clients_with_route(town):
            routes, row = work.routes.earlier(one), rows[one]
            last, others = routes[-1], routes[:-1]
            decided_before = any(not is_untreated(each.standing) for each in others)
            over = last.state in (RouteState.ENDED, RouteState.DECIDED) or decided_before
            if not is_untreated(last.standing) or over or row.reassess_until is None or row.state == "deceased":
                continue
            assert not row.next_step.startswith("done-"), (
                f"{one} is {row.next_step}, and its application was not treated"
            )
            assert row.state != "decided", f"{one} shows as decided"


def no_right_is_shortened(town: Town) -> None:
    """Only the delivery says how long a right lasts; a last day that was told is that day, an accepted offer or a
    death."""
    right, person = function_right.c, client.c
    columns = (right.function_id, right.client_id, right.domain, right.ends_on, right.right_until, person.died_on)
    joined = (right.client_id == person.client_id,)
    for row in town.rows(MIGRATION, *columns, where=joined):
        if row.domain == Domain.WMO.value:
            assert row.right_until == min(LAST_DAY, row.ends_on or LAST_DAY, row.died_on or LAST_DAY)
    ended = town.rows(
        MIGRATION, told_end.c.client_id, told_end.c.last_day, told_end.c.why, where=(told_end.c.weeks == 0,)
    )
    with town.desk.read() as work:
        for row in ended:
            if row.why == "offer-accepted":
                steps = [step for each in work.routes.earlier(row.client_id) for step in each.standing]
                accepted = [
                    step for step in steps if step.kind is K.ACCEPT_OFFER and step.old_right_until == row.last_day
                ]
                assert accepted, "an offer was accepted on that day"
                assert accepted[0].by.by is By.USER, "and somebody wrote it down"
                assert accepted[0].by.name, "by name"


def a_term_for_objecting_runs_from_the_day_of_sending(town: Town) -> None:
    """Awb 6:8(1), 3:41: also after a day was corrected; what came back never ran (3:40)."""
    with town.desk.read() as work:
        for one in _clients_with_route(town):
            last = work.routes.earlier(one)[-1]
            ran = [each for each in work.deadlines.of([one]).get(one, ()) if each.of.route == last.number]
            objection = [each for each in ran if each.kind is TermKind.OBJECTION and each.closed_as is not Closing.VOID]
            sent = [step.on for step in last.standing if step.kind is K.SEND]
            assert [each.started_on for each in objection[-1:]] in ([], sent[-1:]), one


def every_open_deadline_has_proof(town: Town) -> None:
    found = town.rows(MIGRATION, deadline)
    ended = {
        (row.client_id, row.number)
        for row in town.rows(MIGRATION, route.c.client_id, route.c.number, where=(route.c.state == "ended",))
    }
    for row in found:
        one = deadline_of(row._mapping)
        if not one.is_open:
            continue
        assert (row.client_id, row.route) not in ended, "a route that ended has no open deadline"
        assert one.proof.steps, "a deadline has its proof"
        assert one.law
        assert one.article
        assert one.proof.steps[-1].last_day == one.last_day, "which ends on its last day"


def no_letter_waits_for_the_dead(town: Town) -> None:
    """Of who is dead, as far as notifications knows, nothing is ready but what goes to the next of kin."""
    ready = town.rows(NOTIFICATIONS, letter.c.client_id, letter.c.kind, where=(letter.c.state == "ready",))
    dead = dead_for_letters(town)
    for row in ready:
        assert (row.kind == NEXT_OF_KIN) == (row.client_id in dead), f"a letter {row.kind} waits"


TELL_OF_ENDS = frozenset({"announcement", "correction", "right-ending", "right-ended", "decision", "prolongation"})


def nobody_is_told_late_without_a_name(town: Town) -> None:
    """Of every end that a person read about, the first letter left eight weeks before it, or somebody says why not.
    What a letter tells is read in its text, as its reader does. An end that the client chose is told to nobody."""
    by_name = {row.letter_id for row in town.rows(NOTIFICATIONS, told_late) if row.by_name and row.why}
    ends = _ends_of_clients(town)
    first: dict[tuple[str, date], tuple[date, list[str]]] = {}
    of_letter = (letter.c.id, letter.c.client_id, letter.c.kind, letter.c.ends, letter.c.handed_over_on)
    columns = (*of_letter, letter_body.c.body)
    of_body = letter_body.c.letter_id == letter.c.id
    left = (of_body, letter.c.handed_over_on.is_not(None), letter.c.kind.in_(sorted(TELL_OF_ENDS)))
    for row in sorted(town.rows(NOTIFICATIONS, *columns, where=left), key=lambda row: row.handed_over_on):
        for end, known_since in ends.get(row.client_id, {}).items():
            # The day of an end that nobody knew yet stands in a letter as the first day of a decision, by chance.
            if known_since > row.handed_over_on:
                continue
            # A letter names its own day, too, on which it can leave.
            if end == row.handed_over_on and end.isoformat() not in row.ends:
                continue
            chosen = row.kind == "right-ended" and not row.ends
            if date_in_words(end) in row.body and not chosen:
                day, ids = first.setdefault((row.client_id, end), (row.handed_over_on, []))
                if day == row.handed_over_on:
                    ids.append(row.id)
    for (client_id, end), (day, ids) in first.items():
        in_time = day + EIGHT_WEEKS <= end
        assert in_time or by_name & set(ids), (
            f"{client_id} heard on {day} that a right ends on {end}, and nobody says why"
        )


def nobody_reads_of_a_move_who_was_never_invited(town: Town) -> None:
    """Neither that an appointment moved nor that it is off; and of one appointment goes one letter."""
    columns = (letter.c.client_id, letter.c.cause_id, letter.c.kind, letter.c.state, letter.c.handed_over_on)
    found = town.rows(NOTIFICATIONS, *columns, where=(letter.c.kind.in_(("invitation", *MOVES)),))
    invited: dict[str, date] = {}
    for row in found:
        if row.kind == "invitation" and row.handed_over_on is not None:
            invited[row.client_id] = min(row.handed_over_on, invited.get(row.client_id, row.handed_over_on))
    for row in found:
        if row.kind in MOVES and row.handed_over_on is not None:
            assert row.client_id in invited, f"somebody was never invited and reads {row.kind}"
            assert invited[row.client_id] <= row.handed_over_on, f"{row.kind} left before the invitation"
    waits = [(row.client_id, row.cause_id) for row in found if row.state == "ready" and row.kind != MOVES[1]]
    assert len(waits) == len(set(waits)), "an appointment has one letter"


def _ends_of_clients(town: Town) -> dict[str, dict[date, date]]:
    """The last days of rights against the municipality that migration ever told of, with the day on which it first
    did."""
    found: dict[str, dict[date, date]] = {}
    for event in _of(town.told("migration"), "migration", "right-determined"):
        days = [each["rightUntil"] for each in event.data["functions"] if each["domain"] == Domain.WMO.value]
        told_on = event.time.astimezone(AMSTERDAM).date()
        for day in days:
            if day is not None:
                found.setdefault(event.subject, {}).setdefault(date.fromisoformat(day), told_on)
    return found


def dead_for_letters(town: Town) -> frozenset[str]:
    people = town.rows(NOTIFICATIONS, recipient.c.client_id, recipient.c.revision, recipient.c.died_on)
    newest = {row.client_id: row for row in sorted(people, key=lambda row: row.revision)}
    died = {one for one, row in newest.items() if row.died_on is not None}
    stopped = town.rows(NOTIFICATIONS, letter_stop.c.client_id, where=(letter_stop.c.why == "died",))
    return frozenset(died | {row.client_id for row in stopped})


def printed(town: Town) -> dict[str, tuple[str, str]]:
    """Every letter that was ever in a pile: whose, and of which kind."""
    columns = (letter.c.id, letter.c.client_id, letter.c.kind)
    return {
        row.id: (row.client_id, row.kind)
        for row in town.rows(NOTIFICATIONS, *columns, where=(letter.c.print_run_id != "",))
    }


def left_the_house(town: Town) -> dict[str, tuple[str, str]]:
    columns = (letter.c.id, letter.c.client_id, letter.c.kind)
    there = letter.c.handed_over_on.is_not(None)
    return {row.id: (row.client_id, row.kind) for row in town.rows(NOTIFICATIONS, *columns, where=(there,))}


def nothing_is_parked(town: Town) -> None:
    for name in SERVICES:
        parked = town.services[name].database.messaging.parked
        rows = town.rows(name, parked)
        assert not rows, f"{name} parked {rows}"


def every_letter_has_a_cause(town: Town) -> None:
    told = [*town.told("migration"), *town.told("billing"), *town.told("notifications")]
    ids = {each.data[key] for each in told for key in ("stepId", "decisionId", "appointmentId") if each.data.get(key)}
    about_ends = {
        (f"{service}.{name}", each.subject)
        for service, what in (("migration", "right"), ("billing", "budget"))
        for name in (f"{what}-ending", f"{what}-ended")
        for each in _of(told, service, name)
    }
    asked = {("notifications.letter-asked", each.subject) for each in _of(told, "notifications", "letter-asked")}
    determined = {(each.subject, each.data["revision"]) for each in _of(told, "migration", "right-determined")}
    for row in town.rows(NOTIFICATIONS, letter):
        if row.cause == "migration.right-determined":
            assert (row.client_id, row.revision) in determined
        elif row.cause_id:
            assert row.cause_id in ids, f"{row.kind} is about {row.cause_id}, which nobody told"
        else:
            assert (row.cause, row.client_id) in about_ends | asked
    written = {(row.client_id, row.cause) for row in town.rows(NOTIFICATIONS, letter.c.client_id, letter.c.cause)}
    for each in _of(told, "migration", "right-ending"):
        if not each.data["decided"]:
            assert (each.subject, "migration.right-ending") in written, "the client is told that a right ends"


def _of(events: Sequence[Event], service: str, name: str) -> list[Event]:
    return [each for each in events if each.type == event_type(service, name)]


def everybody_knows_of_a_death(town: Town) -> None:
    done = town.rows(MIGRATION, standing.c.client_id, where=(standing.c.next_step == "done-deceased",))
    assert {row.client_id for row in done} == dead_for_letters(town)


def the_books_balance(town: Town) -> None:
    budgets = town.services[BILLING].totals()["budgets"]
    assert isinstance(budgets, dict)
    assert budgets["debitCents"] == budgets["creditCents"]


def a_rebuild_changes_nothing(town: Town, service: str) -> None:
    before = town.contents(service)
    town.services[service].rebuild()
    after = town.contents(service)
    changed = {
        key: (before.get(key), after.get(key))
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key) or key not in before or key not in after
    }
    assert not changed, f"{service} is rebuilt with {changed}"


def to_be_told(town: Town) -> dict[tuple[str, str, date], date]:
    """Every running right against the municipality of a living client that ends within eight weeks, with its last day;
    without those that an accepted offer ended."""
    right = function_right.c
    accepted = {
        (row.client_id, row.function_id)
        for row in town.rows(
            MIGRATION, told_end.c.client_id, told_end.c.function_id, where=(told_end.c.why == "offer-accepted",)
        )
    }
    died = {
        row.client_id for row in town.rows(MIGRATION, client.c.client_id, where=(client.c.died_on.is_not(None),))
    } | {one for one in _clients_with_route(town) if _died_on_route(town, one)}
    soon = (
        right.right_until > town.today,
        right.right_until <= town.today + EIGHT_WEEKS,
        right.domain == Domain.WMO.value,
    )
    return {
        (row.client_id, row.function_id, row.right_until): row.right_until
        for row in town.rows(MIGRATION, right.client_id, right.function_id, right.right_until, where=soon)
        if (row.client_id, row.function_id) not in accepted and row.client_id not in died
    }


def ends_that_nobody_told(town: Town) -> set[tuple[str, str, date]]:
    """Rights that ran when we came to know the client and are over today, without a word that they ended."""
    right = function_right.c
    over = (right.client_id == client.c.client_id, right.right_until <= town.today, right.domain == Domain.WMO.value)
    here = (*over, right.right_until >= client.c.known_since)
    told = town.rows(MIGRATION, told_end.c.client_id, told_end.c.function_id, where=(told_end.c.weeks == 0,))
    said = {(row.client_id, row.function_id) for row in told}
    return {
        (row.client_id, row.function_id, row.right_until)
        for row in town.rows(MIGRATION, right.client_id, right.function_id, right.right_until, where=here)
        if (row.client_id, row.function_id) not in said
    }


def _died_on_route(town: Town, client_id: str) -> bool:
    with town.desk.read() as work:
        last = work.routes.of([client_id])[client_id]
    ended = last.last(K.END)
    return last.state is RouteState.ENDED and ended is not None and ended.details["reason"] == "died"


def was_told(town: Town) -> set[tuple[str, str, date]]:
    columns = (told_end.c.client_id, told_end.c.function_id, told_end.c.last_day)
    return {tuple(row) for row in town.rows(MIGRATION, *columns, where=(told_end.c.weeks > 0,))}


def _clients_with_route(town: Town) -> list[str]:
    return sorted({row.client_id for row in town.rows(MIGRATION, route_step.c.client_id)})
