"""What the reader has to do: which of it is so on the date of the letter. The client's own page takes today."""

from collections.abc import Iterator
from datetime import date
from itertools import compress

from services.notifications.domain.letters.facts import AnnouncementFacts, CareLine, NoConversation
from services.notifications.domain.letters.filling import Groups, Scope, scope
from services.notifications.domain.letters.of_lines import Lines, SortedCare, part_of
from shared.dutch import date_in_words

TALKS = "talks"
"""A right that ends is spoken of before it does. Nobody whose right ends reads that there is nothing to do."""


def to_do_facts(facts: AnnouncementFacts, care: SortedCare) -> Iterator[str]:
    day, kept = facts.letter_date, care.still_kept
    found = frozenset().union(*[line.findings for line in kept])
    holds = {
        TALKS: bool(care.still_wmo) and facts.conversation_is is None,
        **{str(each): bool(care.still_wmo) and facts.conversation_is is each for each in NoConversation},
        "some-over": len(kept) < len(care.kept),
        "transport-stays-behind": "transport-without-guidance" in found,
        "begins-later": any(line.begins_after(day) and not line.conditional for line in kept),
        "agreement": any(line.pgb_on(day) for line in kept),
        "ciz-candidate": any("wlz-candidate" in line.findings for line in care.all),
        "ciz-too-late": day >= facts.days.ciz_reply_before,
        "provider-may-change": not facts.minor and any(_may_change(line, day) for line in care.still_wmo),
    }
    return compress(holds, holds.values())


def _may_change(line: CareLine, day: date) -> bool:
    """Whether another provider may come: a holder of a budget chooses that one."""
    return bool(line.provider) and not line.pgb_on(day)


def to_do_groups(facts: AnnouncementFacts, care: SortedCare) -> Groups:
    groups: Groups = {}
    if unused := [line for line in care.still_kept if line.conditional]:
        groups["unused"] = part_of(care, unused)
    if without := [line for line in care.still_kept if "no-existing-pgb" in line.findings]:
        groups["without-budget"] = part_of(care, without)
    if youth := [line for line in care.still_kept if line.domain == "jeugdwet"]:
        groups["youth"] = (_of_youth(facts, youth),)
    if care.not_kept:
        groups["not-kept-lines"] = tuple([_of_not_kept(facts, line) for line in care.not_kept])
    return groups


def _of_youth(facts: AnnouncementFacts, lines: Lines) -> Scope:
    ends = {line.right_until for line in lines if line.right_until}
    first = min(ends)
    here = facts.letter_date >= first
    return scope({"until": date_in_words(first)}, {"several-ends": len(ends) > 1, "end-is-here": here})


def _of_not_kept(facts: AnnouncementFacts, line: CareLine) -> Scope:
    return scope({}, {"line-lapses": line.indication_over, "line-over": line.ended_before(facts.letter_date)})
