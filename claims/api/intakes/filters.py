from django_filters import rest_framework as filters

from claims.choices import IntakeState
from claims.models import Intake


class IntakeFilter(filters.FilterSet):
    state = filters.ChoiceFilter(choices=IntakeState.choices)

    class Meta:
        model = Intake
        fields: list[str] = []
