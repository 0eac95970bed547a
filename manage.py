#!/usr/bin/env python
"""The command line of newsapp: `python manage.py help` lists what it can do."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsapp.settings")
    from django.core.management import execute_from_command_line

    from claims.outages import in_one_line, outage_of

    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read what is printed has gone, as `head` goes
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is flushed at the exit
        sys.exit(128 + 13)  # as a shell tells of SIGPIPE
    except Exception as error:
        if not (outage := outage_of(error)):
            raise
        sys.stderr.write(f"{outage.message} ({in_one_line(error)})\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
