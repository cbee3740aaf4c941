from kpis.ingest.raised_text import Standing, as_seen


def test_raised_digits_stay_told_from_the_others():
    assert "512" + as_seen("1", Standing.RAISED) == "512¹"


def test_what_is_struck_out_is_said_in_words():
    assert as_seen(" 51 ", Standing.STRUCK_OUT) == "[struck out: 51]"
    assert as_seen(" ", Standing.STRUCK_OUT) == ""


def test_plain_text_stays_as_it_is():
    assert as_seen("512 ", Standing.PLAIN) == "512 "
