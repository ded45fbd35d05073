"""The words of the own page that differ between a client and the parents or carers of a minor."""

from dataclasses import dataclass

from services.notifications.domain.letters.voice import care_of


@dataclass(frozen=True, slots=True)
class Voice:
    """`care` is the care as it stands inside a sentence, `care_title` as it begins one."""

    care: str
    care_title: str
    you_keep: str
    you_kept: str
    old_right: str
    right_runs: str
    own_carer: str
    insurer: str
    pgb: str
    gross: str
    contribution: str
    net: str
    unaccountable: str


CLIENT = Voice(
    care=care_of("", to_parents=False),
    care_title="Uw zorg",
    you_keep="U houdt deze zorg",
    you_kept="U hield deze zorg",
    old_right="uw oude recht op",
    right_runs="Uw recht op deze zorg loopt",
    own_carer="Uw eigen zorgverlener",
    insurer="uw zorgverzekeraar",
    pgb="uw pgb",
    gross="Bedrag voor uw zorg",
    contribution="Uw eigen bijdrage",
    net="U houdt over voor zorg",
    unaccountable="Dit deel mag u uitgeven zonder uitleg",
)


def parents_of(name: str) -> Voice:
    """The voice of a page about a minor, who is named by initials and surname."""
    return Voice(
        care=care_of(name, to_parents=True),
        care_title="De zorg",
        you_keep="Deze zorg blijft",
        you_kept="Deze zorg bleef",
        old_right="het oude recht op",
        right_runs="Het recht op deze zorg loopt",
        own_carer="Eigen zorgverlener",
        insurer="de zorgverzekeraar van het kind",
        pgb="het pgb",
        gross="Bedrag voor de zorg",
        contribution="Eigen bijdrage",
        net="Er blijft over voor zorg",
        unaccountable="Dit deel mag u uitgeven zonder uitleg",
    )
