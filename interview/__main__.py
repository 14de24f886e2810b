"""`python -m interview`."""

import sys

from interview.cli.main import main

sys.exit(main())
