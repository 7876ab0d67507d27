"""Quantity: claims and counts that ought to carry a figure, and figures that say less than they seem to."""
