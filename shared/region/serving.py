"""Why a delivery cannot be taken in: this system does not work for its municipality, or does not know it well enough to
write its letters. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from shared.dutch import date_in_words
from shared.municipalities import (
    FIRST_YEAR,
    became_in_words,
    did_you_mean,
    is_known,
    municipality,
    successors,
    with_code,
)
from shared.region.values import NoContact, ServedRegion


def why_not_served(region: ServedRegion, code: str, told_on: date) -> str | None:
    """Dutch: why a delivery for the municipality of this code is refused, and what to add or to ask for; None when we
    work for it. `told_on` is the day of the delivery: a merger is still to come on it, or is over."""
    if region.serves(code):
        return None
    sentences = _not_served(region, code, told_on) if is_known(code) else _nobodys(code)
    return " ".join(filter(None, sentences))


def why_no_contact(region: ServedRegion, code: str, days: Iterable[date]) -> str | None:
    """Dutch: on which of these days nobody knows how to reach a municipality that we serve, so that all letters to its
    clients would wait; None when it is known. Raises NotServed."""
    for day in days:
        try:
            region.contact(code, day)
        except NoContact:
            return (
                f"In {region.file.name} staan geen contactgegevens van {with_code(code)} voor {date_in_words(day)}, en "
                "zonder die gaat er geen brief uit. Zet er een blok [[municipality.contact]] bij, start het programma "
                "opnieuw, en lever dit bestand opnieuw aan."
            )
    return None


def _nobodys(code: str) -> Iterator[str]:
    yield f'De gemeentecode "{code}" in het manifest is van geen gemeente.'
    yield did_you_mean(code)
    yield "Vraag het zorgkantoor om een manifest met de goede code."


def _not_served(region: ServedRegion, code: str, told_on: date) -> Iterator[str]:
    """A municipality that ended too long ago cannot be added; then there is only to ask for another file."""
    file, ours = region.file.name, sorted(successors(code) & region.codes)
    yield f"Deze aanlevering is voor {with_code(code)}, en die gemeente staat niet in {file}."
    yield became_in_words(code, told_on)
    if ours:
        yield f"Vraag het zorgkantoor om een bestand voor {' of '.join(map(with_code, ours))}."
    last = municipality(code).until
    if last is None or last >= FIRST_YEAR:
        yield (
            f'{"Of zet" if ours else "Zet"} in {file} een blok [[municipality]] bij met code = "{code}", start het '
            "programma opnieuw, en lever dit bestand opnieuw aan."
        )
    elif not ours:
        yield "Vraag het zorgkantoor voor welke gemeente dit bestand is."
