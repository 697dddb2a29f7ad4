"""The addresses of the petitioner's desk."""

from django.urls import path

from minqing.desks.petitioner import joint, letter, matter, receipt, remedy, rights, serving, taking_part

app_name = "petitioner"
urlpatterns = [
    path("letter/", letter.Begin.as_view(), name="letters"),
    path("letter/new/", letter.Letter.as_view(), name="letter"),
    path("letter/files/", letter.Upload.as_view(), name="upload"),
    path("letter/villages/", letter.Villages.as_view(), name="villages"),
    path("letter/receipt/", receipt.Show.as_view(), name="receipt"),
    path("letter/receipt/paper/", receipt.Paper.as_view(), name="receipt_paper"),
    path("letter/receipt/done/", receipt.Done.as_view(), name="receipt_done"),
    path("matter/", matter.LookUp.as_view(), name="lookup"),
    path("matter/join/", joint.Join.as_view(), name="join"),
    path("matter/joint/", joint.Joint.as_view(), name="joint"),
    path("matter/joint/leave/", joint.LeaveJoint.as_view(), name="joint_leave"),
    path("matter/now/", matter.Matter.as_view(), name="matter"),
    path("matter/leave/", matter.Leave.as_view(), name="leave"),
    path("matter/material/", matter.AddMaterial.as_view(), name="material"),
    path("matter/withdraw/", matter.Withdraw.as_view(), name="withdraw"),
    path("matter/review/", remedy.Ask.as_view(), name="review"),
    path("matter/chain/<uuid:other_id>/", remedy.Turn.as_view(), name="turn"),
    path("matter/hearing/", taking_part.ApplyForHearing.as_view(), name="hearing"),
    path("matter/settlement/", taking_part.Settlement.as_view(), name="settlement"),
    path("matter/execution/", taking_part.Execution.as_view(), name="execution"),
    path("matter/evaluation/", matter.Evaluate.as_view(), name="evaluation"),
    path("matter/delivery/", serving.Consent.as_view(), name="delivery_consent"),
    path("matter/papers/<uuid:document_id>/copy/", serving.PaperCopy.as_view(), name="paper_copy"),
    path("matter/rights/", rights.Page.as_view(), name="rights"),
    path("matter/rights/<slug:kind>/", rights.Ask.as_view(), name="right"),
    path("matter/rights/<uuid:request_id>/copy/", rights.Copy.as_view(), name="right_copy"),
    path("matter/rights/<uuid:request_id>/answer/", rights.Answer.as_view(), name="right_answer"),
    path("matter/files/<uuid:attachment_id>/", rights.Material.as_view(), name="file"),
    path("matter/papers/<uuid:document_id>/", matter.Paper.as_view(), name="paper"),
]
