"""What a person does to the selected photos."""
