"""How every letter and notice ends."""

from services.notifications.domain.letters.letter import Section, Sender


def questions(sender: Sender) -> Section:
    return Section(
        heading="Hebt u vragen?",
        notes=(f"Bel ons gerust {sender.phone_hours}. U kunt ook mailen naar {sender.email}.",),
        call=True,
    )


def closing(sender: Sender) -> tuple[str, ...]:
    return ("Met vriendelijke groet,", sender.team, f"Gemeente {sender.municipality}")
