"""What the municipality adds to a letter, and the words that every letter has."""

from dataclasses import dataclass

from services.notifications.domain.letters.letter import Sender, reference_of


@dataclass(frozen=True, slots=True)
class FromTown:
    """What the municipality itself adds to a letter: how to reach it, a paragraph of its own for this kind, and the
    court that hears an appeal against it; None when it said nothing of these. `answer_days`: within how many days after
    an invitation it likes to hear whether that suits."""

    sender: Sender
    own: str | None
    court: str | None
    answer_days: int


def common_words(sender: Sender, own: str | None, care: str, name: str, letter_id: str) -> dict[str, str]:
    """Of whom the care is, how the reader reaches the municipality, and its own paragraph."""
    return {
        "care": care,
        "care_title": care[:1].upper() + care[1:],
        "name": name,
        "municipality": sender.municipality,
        "college": f"het college van burgemeester en wethouders van de gemeente {sender.municipality}",
        "post": sender.return_address,
        "visit": sender.visiting_address,
        "phone": sender.phone,
        "hours": sender.phone_hours,
        "email": sender.email,
        "reference": reference_of(letter_id),
        "own": own or "",
    }
