"""What somebody must think of before a step that can be right and seldom is: in Dutch, or nothing. Who says why, goes
on. Pure."""

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta

from services.migration.domain.route.decisions import GRANTED, INADMISSIBLE, gives_nothing_more
from services.migration.domain.route.details import DESPITE, WHY
from services.migration.domain.route.facts import Facts
from services.migration.domain.route.objection_guards import asked_to_repair, stays_incomplete
from services.migration.domain.route.route import By, Route, Step
from services.migration.domain.route.states import EndReason, StepKind
from shared.dutch import counted, date_in_words

Caution = Callable[[Route, Step, Facts], str | None]
BY_THE_CLIENT = (
    StepKind.HOLD_CONVERSATION,
    StepKind.ACCEPT_OFFER,
    StepKind.REFUSE_OFFER,
    StepKind.RECEIVE_VIEW,
    StepKind.HEAR,
)
"""Steps that nobody takes part in after their death."""
STOPPED_FOR: Mapping[str, str] = {
    EndReason.MOVED: "de cliënt verhuisde naar een andere gemeente. Woont de cliënt weer hier?",
    EndReason.WLZ: "de cliënt zorg uit de Wlz kreeg. Is die zorg voorbij?",
}


def caution_of(route: Route, step: Step, facts: Facts) -> str | None:
    """None when there is nothing to think of, or a person said why it is done all the same."""
    caution = CAUTIONS.get(step.kind)
    if caution is None or step.by.by is not By.USER or step.details.get(DESPITE, "").strip():
        return None
    found = caution(route, step, facts)
    return f"{found} Schrijf op waarom u dit toch vastlegt." if found is not None else None


def _report_again(route: Route, step: Step, facts: Facts) -> str | None:
    """2.3.5(1): only a resident gets support, and 2.3.5(6): who has care of the Wlz can be refused it."""
    ended = route.last(StepKind.END)
    if ended is None or ended.municipality != step.municipality:
        return None
    why = STOPPED_FOR.get(ended.details["reason"])
    return f"Deze herbeoordeling stopte omdat {why}" if why is not None else None


def _hold(route: Route, step: Step, facts: Facts) -> str | None:
    """8.6(1): the client has to be able to apply before the right ends. Awb 4:13, 4:15: waiting alone stops no term to
    decide. While it waits nothing is done, so a colleague has to know what for."""
    last, until = facts.first_to_stop, date.fromisoformat(step.details["until"])
    given = facts.provided_until
    if given is not None and step.on <= given < until and (last is None or given < last):
        return (
            f"De zorg die de cliënt nu door een besluit heeft, stopt op {date_in_words(given)}, voordat dit "
            "verdergaat. Dan is er daarna geen zorg. Kies een eerdere dag, of geef daarna tijdelijke hulp (Wmo 2015, "
            "artikel 2.3.3)."
        )
    if (last is None or until <= last) and facts.decide_by is not None and facts.decide_by < until:
        return (
            f"Het besluit moet er zijn op {date_in_words(facts.decide_by)}, en dit gaat pas daarna verder. Wachten "
            "stopt die termijn niet (Awb, artikel 4:13 en 4:15). Kies een eerdere dag, of zeg eerst dat het besluit "
            "later komt (artikel 4:14)."
        )
    if last is None or until <= last:
        return None if step.details.get(WHY, "").strip() else "Een dossier wacht niet zonder reden."
    return (
        f"Het oude recht of pgb stopt op {date_in_words(last)}, voordat dit verdergaat. Dan is er daarna geen zorg "
        "(Wmo 2015, artikel 8.6 lid 1). Kies een eerdere dag, of verleng de oude zorg."
    )


def _completion(route: Route, step: Step, facts: Facts) -> str | None:
    """8.6(1): as a hold. While the client has time to complete the application, nobody decides on it."""
    last, until = facts.first_to_stop, step.answer_by
    if last is None or until <= last:
        return None
    return (
        f"Het oude recht of pgb stopt op {date_in_words(last)}, en de cliënt kan aanvullen tot en met "
        f"{date_in_words(until)}. Dan is er daarna geen zorg (Wmo 2015, artikel 8.6 lid 1). Kies een eerdere dag, of "
        "verleng de oude zorg."
    )


def _extension(route: Route, step: Step, facts: Facts) -> str | None:
    """4:14(1): a term that is reasonably short. The law names none, so twice its own term is asked about."""
    day, last = date.fromisoformat(step.details["newLastDay"]), facts.first_to_stop
    if last is not None and day > last:
        return (
            f"Het oude recht of pgb stopt op {date_in_words(last)}, voordat het besluit er is. Dan is er daarna geen "
            "zorg. Kies een eerdere dag, of verleng de oude zorg."
        )
    weeks = facts.law.integer("term.decision", step.on)
    if facts.decide_by is None or day <= facts.decide_by + timedelta(weeks=weeks):
        return None
    later = counted(weeks, "week", "weken")
    return f"Dit is meer dan {later} later. De nieuwe termijn moet redelijk kort zijn (Awb, artikel 4:14 lid 1)."


def _early_notice(route: Route, step: Step, facts: Facts) -> str | None:
    """4:17(3): the weeks without a penalty begin when the term of the law is over and the notice came, so an earlier
    one begins nothing yet. Whether the client has to write again no article says."""
    until = facts.law_until
    if until is None or step.on > until:
        return None
    return (
        f"De gemeente is nog niet te laat: de termijn van de wet loopt tot en met {date_in_words(until)}. De weken "
        "zonder dwangsom beginnen pas daarna (Awb, artikel 4:17 lid 3)."
    )


