/** Uses of the firmware that must compile, each as a program would write it. */

export function listen(page: string): net.TcpServer {
  const server = net.createServer(net.TCP, 30);
  server.listen(80, (socket) => {
    socket.on("receive", (_, data) => {
      const [port, ip] = socket.getpeer();
      if (port !== undefined) print(port, ip.length, data.length);
      socket.send(page, (sender) => {
        sender.close();
      });
    });
    socket.on("disconnection", (gone, error) => {
      print(gone === undefined, error + 1);
    });
    socket.on("sent", undefined);
    socket.on("receive", undefined);
  });
  server.listen((socket) => socket.close());
  server.listen(81, "192.168.4.1", (socket) => socket.close());
  return server;
}

export function answerNames(answer: (this: void, query: string) => string): void {
  const socket = net.createUDPSocket();
  socket.on("receive", (from, data, port, ip) => {
    from.send(port, ip, answer(data));
  });
  socket.on("receive", undefined);
  socket.listen(53);
  const other: net.UdpSocket = net.createServer(net.UDP);
  other.listen();
  net.dns.resolve("example.org", (ip) => {
    print(ip === undefined ? "none" : ip.length);
  });
}

export function join(ssid: string, password: string | undefined): void {
  wifi.mode(wifi.STATIONAP);
  wifi.ap.config({ ssid: "setup", auth: wifi.AUTH_OPEN, hidden: false });
  wifi.ap.setip({ ip: "192.168.4.1", gateway: "192.168.4.1", netmask: "255.255.255.0" });
  wifi.sta.config({ ssid, pwd: password, threshold_authmode: wifi.AUTH_WEP }, true);
  wifi.sta.on("start", () => wifi.sta.connect());
  wifi.sta.on("got_ip", (event, info) => {
    print(event, info.ip.length, info.netmask.length, info.gw.length);
  });
  wifi.sta.on("disconnected", (_, info) => print(info.reason + 1));
  wifi.sta.on("got_ip", undefined);
  wifi.ap.on("sta_connected", (_, info) => print(info.mac.length, info.id + 1));
  wifi.ap.on("sta_connected", undefined);
  wifi.sta.scan({ hidden: 1 }, (error, networks) => {
    if (error !== undefined) return print(error.length);
    for (const network of networks) print(network.ssid, network.rssi, network.auth);
  });
  wifi.start();
  const [channel, second] = wifi.getchannel();
  print(channel + second, wifi.sta.getconfig().pwd.length);
}

/** A callback that a program keeps has a named type. */
export const onDisconnected: wifi.sta.OnEvent<"disconnected"> = (event, info) => {
  print(event, info.bssid, info.reason);
};

export function wait(run: tmr.OnAlarm): tmr.Timer {
  const timer = tmr.create();
  timer.alarm(1000, tmr.ALARM_SINGLE, run);
  const [running, mode] = timer.state();
  if (running !== undefined) print(mode + 1);
  return timer;
}

export function chip(): string {
  node.task.post(() => print("later"));
  node.task.post(node.task.LOW_PRIORITY, (priority) => print(priority));
  node.setonerror((error) => print(error));
  node.setonerror(undefined);
  const [raw, extended, panics] = node.bootreason();
  print(raw, extended, panics ?? 0, node.info("hw").flash_size);
  if (node.chipid !== undefined) return node.chipid();
  return node.chipmodel();
}

export function blink(light: number, button: number): void {
  gpio.config(
    { gpio: [light, 4], dir: gpio.IN_OUT, opendrain: 1 },
    { gpio: button, dir: gpio.IN, pull: gpio.PULL_UP },
  );
  gpio.set_drive(light, gpio.DRIVE_DEFAULT);
  gpio.trig(button, gpio.INTR_DOWN, (pin, level) => {
    print(pin + 1, level);
    gpio.write(light, gpio.read(light) === 0 ? 1 : 0);
  });
  gpio.trig(button, gpio.INTR_UP);
  gpio.trig(button);
  gpio.wakeup(button, gpio.INTR_LOW);
}

export function readFile(name: string): string | undefined {
  const [handle, message] = io.open(name, "rb");
  if (handle === undefined) {
    print(message.length);
    return undefined;
  }
  const [size] = handle.seek("end");
  handle.seek("set", 0);
  const part = handle.read(1024);
  handle.close();
  print(size, file.exists(name), file.rename(name, "other"));
  const files = file.list();
  if (files !== undefined) for (const [fileName, bytes] of files) print(fileName, bytes + 1);
  const [free] = file.fsinfo();
  uart.write(0, "free ", free % 256);
  uart.on("data", "\n", (line) => print(line.length), 0);
  return part;
}

export function optionalModules(data: string): void {
  if (sjson !== undefined) print(sjson.encode({ data }), sjson.decoder().write(data));
  if (crypto !== undefined) {
    const hash = crypto.new_hash("SHA1");
    hash.update(data);
    if (encoder !== undefined) print(encoder.toBase64(hash.finalize()));
  }
  if (sodium !== undefined) {
    const [publicKey, secretKey] = sodium.crypto_box.keypair();
    print(sodium.random.uniform(6), sodium.crypto_box.seal_open(data, publicKey, secretKey));
  }
  if (qrcodegen !== undefined) {
    const code = qrcodegen.encodeText(data, { maxver: 4, ecl: qrcodegen.MEDIUM });
    if (code !== undefined) print(qrcodegen.getPixel(code, 0, 0), qrcodegen.getSize(code));
  }
}

export function lua(text: string): number {
  const [at, ending] = stringFind(text, "\r\n", 1, true);
  if (at === undefined) return 0;
  const [ok, problem] = protectedCall(listen, text);
  if (!ok) throwValue({ problem }, 0);
  luaPackage.loaded["portal"] = undefined;
  print(stringMatch(text, "%d+") ?? "none", luaPackage.path, dofile("app.lua"));
  const [chunk] = loadText("return 1");
  if (chunk !== undefined) chunk();
  return at + ending + (stringByte(text, 1) ?? 0);
}
