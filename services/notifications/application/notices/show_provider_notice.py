"""Shows the notices to providers: to our own staff per municipality, to a provider only its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.notifications.application.letters.views import NoticeFilter, NoticeView, Office
from services.notifications.domain.notices.notice_letter import compose_provider_notice
from services.notifications.domain.notices.provider_notice import ProviderNotice, notice_facts
from shared.access import STAFF, Forbidden, Role, Scope, User, allowed, check_municipality

READ_NOTICE = "Bericht aan een aanbieder lezen"


@dataclass(frozen=True, slots=True)
class NoticePage:
    notices: Sequence[NoticeView]
    total: int


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One line as a reader sees it; the name is kept to the initials, as in the notice itself."""

    client_id: str
    decision_number: str
    initials: str
    care: str
    right_until: date


@dataclass(frozen=True, slots=True)
class OpenNotice:
    notice: ProviderNotice
    rows: Sequence[NoticeRow]


@allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
def list_provider_notices(office: Office, user: User, wanted: NoticeFilter) -> NoticePage:
    """The notices of the user's municipalities, or of the user's own provider. They name no person."""
    if user.role is Role.PROVIDER:
        mine = replace(wanted, agb=_own_agb(user), municipalities=frozenset())
    else:
        mine = replace(wanted, municipalities=user.municipalities, agb="")
    return NoticePage(office.queries.notices(mine), office.queries.count_notices(mine))


@allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
def open_provider_notice(office: Office, user: User, notice_id: str, offset: int, limit: int) -> OpenNotice:
    """One page of the notice's clients. Raises NotKnown and Forbidden."""
    notice = _notice_for(office, user, notice_id)
    lines = notice.lines[offset : offset + limit]
    clients = sorted({line.client_id for line in lines})
    people = office.queries.people(clients)
    office.read_log.write(user, clients, READ_NOTICE)
    rows = [
        NoticeRow(
            client_id=line.client_id,
            decision_number=line.decision_number,
            initials=people[line.client_id].initials,
            care=line.care,
            right_until=line.right_until,
        )
        for line in lines
    ]
    return OpenNotice(notice, rows)


@allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
def provider_notice_pdf(office: Office, user: User, notice_id: str) -> bytes:
    """The whole notice as PDF/UA. Raises NotKnown and Forbidden."""
    notice = _notice_for(office, user, notice_id)
    clients = sorted({line.client_id for line in notice.lines})
    office.read_log.write(user, clients, READ_NOTICE)
    sender = office.desk.senders.on(notice.municipality, notice.made_on)
    facts = notice_facts(notice, office.queries.people(clients), sender)
    return office.printer.letter(compose_provider_notice(facts))


def _notice_for(office: Office, user: User, notice_id: str) -> ProviderNotice:
    notice = office.queries.notice(notice_id)
    if user.role is not Role.PROVIDER:
        check_municipality(user, notice.municipality)
    elif notice.agb != _own_agb(user):
        raise Forbidden("Dit bericht is voor een andere aanbieder.")
    return notice


def _own_agb(user: User) -> str:
    """Raises Forbidden for a provider's user of whom no AGB code is known: it would see what is nobody's."""
    if not user.provider:
        raise Forbidden("Bij uw account hoort geen AGB-code. Vraag de beheerder om die in te vullen.")
    return user.provider
