"""The screens of what is parked in one service, at `/<service>/parked`: the messages of a cause, and one message. The
page over all services (`/parked`) leads here."""

import re
from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from shared.access import Role, Scope, allowed
from shared.events.words import EVENT_WORDS
from shared.messaging.causes import Stopped
from shared.messaging.failures import Refused
from shared.messaging.parking import Kind, Standing
from shared.messaging.shown import address_of
from shared.web.app import current_user
from shared.web.forms import Form
from shared.web.lists import Listing, ListState, page_count
from shared.web.parked import LONGEST_WHY, Message, Outcome, ParkedMessages

PER_PAGE = 25
KEY = re.compile(r"[0-9a-f]{16}")
STANDINGS = {Standing.PROPOSED.value: "voorgesteld om weg te leggen", Standing.ASIDE.value: "weggelegd"}
LISTING = Listing(
    sorts=("since",),
    filters={"cause": lambda given: KEY.fullmatch(given) is not None, "standing": frozenset(STANDINGS)},
)
KINDS = {
    Kind.UNREADABLE: "niet te lezen",
    Kind.BREAKS_CONTRACT: "niet volgens de afspraak",
    Kind.UNWORKABLE: "niet te verwerken",
    Kind.UNSTORABLE: "niet te bewaren",
    Kind.WAITS: "wacht",
}
SERVICES = {
    "migration": "rechten en herbeoordelingen",
    "billing": "budgetten en eigen bijdragen",
    "notifications": "brieven en berichten",
}
DONE = re.compile(r"([0-9]{1,6})-([0-9]{1,6})", re.ASCII)
CHANGED = {
    "proposed": "Uw voorstel staat klaar. Iemand anders moet het bevestigen.",
    "back": "Het bericht is terug. U kunt het weer proberen.",
}


def words() -> dict[str, object]:
    """What every screen about parked messages says the same way."""
    return {"kinds": KINDS, "services": SERVICES, "event_words": EVENT_WORDS, "standings": STANDINGS}


def done(outcome: Outcome) -> str:
    """An outcome in an address, for the page that says it once."""
    return f"{min(outcome.worked, 999_999)}-{min(outcome.left, 999_999)}"


def said(text: str) -> Outcome | None:
    """What `done` wrote; None for anything else."""
    found = DONE.fullmatch(text)
    return Outcome(int(found[1]), int(found[2])) if found else None


def parked_pages(parked: ParkedMessages) -> Blueprint:
    pages = Blueprint("parked", __name__)
    manager = allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)

    @pages.get("/parked")
    @manager
    def messages() -> str:
        user, state = current_user(), LISTING.read(request.args)
        found = _wanted(parked, state)
        shown = found[(state.page - 1) * PER_PAGE : state.page * PER_PAGE]
        parked.seen(user, shown)
        return render_template(
            "parked.html",
            title="Berichten die niet verwerkt zijn",
            shown=shown,
            total=len(found),
            state=state,
            pages=page_count(len(found), PER_PAGE),
            outcome=said(request.args.get("done", "")),
            address_of=address_of,
            **words(),
        )

    @pages.post("/parked/again")
    @manager
    def again() -> Response:
        cause = LISTING.read({"cause": request.form.get("cause", "")}).filters.get("cause", "")
        outcome = parked.try_again(current_user(), cause)
        return redirect(url_for("parked.messages", done=done(outcome)), code=303)

    @pages.get("/parked/<uuid:event>")
    @manager
    def message(event: UUID) -> Response:
        return _page(parked.show(current_user(), str(event)), Form(), request.args.get("done", ""))

    @pages.post("/parked/<uuid:event>")
    @manager
    def retry(event: UUID) -> Response:
        outcome = parked.retry(current_user(), str(event))
        return redirect(url_for("parked.messages", done=done(outcome)), code=303)

    @pages.post("/parked/<uuid:event>/content")
    @manager
    def content(event: UUID) -> Response:
        why = request.form.get("why", "")
        try:
            return _page(parked.look_inside(current_user(), str(event), why), Form())
        except Refused as refused:
            return _page(parked.show(current_user(), str(event)), Form({"why": why}).wrong(refused))

    @pages.post("/parked/<uuid:event>/aside")
    @manager
    def propose(event: UUID) -> Response:
        why = request.form.get("aside_why", "")
        try:
            parked.propose_aside(current_user(), str(event), why)
        except Refused as refused:
            if "why" not in refused.fields:
                raise
            wrong = Refused(str(refused), {"aside_why": refused.fields["why"]})
            return _page(parked.show(current_user(), str(event)), Form({"aside_why": why}).wrong(wrong))
        return redirect(url_for("parked.message", event=event, done="proposed"), code=303)

    @pages.post("/parked/<uuid:event>/aside/confirm")
    @manager
    def confirm(event: UUID) -> Response:
        outcome = parked.confirm_aside(current_user(), str(event), request.form.get("why", ""))
        return redirect(url_for("parked.messages", done=done(outcome)), code=303)

    @pages.post("/parked/<uuid:event>/aside/back")
    @manager
    def bring_back(event: UUID) -> Response:
        parked.bring_back(current_user(), str(event))
        return redirect(url_for("parked.message", event=event, done="back"), code=303)

    return pages


def _wanted(parked: ParkedMessages, state: ListState) -> Sequence[Stopped]:
    user, standing = current_user(), state.filters.get("standing", "")
    if standing == Standing.ASIDE:
        return parked.list_aside(user)
    return parked.list_stopped(user, state.filters.get("cause", ""), proposed=standing == Standing.PROPOSED)


def _page(message: Message, form: Form, done_here: str = "") -> Response:
    page = render_template(
        "parked_message.html",
        title="Een bericht dat niet verwerkt is",
        message=message,
        address=address_of(message.line.event_id),
        me=current_user().id,
        form=form,
        changed=CHANGED.get(done_here, ""),
        longest=LONGEST_WHY,
        **words(),
    )
    return make_response(page, form.status)
