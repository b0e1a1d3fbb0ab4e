"""The addresses of what residents ask about their data."""

from django.urls import path

from wijkwaarde.web.privacy_requests import contact_views, statements, views

urlpatterns = [
    path("mijn-gegevens", views.my_data, name="my_data"),
    path("mijn-gegevens/alles", views.my_copy, name="my_copy"),
    path("mijn-gegevens/vragen", views.ask, name="ask_data"),
    path("wie-keek/<int:look_id>/vragen", views.ask_look, name="ask_look"),
    path("vraag/<uuid:key>/gegevens", views.ask_for, name="ask_data_for"),
    path("mijn-gegevens/verzoek/<int:request_id>", views.my_request, name="my_request"),
    path("mijn-gegevens/verzoek/<int:request_id>/intrekken", views.take_back, name="my_request_back"),
    path("mijn-gegevens/verzoek/<int:request_id>/opheffen", views.lift, name="my_request_lift"),
    path("mijn-gegevens/verzoek/<int:request_id>/brief", views.my_letter, name="my_request_letter"),
    path("mijn-gegevens/verzoek/<int:request_id>/erbij", statements.say, name="my_statement"),
    path("mijn-gegevens/verzoek/<int:request_id>/erbij/weg", statements.take_away, name="my_statement_back"),
    path("privacyverzoeken", contact_views.requests, name="privacy_requests"),
    path("privacyverzoeken/bezwaar", contact_views.where, name="privacy_where"),
    path("privacyverzoeken/<int:request_id>", contact_views.one, name="privacy_request"),
    path("privacyverzoeken/<int:request_id>/later", contact_views.later, name="privacy_later"),
    path("privacyverzoeken/<int:request_id>/opheffen", contact_views.lift, name="privacy_lift"),
    path("privacyverzoeken/<int:request_id>/weghalen", contact_views.remove, name="privacy_remove"),
    path("privacyverzoeken/<int:request_id>/brief", contact_views.letter, name="privacy_letter"),
]
