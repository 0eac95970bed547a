from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.urls import path, reverse_lazy

from claims.pages import views

urlpatterns = [
    path("", views.ClaimsPage.as_view(), name="claims"),
    path("claims/", views.ClaimsPage.as_view(), name="claims"),
    path("claims/<int:pk>/", views.ClaimPage.as_view(), name="claim"),
    path("claims/<int:pk>/card/", views.ClaimCard.as_view(), name="claim-card"),
    path("articles/", views.ArticlesPage.as_view(), name="articles"),
    path("articles/new/", views.TakeInPage.as_view(), name="take-in"),
    path("articles/<int:pk>/", views.ArticlePage.as_view(), name="article"),
    path("speakers/", views.SpeakersPage.as_view(), name="speakers"),
    path("speakers/<int:pk>/", views.SpeakerPage.as_view(), name="speaker"),
    path("account/", views.AccountPage.as_view(), name="account"),
    path(
        "account/password/",
        PasswordChangeView.as_view(template_name="accounts/password.html", success_url=reverse_lazy("account")),
        name="password",
    ),
    path("sign-in/", LoginView.as_view(template_name="accounts/sign_in.html"), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
]
