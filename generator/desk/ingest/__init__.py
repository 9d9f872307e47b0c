"""From an article to an archived text and the draft of its record: fetched or read from disk, cut to its text, described as far as
the page describes itself. What a page does not say is left empty for the editor; nothing is guessed into a record.
"""

from generator.problems import ExplainerError


class NotArchived(ExplainerError):
    """There is no article here to archive (exit 1): a wall, an error page, a PDF, a text too short, an article that is archived already."""

    exit_code = 1
