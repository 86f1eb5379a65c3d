"""Which colours a document is meant to have: readers show pages by it."""

from pikepdf import Array, Dictionary, Name, Object, Pdf

_FACTS = (
    Name.S,
    Name.OutputCondition,
    Name.OutputConditionIdentifier,
    Name.RegistryName,
    Name.Info,
    Name.DestOutputProfile,
)


def copy_output_intents(source: Pdf, copy: Pdf) -> None:
    """Give a copy the output intents of its source, if it has any (PDF Reference 1.7, 10.10.4)."""
    intents = source.Root.get(Name.OutputIntents)
    if not isinstance(intents, Array):
        return
    kept = [_kept(intent, copy) for intent in intents if isinstance(intent, Dictionary)]
    copy.Root.OutputIntents = Array(kept)


def _kept(intent: Dictionary, copy: Pdf) -> Dictionary:
    kept = Dictionary(Type=Name.OutputIntent)
    for name in _FACTS:
        value = intent.get(name)
        if isinstance(value, Object):
            kept[name] = copy.copy_foreign(value) if value.is_indirect else value
    return kept
