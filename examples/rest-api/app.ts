/** Three lamps behind a REST API: a table of method, path, handler. */
import * as webRoutes from "web_routes";
import * as webServer from "web_server";

interface Lamp {
  level: number;
}

const lamps: Record<string, Lamp> = { hall: { level: 0 }, porch: { level: 100 } };

function isLamp(value: unknown): value is Lamp {
  return type(value) === "table" && type((value as Lamp).level) === "number";
}

const routes = webRoutes.create([
  ["GET", "/lamps", (_, response) => response.json(lamps)],
  [
    "PUT",
    "/lamps/:name",
    (request, response) => {
      const lamp = lamps[request.params.name!];
      const [wanted] = request.json();
      if (lamp === undefined) return response.error(404);
      if (!isLamp(wanted)) return response.error(400);
      lamp.level = Math.floor(Math.max(0, Math.min(100, wanted.level)));
      response.json(lamp);
    },
  ],
]);
webServer.create({ handlers: [routes], allowAllOrigins: true });
