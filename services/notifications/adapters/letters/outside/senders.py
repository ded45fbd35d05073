"""Who sends a letter, and whether it can go to print, from what each municipality says about itself in region.toml."""

from datetime import date

from services.notifications.domain.letters.letter import NoSender, Sender
from shared.dutch import date_in_words
from shared.municipalities import with_code
from shared.region.values import NoContact, NotServed, ServedRegion, example_keys


class RegionSenders:
    def __init__(self, region: ServedRegion) -> None:
        self._region = region

    def on(self, code: str, day: date) -> Sender:
        try:
            served, contact = self._region.municipality(code), self._region.contact(code, day)
        except (NotServed, NoContact) as missing:
            raise NoSender(str(missing)) from missing
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

    def why_not_printed(self, code: str, day: date) -> str | None:
        file = self._region.file.name
        try:
            examples = self._region.example_keys(code, day)
        except NotServed:
            return f"{with_code(code)} staat niet in {file}. Zet die gemeente erin, en start het programma opnieuw."
        except NoContact:
            return (
                f"In {file} staan geen contactgegevens van {with_code(code)} voor {date_in_words(day)}. Zet er een "
                "blok [[municipality.contact]] bij, en start het programma opnieuw."
            )
        if not examples:
            return None
        return (
            f"In {file} staan bij {with_code(code)} nog voorbeelden: {', '.join(examples)}. Vul daar de eigen gegevens "
            "in, en start het programma opnieuw."
        )

    def is_example(self, sender: Sender) -> bool:
        return not self._region.example and bool(example_keys(sender))
