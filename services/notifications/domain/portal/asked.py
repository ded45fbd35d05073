"""What the client has to do, or can do, and before which day: what stands on top of the own page. Pure.

Nothing is asked whose day has passed, and nothing that was done already.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.notifications.domain.letters.offer import changes_of
from services.notifications.domain.portal.conversation import AppointmentOnPage
from services.notifications.domain.portal.elsewhere import who
from services.notifications.domain.portal.steps import (
    day_of,
    decision_of,
    hearing_to_come,
    missing_of,
    open_to_appeal,
)
from services.notifications.domain.replies.answer import Answer, AnswerKind
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import Decision, OpenTerm, RightEnding, Step
from shared.calendar.days import LegalCalendar
from shared.dutch import list_in_words


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence that goes on after its day: `when` with the day `by`, which is None when there is none. `must`: the
    municipality waits for it; otherwise the client may. `action`: by which answer it is done on this page; `call`: it
    is done by telephone. `about`: the step, decision or appointment that our letter on it is about."""

    text: str
    by: date | None = None
    when: str = "Uiterlijk"
    must: bool = True
    action: AnswerKind | None = None
    call: bool = False
    about: str | None = None


UNDECIDED = (
    "Het oude recht stopt na deze dag, en er is nog geen besluit over wat daarna komt. Hoort u niets van ons? Bel ons "
    "dan."
)
YOUTH = (
    "Het oude recht stopt na deze dag. Over de hulp daarna beslist het jeugdteam van de gemeente. Hoort u daar niets "
    "van? Bel ons, en vraag naar de jeugdhulp."
)
OF_AGE = "Het oude recht stopt na deze dag. Hebt u daarna nog hulp nodig? Bel ons, en zeg dat u 18 jaar of ouder bent."
"""That a right ends: what its letter says too, to each of the same readers."""


@dataclass(frozen=True, slots=True)
class Young:
    """The ids of the care under the youth law, and whether who has it is of age by now."""

    functions: frozenset[str]
    grown_up: bool

    def has(self, ending: RightEnding) -> bool:
        return not self.functions.isdisjoint(ending.functions)


def asked_of_client(
    route: ClientRoute,
    shown: AppointmentOnPage | None,
    answers: Sequence[Answer],
    today: date,
    calendar: LegalCalendar,
    written: Mapping[str, date],
    appeal_by: date | None = None,
    pgb_until: date | None = None,
    young: Young | None = None,
    apply_by: date | None = None,
) -> tuple[Asked, ...]:
    """What the municipality waits for stands first, and of that what is first due; what has no day stands last.
    `written`: by appointment the day before which its letter, that the client has, asks for the slip. `appeal_by`: the
    day on which an appeal against a decision on an objection is in time for sure. `pgb_until`: the last day that is
    certain of a pgb, when our letter said that nobody chose yet what comes after it. `young`: of who has care under the
    youth law. `apply_by`: the day before which the letter with the report asks for it."""
    if route.ended_by is not None:
        return ()
    there = (
        *_asked(route, shown, answers, today, calendar, written),
        *_about_report(route, apply_by, today),
        *_about_end(route, young, today),
        *_about_appeal(route, appeal_by),
        *_about_pgb(route, pgb_until, today),
    )
    found = [each for each in there if each.by is None or each.by >= today]
    return tuple(sorted(found, key=lambda each: (not each.must, each.by is None, each.by or today)))


def _asked(
    route: ClientRoute,
    shown: AppointmentOnPage | None,
    answers: Sequence[Answer],
    today: date,
    calendar: LegalCalendar,
    written: Mapping[str, date],
) -> Iterator[Asked]:
    if shown is not None and not shown.answered and not _declined(shown, answers):
        by = _answer_by(route, shown, today, calendar, written)
        about = shown.appointment.appointment_id
        yield Asked("Laat ons weten of deze afspraak u uitkomt.", by, action="suits", about=about)
    if shown is None:
        yield from _about_reminder(route, answers)
    yield from _about_plan(route, answers)
    yield from _about_application(route)
    yield from _about_decision(route, today)
    yield from _about_objection(route)
    yield from _about_hearing(route)
    if (hearing := hearing_to_come(route, today)) is not None:
        text = f"U kunt komen uitleggen waarom u bezwaar maakt{hearing[1]}."
        yield Asked(text, hearing[0], "Op", must=False, about=_id(route.last("invite-hearing")))


