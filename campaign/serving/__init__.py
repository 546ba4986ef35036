"""The one door to the published data: snapshot, questions, the campaign's definition, and what is cached."""
