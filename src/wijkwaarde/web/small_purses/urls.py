"""The addresses of small purses."""

from django.urls import path

from wijkwaarde.web.small_purses import keeping_views, views

urlpatterns = [
    path("kleine-beurs", views.purse, name="small_purse"),
    path("kleine-beurs/<int:payment_id>/bon", views.receipt, name="small_purse_receipt"),
    path("kleine-beurs/<int:payment_id>/bon/foto", views.picture, name="small_purse_picture"),
    path("kleine-beurs/<int:payment_id>/ongedaan", views.undo, name="small_purse_undo"),
    path("kleine-beurs/betalingen", views.payments, name="small_purse_payments"),
    path("kleine-beurs/betalingen/bestand", keeping_views.export, name="small_purse_export"),
    path("kleine-beurs/<int:payment_id>/gezien", keeping_views.seen, name="small_purse_seen"),
    path("kleine-beurs/beurzen", keeping_views.purses, name="small_purses"),
    path("kleine-beurs/grens", keeping_views.limit, name="small_purse_limit"),
    path("kleine-beurs/aanvulling/<int:top_up_id>/ongedaan", keeping_views.undo_top_up, name="small_purse_undo_top_up"),
]
