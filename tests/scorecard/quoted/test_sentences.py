from kpis.scorecard.quoted.sentences import LONGEST_SENTENCE, clauses, plain, sentences


def test_every_character_keeps_its_place():
    text = "‘It’ was — **98%** – “good”"
    assert len(plain(text)) == len(text)
    assert plain(text).index("98%") == text.index("98%")


def test_a_text_is_cut_into_sentences_and_not_at_abbreviations():
    found = [s.text.strip() for s in sentences("It was 5.5%, e.g. Torbay. That fell. Now met.100% in March.")]
    assert found == ["It was 5.5%, e.g. Torbay.", "That fell.", "Now met.", "100% in March."]


def test_a_sentence_knows_where_it_stands():
    text = "One thing.\n\n- Another thing 5%."
    for sentence in sentences(text):
        assert text[sentence.start :].startswith(sentence.text.strip()[:5])


def test_a_heading_and_a_bold_line_are_headings():
    found = sentences("## Visits\nThey are late.\n\n**Increased Stability**\nThis has improved.")
    assert [(s.text.strip(), s.is_heading) for s in found] == [
        ("Visits", True),
        ("They are late.", False),
        ("Increased Stability", True),
        ("This has improved.", False),
    ]


def test_a_placeholder_is_no_part_of_a_sentence():
    assert "N10" not in sentences("It is {{N10}} now.")[0].text


def test_a_sentence_longer_than_people_write_is_read_in_pieces():
    found = sentences("word " * 1000)
    assert max(len(s.text) for s in found) <= LONGEST_SENTENCE
    assert sum(len(s.text) for s in found) == 5000


def test_clauses_are_cut_where_the_subject_may_change():
    sentence = "Visits rose to 5%, but reviews fell; plans did not."
    assert [sentence[a:b] for a, b in clauses(sentence)] == [
        "Visits rose to 5%, but ",
        "reviews fell;",
        " plans did not.",
    ]
