"""账号和任职: who works here, at which desks, from when to when."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Prefetch
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import STEWARD
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.people.public import DUTY_WORDS, Account, Duty, Post

from . import acts
from .forms import AccountForm, EndForm, ParticularsForm, PasswordForm, PostForm

SHOWN = 300


@gated(STEWARD)
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """Show everybody who has an account, with their posts of today; narrowed by name or login name."""
    wanted = request.GET.get("who", "").strip()[:60]
    found = Account.objects.order_by("-is_active", "username")
    if wanted:
        found = found.filter(name__icontains=wanted) | found.filter(username__icontains=wanted)
    held = Prefetch("posts", Post.objects.on(clock.today()).select_related("organ"), to_attr="held")
    rows = [(account, _posts(account)) for account in found.prefetch_related(held)[:SHOWN]]
    context = {"rows": rows, "wanted": wanted, "shown": SHOWN, **desk_context(request, "steward")}
    return render(request, "steward/accounts.html", context)


def _posts(account: Account) -> list[str]:
    held: list[Post] = getattr(account, "held", [])
    return [f"{post.organ} · {retold(DUTY_WORDS[Duty(post.duty)])}" for post in held]


@gated(STEWARD)
@require_http_methods(["GET", "POST"])
def new_account(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    form = AccountForm(request.POST or None, auto_id="account-%s")
    password = PasswordForm(request.POST or None, auto_id="account-%s")
    if request.method == "POST" and form.is_valid() and password.is_valid():
        try:
            with transaction.atomic():
                account = acts.open_account(
                    actor=actor_from(request),
                    at=clock.now(),
                    password=password.cleaned_data["password"],
                    **form.cleaned_data,
                )
        except IntegrityError:
            form.add_error("username", _("这个登录名已经有人使用。"))
        except ValidationError as weak:
            password.add_error("password", weak)
        else:
            messages.success(request, _("账号已开通。给一个任职以后才能办事。"))
            return redirect("steward:account", account_id=account.pk)
    context = {"form": form, "password": password, **desk_context(request, "steward")}
    status = 422 if form.errors or password.errors else 200
    return render(request, "steward/account_new.html", context, status=status)


@gated(STEWARD)
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Show an account with all its posts; change its particulars, or shut it."""
    row = _account(account_id)
    initial = {name: getattr(row, name) for name in ("name", "email", "telephone", "is_active")}
    form = ParticularsForm(request.POST or None, initial=initial, auto_id="account-%s")
    if request.method == "POST" and form.is_valid():
        if row.pk == actor_from(request).account_id and not form.cleaned_data["is_active"]:
            form.add_error("is_active", _("不能停用自己的账号。"))
        else:
            acts.change_account(
                actor=actor_from(request), at=clock.now(), account_id=row.pk, **form.cleaned_data
            )
            messages.success(request, _("已保存。"))
            return redirect("steward:account", account_id=row.pk)
    return _draw(request, row, form=form)


def _account(account_id: UUID) -> Account:
    row = Account.objects.filter(pk=account_id).first()
    if row is None:
        raise Http404
    return row


def _draw(request: HttpRequest, row: Account, **forms: BaseForm) -> HttpResponse:
    today = clock.today()
    posts = row.posts.select_related("organ").order_by("-valid_from")
    particulars = {name: getattr(row, name) for name in ("name", "email", "telephone", "is_active")}
    context = {
        "account": row,
        "posts": [
            (post, retold(DUTY_WORDS[Duty(post.duty)]), post.valid_to is None or post.valid_to >= today)
            for post in posts
        ],
        "form": forms.get("form") or ParticularsForm(initial=particulars, auto_id="account-%s"),
        "password": forms.get("password") or PasswordForm(auto_id="password-%s"),
        "post_form": forms.get("post_form") or PostForm(initial={"valid_from": today}, auto_id="post-%s"),
        "end_form": EndForm(initial={"valid_to": today}),
        "today": today,
        **desk_context(request, "steward"),
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "steward/account.html", context, status=status)


@gated(STEWARD)
@require_POST
def password(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Give an account a new password."""
    row = _account(account_id)
    form = PasswordForm(request.POST, auto_id="password-%s")
    if form.is_valid():
        try:
            acts.set_password(
                actor=actor_from(request),
                at=clock.now(),
                account_id=row.pk,
                password=form.cleaned_data["password"],
            )
        except ValidationError as weak:
            form.add_error("password", weak)
        else:
            messages.success(request, _("密码已重置，请当面告诉本人，并请本人登录后修改。"))
            return redirect("steward:account", account_id=row.pk)
    return _draw(request, row, password=form)


@gated(STEWARD)
@require_POST
def post(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Give an account a post."""
    row = _account(account_id)
    form = PostForm(request.POST, auto_id="post-%s")
    if form.is_valid():
        facts = {**form.cleaned_data, "duty": Duty(form.cleaned_data["duty"])}
        acts.appoint(actor=actor_from(request), at=clock.now(), account=row, **facts)
        messages.success(request, _("任职已记下。"))
        return redirect("steward:account", account_id=row.pk)
    return _draw(request, row, post_form=form)


@gated(STEWARD)
@require_POST
def end(request: HttpRequest, account_id: UUID, post_id: UUID) -> HttpResponse:
    """Let a post end with a day."""
    row = _account(account_id)
    held = row.posts.filter(pk=post_id).first()
    form = EndForm(request.POST)
    if held is None:
        raise Http404
    if not form.is_valid() or form.cleaned_data["valid_to"] < held.valid_from:
        messages.error(request, _("结束的日期不对，不能早于开始的日期。"))
    else:
        acts.end_post(
            actor=actor_from(request), at=clock.now(), post_id=held.pk, valid_to=form.cleaned_data["valid_to"]
        )
        messages.success(request, _("任职到那天为止。"))
    return redirect("steward:account", account_id=row.pk)
