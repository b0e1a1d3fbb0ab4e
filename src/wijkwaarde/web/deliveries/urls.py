"""The addresses of what parties delivered."""

from django.urls import path

from wijkwaarde.web.deliveries import file_views, number_views, views

HERE = "wijkbudget/leveringen"

urlpatterns = [
    path(HERE, views.deliveries, name="deliveries"),
    path(f"{HERE}/bewaren", views.save_deliveries, name="save_deliveries"),
    path(f"{HERE}/bestanden", views.files, name="delivery_files"),
    path(f"{HERE}/afspraaknummers", number_views.numbers, name="delivery_numbers"),
    path(f"{HERE}/afspraaknummers/bestand", number_views.numbers_file, name="delivery_numbers_file"),
    path(f"{HERE}/met-de-hand", views.by_hand, name="delivery_new"),
    path(f"{HERE}/levering/<int:delivery_id>/terug", views.undo, name="delivery_undo"),
    path(f"{HERE}/inlezen", file_views.upload, name="delivery_upload"),
    path(f"{HERE}/inlezen/<uuid:waiting_key>", file_views.preview, name="delivery_preview"),
    path(f"{HERE}/inlezen/<uuid:waiting_key>/weg", file_views.drop, name="delivery_drop"),
    path(f"{HERE}/<int:file_id>", file_views.file, name="delivery_file"),
    path(f"{HERE}/<int:file_id>/terug", file_views.take_back, name="delivery_take_back"),
    path(f"{HERE}/<int:file_id>/apart/bewaren", file_views.save_aside, name="delivery_save_aside"),
    path(f"{HERE}/<int:file_id>/apart/laten-vallen", file_views.let_many_go, name="delivery_let_many_go"),
    path(f"{HERE}/regel/<int:aside_id>", file_views.settle, name="delivery_aside"),
    path(f"{HERE}/regel/<int:aside_id>/laten-vallen", file_views.let_go, name="delivery_let_go"),
    path(f"{HERE}/regel/<int:aside_id>/toch", file_views.pick_up, name="delivery_pick_up"),
]
