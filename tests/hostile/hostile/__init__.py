"""Files that are made to break what reads them: none is stored, all are made on the spot."""
