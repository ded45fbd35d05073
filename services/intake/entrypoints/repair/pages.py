"""The screen of held-back persons: who they are, what is wrong, and where the row stands."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Protocol

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from services.intake.application.repair.count_held_back import count_held_back
from services.intake.application.repair.list_held_back import ListHeldBack, list_held_back
from services.intake.application.repair.ports import RepairWork
from services.intake.application.repair.views import HeldBackView
from services.intake.entrypoints.repair.forms import HELD_BACK, PER_PAGE, wanted_persons
from services.intake.entrypoints.repair.lines import FILE_HEADS, file_row
from services.intake.entrypoints.repair.words import ELSEWHERE, KNOWN, birth_in_words, person_name
from shared.access import STAFF, Scope, User, allowed
from shared.municipalities import named
from shared.searching import sought
from shared.web.app import current_user
from shared.web.csv_file import AT_ONCE, csv_file, in_parts
from shared.web.lists import page_count
from shared.web.problem import NotFound
from shared.web.searches import KeptSearches


class RepairWorks(Protocol):
    def read(self) -> AbstractContextManager[RepairWork]: ...


def held_back_of(works: RepairWorks, user: User) -> int:
    """How many persons are held back in a user's municipalities."""
    with works.read() as work:
        return count_held_back(work, user)


def held_back_pages(works: RepairWorks, searches: KeptSearches) -> Blueprint:
    screens = Blueprint("repair", __name__)
    screens.add_app_template_filter(person_name)
    screens.add_app_template_filter(birth_in_words)

    @screens.get("/held-back")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def held_back() -> str:
        user, state = current_user(), HELD_BACK.read(request.args)
        text = searches.text_of(user, state.search) if state.search else ""
        wanted = wanted_persons(state, sought(text) if text else None)
        with works.read() as work:
            found = list_held_back(work, ListHeldBack(user, wanted))
        return render_template(
            "repair/held_back.html",
            title="Vastgehouden personen",
            found=found,
            state=state,
            text=text,
            pages=page_count(found.total, PER_PAGE),
            known=KNOWN,
            elsewhere=ELSEWHERE,
            municipalities=named(user.municipalities),
        )

    @screens.get("/held-back.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def held_back_file() -> Response:
        user, state = current_user(), HELD_BACK.read(request.args)
        text = searches.text_of(user, state.search) if state.search else ""
        if text is None:
            raise NotFound("Deze zoekopdracht is verlopen. Zoek opnieuw.")
        wanted = wanted_persons(state, sought(text) if text else None)

        def found() -> Iterator[HeldBackView]:
            with works.read() as work:
                yield from in_parts(
                    lambda first: (
                        list_held_back(work, ListHeldBack(user, replace(wanted, offset=first, limit=AT_ONCE))).persons
                    )
                )

        return csv_file("vastgehouden-personen.csv", FILE_HEADS, map(file_row, found()))

    @screens.post("/held-back")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def search() -> Response:
        return searches.redirect(current_user(), HELD_BACK, request.form, url_for("repair.held_back"))

    return screens
