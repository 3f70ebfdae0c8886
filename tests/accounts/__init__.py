"""Accounts: the door, the letters, one's own settings, the commands."""
