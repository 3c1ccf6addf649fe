"""Dialogs: opened only for what the clerk asked for, or for what could lose work; none is higher than 560 px."""
