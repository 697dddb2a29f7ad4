"""The registrar's one screen: register, classify and refer in one form. Shape only."""

from typing import Any
from uuid import UUID

from minqing.desks.shared.casefile.forms import ClassifyForm, ReferForm
from minqing.petition.public import Mode, Purpose
from minqing.petition.public.coming_in import Sending, Sorting


class LetterForm(ClassifyForm, ReferForm):
    """登记、分类、转送: what is needed depends on the button pressed; referral may wait."""

    def __init__(self, *args: Any, refer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refer = refer
        self.fields["organ_id"].required = refer
        self.fields["mode"].required = refer
        # In the order of the work: what it is, then whose it is.
        self.order_fields(
            [
                "title",
                "purpose",
                "procedure",
                "content_class",
                "repeat_number",
                "concerns_id",
                "accused",
                "managed_by",
                "organ_id",
                "mode",
                "requirement",
                "report_by",
            ]
        )

    def sorting(self, repeat_of: UUID | None) -> Sorting:
        """Return what the matter is taken to be."""
        facts = ClassifyForm.facts(self)
        return Sorting(
            title=facts["title"],
            purpose=facts["purpose"],
            # The page proposes a way for a claim; it means nothing once another purpose is chosen.
            procedure=facts["procedure"] if facts["purpose"] is Purpose.CLAIM else "",
            content_class=facts["content_class"],
            repeat_of=repeat_of,
            concerns_id=facts["concerns_id"],
            accused=facts["accused"],
        )

    def sending(self) -> Sending:
        """Return whose it is."""
        data = self.cleaned_data
        return Sending(
            organ_id=UUID(data["organ_id"]),
            mode=Mode(data["mode"]),
            requirement=data["requirement"],
            report_by=data["report_by"],
        )
