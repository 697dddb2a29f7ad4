"""What a matter asks for, read once an act however many steps need it."""

from typing import Final
from uuid import UUID

from minqing.kernel.rows.public import Prepared
from minqing.petition.matter.models import Petition, RequestItem
from minqing.petition.matter.together import beside

REQUESTS: Final = "requests"
_ALL: Final = Prepared(lambda key: RequestItem.objects.filter(petition=key), UUID)


def requests_of(petition: Petition) -> list[RequestItem]:
    """Return the requests of a matter in their order; no query when this act has read or made them."""
    return beside(petition, REQUESTS, lambda: _ALL.rows(petition.pk))
