import pytest

from smartcat.dispatch.settings import FunctionSettings
from smartcat.errors import ConfigurationError

NEEDED = {
    "SMARTCAT_RESULTS": "s3://results/prefix",
    "SMARTCAT_JOB_QUEUE": "queue",
    "SMARTCAT_JOB_DEFINITION": "worker",
}


def test_settings_are_read_as_terraform_writes_them() -> None:
    written = {
        **NEEDED,
        "SMARTCAT_MODEL": "",
        "SMARTCAT_MODEL_SHA256": "",
        "SMARTCAT_LANGUAGES": "deu+eng+chi_sim",
        "SMARTCAT_MAX_INLINE_BYTES": "0",
        "SMARTCAT_WORKER_VCPUS": "0.5",
        "PATH": "/usr/bin",
    }
    settings = FunctionSettings.of(written)
    assert settings.languages == ("deu", "eng", "chi_sim")
    assert settings.max_inline_bytes == 0
    assert settings.container.vcpus == 0.5


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SMARTCAT_RESULTS", "/tmp/results"),
        ("SMARTCAT_JOB_QUEUE", ""),
        ("SMARTCAT_MODEL", "https://example.com/model"),
        ("SMARTCAT_MODEL_SHA256", "abc"),
        ("SMARTCAT_LANGUAGES", ""),
        ("SMARTCAT_MAX_INLINE_BYTES", "many"),
        ("SMARTCAT_LOG_LEVEL", "loud"),
    ],
)
def test_what_makes_no_sense_is_named(variable: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=f"{variable}: "):
        FunctionSettings.of({**NEEDED, variable: value})


@pytest.mark.parametrize("variable", NEEDED)
def test_what_is_missing_is_named(variable: str) -> None:
    environment = {name: value for name, value in NEEDED.items() if name != variable}
    with pytest.raises(ConfigurationError, match=f"{variable}: Field required"):
        FunctionSettings.of(environment)
