"""What the lists of notices, clients and answers can be asked in their addresses, and what a provider fills in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from marshmallow import ValidationError

from services.notifications.application.notices.answer_notice import AnswerNotice
from services.notifications.application.notices.list_provider_answers import ListProviderAnswers
from services.notifications.application.notices.list_provider_clients import ListProviderClients
from services.notifications.application.notices.list_provider_notices import ListProviderNotices
from services.notifications.application.notices.views import ClientFilter, ProviderAnswerFilter
from services.notifications.domain.notices.answer import AnswerKind
from services.notifications.domain.notices.provider_client import Stage
from services.notifications.entrypoints.notices.words import PERIODS, STATES
from services.notifications.entrypoints.paging import PER_PAGE, offset
from shared.access import User
from shared.municipalities import is_known
from shared.web.fields import read_day
from shared.web.forms import Form
from shared.web.lists import Listing, ListState

KIND_MISSING = "Kies wat u wilt melden."
DAY_WRONG = "Deze dag kunnen wij niet lezen. Kies een dag, of schrijf jaar-maand-dag in cijfers."


def _is_agb(text: str) -> bool:
    return len(text) == 8 and text.isdecimal() and text.isascii()


NOTICES = Listing(sorts=("-made", "provider", "clients"), filters={"municipality": is_known})
LINES = Listing(sorts=("number",))
CLIENTS = Listing(
    sorts=("next", "number", "until"),
    filters={
        "municipality": is_known,
        "stage": frozenset(Stage),
        "period": frozenset(PERIODS),
        "provider": _is_agb,
    },
)
ANSWERS = Listing(
    sorts=("due", "-received"),
    filters={"municipality": is_known, "kind": frozenset(AnswerKind), "state": frozenset(STATES)},
)


def wanted_notices(user: User, state: ListState) -> ListProviderNotices:
    return ListProviderNotices(
        user,
        state.filters.get("municipality"),
        offset(state.page),
        PER_PAGE,
        state.order.column,
        state.order.descending,
    )


def wanted_clients(user: User, state: ListState, today: date) -> ListProviderClients:
    stage, period = state.filters.get("stage"), state.filters.get("period")
    first, last = _days_of(period, today) if period else (None, None)
    return ListProviderClients(
        user,
        ClientFilter(
            agb=state.filters.get("provider"),
            municipality=state.filters.get("municipality"),
            stage=Stage(stage) if stage else None,
            first=first,
            last=last,
            offset=offset(state.page),
            limit=PER_PAGE,
            order=state.order.column,
            descending=state.order.descending,
        ),
    )


def wanted_answers(user: User, state: ListState, today: date) -> ListProviderAnswers:
    kind, chosen = state.filters.get("kind"), state.filters.get("state", "open")
    return ListProviderAnswers(
        user,
        ProviderAnswerFilter(
            municipality=state.filters.get("municipality"),
            kind=AnswerKind(kind) if kind else None,
            done=chosen == "done",
            late_on=today if chosen == "late" else None,
            offset=offset(state.page),
            limit=PER_PAGE,
            order=state.order.column,
            descending=state.order.descending,
        ),
    )


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What was filled in, and the command when it can be read."""

    form: Form
    command: AnswerNotice | None


def answer_of(user: User, client_id: str, given: Mapping[str, str]) -> AnswerForm:
    values = {name: given.get(name, "").strip() for name in ("kind", "since", "text")}
    errors: dict[str, list[str]] = {}
    if values["kind"] not in set(AnswerKind):
        errors["kind"] = [KIND_MISSING]
    since = read_day(values["since"])
    if values["since"] and since is None:
        errors["since"] = [DAY_WRONG]
    form = Form(values)
    if errors:
        return AnswerForm(form.wrong(ValidationError(errors)), None)
    return AnswerForm(form, AnswerNotice(user, client_id, AnswerKind(values["kind"]), since, values["text"]))


def _days_of(period: str, today: date) -> tuple[date, date]:
    this = today.replace(day=1)
    following = _next_month(this)
    first = this if period == "this-month" else following
    return first, _next_month(first) - timedelta(days=1)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
