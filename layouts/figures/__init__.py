"""Values in, a picture out: no ids, no fetching."""
