"""The addresses of what a resident pays themselves."""

from django.urls import path

from wijkwaarde.web.own_costs import views

urlpatterns = [
    path("vraag/<uuid:key>/wat-kost-het-mij", views.own_costs, name="own_costs"),
    path("vraag/<uuid:key>/wat-kost-het-mij/<int:line_id>", views.own_cost, name="own_cost"),
]
