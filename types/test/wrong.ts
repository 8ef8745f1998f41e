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

export function wrongSignals(): void {
  // @ts-expect-error not in every build
  adc.read(1, 0);
  // @ts-expect-error eight channels
  adc?.read(1, 8);
  // @ts-expect-error one unit
  adc?.setwidth(2, 12);
  // @ts-expect-error the second channel is 1
  dac?.enable(2);
  // @ts-expect-error not in every build
  dac.write(0, 1);
  // @ts-expect-error only on some chips
  ledc?.newChannel({ gpio: 4, mode: ledc.HIGH_SPEED, timer: 0, channel: 0, frequency: 1, duty: 0 });
  // @ts-expect-error frequency is required
  ledc?.newChannel({ gpio: 4, mode: 0, timer: 0, channel: 0, duty: 0 });
  // @ts-expect-error only in the documents of the old firmware
  sigma_delta?.setpwmduty(0, 1);
  // @ts-expect-error the name belongs to the compiler: luaBit
  bit.band(1, 2);
  // @ts-expect-error numbers only
  luaBit?.band("1", 2);
  // @ts-expect-error values are numbers and text
  struct?.pack("b", true);
}

export function wrongBuses(): void {
  // @ts-expect-error not in every build
  can.start();
  // @ts-expect-error data is text
  can?.send(0, 1, [1, 2]);
  // @ts-expect-error pins are required
  can?.setup({ speed: 1000 }, () => print("frame"));
  // @ts-expect-error modes 0 to 3
  spi?.master(1).device({ mode: 4, freq: 1000 });
  // @ts-expect-error only on some chips
  spi?.master(spi.HSPI);
  // @ts-expect-error no such mode
  spi?.master(1).device({ mode: 0, freq: 1 }).transfer({ mode: "dual" });
  // @ts-expect-error no bytes beyond text
  sdmmc?.init(0).write(0, 5);
  // @ts-expect-error a folder
  sdmmc?.init(0).mount();
  // @ts-expect-error hardware collects: the bytes come from transfer()
  print(i2c.read(i2c.HW0, 2).length);
  // @ts-expect-error software has no transfer
  i2c.transfer(i2c.SW);
  // @ts-expect-error something to write
  i2c.write(i2c.SW);
  // @ts-expect-error one event
  i2c.slave.on(i2c.HW0, "sent", undefined);
}

export function wrongSensors(): void {
  // @ts-expect-error not in every build
  dht.read11(4);
  if (dht !== undefined) {
    const [, celsius] = dht.read2x(4);
    // @ts-expect-error nothing came after a time-out
    print(celsius + 1);
  }
  // @ts-expect-error ten pads
  touch?.create({ pad: 10 });
  // @ts-expect-error pad is required
  touch?.create({ filterMs: 10 });
  // @ts-expect-error both thresholds
  pulsecnt?.create(0).setThres(1);
  // @ts-expect-error six arguments
  pulsecnt?.create(0, (_a, _b, _c, _d, _e, _f, more) => print(more));
  // @ts-expect-error two phases
  rotary?.setup(1);
  // @ts-expect-error 1-Wire power is a number
  ow.write(4, 0x44, true);
  // @ts-expect-error the last one is followed by undefined
  print(ow.search(4).length);
}

export function wrongNetwork(connection: http.Connection): void {
  // @ts-expect-error no such method of the firmware: createConnection
  http.delete("http://example.org/");
  // @ts-expect-error the body is required
  http.post("http://example.org/", undefined, () => print("done"));
  // @ts-expect-error no such event
  connection.on("redirect", undefined);
  // @ts-expect-error one callback decides: async is not for get()
  http.get("http://example.org/", { async: true }, () => print("done"));
  // @ts-expect-error no headers after a failure
  http.get("http://example.org/", (_, _body, headers) => print(headers["date"]));
  // @ts-expect-error no such method
  httpd?.dynamic(9, "/", () => undefined);
  // @ts-expect-error the webroot is required
  httpd?.start({});
  // @ts-expect-error a table, not text
  httpd?.dynamic(1, "/", () => "text");
  // @ts-expect-error keep-alive is required
  mqtt?.Client("device");
  // @ts-expect-error no such event
  mqtt?.Client("device", 1).on("overflow", () => print("overflow"));
  // @ts-expect-error qos and retain are required
  mqtt?.Client("device", 1).publish("topic", "text");
  // @ts-expect-error a callback is not the port
  mqtt?.Client("device", 1).connect("host", true);
  // @ts-expect-error a number, not a boolean
  espnow?.addpeer("11:22:33:44:55:66", { encrypt: true });
  // @ts-expect-error removing a callback is said, not left out
  espnow?.on("sent");
  // @ts-expect-error a number, not a boolean
  bthci?.adv.enable(true);
  // @ts-expect-error one event
  bthci?.scan.on("report", undefined);
  // @ts-expect-error dns is required
  eth?.set_ip({ ip: "10.0.0.2", netmask: "255.0.0.0", gateway: "10.0.0.1" });
  // @ts-expect-error no such event
  eth?.on("lost_ip", undefined);
}

export function wrongMore(): void {
  // @ts-expect-error the names of the table: day, not mday
  time?.cal2epoch({ mday: 1 });
  // @ts-expect-error not in every build
  time.get();
  // @ts-expect-error integers only
  rtcmem?.write32(0, "text");
  // @ts-expect-error a number, not a boolean
  otaupgrade?.complete(true);
  // @ts-expect-error pulses are text
  rmt?.txsetup(4, 100000)[0].send([1, 2]);
  // @ts-expect-error two ports
  i2s?.mute(2);
  // @ts-expect-error bytes per LED are required
  ws2812?.newBuffer(8);
  // @ts-expect-error the old firmware's call
  ws2812?.write("abc");
  // @ts-expect-error drivers are chosen in the build
  u8g2?.ssd1306_i2c_128x64_noname(0, 0x3c);
  // @ts-expect-error no such driver
  print(u8g2?.ssd1306_200x200);
  // @ts-expect-error a font, which may be missing
  u8g2?.ssd1306_i2c_128x64_noname?.(0, 0x3c).setFont(u8g2.font_6x10_tf);
  // @ts-expect-error opt is required here
  ucg?.st7735_18x128x160_hw_spi?.(spi!.master(1), 1, 2).drawCircle(1, 1, 1);
  // @ts-expect-error a volume and where to
  eromfs?.mount("volume");
  // @ts-expect-error the mode is required
  heaptrace?.start();
  // @ts-expect-error priorities 0 to 2
  pipe.create(() => true, 3);
  // @ts-expect-error it may be empty
  print(pipe.create().read().length);
  // @ts-expect-error pins are for deep sleep
  node.sleep({ gpio: 4 });
  // @ts-expect-error read-only
  ROM["net"] = undefined;
}
