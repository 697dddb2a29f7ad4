"""④ 受理·办理: acceptance notice, inquiry, guidance to other procedures (信访工作条例 23, 31, 34)."""
