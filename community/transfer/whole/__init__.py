"""The whole site in one file, as JSON Lines and media: `flask export`, `flask import teahouse`."""
