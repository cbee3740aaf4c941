"""The answer, before anyone draws it: rows, words and colours."""
