import pytest

from kpis.ingest.comparison_sheets import read_areas
from kpis.model.comparisons import AreaKind
from kpis.model.regions import OUR_REGION, REGIONS, is_one_of, is_region
from kpis.operations.elsewhere import SHIPPED


def test_the_nine_regions_of_england_and_the_halves_of_london_have_the_names_of_the_list_of_areas():
    listed = [area for area in read_areas(SHIPPED / "areas.csv") if area.kind is AreaKind.REGION]
    assert {region.name for region in REGIONS} == {area.name for area in listed}
    assert len({region.code for region in REGIONS if region.code.startswith("E12")}) == 9
    assert len({region.code for region in REGIONS}) == len(REGIONS) == 11


@pytest.mark.parametrize(
    ("name", "meant", "is_meant"),
    [
        ("South East", ["South East"], True),
        ("South East", ["South West"], False),
        ("South East", ["England", OUR_REGION], True),
        ("England", [OUR_REGION], False),
        ("Statistical neighbours", [OUR_REGION], False),
    ],
)
def test_our_region_may_be_any_and_a_named_one_is_only_itself(name, meant, is_meant):
    assert is_one_of(name, meant) is is_meant


def test_neither_england_nor_a_city_is_a_region():
    assert [is_region(name) for name in ("London", "London (Inner)", "England", "Bristol")] == [
        True,
        True,
        False,
        False,
    ]
