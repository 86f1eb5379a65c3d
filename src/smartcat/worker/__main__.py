"""Do one shard with ``python -m smartcat.worker``."""

from smartcat.worker import main

if __name__ == "__main__":
    main()
