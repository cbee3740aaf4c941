"""What is on each page: trees of components, handed what they show."""
