"""Who sends a letter, from what each municipality says about itself in region.toml."""

from datetime import date

from services.notifications.domain.letters.letter import NoSender, Sender
from shared.region.values import NoContact, NotServed, ServedRegion


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
