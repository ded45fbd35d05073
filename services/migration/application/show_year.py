"""The year at a glance: figures only, no person is shown."""

from services.migration.application.views import Views, Year
from shared.access import STAFF, Role, Scope, User, allowed, check_municipality


@allowed(*STAFF, Role.FINANCE, scope=Scope.MUNICIPALITY)
def show_year(user: User, municipality: str, views: Views) -> Year:
    """Of one municipality, or of all the user's with an empty one. Raises Forbidden for somebody else's."""
    if not municipality:
        return views.year(user.municipalities)
    check_municipality(user, municipality)
    return views.year(frozenset({municipality}))
