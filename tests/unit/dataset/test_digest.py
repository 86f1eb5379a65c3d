from dataclasses import replace

from smartcat.dataset import LabelledPage, dataset_digest
from smartcat.models import Page


def pages(*texts: str) -> list[LabelledPage]:
    return [
        LabelledPage(
            page=Page(page_index=0, text=text),
            label="a",
            document=f"document {index // 2}",
            stream="stack",
            origin=text,
        )
        for index, text in enumerate(texts)
    ]


def test_names_of_documents_do_not_count() -> None:
    samples = pages("one", "two", "three")
    renamed = [replace(one, document=f"the {one.document}", origin="elsewhere") for one in samples]
    assert dataset_digest(samples) == dataset_digest(renamed)


def test_pages_labels_documents_and_their_order_count() -> None:
    samples = pages("one", "two", "three")
    others = [
        samples[:-1],
        samples[::-1],
        pages("one", "two", "four"),
        [replace(samples[0], label="b"), *samples[1:]],
        [replace(one, document="all one") for one in samples],
    ]
    digests = {dataset_digest(other) for other in [samples, *others]}
    assert len(digests) == 1 + len(others)
