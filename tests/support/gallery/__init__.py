"""Screens that use every macro, with invented people in several states: to look at, and for axe to judge.

They follow the three screens of the look (a caseworker's work, a file, the client's page), and add a list and a form.
`python -m tests.support.gallery` serves them on port 8050.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Blueprint, Flask, make_response, redirect, render_template, request
from sqlalchemy import MetaData, create_engine
from sqlalchemy.pool import StaticPool
from werkzeug.wrappers import Response

from shared.access import Role, Scope, User, allowed
from shared.clock import TurnedClock
from shared.web.app import SearchBox, WebContext, create_app, current_user
from shared.web.charts import Bar, bar_chart
from shared.web.forms import Form
from shared.web.house import House
from shared.web.lists import Listing, page_count
from shared.web.menu import NavigationItem
from shared.web.searches import KeptSearches, kept_search_table
from tests.support.web import PACKAGES, FixedIdentity

FOLDER = Path(__file__).parent
DAY = date(2015, 3, 2)
STAFF = frozenset({Role.CASEWORKER})
CASEWORKER = User("n", "N. de Wit", Role.CASEWORKER, frozenset({"0321"}))
CLIENT = User("c", "Mevrouw El Amrani", Role.CLIENT, client="1")

HOUTEN = House(
    "Gemeente Houten", "#1b4f8f", "#ffffff", "", "030 - 000 03 21", "op werkdagen van 9 tot 17 uur", "a@b.nl"
)
SUNNY = House("Gemeente Zonnedam", "#ffd100", "#16202c", "", "000 - 000 00 01")
"""A town whose colour is too light for links and buttons."""

NAVIGATION = (
    NavigationItem("Mijn werk", "/werk", STAFF),
    NavigationItem("Het jaar", "/jaar", STAFF),
    NavigationItem("Cliënten", "/lijst", STAFF),
    NavigationItem("Dossier", "/dossier", STAFF),
    NavigationItem("Antwoorden", "/formulier", STAFF),
    NavigationItem("Brieven", "/brieven", STAFF),
    NavigationItem("Aanleveringen", "/aanleveringen", STAFF),
)
MONTHS = {
    "jan": 312,
    "feb": 280,
    "mrt": 1204,
    "apr": 90,
    "mei": 0,
    "jun": 44,
    "jul": 3,
    "aug": 220,
    "sep": 410,
    "okt": 388,
}
STATES = {"planned": "gepland", "overdue": "over de datum", "decided": "besloten"}
CLIENTS = Listing(
    sorts=("name", "born", "ends"),
    filters={"municipality": frozenset({"0321", "0356"}), "state": frozenset(STATES)},
)
PEOPLE = (
    ("B. El Amrani", date(1950, 2, 3), "Houten", "overdue", date(2015, 2, 27)),
    ("J. van Dijk", date(1938, 11, 21), "Nieuwegein", "planned", date(2015, 3, 2)),
    ("G.J. Kuiper-van den Heuvel", date(1961, 7, 9), "IJsselstein", "planned", date(2015, 3, 5)),
    ("Ł. Šimůnek", date(1972, 1, 30), "Vianen", "decided", date(2015, 6, 30)),
)


@dataclass(frozen=True)
class Card:
    explanation: str
    law: str
    article: str
    link: str = ""


WHY = (
    Card("U had op 31 december 2014 een indicatie. Die houdt u tot de einddatum, maar niet langer dan 2015.",
         "Wmo 2015", "8.3 lid 1", "https://wetten.overheid.nl/jci1.3:c:BWBR0035362&artikel=8.3"),
    Card("Zijn indicatie noemt geen vervoer.", "Beleidsregel van de gemeente", "4"),
)  # fmt: skip


def gallery(user: User = CASEWORKER, house: House = HOUTEN) -> Flask:
    clock = TurnedClock(DAY)
    context = WebContext(
        identity=FixedIdentity(user),
        navigation=NAVIGATION,
        packages=PACKAGES,
        clock=clock,
        demo=True,
        house_of=lambda municipality: house,
        search=SearchBox("/lijst", "naam, geboortedatum of nummer", STAFF),
    )
    return create_app(
        "gallery", context, [_screens(_searches(clock))], templates=FOLDER, healthy=lambda: None, gauges=dict
    )


def _searches(clock: TurnedClock) -> KeptSearches:
    metadata = MetaData()
    table = kept_search_table(metadata)
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    metadata.create_all(engine)
    return KeptSearches(engine, table, clock)


def _screens(searches: KeptSearches) -> Blueprint:
    screens = Blueprint("gallery", __name__)

    @screens.get("/werk")
    @allowed(*Role, scope=Scope.NOBODY)
    def work() -> str:
        weeks = [Bar(f"wk {10 + n}", value, 22, now=n == 0, href="#") for n, value in enumerate((18, 20, 25, 12))]
        return render_template("work.html", title="Mijn werk", chart=bar_chart(weeks), people=PEOPLE)

    @screens.get("/jaar")
    @allowed(*Role, scope=Scope.NOBODY)
    def year() -> str:
        values = [(n * 37) % 61 + (130 if n == 30 else 40 if n > 40 else 0) for n in range(53)]
        bars = [Bar(f"wk {n + 1}", value, 45 if n < 26 else 60, now=n == 9) for n, value in enumerate(values)]
        some = [Bar(month, value) for month, value in MONTHS.items()]
        return render_template("year.html", title="Het jaar", chart=bar_chart(bars), months=bar_chart(some))

    @screens.get("/dossier")
    @allowed(*Role, scope=Scope.NOBODY)
    def file() -> str:
        return render_template("file.html", title="Mevrouw B. El Amrani", cards=WHY)

    @screens.get("/portaal")
    @allowed(*Role, scope=Scope.NOBODY)
    def portal() -> str:
        return render_template("portal.html", title="Uw zorg in 2015", cards=WHY)

    @screens.get("/lijst")
    @allowed(*Role, scope=Scope.NOBODY)
    def clients() -> str:
        state = CLIENTS.read(request.args)
        text = searches.text_of(current_user(), state.search) if state.search else ""
        people = [person for person in PEOPLE if (text or "").lower() in person[0].lower()]
        return render_template(
            "clients.html",
            title="Cliënten",
            state=state,
            text=text,
            people=people if state.page < 40 else [],
            pages=page_count(1987, 50) if len(people) == len(PEOPLE) else 1,
            states=STATES,
        )

    @screens.post("/lijst")
    @allowed(*Role, scope=Scope.NOBODY)
    def search() -> Response:
        return searches.redirect(current_user(), CLIENTS, request.form, "/lijst")

    @screens.get("/formulier")
    @allowed(*Role, scope=Scope.NOBODY)
    def form() -> str:
        return render_template(
            "form.html", title="Het besluit nemen", form=Form({"kind": "grant", "day": "2015-03-02"})
        )

    @screens.post("/formulier")
    @allowed(*Role, scope=Scope.NOBODY)
    def send() -> Response:
        if not (wrong := _wrong(request.form.to_dict())):
            return redirect("/werk", code=303)
        filled = Form(request.form.to_dict(), wrong)
        return make_response(render_template("form.html", title="Het besluit nemen", form=filled), filled.status)

    return screens


def _wrong(values: dict[str, str]) -> dict[str, str]:
    told = {
        "kind": "Kies wat u besluit",
        "day": "Vul de dag van het besluit in",
        "amount": "Vul het bedrag in, bijvoorbeeld 1.250,00",
        "provider": "Kies de aanbieder",
        "reason": "Schrijf waarom u dit besluit",
        "heard": "Bevestig dat u met de cliënt hebt gesproken",
    }
    return {name: text for name, text in told.items() if not values.get(name)}
