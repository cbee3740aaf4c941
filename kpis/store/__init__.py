"""What is kept, and how it is found again. The only place that speaks SQL."""