def _death(route: Route, step: Step, facts: Facts) -> str | None:
    after = [one.on for one in route.of_kind(*BY_THE_CLIENT) if one.on > step.on]
    if step.details["reason"] != EndReason.DIED or not after:
        return None
    return (
        f"Op {date_in_words(max(after))}, dus later, sprak nog iemand met de cliënt. Klopt de dag van het overlijden? "
        "Alles stopt op die dag."
    )


def _gap(route: Route, step: Step, facts: Facts) -> str | None:
    """8.6(1): what comes after the old right is there in time when there is no day between. Of days that are over
    nobody chooses any more; what was decided before goes on until the first day of what takes its place."""
    made = facts.decision
    if made is None or not made.provisions:
        return None
    ends = [made.old_ends[one.function] for one in made.provisions if one.function in made.old_ends]
    last = min(ends, default=facts.care_until)
    if last is None:
        return None
    first, before = max(last, step.on) + timedelta(days=1), facts.standing
    if before is not None and before.provisions and before.starts_on <= first:
        if before.ends_on is None:
            return None
        first = max(first, before.ends_on + timedelta(days=1))
    if made.starts_on <= first:
        return None
    days, stops = counted((made.starts_on - first).days, "dag", "dagen"), "stopt" if last >= step.on else "stopte"
    return (
        f"De zorg die de cliënt had, {stops} op {date_in_words(last)}, en deze zorg begint pas op "
        f"{date_in_words(made.starts_on)}. Vanaf {date_in_words(first)} is er dan {days} geen zorg (Wmo 2015, artikel "
        "8.6 lid 1). Kies een eerdere eerste dag, of verleng de oude zorg."
    )


WITHOUT_DELAY = timedelta(weeks=1)
"""2.3.3 says "without delay" and names no number of days; help that begins later is asked about."""
BY_DAY = (time(8), time(18))
"""When a municipality receives people."""


def _urgent_help(route: Route, step: Step, facts: Facts) -> str | None:
    """2.3.3: at once, and pending the investigation and the decision on the application; twice their terms is asked
    about."""
    help_ = facts.decision
    if help_ is None:
        return None
    if help_.starts_on > step.on + WITHOUT_DELAY:
        return (
            f"Tijdelijke hulp begint meteen, en deze begint pas op {date_in_words(help_.starts_on)}. Kan de cliënt "
            "daarop wachten? Neem dan een gewoon besluit (Wmo 2015, artikel 2.3.3)."
        )
    weeks = 2 * sum(facts.law.integer(key, step.on) for key in ("term.investigation", "term.decision"))
    if help_.ends_on is None or help_.ends_on <= help_.starts_on + timedelta(weeks=weeks):
        return None
    return (
        "Tijdelijke hulp is er tot het onderzoek en het besluit klaar zijn. Deze duurt meer dan "
        f"{counted(weeks, 'week', 'weken')} (Wmo 2015, artikel 2.3.3)."
    )


def _hearing(route: Route, step: Step, facts: Facts) -> str | None:
    """7:10: a hearing after the last day to decide is too late for who waits for the answer."""
    day, due = date.fromisoformat(step.details["day"]), facts.objection_due
    if due is not None and facts.today <= due < day:
        return (
            f"Het antwoord op het bezwaar moet er zijn op {date_in_words(due)}, en deze hoorzitting is daarna (Awb, "
            "artikel 7:10). Kies een eerdere dag, of zeg eerst dat de beslissing later komt."
        )
    first, last = BY_DAY
    if first <= time.fromisoformat(step.details["from"]) < last:
        return None
    return f"Deze hoorzitting begint om {step.details['from'].replace(':', '.')} uur. Klopt die tijd?"


def _objection_decision(route: Route, step: Step, facts: Facts) -> str | None:
    """6:5 to 6:11: what came in time and is complete is treated. 7:11: who objects does not end up worse for it."""
    outcome, objected = step.details["outcome"], route.last(StepKind.OBJECT)
    in_time = objected is not None and objected.details["inTime"]
    if outcome == INADMISSIBLE and in_time and not stays_incomplete(route, step):
        asked = asked_to_repair(route)
        why = (
            "er is niets gevraagd dat ontbreekt"
            if asked is None
            else "de brief waarin u vroeg wat ontbreekt, ging niet op tijd weg, of de cliënt kan nog antwoorden"
        )
        return (
            f"Dit bezwaar was op tijd, en {why}. Dan moet u het bijna altijd behandelen (Awb, artikel 6:5 tot en met "
            "6:11)."
        )
    decision, standing = facts.decision, facts.standing
    if outcome not in GRANTED or decision is None or standing is None or not gives_nothing_more(decision, standing):
        return None
    return (
        "U geeft de cliënt gelijk, maar die krijgt nu minder dan in het besluit, en niets meer. Van bezwaar maken "
        "hoort niemand slechter te worden (Awb, artikel 7:11). Vroeg de cliënt hier zelf om?"
    )


def _granted(route: Route, step: Step, facts: Facts) -> str | None:
    """What the objection leads to, and when that begins."""
    gap = _gap(route, step, facts) if step.details["outcome"] in GRANTED else None
    return _objection_decision(route, step, facts) or gap


CAUTIONS: Mapping[StepKind, Caution] = {
    StepKind.INVITE_HEARING: _hearing,
    StepKind.GRANT_URGENT_HELP: _urgent_help,
    StepKind.DECIDE: _gap,
    StepKind.DECIDE_OBJECTION: _granted,
    StepKind.REPORT_NEED: _report_again,
    StepKind.HOLD: _hold,
    StepKind.ASK_COMPLETION: _completion,
    StepKind.EXTEND: _extension,
    StepKind.NOTICE_OF_DEFAULT: _early_notice,
    StepKind.END: _death,
}
