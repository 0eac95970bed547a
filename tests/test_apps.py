"""What is set up when the application starts."""

import pytest
from django.db import connection


@pytest.mark.postgresql
@pytest.mark.django_db
def test_each_connection_has_rows_by_an_index_held_for_cheap() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW random_page_cost")
        assert cursor.fetchone() == ("1.1",)
