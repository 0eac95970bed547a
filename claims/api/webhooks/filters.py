from django_filters import rest_framework as filters

from claims.choices import DeliveryState
from claims.models import Delivery


class DeliveryFilter(filters.FilterSet):
    state = filters.ChoiceFilter(choices=DeliveryState.choices)

    class Meta:
        model = Delivery
        fields: list[str] = []
