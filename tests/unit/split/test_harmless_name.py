import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcat.split.plan import harmless_name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("bank_statement", "bank_statement"),
        ("Kontoauszug / Girokonto", "Kontoauszug_Girokonto"),
        ("Räumungsbescheid über Maß", "Raeumungsbescheid_ueber_Mass"),
        ("u\u0308ber", "ueber"),
        ("../../etc/passwd", "etc_passwd"),
        ("-rf", "rf"),
        ("état civil", "etat_civil"),
        ("契約書", "契約書"),
        ("a" * 47 + " b", "a" * 47),
        ("...", "unknown"),
        ("", "unknown"),
    ],
)
def test_labels_become_names_that_any_shell_and_file_system_takes(label: str, name: str) -> None:
    assert harmless_name(label) == name


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_label_gives_a_path_an_option_or_too_long_a_name(label: str) -> None:
    name = harmless_name(label)
    assert name
    assert not set(name) & set("/\\:*?\"'<>| \t\n\x00.$-")
    assert len(name.encode()) <= 200
    assert name.isprintable()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_harmless_name_stays_as_it_is(label: str) -> None:
    name = harmless_name(label)
    assert harmless_name(name) == name