def _about_end(route: ClientRoute, young: Young | None, today: date) -> Iterator[Asked]:
    if (ending := route.ends_undecided(today)) is not None:
        text = UNDECIDED if young is None or not young.has(ending) else OF_AGE if young.grown_up else YOUTH
        yield Asked(text, ending.last_day, "Op", must=False)


def _declined(shown: AppointmentOnPage, answers: Sequence[Answer]) -> bool:
    """Whether the client said since this appointment was made that there need be none."""
    return any(each.kind == "declines" and each.received_on >= shown.appointment.made_on for each in answers)


def _answer_by(
    route: ClientRoute, shown: AppointmentOnPage, today: date, calendar: LegalCalendar, written: Mapping[str, date]
) -> date | None:
    """The day that a reminder named, or else the slip of the invitation; after it the last working day before the
    appointment, and today when that is later. None in the weekend before it: no day is left on which somebody reads
    the answer."""
    reminded = route.last("remind")
    told = day_of(reminded, "answerBy") if reminded else None
    if told is not None and today <= told <= shown.appointment.day:
        return told
    on_slip = written.get(shown.appointment.appointment_id)
    if reminded is None and on_slip is not None and today <= on_slip:
        return on_slip
    last = max(calendar.last_working_day(shown.appointment.day - timedelta(days=1)), today)
    return last if calendar.is_working_day(last) else None


def _about_reminder(route: ClientRoute, answers: Sequence[Answer]) -> Iterator[Asked]:
    """What the reminder asks of who has no appointment to come, until the client lets anything know or there is a
    next one."""
    reminded = route.last("remind")
    if reminded is None or not route.before_conversation:
        return
    since = [each.received_on for each in answers] + [each.made_on for each in route.appointments]
    if not any(day > reminded.on for day in since):
        text = "Laat ons weten wanneer wij met u kunnen praten. Wilt u geen gesprek? Laat ons dat dan ook weten."
        yield Asked(text, day_of(reminded, "answerBy"), call=True, about=reminded.step_id)


def _about_plan(route: ClientRoute, answers: Sequence[Answer]) -> Iterator[Asked]:
    term = _term(route, "personal-plan")
    if term is not None and not any(each.kind == "plan-attached" for each in answers):
        yield Asked(
            "U mag zelf een plan maken en bij ons inleveren. Dat hoeft niet.",
            term.last_day,
            "Tot en met",
            must=False,
            action="plan-attached",
        )


def _about_report(route: ClientRoute, apply_by: date | None, today: date) -> Iterator[Asked]:
    """Asked also when its day is over: an application can come at any time."""
    report = route.last("report")
    if route.state != "reported" or report is None:
        return
    if not report.details.get("canApply"):
        yield Asked("Lees het verslag van het gesprek.", about=report.step_id)
        return
    wish = "Wilt u zorg van de gemeente? Zet dan uw handtekening onder het verslag en stuur het terug."
    by = apply_by if apply_by is not None and apply_by > today else None
    yield Asked(f"Lees het verslag van het gesprek. {wish}", by, "Voor", about=report.step_id)


def _about_application(route: ClientRoute) -> Iterator[Asked]:
    if route.state == "incomplete" and (asked := route.last("ask-completion")) is not None:
        by = day_of(asked, "answerBy") or _last_day(route, "completion")
        yield Asked(_sent_to_us(asked), by, about=asked.step_id)
    if route.state == "not-treated":
        yield Asked("U kunt opnieuw zorg aanvragen. Stuur dan meteen mee wat er ontbrak.", must=False)
    view = route.last("ask-view")
    if view is not None and not any(route.since(name, after=view) for name in ("receive-view", "decide", "not-treat")):
        intended = view.details.get("intended")
        plan = f" Wij zijn dit van plan: {intended}" if intended else ""
        text = f"Laat ons weten wat u vindt van ons plan.{plan}"
        yield Asked(text, day_of(view, "answerBy"), call=True, about=view.step_id)


def _about_objection(route: ClientRoute) -> Iterator[Asked]:
    """What is missing, until its term is closed by the answer or by the decision."""
    asked, term = route.last("ask-repair"), _term(route, "repair")
    if asked is not None and term is not None:
        yield Asked(f"{_sent_to_us(asked)} Dat hoort bij uw bezwaar.", term.last_day, about=asked.step_id)


