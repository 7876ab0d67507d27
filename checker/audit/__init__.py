"""A collection of reports: who has reported, what is wrong with each, and which are late, empty or copied."""
