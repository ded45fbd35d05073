"""What a letter says about a personal budget: where it goes on and how high it is, and where it stops with the AWBZ."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import compress

from services.notifications.domain.client.money import Budget
from services.notifications.domain.client.right import Finding
from services.notifications.domain.letters.facts import AnnouncementFacts
from services.notifications.domain.letters.filling import Groups, Scope, phrase_of, scope
from services.notifications.domain.letters.letter_text import TextVersion
from services.notifications.domain.letters.of_lines import IN_PART, Lines, SortedCare, care_names
from shared.dutch import amount, date_in_words

OPEN: Finding = "pgb-reading-open"
"""The college did not choose yet what comes after the budget."""
PGB_OPEN = "pgb-open"


def after_the_budget(findings: Iterable[Finding], version: TextVersion) -> str:
    """What is left of the right when its budget is over, as the letter says it."""
    return phrase_of(version, "after_the_budget", frozenset({PGB_OPEN} if OPEN in findings else ()), to_parents=False)


def budget_facts(facts: AnnouncementFacts, care: SortedCare) -> Iterator[str]:
    held, budget, day = care.budgets, facts.budget, facts.letter_date
    of_age = facts.adult_on if budget is None or budget.provisional else None
    holds = {
        "pgb": bool(held),
        "amount-unknown": budget is None,
        "withdrawn": budget is not None and budget.withdrawn is not None,
        "provisional": budget is not None and budget.provisional,
        "budget-days": budget is not None and bool(budget.first_day and budget.last_day),
        "svb-pays": any(line.pgb_on(day) for line in held),
        "comes-of-age": of_age is not None and any(line.pgb_on(max(of_age, day)) for line in held),
        "is-of-age": of_age is not None and of_age <= day,
    }
    return compress(holds, holds.values())


def budget_words(facts: AnnouncementFacts) -> Mapping[str, str]:
    words, budget = {}, facts.budget
    if budget is not None and budget.withdrawn is not None:
        words["withdrawn"] = budget.withdrawn
    if budget is not None and budget.first_day and budget.last_day:
        words |= {"budget_from": date_in_words(budget.first_day), "budget_to": date_in_words(budget.last_day)}
    if facts.adult_on is not None:
        words["adult_on"] = date_in_words(facts.adult_on)
    return words


def budget_groups(facts: AnnouncementFacts, care: SortedCare) -> Groups:
    """What goes on, with its amounts, and what stops with the AWBZ. A budget that is known though no care has one any
    more is told by its last day."""
    budget = facts.budget if facts.budget is not None and facts.budget.withdrawn is None else None
    if budget is None and not any(line.pgb for line in care.all):
        return {}
    last_day = budget.last_day if budget is not None and not care.budgets else None
    groups = _going_on(facts, care)
    if last_day:
        groups["old-budget"] = (_ends(facts, last_day),)
    if budget and (care.budgets or last_day):
        groups["amounts"] = (_amounts(budget),)
    if insured := _with_budget(care.insured):
        groups["insured-budget"] = (_stops(facts, insured, facts.days.old_law_until),)
    if long_term := _with_budget(care.long_term):
        groups["long-term-budget"] = (_stops(facts, long_term, facts.days.old_law_until),)
    if ended := tuple(_ended(facts, _with_budget(care.not_kept))):
        groups["ended-budgets"] = ended
    return groups


def _going_on(facts: AnnouncementFacts, care: SortedCare) -> Groups:
    held, groups = care.budgets, Groups()
    if held:
        groups["budget"] = (scope({"names": care_names(held)}, {IN_PART: len(held) < len(care.all)}),)
    if shorter := [line for line in held if line.outlives_pgb]:
        groups["shorter-budgets"] = tuple(_shorter(facts, shorter, len(held)))
    if as_long := [line for line in held if not line.outlives_pgb]:
        groups["as-long"] = (_as_long(facts, as_long, bool(shorter)),)
    return groups


def _with_budget(lines: Lines) -> Lines:
    return [line for line in lines if line.pgb]


def _shorter(facts: AnnouncementFacts, lines: Lines, held: int) -> Iterator[Scope]:
    """Budgets that end before the right, by their last day."""
    for until in dict.fromkeys(line.pgb_until for line in lines if line.pgb_until):
        these = [line for line in lines if line.pgb_until == until]
        undecided = any(OPEN in line.findings for line in these)
        yield scope(
            {"until": date_in_words(until), "budget_names": _inside(these)},
            {
                "budget-in-part": len(these) < held,
                "budget-past": until < facts.letter_date,
                PGB_OPEN: undecided,
                "at-least": undecided,
            },
        )


def _as_long(facts: AnnouncementFacts, lines: Lines, others: bool) -> Scope:
    day = facts.letter_date
    return scope(
        {"budget_names": _inside(lines)},
        {
            "budget-past": all(line.ended_before(day) for line in lines),
            "budget-apart": others or all(line.begins_after(day) for line in lines),
            "budget-in-part": others,
        },
    )


def _ends(facts: AnnouncementFacts, last_day: date) -> Scope:
    return scope({"until": date_in_words(last_day)}, {"budget-past": last_day < facts.letter_date})


def _amounts(budget: Budget) -> Scope:
    """The amounts that stand on the client's own page too."""
    return scope(
        {
            "gross": amount(budget.gross),
            "contribution": amount(budget.contribution),
            "net": amount(budget.net),
            "unaccountable": amount(budget.unaccountable),
        },
        {},
    )


def _stops(facts: AnnouncementFacts, lines: Lines, last_day: date) -> Scope:
    words = {"names": care_names(lines), "until": date_in_words(last_day)}
    past = last_day < facts.letter_date
    return scope(words, {IN_PART: len(lines) < len(facts.lines), "budget-past": past})


def _ended(facts: AnnouncementFacts, lines: Lines) -> Iterator[Scope]:
    for last_day in dict.fromkeys(line.right_until for line in lines if line.right_until):
        yield _stops(facts, [line for line in lines if line.right_until == last_day], last_day)


def _inside(lines: Lines) -> str:
    names = care_names(lines)
    return names[:1].lower() + names[1:]
