/**
 * Connection objects of the module http: whose task runs a request, and which callback hears what.
 * An asynchronous request runs in a task of its own, which waits for Lua at every event. Source:
 * components/modules/http.c.
 */
import { checkInteger, checkString } from "./arguments";
import { createLuaTask, startTask } from "./blocking";
import type { Kernel } from "./chip";
import type { AnyFunction, Userdata } from "./contract";
import {
  createHttpClient,
  type ClientSettings,
  type HttpClient,
  type HttpEvent,
} from "./http_client";
import { CALLBACKS, createHttpCallbacks, type CallbackName, type Context } from "./http_callbacks";
import { METHODS, OK } from "./http_codes";
import { createHttpTransport } from "./http_transport";
import { argumentsOf, checkOption } from "./lua_arguments";
import type { Multi } from "./native";
import type { NetContext } from "./net_sockets";
import { createUserdata, type Method } from "./userdata";

const LOW = 0;
const HIGH = 2;
const MAX_CODE = 32767;

/** @noSelf */
export interface Contexts {
  create(isAsync: boolean, settings: Omit<ClientSettings, "onEvent" | "note">): object | undefined;
  clientOf(handle: object): HttpClient;
  statusOf(handle: object): number;
  setCallback(handle: object, name: CallbackName, callback: AnyFunction | undefined): void;
  request(handle: object): LuaMultiReturn<any[]>;
}

export function createHttpContexts(kernel: Kernel, net: NetContext): Contexts {
  const luaTask = createLuaTask(kernel);
  const { callBack, handle } = createHttpCallbacks(kernel);
  const to = argumentsOf(kernel);

  function dispatch(context: Context, event: HttpEvent): void {
    const task = context.task;
    if (task === undefined) {
      handle(context, event);
      return;
    }
    let handled = false;
    kernel.tasks.post(HIGH, () => {
      context.ackPending = true;
      if (handle(context, event) !== "delayed") context.ackPending = false;
      handled = true;
      task.wake();
    });
    // Nobody looks whether the queue had room for it: then this waits for ever.
    task.wait(() => handled && !context.ackPending);
    if (!context.closesLater) return;
    context.closesLater = false;
    context.client.close();
  }

  function finish(context: Context, code: number): void {
    if (code !== OK) context.status = code > 0 && code <= MAX_CODE ? -code : -1;
  }

  function end(context: Context): void {
    callBack(context, "complete", context.status, context.connected);
    context.requested = false;
    contexts.unpin(context);
  }

  function startRequest(context: Context): void {
    startTask(kernel, (thread) => {
      context.task = thread;
      finish(context, context.client.perform(thread));
      kernel.tasks.post(LOW, () => {
        context.task = undefined;
        end(context);
      });
    });
  }

  function checkIdle(context: Context): void {
    if (context.task === undefined && !context.inCallback) return;
    kernel.raise("Cannot modify connection while a request is active");
  }

  const of = (given: object): Context => contexts.stateOf(given)!;

  const request: Multi = (given) => {
    const context = of(given);
    checkIdle(context);
    if (context.requested) kernel.crash("abort", "assert failed: http_lapi_request http.c");
    context.requested = true;
    contexts.pin(context);
    if (context.isAsync) {
      startRequest(context);
      return $multi();
    }
    finish(context, context.client.perform(luaTask));
    end(context);
    return $multi(context.status, context.connected);
  };

  function close(context: Context): void {
    if (context.task === undefined) context.client.close();
    else if (context.inCallback || context.ackPending) context.closesLater = true;
    else {
      kernel.raise("Cannot close an ongoing async request outside of a callback or pending ack");
    }
  }

  function acknowledge(context: Context): void {
    if (!context.ackPending) kernel.raise("No asynchronous callback pending");
    if (context.inCallback) kernel.raise("Cannot call ack() from within the callback itself");
    context.ackPending = false;
    context.task?.wake();
  }

  const methods: Record<string, Method> = {
    on: (given, name, callback) => {
      of(given).callbacks[checkOption(to("on"), 1, name, CALLBACKS)] = callback;
      return given;
    },
    request,
    seturl: (given, url) => {
      checkIdle(of(given));
      const code = of(given).client.setUrl(checkString(url, 1, "seturl"));
      if (code !== OK)
        kernel.raise(`esp_http_client_set_url returned ${string.format("%d", code)}`);
    },
    setmethod: (given, method) => {
      checkIdle(of(given));
      const number = checkInteger(method, 1, "setmethod");
      if (number < 0 || number >= METHODS.length) {
        kernel.raise(`Bad HTTP method ${string.format("%d", number)}`);
      }
      of(given).client.setMethod(number);
    },
    setheader: (given, name, value) => {
      checkIdle(of(given));
      const text = value === undefined ? undefined : checkString(value, 2, "setheader");
      of(given).client.setHeader(checkString(name, 1, "setheader"), text);
    },
    setbody: (given, body) => {
      checkIdle(of(given));
      of(given).client.setBody(body === undefined ? undefined : checkString(body, 1, "setbody"));
    },
    close: (given) => {
      close(of(given));
    },
    ack: (given) => {
      acknowledge(of(given));
    },
  };
  const contexts: Userdata<Context> = createUserdata<Context>(
    "http.context",
    methods,
    (context) => {
      context.client.close();
    },
  );

  return {
    create: (isAsync, settings) => {
      const context: Context = {
        isAsync,
        client: undefined as unknown as HttpClient,
        callbacks: {},
        headers: [],
        status: 0,
        connected: false,
        inCallback: false,
        ackPending: false,
        closesLater: false,
        requested: false,
        task: undefined,
      };
      const transport = createHttpTransport(net);
      const client = createHttpClient(
        {
          url: settings.url,
          method: settings.method,
          timeoutMs: settings.timeoutMs,
          bufferBytes: settings.bufferBytes,
          maxRedirects: settings.maxRedirects,
          followsRedirects: settings.followsRedirects,
          onEvent: (event) => {
            dispatch(context, event);
          },
          note: kernel.world.note,
        },
        transport,
      );
      if (client === undefined) return undefined;
      context.client = client;
      return contexts.create(context);
    },
    clientOf: (given) => of(given).client,
    statusOf: (given) => of(given).status,
    setCallback: (given, name, callback) => {
      of(given).callbacks[name] = callback;
    },
    request,
  };
}
