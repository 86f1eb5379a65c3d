"""What the other ways are made of: programs that are measured as whole processes.

They import nothing of SmartCat, and nothing that they do not use.
"""
