"""The words beside the figures: what they quote, what it is about, and whether the figures bear it out."""
