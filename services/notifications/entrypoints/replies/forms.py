"""What the addresses and forms of answers hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marshmallow import ValidationError

from services.notifications.application.replies.list_silent import ListSilent
from services.notifications.application.replies.views import AnswerFilter, SilentFilter
from services.notifications.domain.replies.answer import KINDS, AnswerKind
from services.notifications.entrypoints.forms import NO_DAY, is_client, read_day
from services.notifications.entrypoints.replies.words import OWNERS, STATES
from shared.access import User
from shared.municipalities import is_known
from shared.web.lists import Listing, ListState

ANSWERS = Listing(
    sorts=("due", "received", "kind"),
    filters={
        "municipality": is_known,
        "state": frozenset(STATES),
        "kind": frozenset(KINDS),
        "owner": frozenset(OWNERS),
        "late": frozenset({"1"}),
        "client": is_client,
    },
)
SILENT = Listing(sorts=("day", "invited"), filters={"municipality": is_known, "silent": frozenset({"1"})})


def wanted_answers(
    state: ListState, user: User, today: date, offset: int = 0, limit: int | None = None
) -> AnswerFilter:
    chosen = state.filters
    return AnswerFilter(
        state="done" if chosen.get("state") == "done" else "all" if chosen.get("state") == "all" else "open",
        municipality=chosen.get("municipality"),
        kind=KINDS[chosen["kind"]] if "kind" in chosen else None,
        owner_id=user.id if chosen.get("owner") == "mine" else None,
        team=chosen.get("owner") == "team",
        late_on=today if "late" in chosen else None,
        client_id=chosen.get("client"),
        order=state.order.column,
        descending=state.order.descending,
        offset=offset,
        limit=limit,
    )


def wanted_silent(state: ListState, user: User, today: date, offset: int = 0, limit: int | None = None) -> ListSilent:
    wanted = SilentFilter(
        today, order=state.order.column, descending=state.order.descending, offset=offset, limit=limit
    )
    return ListSilent(user, wanted, state.filters.get("municipality"))


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    kind: AnswerKind
    received_on: date
    wish: str
    note: str
    phone: str
    language: str


def typed(form: Mapping[str, str], *names: str) -> dict[str, str]:
    """What was typed in these fields, without spaces around it and with the line ends of this side."""
    return {name: form.get(name, "").replace("\r\n", "\n").strip() for name in names}


def read_answer(values: Mapping[str, str]) -> TypedAnswer:
    """Raises ValidationError, in Dutch and by field."""
    wrong: dict[str, list[str]] = {}
    if values["kind"] not in KINDS:
        wrong["kind"] = ["Kies wat de cliënt liet weten."]
    day = read_day(values["received_on"])
    if day is None:
        wrong["received_on"] = [NO_DAY]
    if wrong or day is None:
        raise ValidationError(wrong)
    return TypedAnswer(KINDS[values["kind"]], day, values["wish"], values["note"], values["phone"], values["language"])


def read_born(text: str) -> date:
    """Raises ValidationError."""
    day = read_day(text)
    if day is None:
        raise ValidationError({"born": ["Schrijf de geboortedatum als 31-12-1938."]})
    return day
