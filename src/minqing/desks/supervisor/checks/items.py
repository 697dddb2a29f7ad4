"""One sample, reading, problem case, backlog entry or exemplar: its facts, its story, what can be done."""

from typing import Any
from uuid import UUID

from django import forms as shapes
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minqing.desks.shared import words
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import SUPERVISOR
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Account, Actor, Duty, duty_holders
from minqing.petition.public import Petition
from minqing.study import public as study
from minqing.supervision.public import backlog as stock
from minqing.supervision.public import problems as troubles
from minqing.supervision.public import quality as checks

from . import forms
from .parts import WORKERS, Act, acted, bound, drawn, frame, matter_href, matters_page, taken_in


@gated(SUPERVISOR)
@require_GET
def sample(request: HttpRequest, sample_id: UUID) -> HttpResponse:
    """Show how a sample was drawn, drawn again before one's eyes, and its matters."""
    actor = actor_from(request)
    found = checks.samples_for(actor).filter(pk=sample_id).first()
    if found is None:
        raise NotAllowed("没有这次抽取，或者您无权查看。")
    said = _("重抽一致") if checks.is_true(found) else _("重抽不一致")
    means = f"{found}；{_('种子')} {found.seed}；{_('范围')} {len(found.population)}；{said}"
    rows = Petition.objects.filter(pk__in=checks.readings(actor, "", found.pk).values("petition"))
    rows = rows.select_related("holder", "handling", "handler", "received_by").order_by("id")
    return matters_page(request, "quality", _("一次抽取"), rows, means)


