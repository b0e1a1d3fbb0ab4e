"""The addresses of who cares along."""

from django.urls import path

from wijkwaarde.web.carers import views

urlpatterns = [
    path("vraag/<uuid:key>/wie-zorgt-mee", views.carers, name="carers"),
    path("vraag/<uuid:key>/wie-zorgt-mee/<int:carer_id>/doet-mee", views.carer_part, name="carer_part"),
]
