"""How fast parallax is and how it grows: `python -m bench`. Nothing here is installed with the program."""
