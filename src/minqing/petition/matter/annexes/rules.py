"""附件卷: the kinds of what hangs on a file; other rooms hang theirs through the door. Pure."""

from enum import StrEnum


class Annex(StrEnum):
    """附件卷: what hangs on a file beside the main line; a page reads only what is there."""

    ARRIVAL = "arrival"
    LINKS = "links"
    JOINT = "joint"
    URGENT = "urgent"
    SIMPLE = "simple"
    OBJECTION = "objection"
    COORDINATION = "coordination"
    DECLINE = "decline"
    RECUSAL = "recusal"
    CO_HANDLING = "co_handling"
    RECORDS = "records"
    HEARING = "hearing"
    EXTENSION = "extension"
    PAUSE = "pause"
    HANDOVER = "handover"
    SETTLEMENT = "settlement"
    EXECUTION = "execution"
    REVIEW = "review"
    SERVICE = "service"
    CALL_BACK = "call_back"
    ARCHIVE = "archive"
    RIGHTS = "rights"
    TAKEN_OVER = "taken_over"
    SUPERVISION = "supervision"
    RELIEF = "relief"
    ASSISTANCE = "assistance"
