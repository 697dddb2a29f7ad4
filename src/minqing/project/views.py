"""Pages of the installation itself: is it well, and what is said when it is not."""

import sys
from typing import Final

from django.db import Error as DatabaseFault
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from minqing.desks.shared.gate import gated
from minqing.kernel.access.public import PUBLIC
from minqing.project.waiting_line import PAGE, PROGRAMS, RETRY_SECONDS, problem

# A form given back for another try may hold a long letter, but no more than this.
_MOST_GIVEN_BACK: Final = 200_000


@gated(PUBLIC)
def health(_request: HttpRequest) -> JsonResponse:
    """Answer the supervisor and outside watchers: 200 when the database answers, else 503. No details."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseFault:
        return JsonResponse({"database": False}, status=503, headers={"Retry-After": str(RETRY_SECONDS)})
    return JsonResponse({"database": True})


def fault(request: HttpRequest) -> HttpResponse:
    """Answer when a page failed: 503 with a retry when the database is away, else 500. Uses no database."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    if request.path.startswith(PROGRAMS):
        return _problem(500, "fault", "系统出了问题", "这一步没有完成，问题已经记录；可以再发一次。")
    return _page(
        500,
        "系统出了问题",
        "",
        format_html(
            "<p>这一步没有完成，问题已经记录。请返回上一页再试一次；同一份内容只会登记一次。</p>"
            '<p><a href="{}">回到首页</a></p>',
            "/",
        ),
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer while the database is away: a page that tries again by itself, a form that can be sent again."""
    if request.path.startswith(PROGRAMS):
        away = _problem(503, "away", "暂时不能办理", "数据库正在恢复，这个请求没有办理，请稍后再试。")
        away.headers["Retry-After"] = str(RETRY_SECONDS)
        return away
    if request.method in {"GET", "HEAD"}:
        refresh = format_html('<meta http-equiv="refresh" content="{}">', RETRY_SECONDS)
        body = format_html("<p>数据库正在恢复，本页 {} 秒后自动重试，您不必做什么。</p>", RETRY_SECONDS)
    else:
        refresh = SafeString("")
        body = format_html(
            "<p>数据库正在恢复，您的内容还没有提交，也没有丢失。请稍等片刻，再按下面的按钮；"
            "同一份内容只会登记一次。</p>{}",
            _form_again(request),
        )
    response = _page(503, "暂时不能办理", refresh, body)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _form_again(request: HttpRequest) -> SafeString:
    """Return the form as it was sent, to be sent again by one button without any script."""
    fields = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    if not fields or request.FILES or sum(len(value) for _name, value in fields) > _MOST_GIVEN_BACK:
        return format_html("<p>{}</p>", "请返回上一页：填写的文字保存在这台设备上，附件需要重新选择。")
    hidden = format_html_join(
        "", '<textarea name="{}" hidden>\n{}</textarea>', ((name, value) for name, value in fields)
    )
    return format_html(
        '<form method="post" action="{}">{}<button>再交一次</button></form>', request.get_full_path(), hidden
    )


def _problem(status: int, kind: str, title: str, detail: str) -> HttpResponse:
    body, media = problem(status, kind, title, detail)
    return HttpResponse(body, status=status, content_type=media, headers={"Cache-Control": "no-store"})


def _page(status: int, title: str, refresh: str, body: str) -> HttpResponse:
    """Return a page that stands by itself: no template, no style sheet, nothing that could fail again."""
    page = PAGE.format(title=title, refresh=refresh, body=body)
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})
