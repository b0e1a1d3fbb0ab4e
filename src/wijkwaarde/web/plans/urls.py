"""The addresses of plans."""

from django.urls import path

from wijkwaarde.web.plans import by_phone, views

urlpatterns = [
    path("vraag/<uuid:key>/plan", views.write, name="plan"),
    path("vraag/<uuid:key>/plan/meteen", by_phone.by_phone, name="plan_by_phone"),
    path("vraag/<uuid:key>/plan/ja", views.agree, name="agree"),
    path("vraag/<uuid:key>/plan/nee", views.withdraw, name="withdraw"),
    path("vraag/<uuid:key>/plan/klopt-het-nog", views.check, name="plan_check"),
    path("vraag/<uuid:key>/plan/afspraak/<int:line_id>", views.move, name="move"),
    path("vraag/<uuid:key>/plan/afspraak/<int:line_id>/terug", views.take_back, name="take_back"),
    path("vraag/<uuid:key>/plan/versies", views.versions, name="plan_versions"),
    path("vraag/<uuid:key>/plan/print", views.paper, name="plan_paper"),
    path("vraag/<uuid:key>/plan/kopie", views.copy, name="plan_copy"),
    path("vraag/<uuid:key>/niet-mee-eens", views.disagree, name="disagree"),
    path("vraag/<uuid:key>/plan/tekst", views.text, name="plan_text"),
]
