"""What things are: indicators, periods, observations, targets, verdicts, problems. Standard library only."""
