"""Tests in a real browser, on the site built from the real content."""
