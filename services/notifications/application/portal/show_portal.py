"""The client's own page: until when which care, from whom and why, what happens next, and the letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.application.client.views import NotKnown
from services.notifications.application.letters.views import LetterView
from services.notifications.application.portal.ports import PortalWork
from services.notifications.application.portal.views import PortalView
from services.notifications.domain.client.revision import ClientFacts
from services.notifications.domain.client.right import YOUTH_LAW, ClientRight, Plan
from services.notifications.domain.letters.announcement import what_to_do
from services.notifications.domain.letters.announcement_facts import announcement_facts
from services.notifications.domain.letters.gate import letter_id, looked_at_first
from services.notifications.domain.letters.kinds import ANNOUNCEMENT, ANNOUNCEMENTS, ASK_THE_CLIENT
from services.notifications.domain.letters.letter import Sender
from services.notifications.domain.letters.offer import Change, changes_of
from services.notifications.domain.letters.pgb import OPEN
from services.notifications.domain.letters.representative import Representative
from services.notifications.domain.letters.step_filling import apply_by, in_time_by
from services.notifications.domain.letters.voice import speaks_to_parents
from services.notifications.domain.portal.asked import Asked, Young, asked_of_client, offer_to
from services.notifications.domain.portal.care import CareOnPage, care_on_page
from services.notifications.domain.portal.conversation import actions, appointment_on_page, cancelled_on_page
from services.notifications.domain.portal.new_care import new_care
from services.notifications.domain.portal.news import all_news, unseen
from services.notifications.domain.portal.steps import decisions_in_words, open_to_appeal
from services.notifications.domain.portal.visit import says_more, visited
from services.notifications.domain.portal.voice import CLIENT, Voice, parents_of
from services.notifications.domain.portal.year import year_on_page
from services.notifications.domain.route.client_route import ClientRoute
from shared.access import STAFF, Forbidden, Role, Scope, User, allowed, check_municipality
from shared.clock import AMSTERDAM
from shared.looks.purpose import opening

READ_PORTAL = opening("own-page", "Overzicht van de cliënt bekijken")


@dataclass(frozen=True, slots=True)
class ShowPortal:
    """`client_id` is for staff, who see the page of a client of their municipalities; a client sees the own page."""

    user: User
    client_id: str | None


@allowed(*STAFF, Role.CLIENT, scope=Scope.OWN)
def show_portal(work: PortalWork, command: ShowPortal) -> PortalView:
    """As it is true today. Raises NotKnown and Forbidden."""
    client_id = _whose(command)
    facts = work.queries.client_facts(client_id)
    if facts is None:
        raise NotKnown(f"Er is geen cliënt {client_id}.")
    if command.user.role is not Role.CLIENT:
        check_municipality(command.user, facts.recipient.municipality)
    work.read_log.write(command.user, [client_id], READ_PORTAL)
    return _page(work, command, facts)


def _whose(command: ShowPortal) -> str:
    user, client_id = command.user, command.client_id
    if user.role is Role.CLIENT:
        if client_id not in (None, user.client):
            raise Forbidden("U kunt alleen uw eigen overzicht bekijken.")
        return user.client
    if client_id is None:
        raise NotKnown("Kies eerst een cliënt. Open daarvoor de lijst met cliënten.")
    return client_id


def _page(work: PortalWork, command: ShowPortal, facts: ClientFacts) -> PortalView:
    person, right = facts.recipient, facts.right
    to_parents = right is not None and speaks_to_parents(
        right.minor, (one.domain for one in right.functions), adult_on=right.adult_on, on=work.today
    )
    voice = parents_of(person.name) if to_parents else CLIENT
    sender, own = work.senders.on(person.municipality, work.today), command.user.role is Role.CLIENT
    written_to = work.queries.letters_of_client(person.client_id)
    route = work.queries.client_route(person.client_id).in_town(person.municipality).without(_not_asked_yet(written_to))
    answers = work.answers.of_client(person.client_id)
    care, plan = _care(work, facts, voice, route), facts.plan if right is None or right.needs_plan else None
    letters = [one for one in written_to if one.is_out]
    days, died = right.days if right else None, person.died_on is not None
    written = {one.id: one.letter_date for one in letters}
    slips = {one.cause_id: one.answer_by for one in letters if one.cause_id is not None and one.answer_by is not None}
    named = {one.id: (one.letter_date, one.kind) for one in letters}
    shown = None if died else appointment_on_page(route, answers, work.today)
    young = _young(facts, to_parents=to_parents)
    there = all_news(written, route, answers, young) if own else ()
    before = work.visits.of(person.client_id) if own else None
    visit = visited(before, work.now, [each.key for each in there]) if own else None
    to_do = _to_do(work, facts, sender, route)
    appeal_by = _appeal_by(work, route)
    pgb_until, apply_until = _undecided_pgb(right, letters), _apply_by(route, plan)
    asked = (
        ()
        if died
        else asked_of_client(
            route,
            shown,
            answers,
            work.today,
            work.calendar,
            slips,
            appeal_by=appeal_by,
            pgb_until=pgb_until,
            young=young,
            apply_by=apply_until,
        )
    )
    return PortalView(
        recipient=person,
        sender=sender,
        to_parents=to_parents,
        voice=voice,
        care=care,
        checking=person.held_back_rows > 0,
        looked_at_first=looked_at_first(right) if right else None,
        days=days,
        to_do=to_do,
        asked=asked,
        appointment=shown,
        cancelled=None if died else cancelled_on_page(route),
        actions=actions(route, answers, work.today, planned=facts.to_be_spoken_with) if own and not died else (),
        shown=[each.key for each in there],
        visit_counts=visit is not None and says_more(before, visit),
        news=unseen(there, visit) if visit else (),
        news_since=visit.before.astimezone(AMSTERDAM).date() if visit and visit.before else None,
        decisions=decisions_in_words(route, work.today),
        offer=_offer(route, work.today),
        year=() if died else year_on_page(care, days, plan, named, voice, work.today, route, answers, appeal_by),
        plan=plan if not route.has_begun else None,
        budget=facts.budget,
        old_budget=facts.budget.old if facts.budget is not None else None,
        new_care=() if died else new_care(route, facts.budget, facts.contribution, work.today),
        letters=letters,
        letters_about=_letters_about(asked, letters),
        to_read=_to_read(to_do, asked, letters),
        representatives=_representatives(work, person.client_id),
    )


def _not_asked_yet(letters: Sequence[LetterView]) -> frozenset[str]:
    """Steps that ask the client something, of which no letter left the house: nobody released it, or it was taken out.
    A plan to refuse is no more to be read here before that than a decision is."""
    asking = {one.cause_id for one in letters if one.kind in ASK_THE_CLIENT and one.cause_id is not None}
    left = {one.cause_id for one in letters if one.handed_over_on is not None or one.returned_on is not None}
    return frozenset(asking - left)


def _young(facts: ClientFacts, *, to_parents: bool) -> Young | None:
    if facts.right is None:
        return None
    of_youth = frozenset(each.id for each in facts.right.functions if each.domain == YOUTH_LAW)
    return Young(of_youth, grown_up=not to_parents) if of_youth else None


def _apply_by(route: ClientRoute, plan: Plan | None) -> date | None:
    """As the letter with the report says it."""
    report = route.last("report")
    return apply_by(plan, report.recorded_on) if report is not None else None


def _appeal_by(work: PortalWork, route: ClientRoute) -> date | None:
    """Counted as the letter counts it, from the day on which it left: then an appeal is in time for sure (Awb 6:7)."""
    sent = open_to_appeal(route)
    return in_time_by(sent.on, work.texts.terms_on(sent.on), work.calendar) if sent is not None else None


def _undecided_pgb(right: ClientRight | None, letters: Sequence[LetterView]) -> date | None:
    """The first last day that is certain of a pgb of which nobody chose what comes after it, once a letter said so."""
    told = right is not None and any(letter.kind == "budget-ending" for letter in letters)
    functions = right.functions if right is not None and told else ()
    ends = (one.pgb_until for one in functions if OPEN in one.findings)
    return min((day for day in ends if day is not None), default=None)


def _offer(route: ClientRoute, today: date) -> Sequence[Change]:
    waits = offer_to(route, today)
    return changes_of(waits, today) if waits is not None else ()


def _letters_about(asked: Sequence[Asked], letters: Sequence[LetterView]) -> Mapping[str, str]:
    """By what is asked, the id of the newest letter that asks it."""
    wanted = {each.about for each in asked}
    return {one.cause_id: one.id for one in reversed(letters) if one.cause_id is not None and one.cause_id in wanted}


def _to_read(to_do: Sequence[str], asked: Sequence[Asked], letters: Sequence[LetterView]) -> str | None:
    """The letter beside all of it: what to do is said by the announcement, and what is asked has letters of its own."""
    if to_do:
        return next((one.id for one in letters if one.kind in ANNOUNCEMENTS), None)
    return None if _letters_about(asked, letters) else next((one.id for one in letters), None)


def _representatives(work: PortalWork, client_id: str) -> Sequence[Representative]:
    recorded = work.representatives.of([client_id]).get(client_id, ())
    return [one for one in recorded if one.counts_on(work.today)]


def _care(work: PortalWork, facts: ClientFacts, voice: Voice, route: ClientRoute) -> tuple[CareOnPage, ...]:
    text = work.texts.of(ANNOUNCEMENT).on(work.today)
    return care_on_page(facts, voice, text, work.today, route.ends, route.accepted_until)


def _to_do(work: PortalWork, facts: ClientFacts, sender: Sender, route: ClientRoute) -> tuple[str, ...]:
    """What the letter says, for today; nothing while the newest revision is not complete, or when there is nothing to
    say. Whoever has a row that is held back, or care that a person looks at first, reads what to do about the rest.
    Since the first appointment it says no more of the invitation, and since a decision nothing at all."""
    revision = facts.complete()
    if revision is None or revision.died or all(one.needs_a_look for one in revision.right.functions):
        return ()
    if route.ended_by is not None or route.is_decided:
        return ()
    id_ = letter_id(revision.client_id, revision.revision)
    said = announcement_facts(revision, id_, sender, None, work.calendar, work.today)
    return what_to_do(said, work.texts.of(ANNOUNCEMENT), invited=route.has_begun)
