from decimal import Decimal

import pytest

from kpis.methods.disclosure.publications import Revealed, review
from kpis.model.errors import BadTable
from kpis.model.small_numbers import Count, Publication, Share, SmallNumbersRule, Standing, Table, year_to_date
from tests.methods.disclosure.builders import a_total

RULE = SmallNumbersRule()


def a_publication(name, withheld, total=43, **parts):
    return Publication(name, a_total(total, **({"a": 3, "b": 8, "c": 12, "d": 20} | parts)), frozenset(withheld))


JUNE = a_publication("June", "ab")


def test_a_publication_that_keeps_its_secrets_may_be_published():
    found = review(a_publication("July", "ab"), [JUNE], RULE)
    assert found.may_be_published
    assert (found.revealed, found.already_out, found.withhold) == ((), (), {"a", "b"})


def test_a_small_number_that_is_not_withheld_is_refused_with_what_to_withhold():
    found = review(a_publication("July", ""), [], RULE)
    assert not found.may_be_published
    assert found.revealed == (Revealed("a"),)
    assert found.withhold == {"a", "b"}


def test_two_publications_that_are_safe_apart_may_give_a_secret_away_together():
    found = review(a_publication("July", "ac"), [JUNE], RULE)
    assert found.revealed == (Revealed("a", ("June",)),)
    assert found.withhold == {"a", "b", "c"}
    assert review(a_publication("July", found.withhold), [JUNE], RULE).may_be_published


def test_the_earlier_publication_that_is_needed_is_named():
    may = a_publication("May", "ab")
    april = Publication("April", Table((Count("elsewhere", 50),)), frozenset())
    found = review(a_publication("July", "ad"), [april, may], RULE)
    assert found.revealed == (Revealed("a", ("May",)),)


def test_a_revised_part_gives_away_what_stayed_the_same():
    """June showed c; July withholds it instead of the revised b. What was c then is c now."""
    found = review(a_publication("July", "ac", total=44, b=9), [JUNE], RULE)
    assert found.revealed == (Revealed("a", ("June",)),)


def test_a_revised_secret_is_another_secret():
    both = review(a_publication("July", "ab", total=44, a=4), [JUNE], RULE)
    assert both.may_be_published
    shown = review(a_publication("July", "ac", total=44, a=4), [JUNE], RULE)
    assert [one.key for one in shown.revealed] == ["a", "a, as in June"]
    assert review(a_publication("July", shown.withhold, total=44, a=4), [JUNE], RULE).may_be_published


def test_what_was_shown_before_is_told_apart_and_not_held_against_the_new_one():
    found = review(a_publication("July", "ad"), [a_publication("June", "c")], RULE)
    assert found.may_be_published
    assert found.already_out == ("a", "d")


def test_what_the_earlier_ones_gave_away_by_themselves_is_told_apart():
    found = review(a_publication("July", "ab"), [a_publication("June", "a")], RULE)
    assert found.may_be_published
    assert found.already_out == ("a", "b")


def test_a_running_total_gives_the_month_away_beside_the_one_before():
    def year(*running):
        names = [f"to {n}" for n in range(1, len(running) + 1)]
        months = [r - before for r, before in zip(running, (0, *running), strict=False)]
        counts = [Count(name, n) for name, n in zip(names, running, strict=True)]
        hidden = [Count(f"month {n}", m, Standing.UNPRINTED) for n, m in enumerate(months, 1)]
        return Table((*counts, *hidden), year_to_date(names, [c.key for c in hidden]))

    may = Publication("May", year(20), frozenset())
    june = Publication("June", year(20, 23), frozenset())
    found = review(june, [may], RULE)
    assert [one.key for one in found.revealed] == ["month 2"]
    assert found.withhold == {"to 2"}
    assert review(Publication("June", year(20, 23), found.withhold), [may], RULE).may_be_published


def test_a_percentage_shown_before_gives_its_count_away_now():
    counts = (Count("n", 3), Count("d", 24, Standing.HEADLINE))
    shares = (Share("%", Decimal("12.5"), "n", "d"),)
    june = Publication("June", Table((Count("n", 3), Count("d", 24)), shares=shares), frozenset({"n", "d"}))
    july = Publication("July", Table(counts), frozenset({"n"}))
    found = review(july, [june], RULE)
    assert found.revealed == (Revealed("n", ("June",)),)
    assert found.withhold == {"n", "d"}


def test_a_figure_that_the_source_withheld_is_given_away_by_a_paper_that_shows_it():
    june = a_publication("June", "", a=9, total=49)
    july = a_publication("July", "", a=None, b=8, total=49)
    found = review(july, [june], RULE)
    assert found.may_be_published
    assert found.already_out == ("a",)


def test_where_nothing_helps_there_is_nothing_to_withhold_instead():
    ones = a_total(43, Standing.PUBLIC, a=3, b=40)
    table = Table(tuple(c if c.key == "a" else Count(c.key, c.value, Standing.PUBLIC) for c in ones.counts), ones.parts)
    found = review(Publication("July", table, frozenset({"a"})), [], RULE)
    assert (found.revealed, found.withhold) == ((Revealed("a"),), None)


def test_two_publications_need_names_of_their_own():
    with pytest.raises(BadTable, match=r'^Two publications are called "June"\. Give each a name of its own\.$'):
        review(JUNE, [JUNE], RULE)


def test_no_word_of_the_verdict_holds_the_secret_number():
    verdict = repr(review(a_publication("July", "ac", a=4, total=44), [JUNE], RULE))
    assert not any(character.isdigit() for character in verdict)
