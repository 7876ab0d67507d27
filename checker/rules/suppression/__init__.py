"""Suppression: what authors asked not to be told."""
