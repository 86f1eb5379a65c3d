"""Serve the page on this machine alone, with pictures on demand and corrections saved at once."""

from smartcat.review.serving.served import Served
from smartcat.review.serving.server import Address, serve_page

__all__ = ["Address", "Served", "serve_page"]
