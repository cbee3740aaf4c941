"""The statistical neighbours of both models, the sheet of links, and populations."""

from kpis.model.comparisons import DefinitionMatch
from kpis.model.populations import Population
from kpis.model.problems import Outcome
from tests.ingest.areas import codes, read

HEADS_2025 = "old_la_code,la_name,region_ind,region_name,SN_1,SN_1P,SN_2,SN_2P"
HEADS_2021 = "LA num,LA Name,LA number,GOInd,GOReg,SN1,SNP,SN2,SNP,"
NINE_MISSING = "W_NEIGHBOUR_FEW"


def near(reading):
    return [(n.model, n.authority, n.rank, n.neighbour, n.closeness) for n in reading.neighbours]


def test_the_2025_model_is_read_with_how_close_each_is():
    reading = read(f"{HEADS_2025}\n879,Plymouth,7,South West,880,Close ,801,Somewhat close\n", "neighbours_2025.csv")
    assert near(reading) == [(2025, "879", 1, "880", "Close"), (2025, "879", 2, "801", "Somewhat close")]


def test_the_2021_model_is_read_from_its_own_headings_and_the_year_from_the_file_s_name():
    reading = read(f"{HEADS_2021}\n879,Plymouth,879,7,South West,801,Very Close,880,Close,\n", "sn 2021.csv")
    assert near(reading) == [(2021, "879", 1, "801", "Very close"), (2021, "879", 2, "880", "Close")]


def test_a_model_without_our_authority_says_so():
    reading = read(f"{HEADS_2025}\n880,Torbay,7,South West,801,Close,,\n", "neighbours_2025.csv")
    told = next(p for p in reading.problems if p.code == "W_NEIGHBOUR_OURS")
    assert told.message.startswith(
        "Row 1: the 2025 model does not list Plymouth, so it gives no statistical neighbours"
    )


def test_an_authority_that_stands_twice_or_is_its_own_neighbour_refuses_the_model():
    twice = read(f"{HEADS_2025}\n879,Plymouth,7,SW,880,Close,880,Close\n879,Plymouth,7,SW,801,Close,,\n")
    itself = read(f"{HEADS_2025}\n879,Plymouth,7,SW,879,Close,,\n")
    assert codes(twice).count("E_NEIGHBOUR_TWICE") == 2
    assert (itself.outcome, codes(itself)[0]) == (Outcome.REJECT, "E_NEIGHBOUR_TWICE")


def test_a_neighbour_that_nobody_knows_is_left_out_and_too_few_are_told():
    reading = read(f"{HEADS_2025}\n879,Plymouth,7,SW,999,Close,801,Close\n")
    assert codes(reading) == ["W_AREA_UNKNOWN", NINE_MISSING]
    assert [n.neighbour for n in reading.neighbours] == ["801"]


def test_links_say_whether_the_definition_is_the_same():
    reading = read("indicator,measure,same_definition,words\nn20,LAC,yes,\nN49,LAC,no,other ages\n")
    assert [(link.indicator, link.match, link.words) for link in reading.links] == [
        ("N20", DefinitionMatch.SAME, ""),
        ("N49", DefinitionMatch.DIFFERS, "other ages"),
    ]


def test_a_link_of_an_unknown_indicator_or_without_its_words_is_refused():
    reading = read("indicator,measure,same_definition,words\nX1,LAC,yes,\nN49,LAC,no,\nN20,LAC,maybe,\n")
    assert codes(reading) == ["E_LINK_INDICATOR", "E_LINK_MATCH", "E_LINK_MATCH"]
    assert 'no indicator called "X1" to compare with other areas' in reading.problems[0].message


def test_populations_of_ours_are_read_and_those_of_others_left_out():
    reading = read("area,year,number,source\nPlymouth,2022,53900,ONS\nTorbay,2022,25000,ONS\n")
    assert reading.populations == (Population("Plymouth", 2022, 53_900, "ONS"),)
    assert codes(reading) == ["W_POPULATION_ELSEWHERE"]


def test_a_population_that_is_none_and_two_for_a_year_are_refused():
    reading = read("area,year,number\nPlymouth,2022,many\nPlymouth,2021,53291\nPlymouth,2021,53000\n")
    assert codes(reading) == ["E_POPULATION", "E_POPULATION_TWICE"]
