"""Quality, problem cases, backlog, league, weak links and exemplars through their actions."""

from datetime import date

import pytest

from minqing.kernel.files.public import StoredFile
from minqing.kernel.law.public import Incomplete, NotAllowed, Refused
from minqing.kernel.people.public import Duty
from minqing.petition.public import Petition
from minqing.study import public as study
from minqing.supervision.public import backlog, league, problems, quality, weak
from tests.cast import Cast, make_account, make_cast
from tests.factories.path import FIRST_DAY, Walk, on_day

pytestmark = pytest.mark.django_db
CLOSED = date(2026, 9, 18)
TODAY = date(2026, 9, 21)


def closed(cast: Cast) -> Walk:
    walk = Walk(cast).to_delivered()
    walk.close(CLOSED)
    return walk


def findings(**failed: str) -> list[quality.Finding]:
    return [
        quality.Finding(item.key, quality.Answer.NO, failed[item.key])
        if item.key in failed
        else quality.Finding(item.key, quality.Answer.YES)
        for item in quality.CHECKLIST
    ]


def test_a_sample_is_drawn_read_by_another_sent_back_and_put_right() -> None:
    cast = make_cast()
    walk, hidden = closed(cast), closed(cast)
    Petition.objects.filter(pk=hidden.id).update(sealed=True, petitioner=None)
    supervisor, handler = walk.actor(cast.supervisor, TODAY), walk.actor(cast.handler, TODAY)
    with on_day(TODAY) as at:
        with pytest.raises(NotAllowed):
            quality.draw_sample(actor=handler, last_on=date(2026, 9, 20), at=at)
        sample = quality.draw_sample(actor=supervisor, last_on=date(2026, 9, 20), at=at)
        assert [key for key, _risks in sample.population] == [str(walk.id)]
        assert quality.is_true(sample)
        with pytest.raises(Refused):
            quality.draw_sample(actor=supervisor, last_on=date(2026, 9, 20), at=at)
        reading = sample.readings.get()
        assert reading.reader == cast.supervisor
        # The organ is not told of the draw.
        with pytest.raises(NotAllowed):
            quality.reading_for(handler, reading.pk)
        with pytest.raises(Incomplete):
            quality.record_findings(
                actor=supervisor, reading_id=reading.pk, findings=findings()[1:], words="", at=at
            )
        quality.record_findings(
            actor=supervisor,
            reading_id=reading.pk,
            findings=findings(facts="没有照片"),
            words="补证据",
            at=at,
        )
        quality.reply_to_correction(actor=handler, reading_id=reading.pk, words="已补照片", at=at)
        done = quality.judge_correction(
            actor=supervisor, reading_id=reading.pk, settled=True, words="属实", at=at
        )
    assert done.status == quality.Status.SETTLED
    assert [line["kind"] for line in done.steps] == ["sent_back", "replied", "settled"]


def test_nobody_reads_what_they_worked_on() -> None:
    cast = make_cast()
    walk = closed(cast)
    supervisor = walk.actor(cast.supervisor, TODAY)
    Petition.objects.filter(pk=walk.id).update(handler=cast.supervisor)
    with on_day(TODAY) as at:
        sample = quality.draw_sample(actor=supervisor, last_on=date(2026, 9, 20), at=at)
        reading = sample.readings.get()
        assert reading.reader is None
        with pytest.raises(NotAllowed):
            quality.name_reader(actor=supervisor, reading_id=reading.pk, account_id=cast.supervisor.pk, at=at)


def test_bounces_and_repeats_raise_a_case_once_and_it_is_worked_off() -> None:
    cast = make_cast()
    walks = [Walk(cast).to_registered() for _ in range(3)]
    Petition.objects.filter(pk=walks[0].id).update(bounces=2)
    with on_day(TODAY) as at:
        assert sorted(case.ground for case in problems.raise_problems(at=at)) == ["bounces", "repeats"]
        assert problems.raise_problems(at=at) == []
        supervisor = walks[0].actor(cast.supervisor, TODAY)
        case = problems.cases(supervisor).get(ground="repeats")
        assert set(problems.matters_of(supervisor, case)) == {walk.matter for walk in walks}
        with pytest.raises(NotAllowed):
            problems.case_for(walks[0].actor(cast.other_handler, TODAY), case.pk)
        with pytest.raises(Incomplete):
            problems.end_problem(actor=supervisor, case_id=case.pk, cause="policy", result=" ", at=at)
        problems.note_progress(actor=supervisor, case_id=case.pk, words="已约谈", at=at)
        ended = problems.end_problem(
            actor=supervisor, case_id=case.pk, cause="policy", result="已出台补助办法", at=at
        )
        assert ended.status == problems.Status.DONE
        assert problems.raise_problems(at=at) == []
        Petition.objects.update(sealed=True, petitioner=None)
        assert not problems.cases(supervisor).exists()


