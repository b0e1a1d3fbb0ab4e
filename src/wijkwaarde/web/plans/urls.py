"""The addresses of plans."""

from django.urls import path

from wijkwaarde.web.plans import views

urlpatterns = [
    path("vraag/<uuid:key>/plan", views.write, name="plan"),
    path("vraag/<uuid:key>/plan/ja", views.agree, name="agree"),
    path("vraag/<uuid:key>/plan/nee", views.withdraw, name="withdraw"),
    path("vraag/<uuid:key>/plan/afspraak/<int:line_id>", views.move, name="move"),
]
