"""`python -m declaration_print`."""

from declaration_print.cli import main

main()
