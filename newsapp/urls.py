from django.urls import include, path

from claims.mcp.views import ToolsView
from newsapp.accounts import admin

urlpatterns = [
    path("", include("claims.pages.urls")),
    path("", include("newsapp.accounts.pages")),
    path("api/", include("claims.api.urls")),
    path("mcp", ToolsView.as_view(), name="mcp"),
    path("admin/", admin.site.urls),
]

handler400 = "claims.pages.errors.bad_request"
handler403 = "claims.pages.errors.permission_denied"
handler404 = "claims.pages.errors.not_found"
handler500 = "claims.pages.errors.server_error"
