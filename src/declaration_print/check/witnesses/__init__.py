"""What other validators say of the same file."""
