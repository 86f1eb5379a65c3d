"""SmartCat sorts scanned paperwork: pages in, classes, segments and honest doubt out."""

__version__ = "0.1.0"
