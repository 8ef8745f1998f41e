/** What a handler gets of a request: the head, the body, and ways to read them. */
import { decodeForm, Fields } from "./form_codec";
import { Request } from "./http_reader";

/** A request; its methods are called with a colon. */
export interface WebRequest extends Request {
  /** Path parameters of the route, such as `id` for `/lamp/:id`; percent signs are decoded. */
  params: Fields;
  /**
   * A header by its name in any case; nothing when it was not sent. Several of a name are one, with
   * commas.
   *
   * @param name such as "Accept-Language"
   * @example local language = request:header("Accept-Language") or "en"
   */
  header(name: string): string | undefined;
  /**
   * The fields of the query, as decodeForm of form_codec reads them.
   *
   * @example local page = tonumber(request:queryFields().page) or 1
   */
  queryFields(): Fields;
  /**
   * The fields of a form in the body; its Content-Type is not asked for.
   *
   * @example local ssid = request:form().ssid
   */
  form(): Fields;
  /**
   * The value of a JSON body; nothing and what is wrong when it is none. See json_value_codec.
   *
   * @example
   * local value, problem = request:json()
   * if problem then return response:error(400) end
   */
  json(): LuaMultiReturn<[unknown, string | undefined]>;
}

const METHODS = {
  header(this: WebRequest, name: string): string | undefined {
    return this.headers[string.lower(name)];
  },
  queryFields(this: WebRequest): Fields {
    return decodeForm(this.query);
  },
  form(this: WebRequest): Fields {
    return decodeForm(this.body);
  },
  json(this: WebRequest): LuaMultiReturn<[unknown, string | undefined]> {
    const codec = require("./json_value_codec") as typeof import("./json_value_codec");
    return codec.decode(this.body);
  },
};

const METATABLE = { __index: METHODS };

/** All at once, so that a program can go through them. Several of a name are one, with commas. */
function allHeaders(headers: Record<string, string>): Record<string, string> {
  const lines = headers[""];
  if (lines === undefined) return headers;
  const all: Record<string, string> = {};
  for (const [name] of string.gmatch(lines, "\n([^:]+)")) all[name!] ??= headers[name!]!;
  return all;
}

/**
 * Gives a request its methods: the same table, with no parameters yet. web_server does it.
 *
 * @example local request = require("web_request").createRequest(plainRequest)
 */
export function createRequest(request: Request): WebRequest {
  const webRequest = setmetatable(request, METATABLE as object) as WebRequest;
  (webRequest as { headers: Record<string, string> }).headers = allHeaders(request.headers);
  webRequest.params = {};
  return webRequest;
}
