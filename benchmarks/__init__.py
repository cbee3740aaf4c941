"""Measurements that anybody can repeat; the numbers in the documents come from here."""
