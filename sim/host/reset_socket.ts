/** Ends a connection by RST, with nothing before it. */
import type { Socket } from "node:net";

/**
 * Node's own resetAndDestroy() ends the stream first, so that the client may see a FIN. Its mark
 * makes destroy() do the reset; a FIN that is already on its way can't be called back.
 */
export function resetSocket(socket: Socket): void {
  const finPending = socket.writableEnded && !socket.writableFinished;
  if (!socket.connecting && !finPending) Object.assign(socket, { resetAndClosing: true });
  socket.destroy();
}
