/** What a handler gets of a request: the head, the body, and ways to read them. */
import { decodeForm, Fields } from "./form_codec";
import { Request } from "./http_reader";

/** A request; its methods are called with a colon. */
export interface WebRequest extends Request {
  /** Path parameters of the route, such as `id` for `/lamp/:id`; percent signs are decoded. */
  params: Fields;
  /** A header by its name in any case. */
  header(name: string): string | undefined;
  /** The fields of the query. */
  queryFields(): Fields;
  /** The fields of a form in the body. */
  form(): Fields;
  /** The value of a JSON body; nothing and what is wrong when it is none. */
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

export function createRequest(request: Request): WebRequest {
  const webRequest = setmetatable(request, METATABLE as object) as WebRequest;
  webRequest.params = {};
  return webRequest;
}
