"""The addresses of what runs, what it takes, and of the shortlist of prices."""

from django.urls import path

from wijkwaarde.web.amounts import shortlist_views, views

urlpatterns = [
    path("vraag/<uuid:key>/bedragen", views.amounts, name="amounts"),
    path("vraag/<uuid:key>/bedragen/plan/<int:number>", views.plan_row, name="amounts_plan_row"),
    path("vraag/<uuid:key>/bedragen/plan/voorstel", views.plan_proposal, name="amounts_plan_proposal"),
    path("vraag/<uuid:key>/bedragen/nu/<int:number>", views.now_row, name="amounts_now_row"),
    path("vraag/<uuid:key>/bedragen/nu/erbij", views.now_new, name="amounts_now_new"),
    path("vraag/<uuid:key>/bedragen/nu/weg", views.now_off, name="amounts_now_off"),
    path("vraag/<uuid:key>/bedragen/nu/terug", views.now_back, name="amounts_now_back"),
    path("vraag/<uuid:key>/bedragen/nu/niets", views.now_nothing, name="amounts_now_nothing"),
    path("vaste-prijzen", shortlist_views.shortlist, name="shortlist"),
    path("vaste-prijzen/<int:price_id>", shortlist_views.price, name="shortlist_price"),
    path("vaste-prijzen/<int:price_id>/omhoog", shortlist_views.up, name="shortlist_up"),
    path("vaste-prijzen/<int:price_id>/weg", shortlist_views.off, name="shortlist_off"),
]
