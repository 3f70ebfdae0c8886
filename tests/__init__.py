"""The tests: a cast of people, what they do, what they see, and what the database keeps."""
