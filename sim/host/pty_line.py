"""A pseudo terminal for nodemcu-sim: PATH leads to it, standard input and output are its far end.

Clients may come and go. What is written while there is none, or faster than it is read, is lost,
as on a wire. Ends, and removes PATH, when standard input does. PATH must not exist.
"""

import os
import select
import sys
import termios
import tty

READ_BYTES = 4096
POLL_MS = 10

path = sys.argv[1]
master, slave = os.openpty()
tty.setraw(slave)
name = os.ttyname(slave)
# From here on the far end hangs up whenever no client has the terminal open.
os.close(slave)
os.set_blocking(master, False)
try:
    os.symlink(name, path)
except OSError as error:
    sys.exit(error.strerror)
os.write(1, b"\n")

client = select.poll()
client.register(master, select.POLLIN)
host = select.poll()
host.register(0, select.POLLIN)
both = select.poll()
both.register(master, select.POLLIN)
both.register(0, select.POLLIN)


def flags_of(poll, wait_ms):
    return dict(poll.poll(wait_ms))


def send(data):
    while data:
        try:
            data = data[os.write(master, data) :]
        except OSError:
            return


try:
    connected = False
    while True:
        # A hang-up would be reported without end: while it lasts, only the host is waited for.
        flags = flags_of(both, None) if connected else flags_of(host, POLL_MS)
        flags.update(flags_of(client, 0))
        flag = flags.get(master, 0)
        if flag & select.POLLIN:
            os.write(1, os.read(master, READ_BYTES))
        present = not flag & select.POLLHUP
        if connected and not present:
            termios.tcflush(master, termios.TCOFLUSH)
        connected = present
        if flags.get(0):
            data = os.read(0, READ_BYTES)
            if not data:
                break
            if connected:
                send(data)
finally:
    if os.path.islink(path) and os.readlink(path) == name:
        os.unlink(path)
