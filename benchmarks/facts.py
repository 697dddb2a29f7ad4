"""Prints what the driver must know of the filled county: organs in order and some open matters of one of them."""

import json

from benchmarks.fill import setup

VIEWER = 0
SHOWN = 200


def main() -> None:
    """Print the facts as JSON."""
    setup()
    from minqing.kernel.people.models import Organ
    from minqing.petition.models import Petition

    organs = list(Organ.objects.filter(code__regex=r"^d\d\d$").order_by("code").values_list("pk", flat=True))
    matters = Petition.objects.filter(holder_id=organs[VIEWER], number__startswith="2").order_by("-id")
    print(
        json.dumps(
            {
                "organs": [str(pk) for pk in organs],
                "viewer": VIEWER,
                "matters": [str(pk) for pk in matters.values_list("pk", flat=True)[:SHOWN]],
            }
        )
    )


if __name__ == "__main__":
    main()
