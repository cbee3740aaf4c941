from kpis.operations.explanation import explained_methods


def test_the_page_says_what_the_check_says():
    checked = explained_methods().checked
    assert dict(checked.steps)["What is asked"].endswith("is 12.7% in October 2018, and 54 out of 427 is 12.6%.")


def test_every_check_on_the_figures_is_named_once():
    checks = explained_methods().checks
    assert len(checks) == len(set(checks)) == 12


def test_it_is_worked_out_once():
    assert explained_methods() is explained_methods()
