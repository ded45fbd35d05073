"""The screens of who looked: for the auditor, the functional manager, and the client."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.looks.count_due_looks import CountDueLooks, count_due_looks
from services.notifications.application.looks.list_looks import ListLooks, list_looks
from services.notifications.application.looks.list_odd_looks import ListOddLooks, list_odd_looks
from services.notifications.application.looks.settle_odd_look import LONGEST, SettleOddLook, settle_odd_look
from services.notifications.application.looks.show_look import ShowLook, show_look
from services.notifications.application.looks.show_odd_look import ShowOddLook, show_odd_look
from services.notifications.application.looks.show_who_looked import ShowWhoLooked, show_who_looked
from services.notifications.application.looks.views import MOST_COUNTED, LookFilter, LookLine, OddLine
from services.notifications.entrypoints.forms import read_day
from services.notifications.entrypoints.looks import words
from services.notifications.entrypoints.looks.forms import LOOKS, search_form, wanted_looks
from services.notifications.entrypoints.looks.lines import (
    LOOK_FILE_HEADS,
    LOOK_HEADS,
    ODD_FILE_HEADS,
    ODD_HEADS,
    due_in_words,
    look_lines,
    look_row,
    moment_in_words,
    odd_lines,
    odd_row,
    reason_in_words,
)
from services.notifications.entrypoints.paging import PER_PAGE, offset, or_not_found
from shared.access import Role, Scope, User, allowed
from shared.messaging.failures import Refused
from shared.searching import sought
from shared.web.app import current_user
from shared.web.csv_file import AT_ONCE, csv_file, in_parts
from shared.web.forms import Form
from shared.web.lists import Listing, ListState, page_count
from shared.web.problem import NotFound
from shared.web.searches import KeptSearches, tidy

Answered = str | Response | tuple[str, int]
PAGES = Listing(sorts=("at",))
EXPIRED = "Deze zoekopdracht is verlopen. Zoek opnieuw."


def look_pages(works: NotificationsWorks, searches: KeptSearches) -> Blueprint:
    screens = Blueprint("looks", __name__)

    @screens.get("/looks")
    @allowed(Role.AUDITOR, scope=Scope.MUNICIPALITY)
    def looks() -> str:
        user, state = current_user(), LOOKS.read(request.args)
        texts = _texts(searches, user, state)
        with works.read() as work:
            wanted = _wanted(state, work.today, texts)
            found = list_looks(work, ListLooks(user, wanted))
            due = count_due_looks(work, CountDueLooks(user))
        return render_template(
            "looks/looks.html",
            title="Wie keek er",
            found=found,
            due=due_in_words(due),
            lines=look_lines(found.lines, lambda look_id: url_for("looks.look", look_id=look_id)),
            heads=LOOK_HEADS,
            state=state,
            period=(wanted.since, wanted.until),
            form=search_form(state, (wanted.since, wanted.until), texts),
            texts=texts,
            pages=page_count(found.total, PER_PAGE),
            more=found.total >= MOST_COUNTED,
            words=words,
        )

    @screens.get("/looks.csv")
    @allowed(Role.AUDITOR, scope=Scope.MUNICIPALITY)
    def looks_file() -> Response:
        user, state = current_user(), LOOKS.read(request.args)
        texts = _texts(searches, user, state)
        with works.read() as work:
            wanted = _wanted(state, work.today, texts)

        def found() -> Iterator[LookLine]:
            with works.read() as work:
                yield from in_parts(lambda first: list_looks(work, ListLooks(user, _part(wanted, first))).lines)

        return csv_file("wie-keek.csv", LOOK_FILE_HEADS, map(look_row, found()))

    @screens.post("/looks")
    @allowed(Role.AUDITOR, scope=Scope.MUNICIPALITY)
    def search() -> Response:
        """What was typed is kept, and the address holds tokens."""
        user = current_user()
        person, colleague = (tidy(request.form.get(name, "")) for name in ("text", "colleague"))
        state = LOOKS.read({name: value for name, value in request.form.items() if name != "user"})
        state = state.only(user=searches.keep(user, colleague) if colleague else "")
        state = state.searched(searches.keep(user, person) if person else "")
        return redirect(url_for("looks.looks") + state.link, code=303)

    @screens.get("/looks/<uuid:look_id>")
    @allowed(Role.AUDITOR, scope=Scope.MUNICIPALITY)
    def look(look_id: UUID) -> str:
        state = PAGES.read(request.args)
        with or_not_found(), works.read() as work:
            page = show_look(work, ShowLook(current_user(), str(look_id), offset(state.page), PER_PAGE))
        return render_template(
            "looks/look.html",
            title="Eén keer kijken",
            page=page,
            when=moment_in_words(page.look.at),
            reason=reason_in_words(page.look),
            state=state,
            pages=page_count(page.total, PER_PAGE),
            words=words,
        )

    @screens.get("/looks/odd")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def odd() -> str:
        with works.read() as work:
            until = _day(request.args.get("until", ""), work.today)
            found = list_odd_looks(work, ListOddLooks(current_user(), until))
        return render_template(
            "looks/odd.html",
            title="Wat opvalt in wie keek",
            found=found,
            heads=ODD_HEADS,
            lines=odd_lines(found.lines, _page_of),
            before=found.since - timedelta(days=1),
            done=request.args.get("done"),
        )

    @screens.get("/looks/odd.csv")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def odd_file() -> Response:
        with works.read() as work:
            until = _day(request.args.get("until", ""), work.today)
            found = list_odd_looks(work, ListOddLooks(current_user(), until))
        return csv_file("wat-opvalt.csv", ODD_FILE_HEADS, map(odd_row, found.lines))

    @screens.get("/looks/odd/<day>/<uuid:finding_id>")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def odd_one(day: str, finding_id: UUID) -> str:
        return _odd(works, day, str(finding_id), Form())

    @screens.post("/looks/odd/<day>/<uuid:finding_id>")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def settle(day: str, finding_id: UUID) -> Answered:
        values = {"note": " ".join(request.form.get("note", "").split())}
        try:
            with or_not_found(), works.begin() as work:
                on = _day(day, work.today)
                settle_odd_look(work, SettleOddLook(current_user(), on, str(finding_id), values["note"]))
        except Refused as refused:
            form = Form(values).wrong(refused)
            return _odd(works, day, str(finding_id), form), form.status
        return redirect(url_for("looks.odd", until=on.isoformat(), done="settled"), code=303)

    @screens.get("/portal/looks")
    @allowed(Role.CLIENT, scope=Scope.OWN)
    def own() -> str:
        state = PAGES.read(request.args)
        with or_not_found(), works.read() as work:
            person, seen = show_who_looked(work, ShowWhoLooked(current_user(), offset(state.page), PER_PAGE))
        return render_template(
            "looks/own.html",
            title="Wie keek er in uw gegevens?",
            person=person,
            seen=seen,
            state=state,
            pages=page_count(seen.total, PER_PAGE),
            moment=moment_in_words,
            words=words,
        )

    return screens


def _texts(searches: KeptSearches, user: User, state: ListState) -> tuple[str, str]:
    """What was typed of the client and of the colleague; empty where nothing was. Raises NotFound."""
    found = [searches.text_of(user, token) if token else "" for token in (state.search, state.filters.get("user", ""))]
    if None in found:
        raise NotFound(EXPIRED)
    person, colleague = found
    return person or "", colleague or ""


def _wanted(state: ListState, today: date, texts: tuple[str, str]) -> LookFilter:
    person, colleague = texts
    return wanted_looks(state, today, sought(person) if person else None, colleague)


def _part(wanted: LookFilter, first: int) -> LookFilter:
    return replace(wanted, offset=first, limit=AT_ONCE)


def _day(text: str, today: date) -> date:
    """Raises NotFound for what is no day."""
    if not text:
        return today
    day = read_day(text)
    if day is None:
        raise NotFound("Deze dag bestaat niet.")
    return day


def _page_of(line: OddLine) -> str:
    finding = line.finding
    return url_for("looks.odd_one", day=finding.day.isoformat(), finding_id=finding.finding_id)


def _odd(works: NotificationsWorks, day: str, finding_id: str, form: Form) -> str:
    with or_not_found(), works.read() as work:
        page = show_odd_look(work, ShowOddLook(current_user(), _day(day, work.today), finding_id))
    return render_template(
        "looks/odd_look.html",
        title=words.PATTERNS[page.line.finding.pattern],
        page=page,
        form=form,
        longest=LONGEST,
        own=page.line.finding.user_id == current_user().id,
        moment=moment_in_words,
        words=words,
    )
