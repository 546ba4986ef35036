"""Files as offices type them: what a person has said once of one kind of file, and files of that kind read by it."""
