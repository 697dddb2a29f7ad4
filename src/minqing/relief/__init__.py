"""专项资金与帮扶: the fund, its applications and payments, plans of assistance (信访工作条例 27, 37(2))."""
