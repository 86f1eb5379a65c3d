"""What the documentation is made of and held against: its blocks, links, commands and settings."""
