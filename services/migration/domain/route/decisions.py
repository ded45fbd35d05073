"""What the college decides about a client, and what the law asks of it. Pure.

Wmo 2015: 2.3.5(3) (a provision when own strength, network and general provisions do not suffice), 2.3.6(2) (three
criteria of a pgb), 8.3(1) (an old right runs until its date, or until the client accepts an offer), 8.4 (the right to
protected living runs while the indication does, and its pgb can stop before it).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from services.migration.domain.rights.clients import Provider
from services.migration.domain.rights.facts import CareFunction, DeliveryForm
from services.migration.domain.route.details import DESPITE, WITH_CAUTION
from services.migration.domain.route.states import NoHearing, StepKind
from shared.dutch import date_in_words
from shared.identifiers import is_agb
from shared.law.book import LawBook


class DecisionKind(StrEnum):
    IN_KIND = "in-kind"
    PGB = "pgb"
    BOTH = "both"
    OWN_STRENGTH = "own-strength"
    REFUSAL = "refusal"
    END = "end"
    NOT_TREATED = "not-treated"
    PROLONGATION = "prolongation"
    URGENT_HELP = "urgent-help"
    ON_OBJECTION = "on-objection"


FIRST_DAY = "transition.first-day"
NO_CARE = "none"
"""Of the law file: a decision of this kind can leave the client without a provision of the municipality."""


def care_of(kind: DecisionKind, book: LawBook, on: date) -> frozenset[str]:
    """What a decision of a kind can give, by the law: each a combination of delivery forms, or NO_CARE."""
    return frozenset(book.names(f"decision.{kind.value}", on))


def takes(kind: DecisionKind, book: LawBook, on: date) -> bool:
    """Whether it leaves the client without care in any case. An application that is not treated decides nothing about
    care."""
    return kind is not DecisionKind.NOT_TREATED and care_of(kind, book, on) == {NO_CARE}


class AmountUnit(StrEnum):
    HOURS = "hours"
    HALF_DAYS = "half-days"
    DAYS = "days"


UNIT_WORDS: Mapping[AmountUnit, str] = {
    AmountUnit.HOURS: "uren",
    AmountUnit.HALF_DAYS: "dagdelen",
    AmountUnit.DAYS: "etmalen",
}
UNITS_OF: Mapping[str, AmountUnit] = {
    CareFunction.BGI: AmountUnit.HOURS,
    CareFunction.PV: AmountUnit.HOURS,
    CareFunction.VP: AmountUnit.HOURS,
    CareFunction.DOMESTIC_HELP: AmountUnit.HOURS,
    CareFunction.BGG: AmountUnit.HALF_DAYS,
    CareFunction.KVB: AmountUnit.DAYS,
    CareFunction.STAY: AmountUnit.DAYS,
}
"""What care is counted in, as in the classes of an indication (code list COD756). Other care has no unit of its own."""

IN_A_WEEK: Mapping[AmountUnit, int] = {AmountUnit.HOURS: 168, AmountUnit.HALF_DAYS: 21, AmountUnit.DAYS: 7}
"""A half-day is a morning, an afternoon or an evening."""
OF_OTHERS: Mapping[str, str] = {
    CareFunction.VP: "de zorgverzekeraar",
    CareFunction.BH: "de zorgverzekeraar of het zorgkantoor",
    CareFunction.ADL: "het zorgkantoor",
}
"""Care that did not go to the municipality (Wmo 2015, 8.1(1)), and who gives it."""


@dataclass(frozen=True, slots=True)
class Provision:
    """`amount`: hundredths of the unit, per week; None for care without a number of its own. `yearly_cents`: of a pgb.
    `provider`: None as long as it is not known, and for a pgb, whose holder chooses. `care_class`: of the indication
    (COD756), where care goes on as it was; empty where `amount` says how much it is."""

    function: str
    amount: int | None
    unit: AmountUnit | None
    form: DeliveryForm
    provider: Provider | None = None
    yearly_cents: int | None = None
    care_class: str = ""

    @property
    def fault_of_unit(self) -> str:
        """What is wrong with how much it is, in Dutch; empty when it is right."""
        if self.amount is None:
            return ""
        if self.unit is None:
            return "Kies waarin u deze zorg telt: uren, dagdelen of etmalen."
        fits = UNITS_OF.get(self.function, self.unit)
        if self.unit is not fits:
            return f"Deze zorg telt u in {UNIT_WORDS[fits]}. Reken het aantal om, of kies andere zorg."
        most = IN_A_WEEK[self.unit]
        if self.amount > most * 100:
            return f"Een week heeft {most} {UNIT_WORDS[self.unit]}. Vul in hoeveel het per week is."
        return ""

    @property
    def fault_of_provider(self) -> str:
        """What is wrong with the code of the provider, in Dutch; empty when it is right."""
        if self.provider is None or is_agb(self.provider.agb):
            return ""
        return "Een AGB-code heeft 8 cijfers. Controleer de code van de aanbieder."

    @property
    def fault_of_function(self) -> str:
        """Why the municipality cannot give this care, in Dutch; empty when it can."""
        giver = OF_OTHERS.get(self.function)
        return f"Deze zorg geeft de gemeente niet: die komt van {giver}. Kies andere zorg." if giver else ""


@dataclass(frozen=True, slots=True)
class PgbCriteria:
    """2.3.6(2): able to handle the tasks, alone or with help; says with reasons why a pgb is wanted; good care."""

    able: bool = False
    wants_with_reasons: bool = False
    good_care: bool = False

    @property
    def all_met(self) -> bool:
        return self.able and self.wants_with_reasons and self.good_care


@dataclass(frozen=True, slots=True)
class Decision:
    """`starts_on` to `ends_on`, both included; None: no end was set. `reason`: what the client reads of why, in Dutch.
    `differs_from_client`: it rests on facts about the client that differ from what the client told (Awb 4:7).
    `old_right_until`: the last day of the old right when this was decided; None when it was over. `old_ends`: by care
    the last day of the right to it, of those that were not over. `pgb_ends`: by care the last day that is certain of a
    pgb that can stop before that right, over or not."""

    decision_id: str
    kind: DecisionKind
    made_on: date
    starts_on: date
    ends_on: date | None
    provisions: tuple[Provision, ...]
    reason: str
    criteria: PgbCriteria
    differs_from_client: bool
    old_right_until: date | None
    made_by: str = ""
    old_ends: Mapping[str, date] = field(default_factory=dict)
    pgb_ends: Mapping[str, date] = field(default_factory=dict)

    @property
    def care(self) -> str:
        """In the words of the law file: `ZIN`, `PGB`, `ZIN+PGB`, or NO_CARE."""
        given = {provision.form for provision in self.provisions}
        return "+".join(form.value for form in (DeliveryForm.ZIN, DeliveryForm.PGB) if form in given) or NO_CARE

    def gives_after(self, day: date) -> bool:
        return bool(self.provisions) and (self.ends_on is None or self.ends_on > day)

    @property
    def pgb_goes_on(self) -> frozenset[str]:
        """8.4: care of which this gives a pgb from after the last day of the old pgb, while the right to it runs on in
        kind. It replaces nothing of that right: it gives a pgb on days on which there would be care in kind."""
        return frozenset(
            one.function
            for one in self.provisions
            if one.form is DeliveryForm.PGB
            and one.function in self.pgb_ends
            and self.starts_on > self.pgb_ends[one.function]
        )

    @property
    def waits_for_acceptance(self) -> bool:
        """8.3(1): as long as the old right runs, a new provision takes its place only when the client accepts it. Of
        old rights that end on different days the first one decides: what runs longer is followed on, not replaced."""
        first = min(self.old_ends.values(), default=self.old_right_until)
        over = first is None or self.starts_on > first
        beside = self.kind in (DecisionKind.PROLONGATION, DecisionKind.URGENT_HELP)
        replaces = {one.function for one in self.provisions} - self.pgb_goes_on
        return not over and not beside and bool(replaces)

    @property
    def stops_when_accepted(self) -> frozenset[str]:
        """8.3(1): care of the old right that a yes to this offer ends, and that it does not give anew."""
        given = {one.function for one in self.provisions}
        return frozenset(self.old_ends.keys() - given) if self.waits_for_acceptance else frozenset()

    def asks_on(self, day: date) -> bool:
        """8.3(1): whether on this day a yes or a no to this offer still says something: while the old right runs. When
        that is over, the care follows it by itself."""
        until = max(self.old_ends.values(), default=self.old_right_until)
        return self.waits_for_acceptance and until is not None and day <= until

    def first_day_of(self, function: str) -> date:
        """Of this care when nobody says yes: it follows the old right to the same care, or no more than its pgb when
        that goes on. What an offer gives beside that begins when the whole old right is over (8.3(1), 8.6(1))."""
        old = (self.pgb_ends if function in self.pgb_goes_on else self.old_ends).get(function)
        if old is None and self.waits_for_acceptance:
            old = max(self.old_ends.values(), default=self.old_right_until)
        return self.starts_on if old is None else max(self.starts_on, old + timedelta(days=1))

    def first_days(self, accepted_until: date | None) -> Mapping[str, date]:
        """By care the day from which this decision gives it, where it was made known. `accepted_until`: the last day of
        the old right by the client's yes; None without one."""
        given = dict.fromkeys(one.function for one in self.provisions)
        if self.kind is DecisionKind.URGENT_HELP:
            return dict.fromkeys(given, self.starts_on)
        if accepted_until is not None:
            return dict.fromkeys(given, max(self.starts_on, accepted_until + timedelta(days=1)))
        return {function: self.first_day_of(function) for function in given}

    def old_right_ends(self, accepted_on: date) -> date:
        """8.3(1): the last day of the old right when the client accepts on this day. It runs until the new care begins,
        and that begins after it also when the client says yes later, so there is no day without care."""
        by_itself = self.old_right_until or accepted_on
        return max(min(accepted_on, by_itself), self.starts_on - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision as somebody fills it in. `outcome`: of an objection; `no_hearing`: why there was no hearing on it
    (without_hearing.py), None when there was. `despite`: why it is taken although there was something to think of."""

    kind: DecisionKind
    starts_on: date
    ends_on: date | None
    provisions: tuple[Provision, ...]
    reason: str
    criteria: PgbCriteria = field(default_factory=PgbCriteria)
    differs_from_client: bool = False
    outcome: str = ""
    despite: str = ""
    no_hearing: NoHearing | None = None


STEPS = {
    DecisionKind.NOT_TREATED: StepKind.NOT_TREAT,
    DecisionKind.PROLONGATION: StepKind.PROLONG,
    DecisionKind.URGENT_HELP: StepKind.GRANT_URGENT_HELP,
    DecisionKind.ON_OBJECTION: StepKind.DECIDE_OBJECTION,
}
"""The step by which a decision of a kind is taken; DECIDE for the others."""


def step_of(decision: Decision, draft: Draft) -> tuple[StepKind, Mapping[str, Any]]:
    """The step that takes the decision, and its details; a reason to take it all the same where one can be asked."""
    kind, why = STEPS.get(decision.kind, StepKind.DECIDE), draft.despite.strip()
    details: dict[str, Any] = {"decisionId": decision.decision_id}
    if why and kind in WITH_CAUTION:
        details[DESPITE] = why
    if kind is StepKind.GRANT_URGENT_HELP:
        until = decision.ends_on.isoformat() if decision.ends_on is not None else None
        details |= {"from": decision.starts_on.isoformat(), "until": until}
    if kind is StepKind.DECIDE_OBJECTION:
        details |= {
            "outcome": draft.outcome,
            "why": decision.reason.strip(),
            "noHearing": draft.no_hearing.value if draft.no_hearing else None,
        }
    return kind, details


UPHELD, INADMISSIBLE = "upheld", "inadmissible"
GRANTED = frozenset({UPHELD, "partly"})
CHANGES_NOTHING = frozenset({"dismissed", INADMISSIBLE})
"""Outcomes of an objection after which the decision stays what it was, whatever the decision on it names."""


def faults_of(decision: Decision, book: LawBook, outcome: str = "") -> Iterator[tuple[str, str]]:
    """What is wrong with a decision: the field, and what to do, in Dutch. `outcome`: of an objection."""
    if not decision.reason.strip():
        yield "reason", "Schrijf op waarom u dit besluit. De cliënt leest het in de brief (Awb 3:46)."
    yield from _faults_of_days(decision, book)
    yield from _faults_of_care(decision, book)
    yield from _faults_of_amount(decision, outcome)
    yield from ((f"unit{n}", fault) for n, one in enumerate(decision.provisions) if (fault := one.fault_of_unit))
    yield from ((f"function{n}", why) for n, one in enumerate(decision.provisions) if (why := one.fault_of_function))
    yield from ((f"agb{n}", fault) for n, one in enumerate(decision.provisions) if (fault := one.fault_of_provider))
    yield from _faults_of_pgb(decision)
    yield from _faults_of_old_right(decision, book, outcome)
    yield from _faults_of_first_day(decision)


def as_it_was(decision: Decision, objected: Decision) -> Decision:
    """A decision on an objection that changes nothing names what there was, whatever somebody filled in: else its
    letter would say that the decision stays, above other care."""
    return replace(
        decision,
        starts_on=objected.starts_on,
        ends_on=objected.ends_on,
        provisions=objected.provisions,
        criteria=objected.criteria,
    )


def gives_nothing_more(decision: Decision, objected: Decision) -> bool:
    """Whether a decision that gives care gives no other care, no more of it, and no longer than the one objected to."""
    before, now = _how_much(objected), _how_much(decision)
    no_more = now.keys() <= before.keys() and all(now[care][n] <= before[care][n] for care in now for n in (0, 1))
    last, was_last = decision.ends_on or date.max, objected.ends_on or date.max
    return bool(now) and no_more and decision.starts_on >= objected.starts_on and last <= was_last


def _how_much(decision: Decision) -> Mapping[tuple[str, str, str], tuple[int, int]]:
    """By care, form and provider: the amounts together, and the yearly sums of pgbs."""
    found: dict[tuple[str, str, str], tuple[int, int]] = {}
    for one in decision.provisions:
        key = (one.function, one.form.value, one.provider.agb if one.provider is not None else "")
        amount, yearly = found.get(key, (0, 0))
        found[key] = (amount + (one.amount or 0), yearly + (one.yearly_cents or 0))
    return found


def faults_of_change(decision: Decision, objected: Decision, outcome: str) -> Iterator[tuple[str, str]]:
    """7:11(2): who grants an objection revokes the decision, and takes another in its place as far as needed.
    `objected`: the decision that the objection is about."""
    if outcome not in GRANTED or objected.kind is DecisionKind.NOT_TREATED:
        return
    if (decision.provisions, decision.starts_on, decision.ends_on) == (
        objected.provisions,
        objected.starts_on,
        objected.ends_on,
    ):
        yield (
            "outcome",
            "U geeft de cliënt gelijk, maar de zorg en de dagen zijn dezelfde als in het besluit. Verander die, of "
            "kies dat het besluit blijft zoals het is (Awb, artikel 7:11).",
        )


def _faults_of_days(decision: Decision, book: LawBook) -> Iterator[tuple[str, str]]:
    """An application is left untreated on one day, and that gives nothing that begins or ends."""
    if decision.kind is DecisionKind.NOT_TREATED:
        if decision.starts_on != decision.made_on:
            yield "starts_on", "Dit besluit geldt op de dag waarop u het neemt. Vul hier dezelfde dag in."
        if decision.ends_on is not None:
            yield "ends_on", "Dit besluit heeft geen laatste dag. Maak dit veld leeg."
        return
    if decision.kind is DecisionKind.URGENT_HELP and decision.ends_on is None:
        yield "ends_on", "Tijdelijke hulp heeft een laatste dag. Vul die in (Wmo 2015, artikel 2.3.3)."
    if decision.ends_on is not None and decision.ends_on < decision.starts_on:
        yield "ends_on", "De laatste dag ligt voor de eerste dag. Kies een latere dag."
    if decision.starts_on < (first := book.day(FIRST_DAY, decision.made_on)):
        yield "starts_on", f"De gemeente geeft deze zorg vanaf {date_in_words(first)}. Kies die dag of een latere."


def _faults_of_care(decision: Decision, book: LawBook) -> Iterator[tuple[str, str]]:
    care = care_of(decision.kind, book, decision.made_on)
    if decision.care in care:
        return
    if not decision.provisions:
        yield "provisions", "Noem ten minste één soort zorg die de cliënt krijgt."
    elif care == {NO_CARE}:
        yield "provisions", "Bij dit besluit krijgt de cliënt geen zorg van de gemeente. Haal de zorg weg."
    else:
        yield "kind", "De soort besluit past niet bij de zorg die u noemde. Kies natura, pgb of allebei."


def _faults_of_amount(decision: Decision, outcome: str) -> Iterator[tuple[str, str]]:
    """3:46, 3:47: the client reads how much care there is. Care that goes on as it was is as much as the class of its
    indication says, and stay is day and night."""
    if decision.kind is DecisionKind.PROLONGATION or outcome in CHANGES_NOTHING:
        return
    for n, one in enumerate(decision.provisions):
        counted = one.function in UNITS_OF and one.function != CareFunction.STAY and one.form is DeliveryForm.ZIN
        if counted and one.amount is None and not one.care_class:
            unit = UNIT_WORDS[UNITS_OF[one.function]]
            yield f"amount{n}", f"Vul in hoeveel {unit} per week de cliënt krijgt (Awb, artikel 3:46 en 3:47)."


def _faults_of_pgb(decision: Decision) -> Iterator[tuple[str, str]]:
    forms = {provision.form for provision in decision.provisions}
    if DeliveryForm.PGB not in forms or decision.kind is DecisionKind.PROLONGATION:
        return
    if not decision.criteria.all_met:
        yield (
            "criteria",
            "Een pgb kan alleen als aan alle drie de voorwaarden is voldaan (Wmo 2015, artikel 2.3.6 lid 2).",
        )
    if any(one.form is DeliveryForm.PGB and not one.yearly_cents for one in decision.provisions):
        yield "yearly", "Vul bij een pgb het bedrag per jaar in."


KEEPS_THE_RIGHT = "Wmo 2015, artikel 8.3 lid 1 en artikel 8.4 lid 1"


def _faults_of_old_right(decision: Decision, book: LawBook, outcome: str) -> Iterator[tuple[str, str]]:
    """A decision never shortens a right that the law keeps (8.3(1), 8.4(1)). One on an objection can leave a client
    without care too; unless it leaves the decision as it was. A prolonged pgb can end before the right, which goes on
    in kind."""
    until = decision.old_right_until
    if until is None:
        return
    anew = decision.kind is DecisionKind.ON_OBJECTION and outcome not in CHANGES_NOTHING
    nothing_left = takes(decision.kind, book, decision.made_on) or (anew and not decision.provisions)
    if nothing_left and decision.starts_on <= until:
        yield (
            "starts_on",
            (
                "Het oude recht loopt nog. Dit besluit kan pas ingaan op de dag na de laatste dag van het oude recht "
                f"({KEEPS_THE_RIGHT})."
            ),
        )
    kept = _kept_by_prolonging(decision, until)
    prolongs = decision.kind is DecisionKind.PROLONGATION
    if prolongs and kept is not None and decision.ends_on is not None and decision.ends_on < kept:
        yield "ends_on", "Een verlenging kan het oude recht niet korter maken. Kies een latere laatste dag."


def _kept_by_prolonging(decision: Decision, until: date) -> date | None:
    """The last day before which a prolongation cannot end: of the rights to the care that it gives, for it leaves the
    others as they are; None when those are over, and for a pgb that goes on."""
    if not decision.old_ends:
        return until
    given = {one.function for one in decision.provisions} - decision.pgb_goes_on
    return max((decision.old_ends[function] for function in given if function in decision.old_ends), default=None)


def _faults_of_first_day(decision: Decision) -> Iterator[tuple[str, str]]:
    """8.6(1): of old rights that end on different days, the care of which one ends first goes on after that day."""
    given = {provision.function for provision in decision.provisions}
    ends = [until for function, until in decision.old_ends.items() if function in given]
    if not ends or decision.kind is DecisionKind.URGENT_HELP or min(ends) == decision.old_right_until:
        return
    follows_on = min(ends) + timedelta(days=1)
    if decision.starts_on > follows_on:
        yield (
            "starts_on",
            (
                f"Een deel van het oude recht stopt op {date_in_words(min(ends))}. Daarna is er geen zorg tot dit "
                f"besluit ingaat. Kies {date_in_words(follows_on)}: zorg waarvan het oude recht langer loopt, begint "
                "vanzelf pas daarna."
            ),
        )
