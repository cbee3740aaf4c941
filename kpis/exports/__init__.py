"""Files going out: JSON, csv and plain text."""
