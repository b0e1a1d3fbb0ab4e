"""The address at which who finds a hole looks for whom to tell."""

from django.urls import path

from wijkwaarde.web.hardening import views

urlpatterns = [path(".well-known/security.txt", views.security_txt, name="security_txt")]
