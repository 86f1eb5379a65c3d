"""The numbers that readers show for pages: i, ii, A-1."""

from pikepdf import Dictionary, Name, NumberTree, Pdf


def copy_page_labels(source: Pdf, copy: Pdf, pages: range) -> None:
    """Give copied pages the labels that they have in the source, if it has any.

    A tree of labels holds runs: from which page on, in which style, after which prefix, from
    which number on (PDF Reference 1.7, 8.3.1).
    """
    if not isinstance(source.Root.get(Name.PageLabels), Dictionary):
        return
    tree = NumberTree(source.Root.PageLabels)
    runs = {index: run for index, run in tree.items() if isinstance(run, Dictionary)}
    before = max((index for index in runs if index <= pages.start), default=None)
    copied = NumberTree.new(copy)
    if before is not None:
        copied[0] = _continued(runs[before], pages.start - before)
    for index, run in runs.items():
        if index in pages and index != pages.start:
            copied[index - pages.start] = _continued(run, 0)
    if len(copied):
        if 0 not in copied:  # a tree should begin there; readers then show page numbers
            copied[0] = Dictionary(S=Name.D, St=pages.start + 1)
        copy.Root.PageLabels = copied.obj


def _continued(run: Dictionary, by: int) -> Dictionary:
    first = run.get_int(Name.St, 1) or 1
    continued = Dictionary(St=first + by)
    for name in (Name.S, Name.P):
        if (value := run.get(name)) is not None:
            continued[name] = value
    return continued
