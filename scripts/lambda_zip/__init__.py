"""Build the zip of the Lambda function: the same inputs give the same bytes, without Docker.

    python -m lambda_zip dist

wheels of the lock ─► left out what is not needed ─► bytecode, shared objects without what is not
loaded ─► zip ─► sizes beside the 2018 way ─► refused above the limits
"""
