"""Runs a command in a terminal of 110 columns and 40 rows and prints the screen that it leaves.

The terminal is emulated by pyte. Rows that have scrolled off are printed, too.
"""

import errno
import fcntl
import os
import pty
import struct
import sys
import termios

import pyte

COLUMNS, ROWS = 110, 40


def main():
    process, terminal = pty.fork()
    if process == 0:
        os.execvp(sys.argv[1], sys.argv[1:])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    screen = pyte.HistoryScreen(COLUMNS, ROWS, history=1000)
    stream = pyte.ByteStream(screen)
    while chunk := read(terminal):
        stream.feed(chunk)
    history = ["".join(row[column].data for column in range(COLUMNS)) for row in screen.history.top]
    print("\n".join(row.rstrip() for row in [*history, *screen.display]).rstrip())
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))


def read(terminal):
    """Returns the next bytes; none once the command has closed the terminal."""
    try:
        return os.read(terminal, 65536)
    except OSError as error:
        if error.errno == errno.EIO:
            return b""
        raise


if __name__ == "__main__":
    main()
