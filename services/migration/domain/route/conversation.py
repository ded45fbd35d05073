"""What was spoken about: the seven subjects of Wmo 2015, 2.3.2(4), and what follows for each need. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """2.3.2(4) a to g."""

    NEEDS = "needs"
    OWN_STRENGTH = "own-strength"
    NETWORK = "network"
    CARER_SUPPORT = "carer-support"
    GENERAL_PROVISION = "general-provision"
    COOPERATION = "cooperation"
    CONTRIBUTION = "contribution"


class Answer(StrEnum):
    """By whom, or by what, a need is met."""

    OWN_CIRCLE = "own-circle"
    GENERAL = "general"
    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Need:
    what: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class ConversationNotes:
    """`subjects`: what was said of each, as typed. `plan_received`: a personal plan was handed in. `support_offered`:
    the client was told that support is free (2.3.2(3)). `identified`: an identity document was seen (2.3.4)."""

    subjects: dict[Subject, str]
    needs: tuple[Need, ...] = ()
    present: str = ""
    carer_relief: str = ""
    plan_received: bool = False
    support_offered: bool = False
    pgb_explained: bool = False
    identified: bool = False

    def missing(self) -> list[str]:
        """What the law asks to be spoken about or done, and is not filled in yet; names of fields."""
        gaps = [subject.value for subject in Subject if not self.subjects.get(subject, "").strip()]
        done = {
            "support_offered": self.support_offered,
            "pgb_explained": self.pgb_explained,
            "identified": self.identified,
        }
        return gaps + [name for name, is_done in done.items() if not is_done]
