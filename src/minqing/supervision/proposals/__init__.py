"""三项建议: to improve work, to complete a policy, to hold somebody to account; replies and adoption."""
