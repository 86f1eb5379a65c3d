"""Serve the page on this machine alone, with pictures on demand and corrections saved at once."""

from smartcat.review.serving.served import Served
from smartcat.review.serving.server import ReviewAddress, serve_page

__all__ = ["ReviewAddress", "Served", "serve_page"]
