"""The addresses of the micro-analysis."""

from django.urls import path

from wijkwaarde.instruments.micro_analysis import views

urlpatterns = [
    path("vraag/<uuid:key>/micro-analyse", views.micro_analysis, name="micro_analysis"),
    path("vraag/<uuid:key>/micro-analyse.pdf", views.micro_analysis_pdf, name="micro_analysis_pdf"),
]
