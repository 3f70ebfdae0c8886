"""Tests of articles: writing, publishing, the byline, the feeds, the desk."""
