from smartcat.review.serving.access import Access, Names
from smartcat.review.serving.cache import PictureCache


def test_the_cache_lets_go_of_what_nobody_asked_for_longest() -> None:
    cache = PictureCache(most_bytes=10)
    cache.put("a", b"1234")
    cache.put("b", b"1234")
    assert cache.get("a") == b"1234"
    cache.put("c", b"1234")
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (b"1234", None, b"1234")
    cache.put("a", b"123456")
    assert (cache.get("a"), cache.get("c")) == (b"123456", b"1234")


def test_a_picture_that_is_larger_than_the_cache_is_not_held() -> None:
    cache = PictureCache(most_bytes=3)
    cache.put("a", b"1234")
    assert cache.get("a") is None
    cache.put("b", b"123")
    assert cache.get("b") == b"123"


def test_a_ticket_opens_once_and_a_token_always() -> None:
    access = Access()
    ticket = access.ticket
    assert not access.takes("")
    assert not access.takes("another")
    assert access.takes(ticket)
    assert not access.takes(ticket)
    assert not access.takes("")
    assert access.admits(access.token)
    assert access.admits(access.token)
    assert not access.admits("\N{SNOWMAN}")
    assert Access().token != access.token


def test_only_our_own_names_are_hosts_and_origins() -> None:
    names = Names(8080)
    assert names.is_host("127.0.0.1:8080")
    assert names.is_host("localhost:8080")
    for host in (None, "", "127.0.0.1", "127.0.0.1:8081", "evil.example:8080"):
        assert not names.is_host(host)
    assert names.is_origin(None, "127.0.0.1:8080")
    assert names.is_origin("http://127.0.0.1:8080", "127.0.0.1:8080")
    for origin in (
        "null",
        "http://127.0.0.1:8081",
        "https://127.0.0.1:8080",
        "http://evil.example",
    ):
        assert not names.is_origin(origin, "127.0.0.1:8080")
