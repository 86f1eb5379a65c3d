"""Take out of a PDF what acts, what carries files, and what ties its pages to the whole."""

from pikepdf import Array, Dictionary, Name, Object, Pdf
from pikepdf.sanitize import Sanitizer

_TIES = (Name.AA, Name.AF, Name.B, Name.DPart, Name.StructParents, Name.Tabs)
"""Actions and files of a page, and its place in threads, parts and the tree of tags."""
_WEB = ("http:", "https:", "mailto:")
_MAX_PARENTS = 50


def disarm(pdf: Pdf) -> None:
    """Take out scripts, actions, embedded files, media and signatures, which splitting breaks.

    Links within the document and to the web stay.
    """
    web_links = [found for page in pdf.pages for found in _disarm_page(page.obj)]
    scrub = Sanitizer().remove_javascript().remove_external_access().remove_attachments()
    scrub.remove_multimedia().remove_thumbnails().remove_private_app_data().apply(pdf)
    for annotation, uri in web_links:
        annotation.A = Dictionary(S=Name.URI, URI=uri)


def annotations(page: Object) -> list[Dictionary]:
    """Return the annotations of a page that are none of its damage."""
    found = page.get(Name.Annots)
    if not isinstance(found, Array):
        return []
    return [one for one in found if isinstance(one, Dictionary)]


def _disarm_page(page: Object) -> list[tuple[Dictionary, Object]]:
    _drop(page, *_TIES)
    web_links = []
    for annotation in annotations(page):
        _drop_signature(annotation)
        action = annotation.get(Name.A)
        _drop(annotation, Name.A, Name.AA, Name.PA)
        if not isinstance(action, Dictionary):
            continue
        if action.get(Name.S) == Name.GoTo and Name.D in action:
            annotation.A = Dictionary(S=Name.GoTo, D=action.D)
        elif action.get(Name.S) == Name.URI and _is_web(action):
            web_links.append((annotation, action.URI))
    return web_links


def _is_web(action: Dictionary) -> bool:
    return str(action.get(Name.URI)).lower().startswith(_WEB)


def _drop_signature(annotation: Dictionary) -> None:
    """Leave its picture only: a signature holds for the whole file, and would show as broken."""
    node: object = annotation
    for _ in range(_MAX_PARENTS):
        if not isinstance(node, Dictionary):
            return
        if isinstance(node.get(Name.V), Dictionary):
            _drop(node, Name.V)
        node = node.get(Name.Parent)


def _drop(holder: Object, *names: Name) -> None:
    for name in names:
        if name in holder:
            del holder[name]
