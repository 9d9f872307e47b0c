"""The editor's desk: what takes an editor from an article to a checked page. A new site, archived articles, quotations found,
claims drafted, and what is left to do.

Writes only what an editor asked for, never over a file that is there, and publishes nothing.
"""
