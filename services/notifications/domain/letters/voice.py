"""The words that differ between a letter to the client and one to the parents or carers of a minor.

Parents read about their child, so no sentence to them says that they have a right, care or a budget themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass


def speaks_to_parents(minor: bool, domains: Iterable[str]) -> bool:
    """Letter and portal speak to the parents of a minor, and of anybody with care that goes on under the Jeugdwet."""
    return minor or "jeugdwet" in domains


@dataclass(frozen=True, slots=True)
class Voice:
    """`care` is the care as it stands inside a sentence, `care_title` as it begins one."""

    care: str
    care_title: str
    indication: str
    you_keep: str
    you_kept: str
    old_right: str
    right_runs: str
    right_ends: str
    old_right_ends: str
    old_right_stays: str
    right_to_care_stays: str
    table_heading: str
    first_column: str
    come: str
    moving: str
    own_carer: str
    insurer: str
    pgb_heading: str
    pgb: str
    pgb_stays: str
    gross: str
    contribution: str
    net: str
    unaccountable: str
    carers: str
    own_account: str
    address: str
    provider: str


CLIENT = Voice(
    care="uw zorg",
    care_title="Uw zorg",
    indication="Uw indicatie",
    you_keep="U houdt deze zorg",
    you_kept="U hield deze zorg",
    old_right="uw oude recht op",
    right_runs="Uw recht op deze zorg loopt",
    right_ends="uw recht stopt",
    old_right_ends="Dan stopt uw oude recht.",
    old_right_stays="Dan houdt u uw oude recht",
    right_to_care_stays="Uw recht op zorg verandert daar niet door.",
    table_heading="Uw zorg op een rij",
    first_column="Uw zorg",
    come="Wij willen bij u langskomen voor een gesprek.",
    moving="Gaat u verhuizen?",
    own_carer="Uw eigen zorgverlener",
    insurer="uw zorgverzekeraar",
    pgb_heading="Uw pgb",
    pgb="uw pgb",
    pgb_stays="U houdt uw pgb zolang uw recht op deze zorg loopt.",
    gross="Bedrag voor uw zorg",
    contribution="Uw eigen bijdrage",
    net="U houdt over voor zorg",
    unaccountable="Dit deel mag u uitgeven zonder uitleg",
    carers="uw zorgverleners",
    own_account="uw eigen rekening",
    address="Uw adres",
    provider="uw zorgaanbieder",
)


def parents_of(name: str) -> Voice:
    """The voice of a letter about a minor, who is named by initials and surname."""
    return Voice(
        care=f"de zorg voor {name}",
        care_title="De zorg",
        indication="De indicatie",
        you_keep="Deze zorg blijft",
        you_kept="Deze zorg bleef",
        old_right="het oude recht op",
        right_runs="Het recht op deze zorg loopt",
        right_ends="het recht stopt",
        old_right_ends="Dan stopt het oude recht.",
        old_right_stays="Dan blijft het oude recht",
        right_to_care_stays="Het recht op zorg verandert daar niet door.",
        table_heading="De zorg op een rij",
        first_column="Zorg",
        come="Wij willen langskomen voor een gesprek met u en het kind.",
        moving="Gaat het kind verhuizen?",
        own_carer="Eigen zorgverlener",
        insurer="de zorgverzekeraar van het kind",
        pgb_heading="Het pgb van het kind",
        pgb="het pgb",
        pgb_stays="Het pgb blijft zolang het recht op deze zorg loopt.",
        gross="Bedrag voor de zorg",
        contribution="Eigen bijdrage",
        net="Er blijft over voor zorg",
        unaccountable="Dit deel mag u uitgeven zonder uitleg",
        carers="de zorgverleners",
        own_account="de eigen rekening",
        address="Het adres",
        provider="de zorgaanbieder",
    )
