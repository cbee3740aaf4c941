from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.scorecard.quoted.check import check_words
from tests.scorecard.quoted.builders import MARCH, episodes, plans, visits, withheld_visits

ROWS = (visits(england=92.5, counts={"2023-03": (106, 120)}), plans(), episodes())
SAID = (
    "visits on time plans children missing episodes fell rose from to in March May 2023 2021/22 Q4 since until the "
    "last six months 88.3% 84.7% 233 94 five of 106 120 target England above below by points percentage steadily "
    "improved ( ) . , ; \n {{V1}} £5m 1 in 4 half than was more less this it not reported last year "
    "between and -5 0 100% 1e9 ½ ٣ ０"
)
WORDS = st.sampled_from(SAID.split(" "))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_is_read_and_every_place_is_in_it(text):
    for finding in check_words(text, ROWS, MARCH, ("V1",)):
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.quoted
        assert finding.says


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_no_number_of_a_withheld_row_is_ever_said(text):
    for finding in check_words(text, (withheld_visits(),), MARCH, ("V1",)):
        assert not finding.codes or not any(c.isdigit() for c in finding.says), finding
