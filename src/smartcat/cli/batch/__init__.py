"""The command `smartcat-batch`: many documents, submitted, followed, collected."""
