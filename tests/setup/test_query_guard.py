"""The guard against a query for each row notices one, and lets a joined query pass."""

import pytest
from django.contrib.auth.models import Permission
from zeal.errors import NPlusOneError


@pytest.mark.django_db
def test_a_query_for_each_row_is_noticed(no_query_per_row):
    rows = list(Permission.objects.all()[:5])
    with pytest.raises(NPlusOneError):
        assert [row.content_type.model for row in rows]


@pytest.mark.django_db
def test_rows_fetched_together_pass(no_query_per_row):
    rows = Permission.objects.select_related("content_type")[:5]
    assert len([row.content_type.model for row in rows]) == 5
