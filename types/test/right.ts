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

/** A module that a stock build lacks, here for all of them: `if (adc !== undefined)` in a program. */
type Present<Module> = Exclude<Module, undefined>;

export function signals(
  analogue: Present<typeof adc>,
  output: Present<typeof dac>,
  pwm: Present<typeof ledc>,
  density: Present<typeof sigma_delta>,
): void {
  analogue.setwidth(analogue.ADC1, 12);
  analogue.setup(analogue.ADC1, 0, analogue.ATTEN_11db);
  output.enable(output.CHANNEL_1);
  output.write(output.CHANNEL_1, analogue.read(analogue.ADC1, 0) / 16);
  const light = pwm.newChannel({
    gpio: 4,
    bits: pwm.TIMER_10_BIT,
    mode: pwm.HIGH_SPEED ?? pwm.LOW_SPEED,
    timer: pwm.TIMER_0,
    channel: pwm.CHANNEL_0,
    frequency: 1000,
    duty: 512,
  });
  light.fadewithtime(0, 1000, pwm.FADE_NO_WAIT);
  light.fade(0, pwm.FADE_INCREASE, 1, 10, 100);
  light.stop(pwm.IDLE_LOW);
  density.setprescale(0, 128);
  density.setduty(0, -10);
  density.setup(0, 4);
  density.close(0);
}

export function bits(library: Present<typeof luaBit>, bytes: Present<typeof struct>): number {
  const [first, second, next] = bytes.unpack("<Hs", bytes.pack("<Hs", 513, "text"));
  print(first, second, next, bytes.size("!4 b i"));
  return library.bor(library.bit(3), library.set(0, 1, 2), library.isset(5, 0) ? 1 : 0);
}

export function buses(
  can_: Present<typeof can>,
  spiBus: Present<typeof spi>,
  card: Present<typeof sdmmc>,
): void {
  can_.setup({ speed: 1000, tx: 5, rx: 4 }, (format, messageId, data) => {
    if (format === can_.EXTENDED_FRAME) print(messageId + 1, data.length);
  });
  can_.start();
  can_.send(can_.STANDARD_FRAME, 0x123, "12345678");
  const master = spiBus.master(spiBus.HSPI ?? spiBus.SPI2, { sclk: 19, mosi: 23, miso: 25 });
  const device = master.device({ cs: 22, mode: 0, freq: 1000000, halfduplex: true });
  print(device.transfer("abc"), device.transfer({ cmd: 2, rxlen: 4, mode: "qio" }).length);
  device.remove();
  const sd = card.init(card.HS2, { width: card.W4BIT, fmax: 40000000 });
  if (sd.mount("/SD0")) print(sd.get_info().csd.capacity, sd.read(0).length);
  i2c.setup(i2c.SW, 5, 6, i2c.SLOW);
  i2c.start(i2c.SW);
  print(i2c.address(i2c.SW, 0x77, i2c.RECEIVER), i2c.read(i2c.SW, 2).length);
  const [data, acknowledged] = i2c.transfer(i2c.HW1, 50);
  print(data ?? "nothing", acknowledged);
  i2c.slave.setup(i2c.HW0, { sda: 1, scl: 2, addr: 0x101, "10bit": true });
  i2c.slave.on(i2c.HW0, "receive", (error, received) => print(error + 1, received ?? ""));
  i2c.slave.send(i2c.HW0, 1, "two", [3, 4]);
}

