from kpis.ingest.american_dates import american_months


def months(*texts):
    return {text: period.label for text, (period, _) in american_months(texts).items()}


def test_several_days_of_one_january_are_the_first_days_of_months():
    assert months("04/01/2024", "05/01/2024") == {"04/01/2024": "2024-04", "05/01/2024": "2024-05"}
    assert months("04/01/24", "05/01/24")["05/01/24"] == "2024-05"


def test_one_such_date_alone_says_nothing():
    assert months("04/01/2024", "04/01/2024") == {}


def test_a_date_that_fits_only_our_way_speaks_for_all():
    assert months("04/01/2024", "05/01/2024", "13/01/2024") == {}
    assert months("04/01/2024", "05/02/2024") == {}


def test_days_of_two_years_are_no_months_of_one():
    assert months("04/01/2023", "05/01/2024") == {}


def test_other_texts_do_not_count():
    assert months("Apr-24", "", "04-01-2024", "05-01-2024") == {}
