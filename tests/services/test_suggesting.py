"""The extractor that the setting CLAIMS_EXTRACTOR names."""

import pytest
from django.core import checks

from claims.extraction import Extractor
from claims.services.suggesting import extractor, extractor_label
from tests.services import engines


def test_a_class_is_made_once(settings):
    settings.CLAIMS_EXTRACTOR = "tests.services.engines.Marks"
    assert isinstance(extractor(), engines.Marks)
    assert extractor() is extractor()
    assert extractor() is not engines.marks


def test_an_instance_is_taken_as_it_is(settings):
    settings.CLAIMS_EXTRACTOR = "tests.services.engines.marks"
    assert extractor() is engines.marks
    assert extractor_label() == ("marks", "7")


def test_that_of_the_house_is_the_default():
    assert isinstance(extractor(), Extractor)


@pytest.mark.parametrize("path", ["tests.services.engines.Marks", "tests.services.engines.marks"])
def test_what_extracts_passes_the_check(settings, path):
    settings.CLAIMS_EXTRACTOR = path
    assert checks.run_checks() == []


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("tests.services.engines.none", "does not define a"),
        ("tests.no_module.Marks", "No module named"),
        ("Marks", "doesn't look like a module path"),
        ("tests.services.engines.party", "has no method extract"),
    ],
)
def test_a_wrong_name_is_one_clear_line_of_the_check(settings, path, why):
    settings.CLAIMS_EXTRACTOR = path
    (error,) = checks.run_checks()
    assert error.id == "claims.E001"
    assert error.msg.startswith(f"CLAIMS_EXTRACTOR is “{path}”")
    assert why in error.msg
    assert "\n" not in error.msg
