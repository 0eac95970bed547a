from django_filters import rest_framework as filters

from claims.choices import IntakeState, TakingBack
from claims.filters.fields import FilterSet, IdFilter
from claims.models import Intake


class IntakeFilter(FilterSet):
    batch = IdFilter("batch_id")
    state = filters.ChoiceFilter(choices=IntakeState.choices)
    taking_back = filters.ChoiceFilter(choices=TakingBack.choices)

    class Meta:
        model = Intake
        fields: list[str] = []
