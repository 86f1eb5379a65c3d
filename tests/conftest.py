"""What holds for all tests."""

import os

# As the command line does: reading processes are forked, which wants a single thread.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
