"""Spreadsheets in: bytes to observations, or to problems that name sheet and cell."""
