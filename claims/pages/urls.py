from django.urls import path

from claims.pages import embedding, in_place, maps, versions, views, webhooks, work

urlpatterns = [
    path("", views.ClaimsPage.as_view(), name="claims"),
    path("claims/", views.ClaimsPage.as_view(), name="claims"),
    path("claims/<int:pk>/", views.ClaimPage.as_view(), name="claim"),
    path("claims/<int:pk>/card/", views.ClaimCard.as_view(), name="claim-card"),
    path("claims/<int:pk>/embed/", embedding.ClaimEmbed.as_view(), name="claim-embed"),
    path("claims/<int:pk>/details/", in_place.ClaimDetails.as_view(), name="claim-details"),
    path("review/", views.ReviewPage.as_view(), name="review"),
    path("work/", work.WorkPage.as_view(), name="work"),
    path("articles/", views.ArticlesPage.as_view(), name="articles"),
    path("articles/new/", views.TakeInPage.as_view(), name="take-in"),
    path("articles/<int:pk>/", views.ArticlePage.as_view(), name="article"),
    path("articles/<int:pk>/facts/", in_place.ArticleFacts.as_view(), name="article-facts"),
    path("articles/<int:pk>/versions/<int:number>/", versions.VersionPage.as_view(), name="article-version"),
    path("articles/<int:pk>/difference/", versions.DifferencePage.as_view(), name="article-difference"),
    path("articles/<int:pk>/map/", maps.ArticleMapPage.as_view(), name="article-map"),
    path("map/", maps.StoryMapPage.as_view(), name="map"),
    path("intakes/", views.IntakesPage.as_view(), name="intakes"),
    path("intakes/<int:pk>/", views.IntakePage.as_view(), name="intake"),
    path("batches/", views.BatchesPage.as_view(), name="batches"),
    path("batches/<int:pk>/", views.BatchPage.as_view(), name="batch"),
    path("feeds/", views.FeedsPage.as_view(), name="feeds"),
    path("webhooks/", webhooks.WebhooksPage.as_view(), name="webhooks"),
    path("webhooks/<int:pk>/", webhooks.WebhookPage.as_view(), name="webhook"),
    path("speakers/", views.SpeakersPage.as_view(), name="speakers"),
    path("speakers/<int:pk>/", views.SpeakerPage.as_view(), name="speaker"),
]
