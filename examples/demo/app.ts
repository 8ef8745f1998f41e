/** The demo: this device's own page, with its uptime and free memory live over WebSocket. */
import { every } from "timer";
import * as webRoutes from "web_routes";
import * as webServer from "web_server";
import * as websocket from "websocket";

function vitals(): string {
  const [microseconds] = node.uptime();
  const seconds = Math.floor(microseconds / 1000000);
  return string.format('{"uptimeSeconds":%d,"heapBytes":%d}', seconds, node.heap());
}

const hub = websocket.createHub({ onOpen: (client) => client.send(vitals()) });
every(1000, () => hub.broadcast(vitals()));

const routes = webRoutes.create([
  ["GET", "/", (_, response) => response.file("index.html")],
  ["GET", "/vitals", (request, response) => response.send(hub.upgrade(request))],
]);
webServer.create({ handlers: [routes], notFoundUrl: "/" });
