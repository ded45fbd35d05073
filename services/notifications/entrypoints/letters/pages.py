"""The screens of letters."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.letters.list_letters import ListLetters, list_letters
from services.notifications.application.letters.show_letter import ShowLetter, show_letter
from services.notifications.entrypoints.forms import on_screen
from services.notifications.entrypoints.letters.forms import LettersForm, name_in, wanted_letters
from services.notifications.entrypoints.letters.words import LETTER_STATES, REMARKS
from services.notifications.entrypoints.paging import Paging, or_not_found
from shared.access import STAFF, Role, Scope, allowed
from shared.municipalities import by_name
from shared.web.app import current_user


def letter_pages(works: NotificationsWorks) -> Blueprint:
    screens = Blueprint("letters", __name__)

    @screens.get("/")
    @allowed(*STAFF, scope=Scope.NOBODY)
    def start() -> Response:
        return redirect(url_for("letters.letters"))

    @screens.route("/letters", methods=["GET", "POST"])
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def letters() -> str:
        """A name is searched for by POST, so that it never stands in an address that somebody keeps or logs."""
        query, name = on_screen(LettersForm(), request.values), name_in(request.form)
        with works.read() as work:
            found = list_letters(work, ListLetters(current_user(), wanted_letters(query, name)))
        return render_template(
            "letters/letters.html",
            title="Brieven",
            letters=found.letters,
            states=LETTER_STATES,
            remarks=REMARKS,
            paging=Paging(query["page"], found.total),
            query=query,
            name=name,
            municipalities=by_name(current_user().municipalities),
        )

    @screens.get("/letters/<uuid:letter_id>")
    @allowed(*STAFF, Role.CLIENT, scope=Scope.OWN)
    def letter(letter_id: UUID) -> str:
        with or_not_found(), works.read() as work:
            found = show_letter(work, ShowLetter(current_user(), str(letter_id)))
        return render_template(
            "letters/letter.html",
            title="Brief",
            heading=found.text.title if found.text else "Deze brief gaat niet uit",
            view=found.view,
            letter=found.text,
            links=found.links,
            remarks=REMARKS,
            states=LETTER_STATES,
            for_staff=current_user().role in STAFF,
        )

    return screens
