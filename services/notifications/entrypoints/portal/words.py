"""The Dutch words for what the code names in English."""

from collections.abc import Mapping

LOOKED_AT = "Dat kijkt een medewerker nog na"
WHO_ARRANGES: Mapping[str, str] = {
    "wmo": "de gemeente (Wmo 2015)",
    "wmo-protected-living": "de gemeente (beschermd wonen, Wmo 2015)",
    "jeugdwet": "de gemeente (Jeugdwet)",
    "zvw": "uw zorgverzekeraar",
    "wlz": "het zorgkantoor (Wlz)",
    "none": "niemand: er is geen recht dat doorloopt",
    "wmo-2007": "de gemeente",
}
