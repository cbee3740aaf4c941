"""What a person can do: one file each, told who is asking."""
