"""python -m kpis: everything a person can do without a screen."""

import sys

NOT_INSTALLED = "Waymark's packages are not installed for this Python ({name} is missing). See Start in README.md.\n"

try:
    from kpis.cli import main
except ModuleNotFoundError as missing:
    if (missing.name or "kpis").partition(".")[0] == "kpis":
        raise
    sys.stderr.write(NOT_INSTALLED.format(name=missing.name))
    sys.exit(2)

if __name__ == "__main__":
    sys.exit(main())
