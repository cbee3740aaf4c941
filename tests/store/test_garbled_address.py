"""An address that the database could not even be asked about is no address, whichever database it is."""

import pytest

from kpis.model.people import Role
from tests.access import a_site, add_people, client_of


@pytest.mark.parametrize("path", ["/upload/{}", "/scorecard/{}", "/indicator/{}", "/api/v1/scorecards/{}.json"])
@pytest.mark.parametrize("garbled", ["%00", "a%00b", "%ff", "%ED%A0%80"])
def test_an_address_with_letters_that_no_text_has_is_not_there(store, path, garbled):
    add_people(store, [Role.ADMINISTRATOR])
    answer = client_of(a_site(store), Role.ADMINISTRATOR).get(path.format(garbled))
    assert answer.status_code == 404