export function sensors(
  weather: Present<typeof dht>,
  pads: Present<typeof touch>,
  counters: Present<typeof pulsecnt>,
  knobs: Present<typeof rotary>,
): void {
  const [status, celsius, humidity] = weather.read2x(4);
  if (status === weather.OK) print(celsius + humidity);
  ow.setup(4);
  ow.reset_search(4);
  const rom = ow.search(4);
  if (rom !== undefined && ow.crc8(rom) === 0) ow.select(4, rom);
  ow.write(4, 0x44, 1);
  const pad = pads.create({
    pad: [0, 2],
    thresTrigger: pads.TOUCH_TRIGGER_BELOW,
    cb: (touched) => print(touched.has(2)),
  });
  const [values] = pad.read();
  pad.setThres(0, (values.get(0) ?? 0) * 0.7);
  const counter = counters.create(0, (unit, threshold0, _1, _low, _high, zero) => {
    print(unit + 1, threshold0 || zero);
  });
  counter.chan0Config(
    4,
    counters.PCNT_PIN_NOT_USED,
    counters.PCNT_COUNT_INC,
    counters.PCNT_COUNT_DIS,
    counters.PCNT_MODE_KEEP,
    counters.PCNT_MODE_KEEP,
    counters.PCNT_L_LIM_VAL,
    counters.PCNT_H_LIM_VAL,
  );
  counter.setThres(10, 20);
  const knob = knobs.setup(18, 19, 21);
  knob.on(knobs.TURN + knobs.PRESS, (type, position, timeUs) => print(type, position, timeUs));
  const [position, isPressed] = knob.getpos();
  if (position !== undefined) print(position + 1, isPressed);
}

export function requests(certificate: string): void {
  http.get("https://example.org/", { cert: certificate }, (status, body, headers) => {
    print(status, body.length, headers?.["content-type"]);
  });
  const [status, body] = http.post("http://example.org/", undefined, "a=1");
  if (status >= 0) print(body);
  const connection = http.createConnection("http://example.org/", http.PUT, { async: true });
  connection
    .on("data", (_, chunk) => (chunk.length > 100 ? http.DELAYACK : http.ACKNOW))
    .on("complete", (code, connected) => print(code, connected))
    .on("headers", undefined);
  connection.setheader("Accept", undefined);
  connection.request();
  connection.ack();
}

export function servers(web: Present<typeof httpd>, broker: Present<typeof mqtt>): void {
  web.start({ webroot: "web", auto_index: web.INDEX_ALL });
  web.static("*.ico", "image/x-icon");
  web.dynamic(web.POST, "/echo", (request) => {
    print(request.headers["host"], request.query ?? "", request.method === web.POST);
    let left = 3;
    return { type: "text/plain", getbody: () => (left-- > 0 ? "part" : undefined) };
  });
  web.dynamic(web.GET, "/none", () => undefined);
  const client = broker.Client("device", 120, "user", "secret");
  client.on("message", (from, topic, message) => {
    if (message !== undefined) from.publish(topic, message, 0, 0);
  });
  client.lwt("state", "gone", 1, 1);
  client.connect("192.168.1.2", 8883, { ca_cert: "" }, (connected) => {
    connected.subscribe("topic/#", 1, () => print("subscribed"));
  });
  client.connect("mqtt://broker", undefined, undefined, 1, (each) => each.close());
}

export function radio(now: Present<typeof espnow>, blue: Present<typeof bthci>): void {
  now.start();
  now.on("receive", ({ src, rssi, data }) => print(src, rssi + 1, data));
  now.on("sent", (mac, delivered) => print(mac, delivered === 1));
  now.on("sent", undefined);
  now.addpeer("11:22:33:44:55:66", { encrypt: 1, lmk: "00", channel: 6 });
  now.send(undefined, "to all");
  blue.adv.setparams({ type: blue.adv.NONCONN_UNDIR, channel_map: blue.adv.CHAN_ALL });
  blue.adv.enable(1, (error) => print(error ?? "on"));
  blue.scan.on("adv_report", (report) => print(report.length));
}

export function cable(wire: Present<typeof eth>): void {
  wire.on("got_ip", (event, info) => print(event, info.gw));
  wire.on("connected", undefined);
  wire.init({ phy: wire.PHY_LAN87XX, addr: 1, mdc: 23, mdio: 18, power: 5 });
  wire.set_ip({ ip: "10.0.0.2", netmask: "255.0.0.0", gateway: "10.0.0.1", dns: "10.0.0.1" });
  print(wire.get_speed() === 100);
}

