"""The API of notices to providers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.notices.list_provider_notices import ListProviderNotices, list_provider_notices
from services.notifications.application.notices.show_provider_notice import ShowProviderNotice, show_provider_notice
from services.notifications.application.notices.views import NoticePage
from services.notifications.entrypoints.forms import MunicipalityQuery
from services.notifications.entrypoints.notices.schemas import NoticePageSchema, OpenNoticeSchema
from services.notifications.entrypoints.paging import PER_PAGE, offset, or_not_found
from shared.access import STAFF, Role, Scope
from shared.web.api import Api
from shared.web.app import current_user


def add_notices(api: Api, works: NotificationsWorks) -> None:
    @api.route(
        "GET",
        "/provider-notices",
        *STAFF,
        Role.PROVIDER,
        scope=Scope.OWN,
        summary="Berichten aan aanbieders, de nieuwste eerst; een aanbieder krijgt alleen de eigen berichten",
        response=NoticePageSchema,
        query=MunicipalityQuery,
    )
    def provider_notices(query: Mapping[str, Any]) -> NoticePage:
        place = query["municipality"] or None
        wanted = ListProviderNotices(current_user(), place, offset(query["page"]), PER_PAGE)
        with works.read() as work:
            return list_provider_notices(work, wanted)

    @api.route(
        "GET",
        "/provider-notices/<uuid:id>",
        *STAFF,
        Role.PROVIDER,
        scope=Scope.OWN,
        summary="Eén bericht: wat een aanbieder over elke eigen cliënt hoort",
        response=OpenNoticeSchema,
    )
    def provider_notice(id: UUID) -> Mapping[str, Any]:
        with or_not_found(), works.read() as work:
            found = show_provider_notice(work, ShowProviderNotice(current_user(), str(id)))
        notice = found.notice
        return {
            "id": notice.notice_id,
            "agb": notice.agb,
            "provider": notice.provider,
            "municipality": notice.municipality,
            "number": notice.number,
            "made_on": notice.made_on,
            "clients": notice.clients,
            "told": [
                {"told": told, "initials": row.initials, "says": row.says}
                for told, row in zip(notice.told, found.told, strict=True)
            ],
        }
