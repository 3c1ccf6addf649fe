"""Editing a cell: the text machine, the offers under a cell, one source of offers per kind of field."""
