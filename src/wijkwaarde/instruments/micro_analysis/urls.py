"""The addresses of the micro-analysis."""

from django.urls import path

from wijkwaarde.instruments.micro_analysis import views

urlpatterns = [
    path("vraag/<uuid:key>/micro-analyse", views.micro_analysis, name="micro_analysis"),
    path("vraag/<uuid:key>/micro-analyse.pdf", views.micro_analysis_pdf, name="micro_analysis_pdf"),
    path("risicolijst", views.risks, name="risks"),
    path("vraag/<uuid:key>/micro-analyse/maken", views.make, name="micro_analysis_make"),
    path("vraag/<uuid:key>/micro-analyse/hoe-ging-het", views.follow_up, name="micro_analysis_follow_up"),
]
