"""What a writer begins with: a new city, page or series, or an agency’s file."""
