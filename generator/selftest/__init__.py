"""The measured checker: errors are planted one by one in a copy of the site's own content, and counted where a check finds them.

`runner.run` plants and counts, `report` prints, `kinds/` holds the errors, `changes` those that any sentence can
have. Must not be imported by anything but the command line.
"""
