"""Take out of a PDF what acts, what carries files, and what ties its pages to the whole."""

from pikepdf import Array, Dictionary, Name, Object, Pdf
from pikepdf.sanitize import Sanitizer

_TIES = (Name.AA, Name.AF, Name.B, Name.DPart, Name.StructParents, Name.Tabs)
"""Actions and files of a page, and its place in threads, parts and the tree of tags."""
_WEB = ("http:", "https:", "mailto:")
_MAX_PARENTS = 50
_OF_FIELDS = (Name.FT, Name.V, Name.DV, Name.T, Name.TU, Name.Parent, Name.Kids, Name.Lock, Name.SV)
"""What makes an annotation part of a form."""


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
        _stamp_signature(annotation)
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


def _stamp_signature(annotation: Dictionary) -> None:
    """Leave the picture of a signature: it holds for the whole file, and would show as broken."""
    if _signs(annotation):
        _drop(annotation, *_OF_FIELDS)
        annotation.Subtype = Name.Stamp


def _signs(annotation: Dictionary) -> bool:
    node: object = annotation
    for _ in range(_MAX_PARENTS):  # what a field does not say itself it inherits
        if not isinstance(node, Dictionary):
            return False
        if Name.FT in node:
            return Name.Sig == node.FT
        node = node.get(Name.Parent)
    return False


def _drop(holder: Object, *names: Name) -> None:
    for name in names:
        if name in holder:
            del holder[name]
