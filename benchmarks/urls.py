from django.urls import path

from benchmarks import bare
from newsapp.urls import handler400, handler403, handler404, handler500
from newsapp.urls import urlpatterns as application

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("bench/claims/", bare.claims),
    path("bench/claims/confirmed/", bare.confirmed),
    path("bench/claims/<int:pk>/", bare.claim),
    path("bench/articles/<int:pk>/", bare.article),
    *application,
]
