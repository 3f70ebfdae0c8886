"""Tests of words: rendering, tidying, names, slugs, languages."""
