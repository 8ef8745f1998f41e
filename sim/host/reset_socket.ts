/** Ends a connection by RST. */
import type { Socket } from "node:net";

/** A FIN that waits for its data can't be called back: libuv refuses to reset such a socket. */
export function resetSocket(socket: Socket): void {
  const finPending = socket.writableEnded && !socket.writableFinished;
  if (socket.connecting || finPending) socket.destroy();
  else socket.resetAndDestroy();
}
