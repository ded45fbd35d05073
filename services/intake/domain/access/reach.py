"""For whom a functional manager may grant, and that somebody is left who can."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.access import Role, User, check_municipality
from shared.dutch import list_in_words
from shared.granting import Grant
from shared.messaging.failures import Refused
from shared.municipalities import municipality_name

MANAGERS_MIN = 2
"""One proposes and another confirms: where there are fewer, nobody can grant any more."""


@dataclass(frozen=True, slots=True)
class Reach:
    """`municipalities`: for which the user may see grants, and give them where the role is to give any. Grants of
    providers are for every one of them."""

    user: User
    municipalities: frozenset[str]

    @classmethod
    def of(cls, user: User, managers: Sequence[Grant], served: frozenset[str]) -> "Reach":
        """`managers`: the grants of functional managers of today. One of them grants for the own municipalities, and
        for those with too few managers to do it by themselves, such as one that joined the region."""
        if user.role is not Role.FUNCTIONAL_MANAGER:
            return cls(user, user.municipalities)
        alone = {code for code in served if len(_managers_of(code, managers)) < MANAGERS_MIN}
        return cls(user, user.municipalities | alone)

    def check_seen(self, grant: Grant) -> None:
        """Raises Forbidden when the grant is for none of these municipalities."""
        if grant.municipalities and not grant.municipalities & self.municipalities:
            check_municipality(self.user, min(grant.municipalities))

    def check_given(self, grant: Grant) -> None:
        """Raises Forbidden when the grant is for another municipality too."""
        for code in sorted(grant.municipalities - self.municipalities):
            check_municipality(self.user, code)


def check_managers_left(before: Sequence[Grant], after: Sequence[Grant], served: frozenset[str]) -> None:
    """`before` and `after`: the grants of functional managers of today, without and with what is about to happen.
    Counted are those without a last day: the others end by themselves. Raises Refused when a municipality that had
    enough managers would not have them any more."""
    lasting, left = ([each for each in grants if each.ends_on is None] for grants in (before, after))
    short = [
        code
        for code in sorted(served)
        if len(_managers_of(code, left)) < MANAGERS_MIN <= len(_managers_of(code, lasting))
    ]
    if short:
        names = list_in_words([municipality_name(code) for code in short])
        raise Refused(
            f"Dan blijven er geen twee functioneel beheerders zonder einddatum over voor {names}, en kan niemand daar "
            "meer toegang geven. Geef eerst iemand anders deze rol."
        )


def _managers_of(code: str, managers: Iterable[Grant]) -> set[str]:
    return {each.account for each in managers if code in each.municipalities}
