"""Hands one message to the outside world: through Apprise, or to the screen where no address is set."""

import sys
from urllib.parse import quote

import structlog
from django.conf import settings

from minqing.kernel.notifications.rules import ContactKind, masked_contact

log = structlog.get_logger()

ADDRESSES = {
    ContactKind.TELEPHONE: "MINQING_SMS_URL",
    ContactKind.EMAIL: "MINQING_MAIL_URL",
    ContactKind.WORKGROUP: "MINQING_WORKGROUP_URL",
}


class NotSent(Exception):  # noqa: N818 - house names carry no "Error"
    """The gateway did not take the message; the words hold no contact."""


def send(kind: ContactKind, contact: str, subject: str, body: str) -> None:
    """Send one message or raise ``NotSent``.

    The address of a channel may hold ``{contact}``, which is replaced by the receiver: ``twilio://…/{contact}``,
    ``mailtos://user:password@mail.example.cn?to={contact}``; a workgroup address stands for the group itself.
    """
    address = str(getattr(settings, ADDRESSES[kind], ""))
    if not address:
        _print(kind, contact, subject, body)
        return
    import apprise  # noqa: PLC0415 - heavy, rarely needed: kept out of the start

    carrier = apprise.Apprise()
    if not carrier.add(address.replace("{contact}", quote(contact, safe=""))):
        raise NotSent("消息通道的地址不能识别，请系统管理员检查设置。")
    if not carrier.notify(title=subject, body=body):
        raise NotSent("消息通道没有接受这条消息。")


def _print(kind: ContactKind, contact: str, subject: str, body: str) -> None:
    """Show a message on the screen; its text only where the settings say so."""
    shown = masked_contact(contact)
    log.info("notifications.printed", channel=kind.value, contact=shown)
    if getattr(settings, "MINQING_PRINT_MESSAGES", settings.DEBUG):
        sys.stdout.write(f"[{kind.value} {shown}] {subject}：{body}\n")
        sys.stdout.flush()
