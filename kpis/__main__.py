"""python -m kpis: everything a person can do without a screen."""

import sys

from kpis.cli import main

if __name__ == "__main__":
    sys.exit(main())
