"""专项资金公开: what was given a year, by need; nobody in it, small numbers kept back.

Articles: 政府信息公开条例 20(8) (财政预算、决算信息), 20(9); 个人信息保护法 25.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from minqing.desks.shared.gate import gated
from minqing.desks.shared.retelling import retold
from minqing.kernel.access.public import PUBLIC
from minqing.kernel.clock import public as clock
from minqing.relief.public.fund import public_totals, published_years, yuan
from minqing.relief.public.words import NEED_WORDS, Need


@gated(PUBLIC)
def totals(request: HttpRequest) -> HttpResponse:
    """Show a year's totals; ``?year=`` another year with a fund."""
    years, today = published_years(), clock.today()
    wanted = request.GET.get("year", "")
    if wanted and wanted not in {str(year) for year in years}:
        raise Http404
    year = int(wanted) if wanted else (years[0] if years else today.year)
    found = public_totals(year, today)
    context = {
        "year": year,
        "years": years,
        "budget": yuan(found.budget),
        "rows": [(retold(NEED_WORDS[Need(key)]), *_cell(cell)) for key, cell in found.rows.items()],
        "total": _cell(found.total),
    }
    return render(request, "public/relief.html", context)


def _cell(cell: Any) -> tuple[int | None, str]:
    return cell.count, "" if cell.fen is None else yuan(cell.fen)
