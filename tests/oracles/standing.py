"""The oracle of standing: which clocks may run where a matter stands, and of which exactly one must.

Typed from the texts (信访工作条例 22-25, 31-36; docs/path.md for what is practice), by state, for a matter
and for a request for review. It imports nothing of the program.
"""

RECEIVING = frozenset({"XFB_ROUTE", "ORG_NOTIFY_DIRECT", "PRACTICE_ACCEPT"})
TELLING = frozenset({"ORG_NOTIFY_TRANSFER", "JJKG_NOTIFY", "PRACTICE_ACCEPT"})
WORKING = frozenset(
    {"HANDLE", "PRACTICE_HANDLE", "SIMPLE_HANDLE", "REDO", "REVIEW1_DECIDE", "REVIEW2_DECIDE"}
)
REVIEWING = frozenset({"REVIEW1_DECIDE", "REVIEW2_DECIDE"})
RIGHTS = frozenset({"REVIEW1_APPLY", "REVIEW2_APPLY", "EVALUATION_WINDOW"})
URGENT, REPORT, CARRIED_OUT = "URGENT_REPORT", "ASSIGN_REPORT", "EXECUTION"
# Practice: how long who gave an opinion waits for an organ that does not use the system (docs/path.md).
AWAITED = "REVIEW_OUTSIDE"

# The one clock of the step itself: exactly one of these runs (25, 交办 and execution run beside it).
ONE_OF = {
    "received": RECEIVING | REVIEWING,
    "registered": RECEIVING | REVIEWING,
    "returned": RECEIVING,
    "referred": TELLING,
    "handling": WORKING,
    "approving": WORKING,
    "answered": RECEIVING | TELLING | WORKING,
    "delivered": frozenset[str](),
    "closed": frozenset[str](),
    "withdrawn": frozenset[str](),
}
BESIDE = {
    "received": {URGENT},
    "registered": {URGENT, "SIMPLE_RELAY"},
    "returned": {URGENT, "SIMPLE_RELAY"},
    "referred": {URGENT, REPORT, "ORG_OBJECT", "OBJECT_VERIFY", "SIMPLE_ACCEPT"},
    "handling": {URGENT, REPORT, "CO_OPINION", "PAUSE_LIMIT"},
    "approving": {URGENT, REPORT, "PAUSE_LIMIT"},
    "answered": {URGENT, REPORT, "PAUSE_LIMIT", CARRIED_OUT, "JJKG_FEEDBACK"},
    "delivered": {URGENT, REPORT, CARRIED_OUT, AWAITED, *RIGHTS},
    "closed": {CARRIED_OUT, AWAITED, *RIGHTS},
    "withdrawn": set[str](),
}


def wrong_clocks(state: str, running: list[str]) -> str:
    """Return what is wrong with the clocks that run in a state, "" when nothing is.

    >>> wrong_clocks("delivered", ["HANDLE"])
    'HANDLE runs though delivered'
    >>> wrong_clocks("referred", ["ORG_NOTIFY_TRANSFER", "ORG_OBJECT"])
    ''
    """
    own, beside = ONE_OF[state], BESIDE[state]
    for term in running:
        if term not in own and term not in beside:
            return f"{term} runs though {state}"
    mine = [term for term in running if term in own]
    if own and len(mine) != 1:
        return f"of the step's own clocks {mine} run though {state}"
    return ""
