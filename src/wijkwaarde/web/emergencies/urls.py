"""The addresses of emergency access; no address names whom it is about."""

from django.urls import path

from wijkwaarde.web.emergencies import views

urlpatterns = [
    path("noodtoegang", views.emergencies, name="emergencies"),
    path("noodtoegang/nieuw", views.new, name="new_emergency"),
    path("noodtoegang/openen", views.confirm, name="open_emergency"),
    path("noodtoegang/<int:emergency_id>", views.opened, name="emergency"),
    path("noodtoegang/<int:emergency_id>/gesproken", views.spoken, name="emergency_spoken"),
    path("noodtoegang/<int:emergency_id>/stoppen", views.stop, name="stop_emergency"),
    path("noodtoegang/<int:emergency_id>/nakijken", views.review, name="review_emergency"),
    path("noodtoegang/<int:emergency_id>/vertellen", views.tell, name="tell_emergency"),
]
