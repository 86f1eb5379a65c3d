"""The Python interface: a module for each verb, which hands its stages and use cases their parts.

Users take its functions from `smartcat` itself, which says what is public; the command line takes
what it needs from the modules here, and from nowhere below. Each verb loads what it works with when
it is called, so that naming one costs nothing.
"""
