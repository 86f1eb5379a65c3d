"""Planning: what documents will take, and which worker does what. It touches no cloud.

Import from its modules: whoever routes a document needs the predictor, and nothing of runs.
"""
