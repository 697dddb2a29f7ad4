"""③ 转送·交办: the competent organ is found, objections are heard (信访工作条例 22, 23)."""
