"""The registrar's one screen: register, classify and refer in one form. Shape only."""

from typing import Any
from uuid import UUID

from minqing.desks.shared.casefile.forms import ClassifyForm, ReferForm


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
                "organ_id",
                "mode",
                "requirement",
                "report_by",
            ]
        )

    def classification(self) -> dict[str, Any]:
        """Return what ``classify_petition`` is called with; the repeat is resolved by the view."""
        return {
            key: value
            for key, value in ClassifyForm.facts(self).items()
            if key in {"title", "purpose", "procedure", "content_class", "concerns_id"}
        }

    def referral(self) -> dict[str, Any]:
        """Return what ``refer_petition`` is called with."""
        data = self.cleaned_data
        return {
            "organ_id": UUID(data["organ_id"]),
            "mode": data["mode"],
            "requirement": data["requirement"],
            "report_by": data["report_by"],
        }
