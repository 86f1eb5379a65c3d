"""Copy pages of PDFs without rendering them. This package owns `pikepdf`."""

from smartcat.split.pdf.source import SourcePdf

__all__ = ["SourcePdf"]
