"""Structure: the parts a report must have."""
