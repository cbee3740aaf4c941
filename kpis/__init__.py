"""Waymark without a screen: reading, judging, keeping and answering."""

__version__ = "0.1.0"
