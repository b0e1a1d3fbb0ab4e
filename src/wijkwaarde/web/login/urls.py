"""The addresses of logging in, under the names that allauth asks for; none of its other pages has one."""

from __future__ import annotations

from django.urls import path

from wijkwaarde.web.login import factor_views, views

urlpatterns = [
    path("inloggen", views.log_in, name="account_login"),
    path("inloggen/code", views.ask_code, name="account_request_login_code"),
    path("inloggen/code/invullen", views.enter_code, name="account_confirm_login_code"),
    path("uitloggen", views.log_out, name="account_logout"),
    path("wachtwoord", views.forgot_password, name="account_reset_password"),
    path("wachtwoord/code", views.enter_password_code, name="account_confirm_password_reset_code"),
    path("wachtwoord/nieuw", views.new_password, name="account_complete_password_reset"),
    path("inloggen/tweede-stap", factor_views.second_step, name="mfa_authenticate"),
    path("inloggen/passkey", factor_views.passkey_log_in, name="mfa_login_webauthn"),
    path("inloggen/nog-een-keer", factor_views.again, name="account_reauthenticate"),
    path("inloggen/nog-een-keer/code", factor_views.code_again, name="mfa_reauthenticate"),
    path("inloggen/nog-een-keer/passkey", factor_views.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("hoe-je-inlogt", factor_views.overview, name="mfa_index"),
    path("hoe-je-inlogt/app", factor_views.add_app, name="mfa_activate_totp"),
    path("hoe-je-inlogt/app/weg", factor_views.remove_app, name="mfa_deactivate_totp"),
    path("hoe-je-inlogt/passkey", factor_views.add_passkey, name="mfa_add_webauthn"),
    path("hoe-je-inlogt/passkey/<int:pk>/naam", factor_views.name_passkey, name="mfa_edit_webauthn"),
    path("hoe-je-inlogt/passkey/<int:pk>/weg", factor_views.remove_passkey, name="mfa_remove_webauthn"),
    path("hoe-je-inlogt/noodcodes", factor_views.emergency_codes, name="mfa_view_recovery_codes"),
    path("hoe-je-inlogt/noodcodes/nieuw", factor_views.new_emergency_codes, name="mfa_generate_recovery_codes"),
    path("als-wie", views.choose_standing, name="choose_standing"),
]
