"""The client's own page: until when which care, from whom and why, what happens next, and the letters."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.portal.ports import PortalWork
from services.notifications.application.portal.views import PortalView
from services.notifications.domain.client.revision import ClientFacts
from services.notifications.domain.letters.announcement_facts import announcement_facts
from services.notifications.domain.letters.gate import letter_id, looked_at_first
from services.notifications.domain.letters.letter import Sender
from services.notifications.domain.letters.todo import what_to_do
from services.notifications.domain.letters.voice import CLIENT, Voice, parents_of, speaks_to_parents
from services.notifications.domain.portal.care import care_on_page
from services.notifications.domain.portal.year import year_on_page
from shared.access import STAFF, Forbidden, Role, Scope, User, allowed, check_municipality

READ_PORTAL = "Overzicht van de cliënt bekijken"


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
    return _page(work, facts)


def _whose(command: ShowPortal) -> str:
    user, client_id = command.user, command.client_id
    if user.role is Role.CLIENT:
        if client_id not in (None, user.client):
            raise Forbidden("U kunt alleen uw eigen overzicht bekijken.")
        return user.client
    if client_id is None:
        raise NotKnown("Kies eerst een cliënt. Open daarvoor de lijst met cliënten.")
    return client_id


def _page(work: PortalWork, facts: ClientFacts) -> PortalView:
    person, right = facts.recipient, facts.right
    to_parents = right is not None and speaks_to_parents(right.minor, (one.domain for one in right.functions))
    voice = parents_of(person.name) if to_parents else CLIENT
    sender = work.senders.on(person.municipality, work.today)
    care, plan = care_on_page(facts, voice, work.today), facts.plan if right is None or right.needs_plan else None
    letters = [
        one for one in work.queries.letters_of_client(person.client_id) if one.state in ("ready", "printed", "returned")
    ]
    days = right.days if right else None
    written = {one.id: one.letter_date for one in letters}
    return PortalView(
        recipient=person,
        sender=sender,
        to_parents=to_parents,
        voice=voice,
        care=care,
        checking=person.held_back_rows > 0,
        looked_at_first=looked_at_first(right) if right else None,
        days=days,
        to_do=_to_do(work, facts, voice, sender),
        year=() if person.died_on else year_on_page(care, days, plan, written, voice, work.today),
        plan=plan,
        budget=facts.budget,
        provisional=right is None or not right.minor or right.adult_on is not None,
        letters=letters,
    )


def _to_do(work: PortalWork, facts: ClientFacts, voice: Voice, sender: Sender) -> tuple[str, ...]:
    """What the letter says, for today; nothing while the newest revision is not complete, or when there is nothing to
    say. Whoever has a row that is held back, or care that a person looks at first, reads what to do about the rest."""
    revision = facts.complete()
    if revision is None or revision.died or all(one.needs_a_look for one in revision.right.functions):
        return ()
    id_ = letter_id(revision.client_id, revision.revision)
    return what_to_do(announcement_facts(revision, id_, sender, work.calendar, work.today), voice)
