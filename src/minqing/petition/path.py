"""The eight stages of a petition in order; a test keeps the folders, this list and .importlinter equal."""

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
