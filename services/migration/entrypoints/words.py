"""Dutch words on the screens for what the code calls by English names."""

from services.migration.domain.facts import CareFunction, DeliveryForm, Domain, Ground
from services.migration.domain.states import PersonState

STATES = {
    PersonState.PLANNED: "herbeoordelen",
    PersonState.OVERDUE: "recht voorbij, besluit ontbreekt",
    PersonState.PROTECTED_LIVING: "beschermd wonen",
    PersonState.YOUTH: "jeugd (Jeugdwet)",
    PersonState.ELSEWHERE: "naar zorgverzekering of Wlz",
    PersonState.ENDED: "geen recht dat doorloopt",
    PersonState.DECEASED: "overleden",
}
DOMAINS = {
    Domain.WMO: "gemeente (Wmo)",
    Domain.PROTECTED_LIVING: "gemeente (beschermd wonen)",
    Domain.ZVW: "zorgverzekering (Zvw)",
    Domain.JEUGDWET: "gemeente (Jeugdwet)",
    Domain.WLZ: "langdurige zorg (Wlz)",
    Domain.NONE: "niemand",
}
FUNCTIONS = {
    CareFunction.BGI.value: "begeleiding individueel",
    CareFunction.BGG.value: "begeleiding in een groep",
    CareFunction.KVB.value: "kortdurend verblijf",
    CareFunction.PV.value: "persoonlijke verzorging",
    CareFunction.VP.value: "verpleging",
    CareFunction.BH.value: "behandeling",
    CareFunction.TRANSPORT.value: "vervoer",
    CareFunction.STAY.value: "verblijf",
    "DOMESTIC-HELP": "hulp bij het huishouden",
    "ADL": "hulp in een ADL-woning",
}
GROUNDS = {
    Ground.SOM.value: "somatisch",
    Ground.PG.value: "psychogeriatrisch",
    Ground.PSY.value: "psychiatrisch",
    Ground.LG.value: "lichamelijke handicap",
    Ground.VG.value: "verstandelijke handicap",
    Ground.ZG.value: "zintuiglijke handicap",
    "PSYSOC": "psychosociaal",
}
DELIVERY_FORMS = {DeliveryForm.ZIN: "zorg in natura", DeliveryForm.PGB: "persoonsgebonden budget (pgb)"}
INPUTS = {
    "amount": "hoeveelheid",
    "accepted_on": "aanbod aangenomen op",
    "birth_date": "geboortedatum",
    "confidence": "zekerheid van de bron",
    "delivery_form": "leveringsvorm",
    "died_on": "overleden op",
    "ends_on": "indicatie tot en met",
    "function": "functie",
    "given_up_on": "pgb opgezegd op",
    "ground": "grondslag",
    "grounds": "grondslagen",
    "in_use": "in gebruik",
    "issued_on": "afgegeven op",
    "moved_on": "verhuisd op",
    "starts_on": "indicatie vanaf",
    "stay": "verblijf in functie",
    "zzp": "zorgzwaartepakket",
}
CONFIDENCE = {
    "R": "staat zo in de wet",
    "C": "berekend uit de wet",
    "I": "onze uitleg van de wet",
}
