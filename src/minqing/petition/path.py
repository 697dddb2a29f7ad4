"""The eight stages of a petition in order; a test keeps the folders, this list and .importlinter equal.

``review`` (复查复核) has its place in the order and its folder comes with the remedy of the Regulation.
"""

from typing import Final

STAGES: Final = (
    "intake",
    "registration",
    "routing",
    "handling",
    "reply",
    "review",
    "evaluation",
    "closure",
)
