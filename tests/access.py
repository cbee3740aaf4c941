"""People, passwords that cost little to hash, and clients that are signed in, for tests of who may do what."""

from argon2 import PasswordHasher

from app import create_app
from kpis.model.people import Asker, Role, Way
from kpis.operations.access_settings import AccessSettings
from kpis.operations.accounts import add_person_with_password
from kpis.operations.door import Door
from kpis.operations.passwords import Passwords

PASSWORD = "lantern orchard kettle"
OTHER_PASSWORD = "marmalade tunnel violin"
SECRET = b"a secret for tests that nobody else needs to know"
COMMAND_LINE = Asker("the command line", role=Role.ADMINISTRATOR, way=Way.COMMAND_LINE)
ORIGIN = {"Origin": "http://localhost"}
NAMES = {
    Role.ADMINISTRATOR: "An administrator",
    Role.ADVISOR: "An advisor",
    Role.MEMBER: "A member",
}


class CountingHasher(PasswordHasher):
    """Argon2 that costs little, and counts how often a password was compared."""

    def __init__(self):
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.compared = 0

    def verify(self, hash, password):
        self.compared += 1
        return super().verify(hash, password)


def cheap_passwords():
    return Passwords(CountingHasher())


def a_door(store, **settings):
    return Door(store, SECRET, cheap_passwords(), **settings)


def add_people(store, roles=tuple(NAMES)):
    """One person of each role, all with the same password; an administrator comes first."""
    for role in roles:
        add_person_with_password(a_door(store), COMMAND_LINE, NAMES[role], role, PASSWORD)


def a_site(store, **settings):
    return create_app(store, AccessSettings(secret=SECRET, **settings), cheap_passwords())


def client_of(app, role=None):
    """A browser of a person of a role; of nobody in particular without one."""
    client = app.server.test_client()
    if role is not None:
        answer = send_sign_in(client, NAMES[role])
        assert answer.status_code == 303
    return client


def send_sign_in(client, name, password=PASSWORD, leads_to="/", **more):
    sent = {"name": name, "password": password, "next": leads_to}
    return client.post("/sign-in", data=sent, headers=ORIGIN, **more)
