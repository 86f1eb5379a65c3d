"""Run the command line with ``python -m smartcat``."""

from smartcat.cli import main

if __name__ == "__main__":
    main()
