import pytest
from pydantic import ValidationError

from smartcat.models import Page


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_what_json_has_no_number_for_is_refused(number: str) -> None:
    with pytest.raises(ValidationError, match="finite number"):
        Page.model_validate_json(f'{{"page_index": 0, "width_pt": {number}}}')