export function clockAndMemory(
  clock: Present<typeof time>,
  memory: Present<typeof rtcmem>,
  upgrade: Present<typeof otaupgrade>,
): void {
  const [seconds] = clock.get();
  clock.settimezone("CET-1CEST,M3.5.0,M10.5.0/3");
  print(clock.getlocal().wday, clock.epoch2cal(seconds).year);
  print(clock.cal2epoch({ year: 2030, mon: 1, day: 1 }));
  memory.write32(0, 1, 2, 3);
  const [first, second] = memory.read32(0, 2);
  print(first, second);
  upgrade.commence();
  upgrade.write("bytes");
  upgrade.complete(1);
  const [running, , partitions] = upgrade.info();
  print(running, partitions.get("ota_0")?.state === "testing");
}

export function pulses(remote: Present<typeof rmt>, sound: Present<typeof i2s>): void {
  const [sender, bitTime] = remote.txsetup(4, 100000, { carrier_hz: 38000, idle_level: 0 });
  sender.send(["ab", "cd"], (error) => print(error === 0, bitTime));
  const [receiver] = remote.rxsetup(5, 100000, { filter_ticks: 100 });
  receiver.on("data", (received) => print(received.length));
  sound.start(0, { mode: sound.MODE_MASTER + sound.MODE_TX, rate: 16000 }, (port, direction) => {
    if (direction === "tx") sound.write(port, "silence");
  });
  sound.mute(0);
}

export function pictures(
  strips: Present<typeof ws2812>,
  mono: Present<typeof u8g2>,
  colour: Present<typeof ucg>,
  bus: spi.Master,
): void {
  const strip = strips.newBuffer(10, 3);
  strip.fill(0, 0, 0);
  strip.set(1, [255, 0, 0]);
  strip.set(2, 0, 255, 0);
  strip.shift(1, strips.SHIFT_CIRCULAR);
  strip.mix(256, strip, -128, strip.sub(1, 10));
  const [green, red] = strip.get(1);
  print(green, red, strip.__concat(strip).size());
  strips.write({ pin: 4, data: strip, reset: 800 }, { pin: 5, data: "abc" });
  const make = mono.ssd1306_i2c_128x64_noname;
  const font = mono.font_6x10_tf;
  if (make !== undefined && font !== undefined) {
    const screen = make(i2c.SW, 0x3c);
    screen.setFont(font);
    screen.setDisplayRotation(mono.R2);
    screen.drawDisc(10, 10, 5, mono.DRAW_UPPER_LEFT + mono.DRAW_UPPER_RIGHT);
    screen.sendBuffer();
    make((row) => print(row ?? "a new picture"));
  }
  const panel = colour.ili9341_18x240x320_hw_spi?.(bus, 22, 16);
  if (panel === undefined) return;
  panel.begin(colour.FONT_MODE_SOLID);
  panel.setColor(255, 0, 0);
  panel.setColor(1, 0, 0, 255);
  print(panel.drawString(0, 20, 0, "text") + panel.getWidth());
}

export function rest(files: Present<typeof eromfs>, trace: Present<typeof heaptrace>): void {
  for (const volume of files.list()) files.mount(volume, "/rom");
  trace.init(100);
  trace.start(trace.TRACE_LEAKS);
  const queue = pipe.create((each) => each.read(10) !== undefined, node.task.LOW_PRIORITY);
  queue.write("text\n");
  queue.unread("more ");
  print(queue.reader("\n+")(), queue.nrec() + queue.__len());
  const cause = node.sleep({ secs: 10, gpio: true, uart: 0 });
  if (cause === node.wakeup.TIMER) node.dsleep({ secs: 60, gpio: [2, 4], level: 0 });
  print(node.LFS.list()?.length, ROM["net"], debug.getstrings("ROM")?.length);
  print(...unpackList([1, 2, 3], 2));
  const [path, problem] = luaPackage.searchpath("app", luaPackage.path);
  print(path ?? problem);
}
