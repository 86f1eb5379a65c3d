"""Dispatch: hear of a document, process it here if it is small, and hand it to AWS Batch if not."""
