"""Find and replace over the draft."""
