"""The map: geometry read from a file that the settings name, distances computed from it, and its picture as SVG.

Any topic may bring geometry of its own; without one there is no map. Nothing here knows a country by name.
"""
