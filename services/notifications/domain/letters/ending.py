"""How every letter and notice ends: with how the reader reaches the sender."""

from dataclasses import replace

from services.notifications.domain.letters.letter import Letter, Section, Sender


def questions(sender: Sender) -> Section:
    return Section(
        heading="Hebt u vragen?",
        notes=(f"Bel ons gerust {sender.phone_hours}. U kunt ook mailen naar {sender.email}.",),
        call=True,
    )


def closing(sender: Sender) -> tuple[str, ...]:
    return ("Met vriendelijke groet,", sender.team, sender.letterhead)


def signed_by(letter: Letter, sender: Sender) -> Letter:
    """The same letter with the contact data of a sender of the same municipality."""
    sections = tuple(questions(sender) if section.call else section for section in letter.sections)
    return replace(letter, sender=sender, sections=sections, closing=closing(sender))
