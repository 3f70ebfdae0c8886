"""Evenings in the teahouse, lived through in a real Chromium."""
