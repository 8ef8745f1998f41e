/** The module `http`, a client. Source: components/modules/http.c. */
import { checkInteger, checkString } from "./arguments";
import type { Kernel } from "./chip";
import type { AnyFunction } from "./contract";
import { METHODS } from "./http_codes";
import { DELAY_ACK } from "./http_callbacks";
import { createHttpContexts, type Contexts } from "./http_context";
import { typeOfValue } from "./kinds";
import { typeOf, type Multi } from "./native";
import type { NetContext } from "./net_sockets";
import { optionBoolean, optionInteger, optionsOf } from "./options";

const GET = 0;
const POST = 1;
const PUT = 2;
const DEFAULT_TIMEOUT_MS = 10000;
const DEFAULT_BUFFER_BYTES = 512;
const DEFAULT_REDIRECTS = 10;
const USER_AGENT = "NodeMCU (ESP32)";
/** http.get and its like call createConnection in a way that hides its name. */
const NAMELESS = "?";

type Options = Record<string, unknown>;

export function createHttp(kernel: Kernel, net: NetContext): Record<string, unknown> {
  const contexts: Contexts = createHttpContexts(kernel, net);

  function create(name: string, url: unknown, method: number, given: unknown): object {
    const target = url === undefined ? undefined : checkString(url, 1, name);
    if (method < 0 || method >= METHODS.length) {
      kernel.raise(`Bad HTTP method ${string.format("%d", method)}`);
    }
    const options = optionsOf(kernel, name, given);
    const timeoutMs = optionInteger(options, "timeout", DEFAULT_TIMEOUT_MS);
    const bufferBytes = optionInteger(options, "bufsz", DEFAULT_BUFFER_BYTES);
    const redirects = optionInteger(options, "max_redirects", -1);
    const isAsync = optionBoolean(options, "async", false);
    const context = contexts.create(isAsync, {
      url: target,
      method,
      // Nothing at all stands for the client's own defaults.
      timeoutMs: timeoutMs === 0 ? DEFAULT_TIMEOUT_MS / 2 : timeoutMs,
      bufferBytes: bufferBytes === 0 ? DEFAULT_BUFFER_BYTES : bufferBytes,
      maxRedirects: redirects > 0 ? redirects : DEFAULT_REDIRECTS,
      followsRedirects: redirects !== 0,
    });
    if (context === undefined) return kernel.raise("esp_http_client_init failed");
    contexts.clientOf(context).setHeader("User-Agent", USER_AGENT);
    const headers = options.values?.["headers"];
    if (headers !== undefined) {
      for (const [key, value] of pairs(headers as Options)) {
        if (typeOf(key) === "string" && typeOf(value) === "string") {
          contexts.clientOf(context).setHeader(key, value as string);
        }
      }
    }
    return context;
  }

  function createConnection(url?: unknown, method?: unknown, options?: unknown): object {
    if (typeOf(method) === "number") {
      const number = checkInteger(method, 2, "createConnection");
      return create("createConnection", url, number, options);
    }
    return create("createConnection", url, GET, method);
  }

  /** As the protected call inside of http.get: its error goes to onerror, and is no connection. */
  function createProtected(name: string, url: unknown, method: number, options: Options): object {
    const context = kernel.call(() => create(NAMELESS, url, method, options));
    if (context !== undefined) return context as object;
    return kernel.argumentError(-1, name, "http.context expected, got string");
  }

  function checkOptions(given: unknown, name: string): Options {
    if (given === undefined) return {};
    if (typeOfValue(given) !== "table") {
      kernel.argumentError(2, name, "options must be nil or a table");
    }
    return given as Options;
  }

  function checkCallback(given: unknown, position: number, name: string): AnyFunction | undefined {
    if (given !== undefined && typeOf(given) !== "function") {
      kernel.argumentError(position, name, "callback must be nil or a function");
    }
    return given as AnyFunction | undefined;
  }

  /** One request that collects headers and body. */
  function runOnce(context: object, callback: AnyFunction | undefined): LuaMultiReturn<any[]> {
    const parts = new LuaTable<number, string>();
    let count = 0;
    let headers: unknown;
    let body = "";
    contexts.clientOf(context).setHeader("Connection", "close");
    contexts.setCallback(context, "headers", (_status: number, received: object) => {
      headers = received;
      count = 0;
    });
    contexts.setCallback(context, "data", (_status: number, bytes: string) => {
      count += 1;
      parts.set(count, bytes);
    });
    contexts.setCallback(context, "complete", (status: number) => {
      // Longer parts of a redirect's body stay behind those of the answer.
      const texts: string[] = [];
      while (parts.has(texts.length + 1)) texts.push(parts.get(texts.length + 1));
      body = table.concat(texts);
      if (callback !== undefined) kernel.call(callback, status, body, headers);
      contexts.setCallback(context, "complete", undefined);
    });
    kernel.call(() => contexts.request(context));
    if (callback !== undefined) return $multi();
    return $multi(contexts.statusOf(context), body, headers);
  }

  function send(
    name: string,
    method: number,
    url: unknown,
    given: unknown,
    text: unknown,
    last: unknown,
  ): LuaMultiReturn<any[]> {
    checkString(url, 1, name);
    const options = checkOptions(given, name);
    const body = checkString(text, 3, name);
    const callback = checkCallback(last, 4, name);
    options["async"] = callback !== undefined;
    // http.put makes its connection unprotected.
    const context =
      method === PUT
        ? create(name, url, method, options)
        : createProtected(name, url, method, options);
    contexts.clientOf(context).setBody(body);
    return runOnce(context, callback);
  }

  const get: Multi = (url, second, third) => {
    checkString(url, 1, "get");
    const isShort = typeOf(second) === "function";
    const options = checkOptions(isShort ? undefined : second, "get");
    const callback = checkCallback(isShort ? second : third, 3, "get");
    options["async"] = callback !== undefined;
    return runOnce(createProtected("get", url, GET, options), callback);
  };
  const post: Multi = (url, options, body, callback) =>
    send("post", POST, url, options, body, callback);
  const put: Multi = (url, options, body, callback) =>
    send("put", PUT, url, options, body, callback);

  return {
    GET,
    POST,
    PUT,
    DELETE: 4,
    HEAD: 5,
    DELAYACK: DELAY_ACK,
    ACKNOW: 0,
    createConnection,
    get,
    post,
    put,
  };
}
