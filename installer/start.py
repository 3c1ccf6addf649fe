"""What the shipped program runs first."""

from perfdesk.__main__ import main

main()
