"""Measures the generator against the site engine, on the real content and on invented content of any size."""
