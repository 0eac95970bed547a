from django_filters import rest_framework as filters

from claims.choices import DeliveryState
from claims.filters.fields import FilterSet
from claims.models import Delivery


class DeliveryFilter(FilterSet):
    state = filters.ChoiceFilter(choices=DeliveryState.choices)

    class Meta:
        model = Delivery
        fields: list[str] = []
