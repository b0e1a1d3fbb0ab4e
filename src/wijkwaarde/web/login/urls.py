"""The addresses of logging in, under the names that allauth asks for; none of its other pages has one."""

from __future__ import annotations

from django.urls import path

from wijkwaarde.web.login import views

urlpatterns = [
    path("inloggen", views.log_in, name="account_login"),
    path("inloggen/code", views.ask_code, name="account_request_login_code"),
    path("inloggen/code/invullen", views.enter_code, name="account_confirm_login_code"),
    path("uitloggen", views.log_out, name="account_logout"),
    path("wachtwoord", views.forgot_password, name="account_reset_password"),
    path("wachtwoord/code", views.enter_password_code, name="account_confirm_password_reset_code"),
    path("wachtwoord/nieuw", views.new_password, name="account_complete_password_reset"),
    path("als-wie", views.choose_standing, name="choose_standing"),
]
