"""The screens of letters."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.letters.ask_kin_letter import KIN_WRITERS, AskKinLetter, ask_kin_letter
from services.notifications.application.letters.count_letters import count_letters
from services.notifications.application.letters.end_representative import EndRepresentative, end_representative
from services.notifications.application.letters.list_letter_kinds import list_letter_kinds
from services.notifications.application.letters.list_letters import ListLetters, list_letters
from services.notifications.application.letters.list_representatives import ListRepresentatives, list_representatives
from services.notifications.application.letters.record_representative import record_representative
from services.notifications.application.letters.show_letter import ShowLetter, show_letter
from services.notifications.application.letters.views import REPRESENTATIVE_WRITERS, LetterView, OpenLetter
from services.notifications.domain.letters.returned import ITSELF
from services.notifications.entrypoints.forms import as_day_field
from services.notifications.entrypoints.letters import words
from services.notifications.entrypoints.letters.forms import (
    LETTERS,
    letters_on_screen,
    read_last_day,
    read_representative,
    typed_representative,
)
from services.notifications.entrypoints.letters.lines import LETTER_FILE_HEADS, letter_row
from services.notifications.entrypoints.letters.words import (
    ATTENTION,
    KIND_WORDS,
    KINDS,
    LETTER_STATES,
    cause_in_words,
    keeper_in_words,
    remark_in_words,
    state_in_words,
    with_gaps,
)
from services.notifications.entrypoints.paging import PER_PAGE, or_not_found
from shared.access import STAFF, Role, Scope, User, allowed
from shared.messaging.failures import Refused
from shared.municipalities import named
from shared.searching import sought
from shared.web.app import current_user
from shared.web.csv_file import AT_ONCE, csv_file, in_parts
from shared.web.forms import Form
from shared.web.lists import page_count
from shared.web.problem import NotFound
from shared.web.searches import KeptSearches

WORKERS = (Role.CASEWORKER, Role.FUNCTIONAL_MANAGER)
"""Who may say what became of a letter."""
NOTHING_TYPED = Form()


def letter_pages(works: NotificationsWorks, searches: KeptSearches) -> Blueprint:
    screens = Blueprint("letters", __name__)

    @screens.get("/")
    @allowed(*STAFF, scope=Scope.NOBODY)
    def start() -> Response:
        return redirect(url_for("letters.letters"))

    @screens.get("/letters")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def letters() -> str:
        user, state = current_user(), LETTERS.read(request.args)
        text = searches.text_of(user, state.search) if state.search else ""
        wanted = letters_on_screen(state, sought(text) if text else None)
        with works.read() as work:
            found = list_letters(work, ListLetters(user, wanted))
            counts = count_letters(work, user)
        return render_template(
            "letters/letters.html",
            title="Brieven",
            found=found,
            counts=counts,
            state=state,
            text=text,
            pages=page_count(found.total, PER_PAGE),
            states=LETTER_STATES,
            kinds=KINDS,
            attention=ATTENTION,
            kind_words=KIND_WORDS,
            done=request.args.get("done"),
            remark_in_words=remark_in_words,
            state_in_words=state_in_words,
            municipalities=named(user.municipalities),
        )

    @screens.get("/letters.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def letters_file() -> Response:
        user, state = current_user(), LETTERS.read(request.args)
        text = searches.text_of(user, state.search) if state.search else ""
        if text is None:
            raise NotFound("Deze zoekopdracht is verlopen. Zoek opnieuw.")
        wanted = letters_on_screen(state, sought(text) if text else None)

        def found() -> Iterator[LetterView]:
            with works.read() as work:
                yield from in_parts(
                    lambda first: (
                        list_letters(work, ListLetters(user, replace(wanted, offset=first, limit=AT_ONCE))).letters
                    )
                )

        return csv_file("brieven.csv", LETTER_FILE_HEADS, map(letter_row, found()))

    @screens.post("/letters")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def search() -> Response:
        return searches.redirect(current_user(), LETTERS, request.form, url_for("letters.letters"))

    @screens.post("/letters/next-of-kin/<uuid:client_id>")
    @allowed(*KIN_WRITERS, scope=Scope.MUNICIPALITY)
    def next_of_kin(client_id: UUID) -> Response:
        with or_not_found(), works.begin() as work:
            ask_kin_letter(work, AskKinLetter(current_user(), str(client_id)))
        return redirect(url_for("letters.letters", client=client_id, done="next-of-kin"), code=303)

    @screens.get("/letters/kinds")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def kinds() -> str:
        with works.read() as work:
            found = list_letter_kinds(work)
        return render_template(
            "letters/kinds.html",
            title="Soorten brieven",
            found=found,
            kind_words=KIND_WORDS,
            keeper_in_words=keeper_in_words,
            with_gaps=with_gaps,
        )

    @screens.get("/letters/<uuid:letter_id>")
    @allowed(*STAFF, Role.CLIENT, scope=Scope.OWN)
    def letter(letter_id: UUID) -> str:
        with or_not_found(), works.read() as work:
            found = show_letter(work, ShowLetter(current_user(), str(letter_id)))
        return letter_page(found, current_user())

    @screens.get("/letters/recipients/<uuid:client_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def recipients(client_id: UUID) -> str:
        return _recipients(works, str(client_id), NOTHING_TYPED)

    @screens.post("/letters/recipients/<uuid:client_id>")
    @allowed(*REPRESENTATIVE_WRITERS, scope=Scope.MUNICIPALITY)
    def add_recipient(client_id: UUID) -> Response | tuple[str, int]:
        values = typed_representative(request.form)
        try:
            command = read_representative(current_user(), str(client_id), values)
            with or_not_found(), works.begin() as work:
                record_representative(work, command)
        except (ValidationError, Refused) as error:
            form = Form(values).wrong(error)
            return _recipients(works, str(client_id), form), form.status
        return redirect(url_for("letters.recipients", client_id=client_id, done="recorded"), code=303)

    @screens.post("/letters/recipients/<uuid:client_id>/<uuid:id>/end")
    @allowed(*REPRESENTATIVE_WRITERS, scope=Scope.MUNICIPALITY)
    def end_recipient(client_id: UUID, id: UUID) -> Response | tuple[str, int]:
        values = {"last_day": as_day_field(request.form.get("last_day", "").strip())}
        try:
            command = EndRepresentative(current_user(), str(id), read_last_day(values["last_day"]))
            with or_not_found(), works.begin() as work:
                end_representative(work, command)
        except (ValidationError, Refused) as error:
            form = Form(values).wrong(error)
            return _recipients(works, str(client_id), NOTHING_TYPED, ending=(str(id), form)), form.status
        return redirect(url_for("letters.recipients", client_id=client_id, done="ended"), code=303)

    return screens


def _recipients(
    works: NotificationsWorks, client_id: str, form: Form, ending: tuple[str, Form] = ("", NOTHING_TYPED)
) -> str:
    """`ending`: the one of whom a last day was typed that could not be kept, and what was typed."""
    with or_not_found(), works.read() as work:
        page = list_representatives(work, ListRepresentatives(current_user(), client_id))
        today = work.today
    standing = [one for one in page.recorded if one.last_day is None or one.last_day >= today]
    return render_template(
        "letters/recipients.html",
        title="Wie krijgt de brieven?",
        page=page,
        standing=standing,
        before=[one for one in page.recorded if one not in standing],
        form=form,
        ending_id=ending[0],
        ending=ending[1],
        done=request.args.get("done"),
        words=words,
    )


def _returnable(found: OpenLetter) -> dict[str, str]:
    """What of this letter can still come back, in words: itself, and each copy by who should have got it."""
    view, back = found.view, {copy.representative_id for copy in found.copies_back}
    if not view.is_out or view.handed_over_on is None:
        return {}
    to = found.to.instead.name if found.to.instead is not None else view.client_name
    itself = {ITSELF: f"De brief aan {to}"} if view.state == "printed" else {}
    copies = {one.id: f"De kopie aan {one.name}, {one.role_in_words}" for one in found.to.copies if one.id not in back}
    return itself | copies


def letter_page(found: OpenLetter, user: User, form: Form = NOTHING_TYPED) -> str:
    """A letter with what may be done about it; `form` is what was typed when it could not be kept."""
    view, copies = found.view, {one.id: one for one in found.to.copies}
    return render_template(
        "letters/letter.html",
        title="Brief",
        heading=found.text.title if found.text else "Deze brief gaat niet uit",
        view=view,
        letter=found.text,
        links=found.links,
        came_back=found.came_back,
        returnable=_returnable(found) if user.role in WORKERS else {},
        copies_back=[(copies[back.representative_id], back) for back in found.copies_back],
        form=form,
        done=request.args.get("done"),
        remark_in_words=remark_in_words,
        state_in_words=state_in_words,
        kinds=KINDS,
        kind_words=KIND_WORDS,
        cause_in_words=cause_in_words,
        for_staff=user.role in STAFF,
        to=found.to,
        told_late=found.told_late,
    )
