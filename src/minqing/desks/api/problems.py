"""What goes wrong, as RFC 9457 problems: ``application/problem+json`` with the reason and its article."""

from typing import Any, Final

from django.http import Http404, HttpRequest, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from minqing.kernel.law import public as law

# The first that fits; the base class stands last.
STATUSES: Final[tuple[tuple[type[law.Refused], int], ...]] = (
    (law.NotAllowed, 403),
    (law.Incomplete, 422),
    (law.Conflict, 409),
    (law.Refused, 409),
)
_TITLES: Final = {
    400: "请求无法理解",
    401: "请先登录",
    403: "不能这样做",
    404: "没有找到",
    409: "现在不能这样做",
    422: "内容不完整",
}
# 30(3): that a matter exists is not told to somebody who may not read it.
_HIDDEN: Final = "30(3)"


class NotFilledIn(Exception):  # noqa: N818 - no error of the program
    """What a body says does not fit the form of its act: field and words of each problem."""

    def __init__(self, wrong: list[tuple[str, str]]) -> None:
        super().__init__(len(wrong))
        self.wrong = wrong


def problem(
    status: int, kind: str, detail: str, article: law.Article | None = None, **more: Any
) -> JsonResponse:
    """Return a problem as RFC 9457 writes it."""
    body = {
        "type": f"urn:minqing:problem:{kind}",
        "title": _TITLES.get(status, "出错了"),
        "status": status,
        "detail": detail,
        "article": article.cite if article else None,
        **more,
    }
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["Content-Type"] = "application/problem+json"
    return response


def refused(refusal: law.Refused) -> JsonResponse:
    """Return a refusal as a problem; what one may not know of looks as if it were not there."""
    status = next(status for kind, status in STATUSES if isinstance(refusal, kind))
    if isinstance(refusal, law.NotAllowed) and refusal.basis and refusal.basis.number == _HIDDEN:
        status = 404
    errors = [{"field": p.field, "words": p.words} for p in getattr(refusal, "problems", ())]
    return problem(status, type(refusal).__name__.lower(), refusal.reason, refusal.basis, errors=errors)


def declare(api: NinjaAPI) -> None:
    """Let every fault of an API leave as a problem."""

    @api.exception_handler(law.Refused)
    def _refused(_request: HttpRequest, refusal: law.Refused) -> JsonResponse:
        return refused(refusal)

    @api.exception_handler(ValidationError)
    def _invalid(_request: HttpRequest, invalid: ValidationError) -> JsonResponse:
        errors = [
            {
                "field": ".".join(str(part) for part in error["loc"][2:]) or str(error["loc"][-1]),
                "words": error["msg"],
            }
            for error in invalid.errors
        ]
        return problem(422, "shape", "有的内容不合格式。", errors=errors)

    @api.exception_handler(NotFilledIn)
    def _not_filled_in(_request: HttpRequest, fault: NotFilledIn) -> JsonResponse:
        errors = [
            {"field": "" if field == "__all__" else field, "words": words} for field, words in fault.wrong
        ]
        return problem(422, "shape", "有的内容不合格式。", errors=errors)

    @api.exception_handler(AuthenticationError)
    def _nobody(_request: HttpRequest, _error: AuthenticationError) -> JsonResponse:
        return problem(401, "sign-in", "请先登录。")

    @api.exception_handler(HttpError)
    def _http(_request: HttpRequest, error: HttpError) -> JsonResponse:
        return problem(error.status_code, "http", str(error))

    @api.exception_handler(Http404)
    def _missing(_request: HttpRequest, _error: Http404) -> JsonResponse:
        return problem(404, "missing", "没有这一项。")
