"""The left panel: the forms of the draft."""
