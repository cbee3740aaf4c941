"""Small numbers: what a reader could work out, what must be withheld so that nobody can, and the proof of it.

    table and rule -> knowledge -> attack, protect -> publications

Only `solver` names the library that does the reasoning.
"""
