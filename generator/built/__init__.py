"""The built site: what is checked in its pages, the policy they carry, the manifest that proves a copy whole.

One direction: reads a folder of HTML and a plan, knows nothing of claims, of the engine that made the folder or of where it goes.
"""
