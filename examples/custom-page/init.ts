/** The setup with a page of our own: page/portal.html becomes portal.html.gz, the file it serves. */
import { connectOrSetup } from "wifi_setup";

connectOrSetup(
  { id: "teapot", message: (info) => `The kettle is on at http://${info.ip}/` },
  (info, reason) => {
    print(info === undefined ? `not online: ${reason}` : `online at ${info.ip}`);
  },
);
