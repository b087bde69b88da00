"""What is true of language alone: numbers read and written, particles, terms found, messages."""
