"""A setting that nothing reads promises what it does not keep."""

import re

import pytest
from source import PACKAGES, files

from pipeline.settings import DECLARED

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in files(*PACKAGES) if path.name != "settings.py")


@pytest.mark.parametrize("setting", DECLARED, ids=lambda s: s.name)
def test_setting_is_read_somewhere(setting):
    assert re.search(rf"\.{setting.name}\b|[\"']{setting.name}[\"']", SOURCE)


@pytest.mark.parametrize("setting", DECLARED, ids=lambda s: s.name)
def test_setting_says_its_unit_and_reason(setting):
    assert setting.unit and len(setting.reason) > 20


@pytest.mark.parametrize("setting", DECLARED, ids=lambda s: s.name)
def test_default_lies_in_its_range(setting):
    assert setting.low <= setting.default <= setting.high
