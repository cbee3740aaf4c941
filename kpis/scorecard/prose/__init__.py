"""The officers' words as they are kept and shown: Markdown that runs nothing, and figures that fill themselves in."""
