"""The addresses of shared savings."""

from django.urls import path

from wijkwaarde.instruments.shared_savings import views
from wijkwaarde.instruments.shared_savings.added.views import added
from wijkwaarde.instruments.shared_savings.roads import views as road_views
from wijkwaarde.instruments.shared_savings.signing import views as signing_views

ROOM = "wijkbudget/besparing"

urlpatterns = [
    path(ROOM, views.savings, name="savings"),
    path(f"{ROOM}/nieuw", views.new_agreement, name="new_agreement"),
    path(f"{ROOM}/proef", views.trial, name="savings_trial"),
    path(f"{ROOM}/proef/bestand", views.save_trial, name="save_savings_trial"),
    path(f"{ROOM}/proef/toevoegen", added, name="savings_added"),
    path(f"{ROOM}/partij/<int:party_id>/tekenen", signing_views.sign_party, name="sign_agreement"),
    path(f"{ROOM}/partij/<int:party_id>/niet-tekenen", signing_views.unsign, name="unsign_agreement"),
    path(f"{ROOM}/partij/<int:party_id>/nee", signing_views.refuse_agreement, name="refuse_agreement"),
    path(f"{ROOM}/deel/<int:share_id>/nee", signing_views.refuse_settlement, name="refuse_settlement"),
    path(f"{ROOM}/nee/<int:refusal_id>/terug", signing_views.take_back, name="take_back_refusal"),
    path(f"{ROOM}/partij/<int:party_id>/vertrek", views.party_leaves, name="party_leaves"),
    path(f"{ROOM}/verdeling/<int:settled_id>/ongedaan", views.undo, name="undo_settlement"),
    path(f"{ROOM}/deel/<int:share_id>", views.account, name="share_account"),
    path(f"{ROOM}/deel/<int:share_id>/weg", road_views.share_road, name="share_road"),
    path(f"{ROOM}/weg/<int:road_id>/terug", road_views.undo_road, name="undo_share_road"),
    path(f"{ROOM}/bestand", road_views.save_settled, name="save_settled"),
    path(f"{ROOM}/<int:agreement_id>", views.agreement, name="agreement"),
    path(f"{ROOM}/<int:agreement_id>/aanpassen", views.change, name="change_agreement"),
    path(f"{ROOM}/<int:agreement_id>/intrekken", views.withdraw, name="withdraw_agreement"),
    path(f"{ROOM}/<int:agreement_id>/terughalen", views.restore, name="restore_agreement"),
    path(f"{ROOM}/<int:agreement_id>/jaar/<int:year>", views.settle, name="settle_year"),
]
