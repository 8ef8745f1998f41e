/**
 * NodeMCU module `httpd`: IDF's web server. CONFIG_NODEMCU_CMODULE_HTTPD, off by default:
 * `if (httpd !== undefined)` first. Source: components/modules/httpd.c (dev-esp32).
 */

declare namespace httpd {
  type Method = 0 | 1 | 2 | 3 | 4;

  /**
   * Only good inside its handler: afterwards "gethdr()/getbody() called outside synchronous flow",
   * and the other fields read freed memory.
   */
  interface Request {
    readonly method: Method;
    /** With the query. */
    readonly uri: string;
    /** Behind the "?". */
    readonly query: string | undefined;
    /** By name, in any case: asks the server each time. Can't be walked through. */
    readonly headers: { readonly [name: string]: string | undefined };
    /**
     * The next part of the body, at most 1024 bytes (…HTTPD_RECV_BODY_CHUNK_SIZE), undefined at the
     * end. Raises "read body failed"; the client gets 408 then.
     */
    getbody(): string | undefined;
  }

  interface Response {
    /** Default "200 OK". */
    status?: string;
    /** Content-Type. */
    type?: string;
    /** At most 5 (…HTTPD_MAX_RESPONSE_HEADERS), the rest is dropped with a word on the console. */
    headers?: Record<string, string>;
    body?: string;
    /** Instead of body: one part per call, undefined at the end. */
    getbody?: (this: void) => string | undefined;
  }

  /** Anything else than a table, and an error, becomes a 500. */
  type Handler = (this: void, request: Request) => Response | undefined;

  interface Config {
    /** Folder of the static files, as "web"; the address is appended. */
    webroot: string;
    /** Routes in all; 12 are taken by the types of files and the index. Default 20. */
    max_handlers?: number;
    /** INDEX_ROOT by default. */
    auto_index?: 0 | 1 | 2;
  }

  /** @noSelf */
  interface Module {
    readonly DELETE: 0;
    readonly GET: 1;
    readonly HEAD: 2;
    readonly POST: 3;
    readonly PUT: 4;
    readonly INDEX_NONE: 0;
    /** "/" serves index.html. */
    readonly INDEX_ROOT: 1;
    /** So does every address that ends with "/". */
    readonly INDEX_ALL: 2;

    /** On port 80. Raises "Server already started", "Failed to start http server; code N". */
    start(config: Config): void;
    stop(): void;
    /**
     * More types of files: "*.ico" and "image/x-icon". Returns nothing useful, also when there is no
     * room left, unlike the firmware's documentation says.
     * Raises "Server not started", "Null route not supported".
     */
    static(route: string, contentType: string): undefined;
    /**
     * route: an address, or its beginning followed by "*". As static() in what it returns and raises,
     * and "unknown method N".
     */
    dynamic(method: Method, route: string, handler: Handler): undefined;
    /** 1, or undefined when there is no such route. Raises "Server not started". */
    unregister(method: Method, route: string): 1 | undefined;
  }
}

declare const httpd: httpd.Module | undefined;
