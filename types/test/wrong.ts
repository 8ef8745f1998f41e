/** Uses of the firmware that must not compile: each line below a mark is an error. */

export function wrongSocket(
  socket: net.TcpSocket,
  udp: net.UdpSocket,
  server: net.TcpServer,
): void {
  // @ts-expect-error no such event
  socket.on("recieve", undefined);
  // @ts-expect-error an event of the other protocol
  udp.on("connection", undefined);
  // @ts-expect-error removing a callback is said, not left out
  socket.on("sent");
  // @ts-expect-error too many parameters: TCP gives no port
  socket.on("receive", (_, data, port: number) => print(data, port));
  // @ts-expect-error the socket may be missing
  socket.on("disconnection", (gone) => gone.close());
  // @ts-expect-error data is text
  socket.on("receive", (_, data: number) => print(data));
  // @ts-expect-error UDP needs port and address
  udp.send("data");
  // @ts-expect-error TCP takes none
  socket.send(80, "192.168.4.1", "data");
  // @ts-expect-error numbers are not data
  socket.send(42);
  // @ts-expect-error a server needs its callback
  server.listen(80);
  // @ts-expect-error no placeholder: the firmware tells arguments apart by type
  server.listen(80, undefined, () => print("accepted"));
  // @ts-expect-error a server has no events
  server.on("connection", undefined);
  // @ts-expect-error methods return nothing
  socket.send("data").close();
  // @ts-expect-error the old firmware's method
  socket.hold();
  // @ts-expect-error the address is the only argument
  net.dns.resolve("example.org", (_, ip) => print(ip));
  // @ts-expect-error TCP or UDP
  net.createServer(3);
  const [port] = socket.getpeer();
  // @ts-expect-error it may be undefined
  print(port + 1);
}

export function wrongWifi(): void {
  // @ts-expect-error no such event
  wifi.sta.on("lost_ip", undefined);
  // @ts-expect-error an event of the other interface
  wifi.ap.on("got_ip", undefined);
  // @ts-expect-error no such field: it is gw
  wifi.sta.on("got_ip", (_, info) => print(info.gateway));
  // @ts-expect-error a field of another event
  wifi.sta.on("connected", (_, info) => print(info.reason));
  // @ts-expect-error start brings no fields
  wifi.sta.on("start", (_, info) => print(info.ip));
  // @ts-expect-error two parameters
  wifi.sta.on("connected", (_, info, more) => print(info, more));
  // @ts-expect-error removing a callback is said, not left out
  wifi.sta.on("got_ip");
  // @ts-expect-error ssid is required
  wifi.sta.config({ pwd: "secret" });
  // @ts-expect-error the old firmware's field
  wifi.sta.config({ ssid: "home", auto: true });
  // @ts-expect-error hidden is a number here
  wifi.sta.scan({ hidden: true }, () => print("done"));
  // @ts-expect-error the error comes first
  wifi.sta.scan({}, (networks: wifi.sta.ScanRecord[]) => print(networks.length));
  // @ts-expect-error both arguments
  wifi.sta.scan({});
  // @ts-expect-error and a boolean there
  wifi.ap.config({ ssid: "setup", hidden: 1 });
  // @ts-expect-error no such mode
  wifi.mode(4);
  // @ts-expect-error returns nothing
  const mode: number = wifi.mode(wifi.STATION);
  // @ts-expect-error the firmware has none of it
  wifi.sta.getip();
  // @ts-expect-error gateway is required
  wifi.ap.setip({ ip: "192.168.4.1", netmask: "255.255.255.0" });
  // @ts-expect-error no such constant
  print(mode, wifi.HT20);
}

export function wrongRest(timer: tmr.Timer): void {
  // @ts-expect-error no such mode
  timer.alarm(100, 3, () => print("tick"));
  // @ts-expect-error the interval comes first
  timer.alarm(tmr.ALARM_SINGLE, () => print("tick"));
  // @ts-expect-error one parameter
  timer.register(100, tmr.ALARM_AUTO, (_, more) => print(more));
  // @ts-expect-error absent on this firmware
  tmr.now();
  // @ts-expect-error no such priority
  node.task.post(3, () => print("later"));
  // @ts-expect-error only on some chips
  node.chipid();
  // @ts-expect-error no such field
  print(node.info("hw").chip_id);
  // @ts-expect-error contents go through io
  file.open("init.lua");
  // @ts-expect-error both names
  file.rename("init.lua");
  // @ts-expect-error text or bytes
  uart.write(0, true);
  // @ts-expect-error no such event
  uart.on("line", undefined);
  // @ts-expect-error a number, not a boolean
  gpio.write(2, true);
  // @ts-expect-error opendrain too
  gpio.config({ gpio: 2, dir: gpio.OUT, opendrain: true });
  // @ts-expect-error dir is required
  gpio.config({ gpio: 2 });
  // @ts-expect-error the old firmware's function
  gpio.mode(2, gpio.OUT);
  // @ts-expect-error only in the documents
  gpio.trig(0, gpio.INTR_DISABLE);
  // @ts-expect-error INTR_NONE removes the callback
  gpio.trig(0, gpio.INTR_NONE, () => print("pressed"));
  // @ts-expect-error no such third parameter
  gpio.trig(0, gpio.INTR_UP, (pin, level, count) => print(pin, level, count));
  // @ts-expect-error levels wake, edges do not
  gpio.wakeup(0, gpio.INTR_UP);
  // @ts-expect-error not in every build
  sjson.encode({});
  // @ts-expect-error only tables at the top
  if (sjson !== undefined) sjson.encode("text");
  // @ts-expect-error not in every build
  crypto.new_hash("SHA1");
  // @ts-expect-error no such algorithm
  if (crypto !== undefined) crypto.new_hash("SHA-1");
  // @ts-expect-error not in every build
  encoder.toHex("text");
  // @ts-expect-error not in every build
  sodium.random.random();
  // @ts-expect-error any text is no code
  if (qrcodegen !== undefined) qrcodegen.getSize("text");
  const [at] = stringFind("text", "x");
  // @ts-expect-error it may be undefined
  print(at + 1);
}
