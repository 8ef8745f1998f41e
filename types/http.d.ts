/**
 * NodeMCU module `http`: an HTTP and HTTPS client. CONFIG_NODEMCU_CMODULE_HTTP, on by default.
 * Source: components/modules/http.c (dev-esp32).
 *
 * Status codes below 0 are the driver's errors, -1 among them: no name, no answer, no route. Without
 * a callback a request blocks all of Lua until it ends, and the 5 s watchdog may bite.
 */

/** @noSelf */
declare namespace http {
  const GET: 0;
  const POST: 1;
  const PUT: 2;
  const DELETE: 4;
  const HEAD: 5;
  /** What "data" returns to hold the rest back until ack(). Only with async. */
  const DELAYACK: -99;
  const ACKNOW: 0;

  /** 3 is PATCH, and so on as in IDF's list. */
  type Method = number;
  /** Names in lower case. */
  type Headers = Record<string, string>;

  interface Options {
    /** Milliseconds, default 10000. */
    timeout?: number;
    /** Bytes, default 512: a header line that does not fit fails the request. */
    bufsz?: number;
    /** Default 10; 0 follows none. */
    max_redirects?: number;
    headers?: Headers;
    /** The server's certificate or its authority's, in PEM. Without it none is checked. */
    cert?: string;
  }

  interface ConnectionOptions extends Options {
    /** request() returns at once, and callbacks run as tasks. Default false. */
    async?: boolean;
  }

  type OnConnect = (this: void) => void;
  type OnHeaders = (this: void, status: number, headers: Headers) => void;
  /** Returns DELAYACK to hold the rest back. */
  type OnData = (this: void, status: number, chunk: string) => number | void;
  /** connected: whether the connection is still open and will be used again. */
  type OnComplete = (this: void, status: number, connected: boolean) => void;
  /** No headers when the request failed; body is "" then. */
  type OnResponse = (
    this: void,
    status: number,
    body: string,
    headers: Headers | undefined,
  ) => void;

  interface Events {
    connect: OnConnect;
    headers: OnHeaders;
    data: OnData;
    complete: OnComplete;
  }

  /** What a request without a callback returns. */
  type Response = LuaMultiReturn<
    [status: number, body: string | undefined, headers: Headers | undefined]
  >;

  /**
   * Can be used for one request after another. All but on(), close() and ack() raise "Cannot modify
   * connection while a request is active".
   */
  interface Connection {
    /** One callback per event; undefined removes it. Returns the connection. */
    on<Event extends keyof Events>(event: Event, callback: Events[Event] | undefined): Connection;
    /**
     * Async: returns nothing. Else blocks, and returns what "complete" gets.
     * Raises "cannot create rtos task".
     */
    request(): LuaMultiReturn<
      [status: number, connected: boolean] | [status: undefined, connected: undefined]
    >;
    /** Raises "Bad HTTP method N". */
    setmethod(method: Method): void;
    /** Raises "esp_http_client_set_url returned N". */
    seturl(url: string): void;
    /** undefined removes the header. */
    setheader(name: string, value: string | undefined): void;
    /** Sets a Content-Type of a form unless a header says otherwise. */
    setbody(body: string | undefined): void;
    /**
     * Raises "Cannot close an ongoing async request outside of a callback or pending ack".
     */
    close(): void;
    /**
     * Goes on after a "data" that returned DELAYACK. Raises "No asynchronous callback pending" and
     * "Cannot call ack() from within the callback itself".
     */
    ack(): void;
  }

  /** Nothing is sent yet. Raises "Bad HTTP method N", "esp_http_client_init failed". */
  function createConnection(url?: string, method?: Method, options?: ConnectionOptions): Connection;
  function createConnection(url: string, options: ConnectionOptions): Connection;

  function get(url: string, options: Options | undefined, callback: OnResponse): void;
  function get(url: string, callback: OnResponse): void;
  function get(url: string, options?: Options): Response;

  function post(
    url: string,
    options: Options | undefined,
    body: string,
    callback: OnResponse,
  ): void;
  function post(url: string, options: Options | undefined, body: string): Response;

  function put(url: string, options: Options | undefined, body: string, callback: OnResponse): void;
  function put(url: string, options: Options | undefined, body: string): Response;
}
