"""Every sign that is let through has a form in the shipped typefaces; the others never stop a print."""

import pytest
import typst

from kpis.exports.pdf import TYPEFACES
from kpis.exports.pdf.letters import MAY_BREAK, PRINTABLE, SHOWN, all_printable, has_unshown, printable
from kpis.exports.pdf.typesetting import typeset

PAGE = """
#set document(title: "Letters")
#let signs = sys.inputs.values
#set text(lang: "en", font: ("Atkinson Hyperlegible", "Libertinus Serif"))
#signs #strong(signs) #emph(signs)
#text(font: "Libertinus Serif", weight: "bold", signs)
"""


def test_every_sign_that_is_let_through_can_be_printed(tmp_path):
    template = tmp_path / "letters.typ"
    template.write_text(PAGE, encoding="utf-8")
    assert typeset(template, TYPEFACES, "".join(sorted(PRINTABLE - {" "})), 0).startswith(b"%PDF")


def test_a_sign_that_is_not_let_through_would_stop_a_print(tmp_path):
    template = tmp_path / "letters.typ"
    template.write_text(PAGE, encoding="utf-8")
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        typeset(template, TYPEFACES, "中", 0)


def test_a_sign_without_a_form_is_replaced_and_one_never_seen_is_left_out():
    assert printable("a中b\u202ec\x00\td") == f"a{SHOWN}bc d"


def test_a_letter_and_its_accent_become_one():
    assert printable("e\u0301") == "é"


def test_a_word_longer_than_a_column_may_go_on_in_the_next_line():
    assert printable("a" * 30 + " b") == "a" * 24 + MAY_BREAK + "a" * 6 + " b"
    assert printable("a" * 24) == "a" * 24


def test_texts_within_values_are_made_printable_and_numbers_are_left():
    values = all_printable({"a": ["中", 1.5, None, True], "b": ("x",)})
    assert values == {"a": [SHOWN, 1.5, None, True], "b": ["x"]}
    assert has_unshown(values)
    assert not has_unshown({"a": ["x", 1]})
