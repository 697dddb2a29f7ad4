"""What the web server calls: the program behind its waiting line."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minqing.project.settings.production")
# In a web worker connections are kept and shared between its threads; commands and jobs open their own.
os.environ["MINQING_WEB"] = "1"

from django.conf import settings

from minqing.project.waiting_line import WaitingLine

application = WaitingLine(
    get_wsgi_application(),
    at_work=settings.MINQING_AT_WORK,
    waiting=settings.MINQING_WAITING,
    patience=settings.MINQING_PATIENCE,
)
