"""Typography: marks, GB/T 15834 and GB/T 15835."""
