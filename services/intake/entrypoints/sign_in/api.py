"""Who is signed in, for pages of another process that keeps no grants."""

from shared.access import Role, Scope, User
from shared.web.api import Api
from shared.web.app import current_user
from shared.web.signed_in import MeSchema


def add_me(api: Api) -> None:
    @api.route("GET", "/me", *Role, scope=Scope.OWN, summary="Wie u hier bent, en wat u mag zien", response=MeSchema)
    def show_me() -> User:
        return current_user()
