/** A slider in the browser drives a row of lights; all browsers that are there move together. */
import * as staticFiles from "static_files";
import * as webRoutes from "web_routes";
import * as webServer from "web_server";
import * as websocket from "websocket";

const LIGHT_PINS = [16, 17, 18, 19, 21, 22, 23, 25];
let level = 0;

function show(): void {
  for (const [index, pin] of ipairs(LIGHT_PINS)) gpio.write(pin, index <= level ? 1 : 0);
}

gpio.config({ gpio: LIGHT_PINS, dir: gpio.OUT });
show();

const hub = websocket.createHub({
  onOpen: (client) => client.send(string.format("%d", level)),
  onMessage: (_, message) => {
    level = tonumber(stringMatch(message, "^[0-8]$")) ?? level;
    show();
    hub.broadcast(string.format("%d", level));
  },
});
const routes = webRoutes.create([
  ["GET", "/controls", (request, response) => response.send(hub.upgrade(request))],
]);
webServer.create({ handlers: [routes, staticFiles.create({ root: "www/" })] });
