import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smartcat.learn.folds import deal

pages = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 12)), min_size=2, max_size=80)


@given(pages)
def test_groups_stay_together_in_folds_without_gaps(drawn: list[tuple[int, int]]) -> None:
    codes, groups = (np.unique(column, return_inverse=True)[1] for column in np.array(drawn).T)
    folds = deal(codes, groups)
    assert all(len(set(folds[groups == group].tolist())) == 1 for group in groups)
    assert sorted(set(folds.tolist())) == list(range(min(10, groups.max() + 1)))


def test_every_fold_gets_its_share_of_each_label() -> None:
    codes = np.repeat([0, 1, 2], [100, 50, 20])
    folds = deal(codes, np.arange(codes.size))
    for label, share in enumerate((10, 5, 2)):
        assert np.bincount(folds[codes == label], minlength=10).tolist() == [share] * 10


def test_folds_do_not_follow_the_order_of_the_pages() -> None:
    folds = deal(np.zeros(100, dtype=np.int64), np.arange(100))
    assert folds.tolist() != sorted(folds.tolist())
    assert folds[:10].tolist() != list(range(10))