def test_a_backlog_entry_is_written_off_only_with_proof_and_the_leaders_signature() -> None:
    cast = make_cast()
    walk = Walk(cast).to_handling()
    supervisor, leader = walk.actor(cast.supervisor, TODAY), walk.actor(cast.office_leader, TODAY)
    with on_day(TODAY) as at:
        assert backlog.enter_by_criteria(actor=supervisor, at=at) == []
        entry = backlog.enter_backlog(actor=supervisor, petition_id=walk.id, reason="多年未决", at=at)
        plan = backlog.Plan("刘志远 副局长", "上门调解", date(2026, 12, 1))
        with pytest.raises(Refused):
            backlog.enter_backlog(actor=supervisor, petition_id=walk.id, reason="再列", at=at)
        backlog.plan_backlog(actor=walk.actor(cast.leader, TODAY), entry_id=entry.pk, plan=plan, at=at)
        with pytest.raises(Incomplete):
            backlog.prove_backlog(actor=supervisor, entry_id=entry.pk, file_id=None, result="解决", at=at)
        file = StoredFile.objects.create(
            digest="a" * 64, size=1, media_type="application/pdf", kind="document", name="协议.pdf"
        )
        backlog.prove_backlog(actor=supervisor, entry_id=entry.pk, file_id=file.pk, result="签了协议", at=at)
        with pytest.raises(NotAllowed):
            backlog.sign_backlog(actor=supervisor, entry_id=entry.pk, agree=True, words="同意", at=at)
        done = backlog.sign_backlog(actor=leader, entry_id=entry.pk, agree=True, words="同意", at=at)
    assert (done.status, done.signed_as) == (backlog.Status.WRITTEN_OFF, "局长")


def test_a_figure_of_the_league_is_its_rows_and_an_old_open_matter_is_found() -> None:
    cast = make_cast()
    walk = closed(cast)
    supervisor = walk.actor(cast.supervisor, TODAY)
    days = (date(2026, 9, 1), date(2026, 12, 31))
    (score,) = league.scores(supervisor, league.Measure.TIMELINESS, *days)
    assert (score.organ, score.good, score.of) == (cast.housing.id, 1, 1)
    rows = league.rows_behind(supervisor, league.Measure.TIMELINESS, cast.housing.id, days, good=True)
    assert [row.pk for row in rows] == [walk.id]
    assert not league.league(supervisor, league.Measure.TIMELINESS, *days)[0].ranked
    assert any(each.of == 1 for each in weak.tallies(supervisor, *days))
    assert weak.weak_links(supervisor, *days) == []
    Walk(cast).to_handling(date(2025, 3, 3))
    with on_day(TODAY) as at:
        (entry,) = backlog.enter_by_criteria(actor=supervisor, at=at)
    assert entry.criteria == ["old"]


def test_a_unit_that_is_late_far_more_often_is_pointed_at() -> None:
    cast = make_cast()
    walk = closed(cast)
    supervisor = walk.actor(cast.supervisor, TODAY)
    for number in range(80):
        row = Petition.objects.get(pk=walk.id)
        row.pk, row.number, row.query_code = None, f"N{number}", f"Q{number:06d}"  # type: ignore[assignment]
        row.handling = cast.housing if number % 2 else cast.resources
        row.bounces = 1 if number % 2 else 0
        row._state.adding, row.id = True, type(row)._meta.pk.get_default()  # type: ignore[union-attr]
        row.save()
    days = (FIRST_DAY, TODAY)
    found = weak.weak_links(supervisor, *days)
    assert [(each.tally.key, each.tally.sign) for each in found] == [
        (str(cast.housing.id), weak.Sign.BOUNCED)
    ]
    pointer = weak.Pointer(weak.Kind.UNIT, str(cast.housing.id), weak.Sign.BOUNCED, *days)
    rows = weak.rows_behind(supervisor, pointer.kind, pointer.key, pointer.sign, days)
    assert rows.count() == found[0].tally.bad == 40
    with on_day(TODAY) as at:
        draft = weak.draft_proposal(
            actor=supervisor, pointer=pointer, problem="退回多", text="厘清职责", at=at
        )
    assert (draft.bad, draft.of) == (40, found[0].tally.of)


def test_an_exemplar_is_published_only_reviewed_by_another_and_without_names() -> None:
    cast = make_cast()
    walk = closed(cast)
    second = make_account("second", "冯远山", (cast.petition_office, Duty.SUPERVISOR, "督查专员"))
    supervisor, other = walk.actor(cast.supervisor, TODAY), walk.actor(second, TODAY)
    said = study.Nomination("李桂兰的路修好了", "上门", "20天", "验收单", "信访人", "9月20日当面签字")
    fine = study.Nomination(
        "村道二十天修好", "上门听取意见", "20天，30户", "验收单", "信访人", "9月20日当面签字"
    )

    def nominate(words: study.Nomination) -> study.Exemplar:
        return study.nominate_exemplar(
            actor=supervisor, organ_id=cast.housing.id, petition_ids=[walk.id], said=words, at=at
        )

    with on_day(TODAY) as at:
        with pytest.raises(Incomplete, match="李桂兰"):
            nominate(said)
        row = nominate(fine)
        with pytest.raises(NotAllowed):
            study.review_exemplar(actor=supervisor, exemplar_id=row.pk, approve=True, words="好", at=at)
        with pytest.raises(Refused):
            study.publish_exemplar(actor=supervisor, exemplar_id=row.pk, at=at)
        study.review_exemplar(actor=other, exemplar_id=row.pk, approve=True, words="证据属实", at=at)
        study.publish_exemplar(actor=other, exemplar_id=row.pk, at=at)
        assert [each.title for each in study.published()] == ["村道二十天修好"]
        study.withdraw_exemplar(actor=other, exemplar_id=row.pk, why="信访人要求", at=at)
        assert not study.published().exists()
