"""Renders build/docs to HTML through MkDocs' own functions, and takes from a cache the pages whose inputs are what they were.

Everything here but `child` runs in a process of its own (`python -m generator.incremental`), so that the site engine stays
out of ours. The result must be what `mkdocs build` writes, byte for byte: nothing here may decide how a page looks.
"""
