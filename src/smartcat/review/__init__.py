"""The page on which people look at results and correct them: as a file, or served."""

from smartcat.review.order import ORDERS, Order, OrderOf, Place

__all__ = ["ORDERS", "Order", "OrderOf", "Place"]
