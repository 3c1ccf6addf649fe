"""The right panel: problems and doubts as cards."""
