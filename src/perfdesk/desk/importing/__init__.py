"""What comes in: files of any known kind, and the clipboard, as a new draft with its doubts."""
