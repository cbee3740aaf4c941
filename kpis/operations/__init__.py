"""What a person can do: one file each, told who is asking."""

from kpis.store.engine import Store

__all__ = ["Store"]
