"""What the reader has to do: the one source of that text for the letter and for the client's own page."""

from collections.abc import Iterator
from datetime import date

from services.notifications.domain.client.right import KEPT, WMO
from services.notifications.domain.letters import texts as say
from services.notifications.domain.letters.facts import AnnouncementFacts, CareLine
from services.notifications.domain.letters.voice import Voice


def what_to_do(facts: AnnouncementFacts, voice: Voice) -> tuple[str, ...]:
    """Paragraphs, each once, as they are true on the date of the letter; the page takes today for that."""
    return tuple(dict.fromkeys(text for text in _steps(facts, voice) if text))


def care_in_words(facts: AnnouncementFacts, lines: tuple[CareLine, ...], voice: Voice) -> str:
    """The words for these lines: the care, or a part of it."""
    return voice.care if len(lines) == len(facts.lines) else f"een deel van {voice.care}"


def last_days_of(lines: tuple[CareLine, ...]) -> frozenset[date]:
    return frozenset(line.right_until for line in lines if line.right_until)


def still_kept(facts: AnnouncementFacts, domains: frozenset[str] = KEPT) -> tuple[CareLine, ...]:
    """Care of which the right is not over on the date of the letter."""
    return tuple(line for line in facts.in_domains(domains) if not line.ended_before(facts.letter_date))


def _steps(facts: AnnouncementFacts, voice: Voice) -> Iterator[str]:
    day, begins = facts.letter_date, facts.days.new_law_from
    yield " ".join(_wait(facts, voice))
    if len(still_kept(facts)) < len(facts.in_domains(KEPT)):
        yield say.CALL_FOR_HELP
    yield from _for_kept(facts, still_kept(facts), voice)
    if facts.in_domains(frozenset({"zvw"})):
        yield say.ask_insurer(voice, day, begins)
    yield from _for_wlz(facts)
    for line in facts.in_domains(frozenset({"none"})):
        over = line.ended_before(day)
        yield say.ask_new_indication(day, begins, over=over) if line.indication_over else say.CALL_FOR_HELP
    yield say.something_wrong(voice)


def _wait(facts: AnnouncementFacts, voice: Voice) -> Iterator[str]:
    """A right that ends is spoken of before it does. Nobody whose right ends reads that there is nothing to do."""
    if still_kept(facts, WMO):
        yield say.talk_before_the_end(voice)
        if facts.conversation is None:
            yield say.NO_WEEK_YET
        else:
            yield say.CONVERSATION_MISSED if facts.conversation.over else say.WE_CALL


def _for_kept(facts: AnnouncementFacts, kept: tuple[CareLine, ...], voice: Voice) -> Iterator[str]:
    if unused := tuple(line for line in kept if line.conditional):
        yield say.call_before_use(care_in_words(facts, unused, voice))
    if without := tuple(line for line in kept if "no-existing-pgb" in line.findings):
        yield say.call_without_budget(care_in_words(facts, without, voice))
    if any("transport-without-guidance" in line.findings for line in kept):
        yield say.CALL_ABOUT_TRANSPORT
    if any(line.begins_after(facts.letter_date) and not line.conditional for line in kept):
        yield say.CALL_WHEN_IT_DOES_NOT_BEGIN
    if any(line.pgb_on(facts.letter_date) for line in kept):
        yield say.send_agreement(facts.letter_date, facts.days.new_law_from)
    if youth := tuple(line for line in kept if line.domain == "jeugdwet"):
        yield say.call_well_before(facts.letter_date, last_days_of(youth))


def _for_wlz(facts: AnnouncementFacts) -> Iterator[str]:
    if any("wlz-candidate" in line.findings for line in facts.lines):
        yield say.tell_ciz(facts.letter_date, facts.days.ciz_reply_before)
    if facts.in_domains(frozenset({"wlz"})):
        yield say.ASK_CARE_OFFICE
