"""Quotes: are these words in that source? Exact after normalisation; likeness only ever words a hint.

`normalise` folds what tools change silently, `selector` reads an editor's brackets, `placement` finds the parts,
`matcher` gives the verdict, `nearest` words the hint, `fragments` makes the deep link. Takes plain strings, no models.
"""
