"""Pieces that two pages or more use, each a function that returns one component."""
