"""Dutch words on the screens of signing in."""

from dataclasses import dataclass

from services.intake.domain.sign_in.attempts import Why
from shared.access import ROLE_NAMES
from shared.doors import SignInDoor
from shared.dutch import list_in_words
from shared.granting import Grant
from shared.municipalities import municipality_in_words

DOORS = {
    SignInDoor.STAFF: "Ik werk bij de gemeente",
    SignInDoor.PROVIDER: "Ik werk bij een aanbieder (eHerkenning)",
    SignInDoor.CLIENT: "Ik ben cliënt, of ik regel iets voor een cliënt (DigiD)",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """`status`: of the answer. `calls`: whether the page says whom to call."""

    title: str
    text: str
    status: int
    calls: bool = False


REFUSALS = {
    Why.STALE: Refusal(
        "Het aanmelden duurde te lang",
        "U begon in een ander venster, of het is te lang geleden. Meld u opnieuw aan.",
        400,
    ),
    Why.STOPPED: Refusal("U bent niet aangemeld", "Het aanmelden is afgebroken. U kunt het opnieuw proberen.", 400),
    Why.NOT_TRUE: Refusal(
        "Het aanmelden is niet gelukt",
        "Wij kunnen niet vaststellen wie u bent. Meld u opnieuw aan. Lukt het weer niet? Bel dan uw gemeente.",
        400,
        calls=True,
    ),
    Why.UNKNOWN: Refusal(
        "U kunt hier niet verder",
        "U bent aangemeld, maar wij vinden hier niets waar u bij mag. Denkt u dat dit niet klopt? Bel dan uw gemeente. "
        "Werkt u bij een gemeente of een aanbieder? Vraag het de functioneel beheerder.",
        403,
        calls=True,
    ),
}
AWAY = Refusal(
    "Aanmelden lukt nu even niet",
    "De dienst waarmee u zich aanmeldt, antwoordt niet. Probeer het over een minuut opnieuw.",
    503,
)


def grant_in_words(grant: Grant) -> str:
    """Like `consulent voor Putten en Nijkerk`, or `aanbieder met AGB-code 12345678`."""
    role = ROLE_NAMES[grant.role]
    if grant.provider:
        return f"{role} met AGB-code {grant.provider}"
    return f"{role} voor {list_in_words([municipality_in_words(code) for code in sorted(grant.municipalities)])}"
