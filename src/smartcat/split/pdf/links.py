"""Links whose target was left behind."""

from pikepdf import Array, Dictionary, Name, Object, Pdf

from smartcat.split.pdf.harmless import annotations


def drop_dangling_links(pdf: Pdf, missing: frozenset[str]) -> None:
    """Remove the links to pages that are not in this PDF.

    Args:
        pdf: Copied pages.
        missing: Named destinations that were not copied.
    """
    for page in pdf.pages:
        found = annotations(page.obj)
        kept = [one for one in found if not _dangles(one, missing)]
        if len(kept) < len(found):
            page.obj.Annots = Array(kept)


def _dangles(annotation: Dictionary, missing: frozenset[str]) -> bool:
    target = _target(annotation)
    if target is None:
        return False
    if isinstance(target, Array):
        return len(target) == 0 or not isinstance(target[0], Dictionary)
    return str(target) in missing


def _target(annotation: Dictionary) -> Object | None:
    action = annotation.get(Name.A)
    if isinstance(action, Dictionary) and action.get(Name.S) == Name.GoTo:
        return action.get(Name.D)
    return annotation.get(Name.Dest)