@gated(WORKERS)
@require_http_methods(["GET", "POST"])
def reading(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """Show one reading; read, answer, judge."""
    actor = actor_from(request)
    row = checks.reading_for(actor, reading_id)
    acts = _reading_acts(request, actor, row)
    answer = acted(request, acts)
    if answer is not None:
        return answer
    risks = "、".join(checks.WEIGHTS[checks.Risk(risk)].words for risk in row.risks)
    facts = [
        (_("事项"), f"{row.petition.number} {row.petition.title}", matter_href(row.petition_id)),
        (_("承办单位"), row.handling.name if row.handling else "", ""),
        (_("状态"), checks.STATUS_WORDS[checks.Status(row.status)], ""),
        (_("最迟日"), words.day_words(row.due_on), ""),
        (_("风险点"), risks or _("没有"), ""),
        (_("阅卷意见"), row.words, ""),
    ]
    names = {item.key: item.words for item in checks.CHECKLIST}
    failed = [
        (names[key], given["words"])
        for key, given in row.findings.items()
        if given["answer"] == checks.Answer.NO and key in names
    ]
    context = frame(request, "quality", _("阅卷"), facts=facts, failed=failed, story=row.steps)
    return drawn(request, "item", context, acts)


def _reading_acts(request: HttpRequest, actor: Actor, row: checks.Reading) -> list[Act]:
    now = clock.now

    def read(data: dict[str, Any]) -> object:
        findings = [
            checks.Finding(item.key, checks.Answer(data[item.key]), data[f"{item.key}_words"])
            for item in checks.CHECKLIST
        ]
        return checks.record_findings(
            actor=actor, reading_id=row.pk, findings=findings, words=data["words"], at=now()
        )

    def reply(data: dict[str, Any]) -> object:
        file_id = taken_in(data["file"])
        return checks.reply_to_correction(
            actor=actor, reading_id=row.pk, words=data["words"], file_id=file_id, at=now()
        )

    def judge(data: dict[str, Any]) -> object:
        settled = data["agree"] == "yes"
        return checks.judge_correction(
            actor=actor, reading_id=row.pk, settled=settled, words=data["words"], at=now()
        )

    def name(_data: dict[str, Any]) -> object:
        account = actor.account_id or row.pk
        return checks.name_reader(actor=actor, reading_id=row.pk, account_id=account, at=now())

    found = []
    if row.status == checks.Status.DRAWN and row.reader_id == actor.account_id:
        found.append(Act("read", _("阅卷"), bound(request, "read", forms.ReadForm), read, _("已记录。")))
    elif row.status == checks.Status.DRAWN and actor.holds(Duty.SUPERVISOR):
        found.append(Act("name", _("由我阅卷"), bound(request, "name", shapes.Form), name, _("由您阅卷。")))
    if row.status == checks.Status.SENT_BACK and row.handling_id in actor.organ_ids():
        form = bound(request, "reply", forms.ReplyForm)
        found.append(Act("reply", _("报送整改情况"), form, reply, _("已报送。"), files=True))
    if row.status == checks.Status.REPLIED and actor.holds(Duty.SUPERVISOR):
        form = bound(request, "judge", forms.DecideForm)
        found.append(Act("judge", _("核实整改"), form, judge, _("已记录。")))
    return found


@gated(WORKERS)
@require_http_methods(["GET", "POST"])
def problem(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show one problem case with its matters; assign, note, end."""
    actor = actor_from(request)
    case = troubles.case_for(actor, case_id)
    acts = _problem_acts(request, actor, case) if case.status == troubles.Status.OPEN else []
    answer = acted(request, acts)
    if answer is not None:
        return answer
    ground = troubles.GROUNDS[troubles.Ground(case.ground)]
    facts = [
        (_("由什么引起"), f"{ground.words}（{ground.basis.cite}）", ""),
        (_("负责人"), case.owner.name if case.owner else _("待指定"), ""),
        (_("期限"), words.day_words(case.due_on), ""),
        (_("办理结果"), case.result or _("办理中"), ""),
        *(
            (_("事项"), f"{each.number} {each.title}", matter_href(each.pk))
            for each in troubles.matters_of(actor, case)
        ),
    ]
    context = frame(request, "problems", _("问题件"), facts=facts, story=case.progress)
    return drawn(request, "item", context, acts)


def _problem_acts(request: HttpRequest, actor: Actor, case: troubles.ProblemCase) -> list[Act]:
    key, now = case.pk, clock.now

    def assign(data: dict[str, Any]) -> object:
        account = UUID(data["account"])
        return troubles.assign_problem(
            actor=actor, case_id=key, account_id=account, due_on=data["due_on"], at=now()
        )

    found = [
        Act(
            "note",
            _("记录进展"),
            bound(request, "note", forms.WordsForm),
            lambda data: troubles.note_progress(actor=actor, case_id=key, words=data["words"], at=now()),
            _("已记录。"),
        ),
        Act(
            "end",
            _("办结"),
            bound(request, "end", forms.EndForm),
            lambda data: troubles.end_problem(actor=actor, case_id=key, at=now(), **data),
            _("已办结。"),
        ),
    ]
    if actor.holds(Duty.SUPERVISOR):
        people = _people(troubles.matters_of(actor, case))
        form = bound(request, "assign", forms.PersonForm, people=people)
        found.insert(0, Act("assign", _("指定负责人"), form, assign, _("已指定。")))
    return found


def _people(matters: Any) -> list[tuple[str, str]]:
    """Return who supervises, and who leads or handles where the matters are."""
    organs = {key for row in matters for key in (row.holder_id, row.handling_id, row.received_by_id) if key}
    holders = duty_holders((Duty.SUPERVISOR, Duty.LEADER, Duty.HANDLER), clock.today())
    keys = {holder.account_id for holder in holders if holder.organ_id in organs}
    return [(str(each.pk), each.name) for each in Account.objects.filter(pk__in=keys).order_by("name")]


@gated(WORKERS)
@require_http_methods(["GET", "POST"])
def backlog_entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Show one entry of the backlog; plan, note, prove, sign."""
    actor = actor_from(request)
    entry = stock.entry_for(actor, entry_id)
    acts = _backlog_acts(request, actor, entry)
    answer = acted(request, acts)
    if answer is not None:
        return answer
    facts = [
        (_("事项"), f"{entry.petition.number} {entry.petition.title}", matter_href(entry.petition_id)),
        (_("状态"), stock.STATUS_WORDS[stock.Status(entry.status)], ""),
        (_("列入"), words.day_words(entry.entered_on), ""),
        (_("谁负责"), entry.who or _("没有方案"), ""),
        (_("怎样化解"), entry.how, ""),
        (_("哪天以前"), words.day_words(entry.by) if entry.by else "", ""),
        (_("化解情况"), entry.result, ""),
        (_("证明材料"), entry.proof.name if entry.proof else "", ""),
        (_("签字"), f"{entry.signed_as} {entry.signed_by.name}" if entry.signed_by else "", ""),
    ]
    context = frame(request, "backlog", _("积案"), facts=facts, story=entry.progress)
    return drawn(request, "item", context, acts)


def _backlog_acts(request: HttpRequest, actor: Actor, entry: stock.BacklogEntry) -> list[Act]:
    key, now, status = entry.pk, clock.now, entry.status

    def prove(data: dict[str, Any]) -> object:
        file_id = taken_in(data["file"])
        return stock.prove_backlog(
            actor=actor, entry_id=key, file_id=file_id, result=data["result"], at=now()
        )

    def sign(data: dict[str, Any]) -> object:
        agree = data["agree"] == "yes"
        return stock.sign_backlog(actor=actor, entry_id=key, agree=agree, words=data["words"], at=now())

    found = []
    if status in {stock.Status.ENTERED, stock.Status.PLANNED} and stock.directs(actor, entry):
        found.append(
            Act(
                "plan",
                _("化解方案"),
                bound(request, "plan", forms.PlanForm),
                lambda data: stock.plan_backlog(actor=actor, entry_id=key, plan=stock.Plan(**data), at=now()),
                _("方案已定。"),
            )
        )
    if status != stock.Status.WRITTEN_OFF:
        found.append(
            Act(
                "note",
                _("记录进展"),
                bound(request, "note", forms.WordsForm),
                lambda data: stock.note_backlog(actor=actor, entry_id=key, words=data["words"], at=now()),
                _("已记录。"),
            )
        )
    if status == stock.Status.PLANNED:
        form = bound(request, "prove", forms.ProofForm)
        found.append(Act("prove", _("申请销号"), form, prove, _("已申请，等待负责人签字。"), files=True))
    if status == stock.Status.PROVED and stock.signs(actor, entry):
        found.append(
            Act("sign", _("签字销号"), bound(request, "sign", forms.DecideForm), sign, _("已签字。"))
        )
    return found


@gated(WORKERS)
@require_http_methods(["GET", "POST"])
def exemplar(request: HttpRequest, exemplar_id: UUID) -> HttpResponse:
    """Show one exemplar; amend, review, publish, withdraw."""
    actor = actor_from(request)
    row = study.exemplar_for(actor, exemplar_id)
    acts = _exemplar_acts(request, actor, row)
    answer = acted(request, acts)
    if answer is not None:
        return answer
    facts = [
        (_("标题"), row.title, ""),
        (_("单位"), row.organ.name, ""),
        (_("状态"), study.STATUS_WORDS[study.Status(row.status)], ""),
        (_("做法"), row.practice, ""),
        (_("数字"), row.figures, ""),
        (_("证据"), row.evidence, ""),
        (_("同意"), f"{row.consent_of}，{row.consent_how}", ""),
        (_("提名"), row.nominated_by.name, ""),
        (_("审核意见"), row.review_words, ""),
    ]
    return drawn(request, "item", frame(request, "exemplars", _("典型"), facts=facts, story=[]), acts)


def _exemplar_acts(request: HttpRequest, actor: Actor, row: study.Exemplar) -> list[Act]:
    key, now, status = row.pk, clock.now, row.status
    own = row.nominated_by_id == actor.account_id
    reviews = study.reviews(actor, row)

    def amend(data: dict[str, Any]) -> object:
        said = study.Nomination(**data)
        return study.amend_exemplar(actor=actor, exemplar_id=key, said=said, at=now())

    def review(data: dict[str, Any]) -> object:
        approve = data["agree"] == "yes"
        return study.review_exemplar(
            actor=actor, exemplar_id=key, approve=approve, words=data["words"], at=now()
        )

    found = []
    if own and status == study.Status.RETURNED:
        initial = {name: getattr(row, name) for name in forms.SaidForm.base_fields}
        form = bound(request, "amend", forms.SaidForm, initial=initial)
        found.append(Act("amend", _("修改后再提名"), form, amend, _("已提名。")))
    if reviews and not own and status == study.Status.NOMINATED:
        form = bound(request, "review", forms.DecideForm)
        found.append(Act("review", _("审核"), form, review, _("已记录。")))
    if reviews and status == study.Status.APPROVED:
        found.append(
            Act(
                "publish",
                _("公布"),
                bound(request, "publish", shapes.Form),
                lambda _data: study.publish_exemplar(actor=actor, exemplar_id=key, at=now()),
                _("已公布。"),
            )
        )
    if status != study.Status.WITHDRAWN:
        found.append(
            Act(
                "withdraw",
                _("撤下"),
                bound(request, "withdraw", forms.WordsForm),
                lambda data: study.withdraw_exemplar(
                    actor=actor, exemplar_id=key, why=data["words"], at=now()
                ),
                _("已撤下，公开页面上不再有。"),
            )
        )
    return found
