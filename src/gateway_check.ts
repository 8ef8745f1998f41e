/**
 * Finds out whether a static address is any good: whether the gateway answers. With DHCP the router has
 * answered before; here nobody has. A refusal is an answer too. Firmware: components/modules/net.c.
 */
import { guarded } from "./guard";
import { after } from "./timer";

/** What routers listen on, or refuse: DNS and their own page. */
const PORTS = [53, 80];
const PATIENCE_MS = 10000;
/** lwIP's ERR_RST. What else ends an attempt, as a lost link does, comes from nobody. */
const REFUSED = -14;

export type OnAnswer = (answers: boolean) => void;

function knock(port: number, ip: string, onSign: () => void): net.TcpSocket {
  const socket = net.createConnection();
  socket.on(
    "connection",
    guarded("station", (connected: net.TcpSocket) => {
      pcall(() => connected.close());
      onSign();
    }),
  );
  socket.on(
    "disconnection",
    guarded("station", (_: net.TcpSocket | undefined, code: number) => {
      if (code === REFUSED) onSign();
    }),
  );
  socket.connect(port, ip);
  return socket;
}

/** @param onAnswer called once, within 10 s */
export function checkGateway(ip: string, onAnswer: OnAnswer): void {
  // While they connect nobody else holds them.
  let sockets: unknown[] | undefined = [];
  const finish = (answers: boolean) => {
    if (sockets === undefined) return;
    sockets = undefined;
    timer.stop();
    onAnswer(answers);
  };
  const timer = after(PATIENCE_MS, () => finish(false));
  for (const port of PORTS) {
    const [ok, socket] = pcall(knock, port, ip, () => finish(true));
    if (ok) sockets.push(socket);
  }
}
