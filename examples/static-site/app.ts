/** A site from the flash: names that begin with "www/"; who is lost is sent to the first page. */
import * as staticFiles from "static_files";
import * as webServer from "web_server";

webServer.create({ handlers: [staticFiles.create({ root: "www/" })], notFoundUrl: "/" });
