"""Start lisdesk from a checkout: `python main.py COMMAND` is `lisdesk COMMAND`."""

from lisdesk.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
