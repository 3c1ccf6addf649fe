"""Printing: a preview with its options, and the printer; what is drawn is what the PDF shows."""
