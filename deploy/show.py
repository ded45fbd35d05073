"""What the commands print: the summary table, or the same as one JSON object."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from shared.dutch import amount

WORDS = {
    "delivered": "geleverd",
    "accepted": "overgenomen",
    "heldBack": "vastgehouden",
    "refused": "geweigerd",
    "failed": "mislukt",
    "checked": "verwerkt",
    "received": "ontvangen",
    "planned": "gepland",
    "persons": "personen",
    "withNextStep": "met een eerste stap",
    "finished": "klaar",
    "withoutEither": "zonder eerste stap en niet klaar",
    "overdueWithoutOwner": "te laat zonder eigenaar",
    "overCapacity": "boven de weekcapaciteit",
    "late": "te laat voor de wettelijke dag",
    "overdue": "besluit had er al moeten zijn",
    "count": "aantal budgetten",
    "waiting": "wacht op een medewerker",
    "deliveredGrossCents": "geleverd bruto per jaar (in)",
    "grantedGrossCents": "toegekend bruto 2015 (uit)",
    "contributionCents": "eigen bijdrage",
    "netCents": "netto",
    "unaccountableCents": "vrij besteedbaar",
    "debitCents": "saldo debet in het grootboek",
    "creditCents": "saldo credit in het grootboek",
    "ready": "klaar om te drukken",
    "withheld": "niet versturen",
    "printed": "in een afdruk",
    "returned": "teruggekomen",
    "toRelease": "wacht op vrijgave",
    "released": "vrijgegeven mailings",
    "taken-out": "uit de stapel gehaald",
    "superseded": "vervangen door een nieuwere",
    "sent": "verstuurd",
    "to_send": "nog te versturen",
    "parked": "apart gezet",
    "unknown": "van een onbekende soort",
    "to_read": "nog te lezen",
}

PERSONS = {
    "delivered": "geleverd",
    "held-back": "vastgehouden",
    "planned": "herbeoordelen",
    "overdue": "recht voorbij, besluit ontbreekt",
    "protected-living": "beschermd wonen",
    "youth": "jeugd (Jeugdwet)",
    "elsewhere": "zorgverzekering, Wlz of oud Wmo-besluit",
    "ended": "geen recht dat doorloopt",
    "decided": "besluit verstuurd",
    "stopped": "herbeoordeling gestopt",
    "new-report": "nieuwe melding",
    "deceased": "overleden",
    "underway": "onderweg",
}
"""The states in the words of the screens; a test holds them together."""


CONTROL = WORDS | {"overdue": "eerste stap te laat"}
CONTRIBUTIONS = {
    "awbz-transition": "AWBZ-regels, zorg in natura",
    "awbz-pgb": "AWBZ-regels, pgb",
    "awbz-stay": "AWBZ-regels, verblijf",
    "wmo-2015": "Wmo-regels, door een besluit",
    "wmo-2015-stay": "Wmo-regels, beschermd wonen",
    "none": "geen eigen bijdrage",
    "other-law": "andere wet",
}
"""By the regime; a test finds one that is not named."""
DECISIONS = {
    "in-kind": "zorg van een zorgaanbieder",
    "pgb": "een pgb",
    "both": "voor een deel zorg, voor een deel een pgb",
    "own-strength": "eigen kracht, netwerk of een gewone voorziening is genoeg",
    "refusal": "afwijzing",
    "end": "na het oude recht geen zorg meer",
    "not-treated": "de aanvraag niet behandelen",
    "prolongation": "verlenging van de oude zorg",
    "urgent-help": "tijdelijke hulp, omdat het niet kan wachten",
    "on-objection": "beslissing op bezwaar",
}
WORDS_OF = {"Personen": PERSONS, "Controle": CONTROL, "Eigen bijdrage": CONTRIBUTIONS}
"""Where a part of the table has words of its own: `overdue` is another thing in each."""


def show_status(status: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(status, ensure_ascii=False))
        return
    table = Table(title=f"Stand op {status['today']}", title_justify="left")
    table.add_column("Wat")
    table.add_column("Soort")
    table.add_column("Aantal", justify="right")
    for label, counts in _sections(status):
        for position, (kind, count) in enumerate(counts.items()):
            words = WORDS_OF.get(label, WORDS)
            table.add_row(label if position == 0 else "", words.get(kind, kind), str(count))
        table.add_section()
    Console().print(table)
    show_refused_steps(status.get("refused", []))
    if status["persons"]["unaccounted"]:
        click.echo(f"LET OP: {status['persons']['unaccounted']} personen staan in geen enkele groep.", err=True)


def show_refused_steps(refused: Sequence[Mapping[str, Any]]) -> None:
    """What the demo's people were not allowed to do, `times` often: the most often first."""
    for one in sorted(refused, key=lambda each: -int(each["times"])):
        times = "1 keer" if one["times"] == 1 else f"{one['times']} keer"
        click.echo(f"Verzonnen mensen mochten {times} iets niet doen ({one['step']}): {one['why']}", err=True)


def _sections(status: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    money = {kind: amount(cents) if kind.endswith("Cents") else cents for kind, cents in status["budgets"].items()}
    return [
        ("Aanleveringen", status["deliveries"]),
        ("Regels", status["rows"]),
        ("Personen", {"delivered": status["persons"]["delivered"], **status["persons"]["states"]}),
        ("Herbeoordelingen", status["reassessments"]),
        ("Controle", status["control"]),
        ("Besluiten", {DECISIONS[kind]: count for kind, count in status["decisions"].items()}),
        ("Budgetten (pgb)", money),
        ("Eigen bijdrage", status["contributions"]),
        ("Brieven", {**status["letters"], **status["mailings"], "afdrukken": status["printRuns"]}),
        ("Brieven per maand", status["lettersByMonth"]),
        ("Berichten aan aanbieders", {"gemaakt": status["providerNotices"]}),
        *((f"Berichten {name}", counts) for name, counts in status["events"].items()),
    ]


def show_refusals(delivered: Mapping[str, Any]) -> None:
    if delivered["reason"]:
        click.echo(f"{WORDS[delivered['state']].capitalize()}: {delivered['reason']}", err=True)
        return
    rows = delivered["rows"]
    click.echo(
        f"{delivered['reference']}: {rows['delivered']} regels, {rows['accepted']} overgenomen, "
        f"{rows['heldBack']} vastgehouden"
    )
    for difference in delivered["differences"]:
        click.echo(
            f"  verschil met het manifest: {difference['total']} is {difference['counted']}, "
            f"het manifest zegt {difference['manifest']}"
        )
