"""What end-to-end tests start on this machine, and end again."""
