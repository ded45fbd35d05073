"""The screens of signing in: a door, the way to the identity provider and back, the choice of a role, and the way out.
Whoever comes here is nobody yet."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace

import structlog
from flask import Blueprint, g, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.intake.application.sign_in.begin_sign_in import BeginSignIn, begin_sign_in
from services.intake.application.sign_in.choose_grant import ChooseGrant, choose_grant
from services.intake.application.sign_in.end_session import EndSession, end_session
from services.intake.application.sign_in.end_sessions import EndSessions, end_sessions
from services.intake.application.sign_in.finish_sign_in import FinishSignIn, finish_sign_in
from services.intake.application.sign_in.list_choices import ListChoices, list_choices
from services.intake.application.sign_in.ports import ProviderAway, SignInWorks
from services.intake.application.sign_in.sign_out import SignOut
from services.intake.application.sign_in.sign_out import sign_out as leave
from services.intake.domain.sign_in.attempts import Answer, Attempt, NotLetIn, NotSignedOut, Why
from services.intake.entrypoints.sign_in.words import AWAY, DOORS, REFUSALS, Refusal, grant_in_words
from shared.access import Role, Scope, allowed
from shared.doors import SignInDoor
from shared.granting import Door, Grant
from shared.messaging.failures import Refused
from shared.web.form_tokens import renew_browser, taken_of_any_user
from shared.web.forms import Form
from shared.web.house import House
from shared.web.outside import sent_by_a_server
from shared.web.problem import NotFound
from shared.web.sessions import SESSION_SECONDS
from shared.web.signed_in import SignedIn, SignIn

ATTEMPT, CHOOSING = "zl_sign_in", "zl_choosing"
SECONDS = 10 * 60
"""So long a try may take, and so long one may think about a role."""
RETRY_SECONDS = 60
CHOOSING_FIELDS = 7
log = structlog.get_logger()


def sign_in_pages(pages: "SignInPages | None") -> Blueprint:
    """With None nobody signs in here as themselves, and every page says so."""
    screens = Blueprint("sign_in", __name__)
    screens.add_app_template_filter(grant_in_words)

    def opened() -> SignInPages:
        if pages is None:
            raise NotFound("Op deze site meldt u zich op een andere manier aan. Begin bij het begin.")
        return pages

    @screens.get("/sign-in")
    @allowed(*Role, scope=Scope.NOBODY)
    def doors() -> str | Response:
        return opened().doors()

    @screens.get("/sign-in/<door>")
    @allowed(*Role, scope=Scope.NOBODY)
    def begin(door: str) -> Response:
        return opened().begin(door)

    @screens.get("/sign-in/<door>/callback")
    @allowed(*Role, scope=Scope.NOBODY)
    def callback(door: str) -> Response:
        return opened().callback(door)

    @screens.post("/sign-in/back-channel/<door>")
    @allowed(*Role, scope=Scope.NOBODY)
    @sent_by_a_server
    def back_channel(door: str) -> Response:
        return opened().back_channel(door)

    @screens.get("/sign-in/choose")
    @allowed(*Role, scope=Scope.NOBODY)
    def choices() -> Response:
        return opened().choices(Form())

    @screens.post("/sign-in/choose")
    @allowed(*Role, scope=Scope.NOBODY)
    def choose() -> Response:
        return opened().choose(request.form.get("grant", ""))

    @screens.get("/sign-out")
    @allowed(*Role, scope=Scope.NOBODY)
    def signed_out() -> str:
        return opened().signed_out(None)

    @screens.post("/sign-out")
    @allowed(*Role, scope=Scope.NOBODY)
    @taken_of_any_user
    def sign_out() -> Response:
        return opened().sign_out()

    return screens


class SignInPages:
    """`reached`: whom somebody can call who does not get in."""

    def __init__(self, works: SignInWorks, sign_in: SignIn, reached: Callable[[], Sequence[House]]) -> None:
        self._works = works
        self._ours = sign_in
        self._reached = reached

    def doors(self) -> str | Response:
        """With one door there is nothing to choose."""
        doors = list(self._ours.doors)
        if len(doors) == 1:
            return redirect(url_for("sign_in.begin", door=doors[0].value), code=303)
        return render_template("sign_in/doors.html", title="Aanmelden", doors={door: DOORS[door] for door in doors})

    def begin(self, name: str) -> Response:
        door, kept = self._door(name), self._ours.cookie(ATTEMPT)
        try:
            anew = "anew" in request.args
            attempt, address = begin_sign_in(self._works, BeginSignIn(door, self._back(door), anew))
        except ProviderAway as fault:
            log.warning("identity provider away", why=str(fault))
            return self._refused(AWAY)
        going = redirect(address, code=303)
        kept.keep(going, [door.value, attempt.state, attempt.nonce, attempt.verifier])
        return going

    def callback(self, name: str) -> Response:
        """Whatever comes of it, the try is over: its secrets are taken from the browser."""
        door = self._door(name)
        try:
            came = self._finish(door)
        except NotLetIn as refused:
            log.warning("nobody let in", why=refused.detail)
            came = self._refused(REFUSALS[refused.why], door)
        except ProviderAway as fault:
            log.warning("identity provider away", why=str(fault))
            came = self._refused(AWAY)
        self._ours.cookie(ATTEMPT).delete(came)
        return came

    def _finish(self, door: SignInDoor) -> Response:
        kept = self._ours.cookie(ATTEMPT).read(request, SECONDS)
        if kept is None or kept[0][0] != door.value:
            raise NotLetIn(Why.STALE, "no try in this browser")
        attempt = Attempt(*kept[0][1:])
        answer = Answer(*(request.args.get(name, "") for name in ("state", "code", "error", "iss")))
        entered = finish_sign_in(self._works, FinishSignIn(door, attempt, answer, self._back(door)))
        own, began = secrets.token_urlsafe(16), int(self._ours.now())
        came = SignedIn(door, entered.user_id, entered.holds[0], own, began, entered.subject, entered.at_provider)
        if len(entered.holds) == 1:
            return self._let_in(came)
        going = redirect(url_for("sign_in.choices"), code=303)
        choosing = [came.door.value, came.user_id, came.holds, came.sign_in, came.subject, came.at_provider]
        self._ours.cookie(CHOOSING).keep(going, [*choosing, secrets.token_urlsafe(16)])
        # Who was signed in here before is not, while somebody else chooses.
        self._end_what_was()
        self._ours.identity.let_out(going)
        return going

    def choices(self, form: Form) -> Response:
        found = self._choosing()
        grants: Sequence[Grant] = ()
        if found is not None and found.door is not SignInDoor.CLIENT:
            grants = list_choices(self._works, ListChoices(Door(found.door.value), found.holds))
        if found is None or not grants:
            return redirect(url_for("sign_in.doors"), code=303)
        page = render_template(
            "sign_in/choose.html",
            title="Kies een rol",
            form=form if form.errors else Form({"grant": found.holds}),
            choices={grant.grant_id: grant_in_words(grant) for grant in grants},
        )
        return Response(page, form.status, mimetype="text/html")

    def choose(self, grant_id: str) -> Response:
        found = self._choosing()
        if found is None or found.door is SignInDoor.CLIENT:
            return redirect(url_for("sign_in.doors"), code=303)
        try:
            grant = choose_grant(self._works, ChooseGrant(Door(found.door.value), found.holds, grant_id))
        except Refused as refused:
            return self.choices(Form().wrong(refused))
        return self._let_in(replace(found, holds=grant.grant_id))

    def _choosing(self) -> SignedIn | None:
        """Who came in just now and chooses; else who works here already, and wants another role."""
        if self._ours.cookie(CHOOSING).read(request, SECONDS) is None:
            return self._ours.identity.signed_in(request)
        found = self._choice(SECONDS)
        return None if found is None or self._ours.ended(found.marks, found.began) else found

    def _choice(self, seconds: int) -> SignedIn | None:
        """Who came in at most so long ago, and has to choose or did."""
        kept = self._ours.cookie(CHOOSING).read(request, seconds)
        if kept is None or len(kept[0]) != CHOOSING_FIELDS:
            return None
        content, made = kept
        door, user_id, holds, sign_in, subject, at_provider, own_id = content
        # A choice is good once, and ends as a session does.
        own = self._ours.mark("choice", own_id)
        return SignedIn(SignInDoor(door), user_id, holds, sign_in, int(made), subject, at_provider, own)

    def _end_what_was(self, goes_on: str = "") -> None:
        """Of this browser, so that no copy of its cookies is good for anything, and neither is what somebody made of a
        copy. Of the sign-in that `goes_on`, in another role, only the session or choice that this browser has ends."""
        found = (self._ours.identity.came_with(request), self._choice(SESSION_SECONDS))
        marks = {each.session if each.sign_in == goes_on else each.sign_in for each in found if each is not None}
        if marks:
            end_session(self._works, EndSession(sorted(marks)))

    def back_channel(self, name: str) -> Response:
        """The provider's word that somebody signed out there: no browser comes with it."""
        door, tokens = self._door(name), request.form.getlist("logout_token")
        try:
            if len(tokens) != 1:
                raise NotSignedOut("no token, or several")
            end_sessions(self._works, EndSessions(door, tokens[0]))
        except NotSignedOut as refused:
            log.warning("nobody signed out", why=str(refused))
            return _told("invalid_request", 400)
        except ProviderAway as fault:
            log.warning("identity provider away", why=str(fault))
            return _told("temporarily_unavailable", 503)
        return _told("", 200)

    def sign_out(self) -> Response:
        """A page, and no redirect: our security policy sends a form nowhere but to us."""
        found, address = self._ours.identity.signed_in(request), None
        self._end_what_was()
        if found is not None:
            back = self._ours.public_url + url_for("sign_in.signed_out")
            try:
                address = leave(self._works, SignOut(found.door, back))
            except ProviderAway as fault:
                log.warning("identity provider away", why=str(fault))
        g.user = None
        page = Response(self.signed_out(address), mimetype="text/html")
        self._ours.identity.let_out(page)
        self._ours.cookie(CHOOSING).delete(page)
        return page

    def signed_out(self, address: str | None) -> str:
        """`address`: where one goes on to sign out of the identity provider too."""
        return render_template("sign_in/signed_out.html", title="U bent afgemeld", address=address)

    def _let_in(self, signed_in: SignedIn) -> Response:
        self._end_what_was(goes_on=signed_in.sign_in)
        going = redirect("/", code=303)
        self._ours.identity.let_in(going, signed_in)
        self._ours.cookie(CHOOSING).delete(going)
        renew_browser()
        return going

    def _refused(self, refusal: Refusal, door: SignInDoor | None = None) -> Response:
        """`door`: where the provider may still know who came, and would send the same person again."""
        page = render_template(
            "sign_in/refused.html",
            title=refusal.title,
            refusal=refusal,
            door=door,
            reached=self._reached() if refusal.calls else (),
        )
        answer = Response(page, refusal.status, mimetype="text/html")
        if refusal is AWAY:
            answer.headers["Retry-After"] = str(RETRY_SECONDS)
        return answer

    def _door(self, name: str) -> SignInDoor:
        doors = {door.value: door for door in self._ours.doors}
        if name not in doors:
            raise NotFound("Deze manier van aanmelden is er niet. Begin bij het begin.")
        return doors[name]

    def _back(self, door: SignInDoor) -> str:
        return self._ours.public_url + url_for("sign_in.callback", door=door.value)


def _told(error: str, status: int) -> Response:
    """As OAuth 2.0 has it; an empty `error` for none."""
    answer: Response = jsonify({"error": error}) if error else Response()
    answer.status_code = status
    answer.headers["Cache-Control"] = "no-store"
    if status == AWAY.status:
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer
