"""Runs a program at a pseudo terminal and types: provision_typist.py DIALOGUE PROGRAM ARGUMENT...

DIALOGUE is JSON, a list of [question, what is typed]. What the terminal shows goes to standard
output; the exit code is the program's.
"""

import json
import os
import pty
import sys

READ_BYTES = 4096

dialogue = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[2], sys.argv[2:])
unseen = ""
while True:
    try:
        seen = os.read(terminal, READ_BYTES)
    except OSError:
        break
    if not seen:
        break
    os.write(1, seen)
    unseen += seen.decode("utf-8", "replace")
    if dialogue and dialogue[0][0] in unseen:
        unseen = unseen.split(dialogue[0][0], 1)[1]
        os.write(terminal, dialogue.pop(0)[1].encode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
