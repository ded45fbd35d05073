"""Who sends a letter, and whether it can go to print, from what each municipality says about itself in region.toml."""

from datetime import date

from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.letters.letter import NoSender, Sender
from services.notifications.domain.letters.town import FromTown
from services.notifications.domain.letters.vocabulary import TEXT_KINDS
from services.notifications.domain.replies.silence import DAYS_OF_SILENCE
from shared.dutch import date_in_words
from shared.municipalities import with_code
from shared.region.parts import RegionError
from shared.region.values import NoContact, NotServed, ServedRegion, example_keys


def check_own_paragraphs(region: ServedRegion) -> None:
    """Raises RegionError for a paragraph in region.toml that no kind of letter has a place for."""
    for served in region.municipalities:
        for kind in sorted(served.letters.keys() - set(TEXT_KINDS)):
            raise RegionError(
                f"{region.file.name}: gemeente {with_code(served.code)}, letters: {kind} is geen soort brief met een "
                f"eigen alinea; kies uit: {', '.join(TEXT_KINDS)}."
            )


class RegionSenders:
    def __init__(self, region: ServedRegion) -> None:
        self._region = region

    def on(self, code: str, day: date) -> Sender:
        try:
            served, contact = self._region.municipality(code), self._region.contact(code, day)
        except NotServed as missing:
            raise NoSender(self._not_served(code)) from missing
        except NoContact as missing:
            raise NoSender(self._no_contact(code, day)) from missing
        return Sender(
            municipality=served.name,
            letterhead=served.letterhead.name,
            team=contact.team,
            return_address=contact.return_address,
            visiting_address=contact.visiting_address,
            phone=contact.phone,
            phone_hours=contact.phone_hours,
            email=contact.email,
        )

    def town_on(self, code: str, day: date, kind: LetterKind) -> FromTown:
        sender, served = self.on(code, day), self._region.municipality(code)
        answer_days = self._region.choice(code, DAYS_OF_SILENCE, day).number
        return FromTown(sender, served.letters.get(kind), served.court, answer_days)

    def why_not_printed(self, code: str, day: date) -> str | None:
        try:
            examples = self._region.example_keys(code, day)
        except NotServed:
            return self._not_served(code)
        except NoContact:
            return self._no_contact(code, day)
        if not examples:
            return None
        return (
            f"In {self._region.file.name} staan bij {with_code(code)} nog voorbeelden: {', '.join(examples)}. Vul daar "
            "de eigen gegevens in, en start het programma opnieuw."
        )

    def _not_served(self, code: str) -> str:
        file = self._region.file.name
        return f"{with_code(code)} staat niet in {file}. Zet die gemeente erin, en start het programma opnieuw."

    def _no_contact(self, code: str, day: date) -> str:
        where = f"In {self._region.file.name} staan geen contactgegevens van {with_code(code)}"
        return (
            f"{where} voor {date_in_words(day)}. Zet er een blok [[municipality.contact]] bij, en start het programma "
            "opnieuw."
        )

    def is_example(self, sender: Sender) -> bool:
        return not self._region.example and bool(example_keys(sender))
