"""SmartCat in a world that fails: stores, queues, containers and clocks that do what they must not.

All that SmartCat asks of others goes through a `Process`, which counts what it asks for. A plan
says what goes wrong at which of these operations; everything is done in this process, in turn, so
that the same plan goes wrong in the same way each time.
"""
