from kpis.methods.disclosure.puzzle import Choice, Puzzle, Statement, Unknown, apart


def test_what_has_nothing_to_do_with_a_secret_is_left_out():
    puzzle = Puzzle(
        unknowns=(Unknown("a", 1), Unknown("b", 1, 8, "b"), Unknown("c", 1, 9, "c"), Unknown("d", 1)),
        statements=(
            Statement((("a", 1), ("b", 1)), 11, 11),
            Statement((("c", 1),), 9, 9),
        ),
        secrets=("a", "d"),
        choices=(Choice("b", 0, 8), Choice("c", 0, 9)),
        truth={"a": 3, "b": 8, "c": 9, "d": 2},
    )
    first, second = apart(puzzle)
    assert [u.key for u in first.unknowns] == ["a", "b"]
    assert [c.key for c in first.choices] == ["b"]
    assert ([u.key for u in second.unknowns], second.statements) == (["d"], ())
    assert apart(Puzzle((), (), ())) == []
