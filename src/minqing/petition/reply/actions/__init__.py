"""What happens in the reply: draft, send up, send back, approve, deliver; one file a verb or two.

Articles: 信访工作条例 29(1), 32(1), 35; 民事诉讼法 87-95 by analogy.
"""

from minqing.petition.reply.actions.approving import approve_opinion, preview_opinion, send_back_opinion
from minqing.petition.reply.actions.delivering import deliver_answer
from minqing.petition.reply.actions.drafting import save_opinion, submit_opinion
from minqing.petition.reply.actions.settling import settle_petition
from minqing.petition.reply.actions.telling import tell_answer

__all__ = [
    "approve_opinion",
    "deliver_answer",
    "preview_opinion",
    "save_opinion",
    "send_back_opinion",
    "settle_petition",
    "submit_opinion",
    "tell_answer",
]
