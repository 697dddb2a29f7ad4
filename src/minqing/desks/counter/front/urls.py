"""Addresses everybody may open: the halls, the kiosk, the display, one's own number."""

from django.urls import path

from . import display, kiosk, number

app_name = "hall"
urlpatterns = [
    path("", kiosk.halls_page, name="halls"),
    path("<slug:code>/", kiosk.hall_page, name="hall"),
    path("<slug:code>/kiosk/", kiosk.kiosk, name="kiosk"),
    path("<slug:code>/kiosk/check-in/", kiosk.check_in, name="check_in"),
    path("<slug:code>/book/", kiosk.book, name="book"),
    path("<slug:code>/number/<uuid:ticket_id>/", number.number, name="number"),
    path("<slug:code>/number/<uuid:ticket_id>/now.json", number.number_now, name="number_now"),
    path("<slug:code>/display/", display.display, name="display"),
    path("<slug:code>/display/board.json", display.board, name="board"),
]
