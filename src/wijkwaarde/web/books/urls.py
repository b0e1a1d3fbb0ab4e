"""The addresses of the books."""

from django.urls import path

from wijkwaarde.web.books import views

urlpatterns = [
    path("wijkbudget/boeken", views.books, name="books"),
    path("wijkbudget/boeken/boekingen", views.bookings, name="books_bookings"),
    path("wijkbudget/boeken/boeking/<int:booking_id>", views.booking, name="books_booking"),
    path("wijkbudget/boeken/bestand", views.save_whole, name="books_save"),
    path("wijkbudget/boeken/sluiten", views.close, name="books_close"),
    path("wijkbudget/boeken/rekening/<int:account_id>", views.account, name="books_account"),
]
