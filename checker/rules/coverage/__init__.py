"""Coverage: what the parts must speak about."""