def _about_hearing(route: ClientRoute) -> Iterator[Asked]:
    """Awb 7:3: whether the client wants to be heard, until somebody was invited or it was decided without."""
    asked = route.last("ask-hearing-wish")
    over = ("invite-hearing", "hear", "decide-objection", "withdraw-objection", "object")
    if asked is not None and not any(route.since(name, after=asked) for name in over):
        text = "Laat ons weten of u wilt komen uitleggen waarom u bezwaar maakt. Anders beslissen wij zonder gesprek."
        yield Asked(text, day_of(asked, "answerBy"), "Tot en met", must=False, call=True, about=asked.step_id)


def _sent_to_us(asked: Step) -> str:
    missing = missing_of(asked)
    return f"Stuur ons {list_in_words(missing) if missing else 'de gegevens waar wij om vroegen'}."


def _about_decision(route: ClientRoute, today: date) -> Iterator[Asked]:
    sent, back = route.last("send"), route.last("send", "returned")
    made = decision_of(sent, route) if sent is not None else None
    there = made is not None and not route.binds(made)
    came_back = back is not None and back.step == "returned" and not there
    if came_back and route.state in ("decided", "objection-decided"):
        yield Asked(f"Onze brief met het besluit kwam terug.{_fell(route)} {ADDRESS}", call=True)
    if (offer := offer_to(route, today)) is not None:
        text = "Laat ons weten of u ons aanbod aanneemt. Tot die tijd houdt u uw oude recht."
        seen = " Op deze pagina staat wat er dan verandert." if changes_of(offer, today) else ""
        yield Asked(f"{text}{seen}", call=True, about=offer.decision_id)
    term = _term(route, "objection")
    if term is not None:
        text = "U kunt bezwaar maken als u het niet eens bent met ons besluit. In onze brief leest u hoe."
        if there and made is not None:
            text = f"U kunt bezwaar maken tegen het besluit van {who(made.municipality)}. In de brief leest u hoe."
        yield Asked(text, term.last_day, "Tot en met", must=False, about=_decided_in(sent))


ADDRESS = "Klopt uw adres nog? Geef ons het goede adres."


def _fell(route: ClientRoute) -> str:
    """What became of a yes to the offer in a letter that came back."""
    said = route.last("accept-offer")
    if said is None or not route.fell_with_its_letter(said):
        return ""
    return " Uw ja telt daarom nog niet, en uw oude recht loopt door. Wij vragen het u opnieuw als de brief er is."


def _about_appeal(route: ClientRoute, by: date | None) -> Iterator[Asked]:
    """Awb 8:1: after the decision on an objection only the court is left."""
    if by is not None:
        text = (
            "U kunt in beroep gaan bij de rechtbank als u het niet eens bent met ons besluit over uw bezwaar. Is uw "
            "brief daar op deze dag? Dan bent u zeker op tijd. In onze brief leest u hoe."
        )
        yield Asked(text, by, "Tot en met", must=False, about=_decided_in(open_to_appeal(route)))


def _about_pgb(route: ClientRoute, until: date | None, today: date) -> Iterator[Asked]:
    """Wmo 2015 8.4(2): as the letter asks it, until somebody told what comes after it, or the client has a decision on
    that time, or gave the right up by then for an offer."""
    given_up = route.accepted_until
    if until is None or route.last("tell-pgb") is not None or (given_up is not None and given_up <= until):
        return
    after = (each for each in route.sent_decisions() if each.kind != "urgent-help" and not each.waits_for_acceptance)
    if any(each.starts_on <= until + timedelta(days=1) for each in after):
        return
    if today <= until:
        text = "Bel ons. Dan kijken wij samen hoe uw zorg na deze dag kan doorgaan. Uw pgb loopt zeker tot die dag."
        yield Asked(text, until, call=True)
    else:
        yield Asked("U weet nog niet of uw pgb doorgaat. Bel ons. Dan kijken wij samen naar uw zorg.", call=True)


def offer_to(route: ClientRoute, today: date) -> Decision | None:
    """The offer that waits for the client's word, while the old right still runs; None without one."""
    offers = [each for each in route.sent_decisions() if route.waits_for_word(each) and route.binds(each)]
    runs = (each for each in reversed(offers) if each.old_right_until is None or each.old_right_until >= today)
    return next(runs, None) if route.ended_by is None else None


def _decided_in(sent: Step | None) -> str | None:
    return str(sent.details.get("decisionId", "")) or None if sent else None


def _id(step: Step | None) -> str | None:
    return step.step_id if step else None


def _term(route: ClientRoute, kind: str) -> OpenTerm | None:
    return next((each for each in route.terms if each.kind == kind), None)


def _last_day(route: ClientRoute, kind: str) -> date | None:
    term = _term(route, kind)
    return term.last_day if term else None
