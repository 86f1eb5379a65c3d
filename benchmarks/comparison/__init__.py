"""SmartCat beside other ways to sort paperwork, on the same files in one run: `make bench`."""
