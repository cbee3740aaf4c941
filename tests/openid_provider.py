"""A real OpenID provider, made of Authlib's server parts and run on a port of its own.

It checks the client's secret, the address to return to, each code once, and PKCE. What its tokens say can be spoilt, to
see that they are refused.
"""

import base64
import json
import threading
import time
from dataclasses import dataclass, field
from functools import cache

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin, OpenIDCode, UserInfo
from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import WSGIRequestHandler, make_server

CLIENT, CLIENT_SECRET, TENANT = "waymark-at-the-council", "the client's own secret", "tenant-1"
MEMBERS, ADVISORS = "group-of-members", "group-of-advisors"


@cache
def a_key(kid):
    """A key of the provider's: made once, because making one takes a while."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})


@dataclass
class Client(ClientMixin):
    returns_to: str = ""
    client_id: str = CLIENT

    def get_client_id(self):
        return self.client_id

    def get_default_redirect_uri(self):
        return self.returns_to

    def get_allowed_scope(self, scope):
        return scope

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri == self.returns_to

    def check_client_secret(self, client_secret):
        return client_secret == CLIENT_SECRET

    def check_endpoint_auth_method(self, method, endpoint):
        return method == "client_secret_basic"

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    user: "Person"
    auth_time: int

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    def get_nonce(self):
        return self.nonce

    def get_auth_time(self):
        return self.auth_time


@dataclass
class Person:
    subject: str = "subject-1"
    name: str = "Sam Lee"
    groups: list = field(default_factory=lambda: [ADVISORS])


class _Silent(WSGIRequestHandler):
    def log(self, type, message, *args):
        return None


class Provider:
    """The provider. `person` is who sits at the browser; `spoil` changes what the next tokens say."""

    def __init__(self):
        self.client, self.person, self.codes = Client(), Person(), {}
        self.key = self.signing_key = a_key("first")
        self.algorithm = "RS256"
        self.asked_for = {}
        self.spoil = lambda claims: claims
        self.metadata_spoilt = {}
        self._server = make_server("127.0.0.1", 0, self._app(), threaded=True, request_handler=_Silent)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def change_keys(self):
        self.key = self.signing_key = a_key("second")

    def _app(self):
        app = Flask("provider", static_folder=None)
        server = AuthorizationServer(
            app, lambda client_id: self.client if client_id == CLIENT else None, lambda *_: None
        )
        server.register_grant(_grant(self), [CodeChallenge(required=True), _id_token(self)])

        @app.get("/.well-known/openid-configuration")
        def _metadata():
            return jsonify(
                {
                    "issuer": self.issuer,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "jwks_uri": f"{self.issuer}/keys",
                    **self.metadata_spoilt,
                }
            )

        @app.get("/keys")
        def _keys():
            return jsonify(KeySet([self.key]).as_dict(private=False))

        @app.get("/authorize")
        def _authorize():
            self.asked_for = request.args.to_dict()
            grant = server.get_consent_grant(end_user=self.person)
            return server.create_authorization_response(grant_user=self.person, grant=grant)

        @app.post("/token")
        def _token():
            return server.create_token_response()

        return app


def _grant(provider):
    class Grant(AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]

        def save_authorization_code(self, code, request):
            told = request.payload
            provider.codes[code] = Code(
                told.redirect_uri, told.scope, told.data.get("nonce"), told.data.get("code_challenge"),
                told.data.get("code_challenge_method"), request.user, int(time.time()),
            )  # fmt: skip

        def query_authorization_code(self, code, client):
            return provider.codes.pop(code, None)

        def delete_authorization_code(self, authorization_code):
            return None

        def authenticate_user(self, authorization_code):
            return authorization_code.user

    return Grant


def _id_token(provider):
    class IdToken(OpenIDCode):
        def exists_nonce(self, nonce, request):
            return any(code.nonce == nonce for code in provider.codes.values())

        def get_client_claims(self, client):
            return {"iss": provider.issuer, "aud": [CLIENT], "tid": TENANT}

        def generate_user_info(self, user, scope):
            return UserInfo(sub=user.subject, name=user.name, groups=user.groups)

        def resolve_client_private_key(self, client):
            return provider.signing_key

        def encode_id_token(self, token, request):
            honest = jwt.decode(super().encode_id_token(token, request), provider.signing_key, ["RS256"])
            spoilt = provider.spoil(dict(honest.claims))
            if provider.algorithm == "none":
                parts = [json.dumps(part).encode() for part in ({"alg": "none"}, spoilt)]
                return ".".join([*(base64.urlsafe_b64encode(p).decode().rstrip("=") for p in parts), ""])
            header = {"alg": "RS256", "kid": provider.signing_key.kid}
            return jwt.encode(header, spoilt, provider.signing_key, ["RS256"])

    return IdToken()
