/** What a connection of the module http tells the program, and how. Source: components/modules/http.c. */
import type { Thread } from "./blocking";
import type { Kernel } from "./chip";
import type { AnyFunction } from "./contract";
import type { HttpClient, HttpEvent } from "./http_client";
import { bind, type Multi } from "./native";

/** What a callback returns to have its event acknowledged later. */
export const DELAY_ACK = -99;
export const CALLBACKS = ["connect", "headers", "data", "complete"] as const;

export type CallbackName = (typeof CALLBACKS)[number];
export type Answer = "done" | "delayed" | "failed";

export interface Context {
  readonly isAsync: boolean;
  client: HttpClient;
  readonly callbacks: Record<string, AnyFunction | undefined>;
  headers: { readonly name: string; readonly value: string }[];
  status: number;
  connected: boolean;
  inCallback: boolean;
  ackPending: boolean;
  closesLater: boolean;
  /** It holds itself until its request is over. */
  requested: boolean;
  /** The task of an asynchronous request. */
  task: Thread | undefined;
}

/** @noSelf */
export interface HttpCallbacks {
  /** Calls the program, if it wants to hear of this. */
  callBack(context: Context, name: CallbackName, ...args: unknown[]): Answer;
  /** Takes an event of the client, in the Lua task. */
  handle(context: Context, event: HttpEvent): Answer;
}

export function createHttpCallbacks(kernel: Kernel): HttpCallbacks {
  function callBack(context: Context, name: CallbackName, ...args: unknown[]): Answer {
    const callback = context.callbacks[name];
    if (callback === undefined) return "done";
    // During "complete" the connection counts as idle.
    if (name !== "complete") context.inCallback = true;
    let returned = false;
    const bound = bind(callback as Multi, ...args);
    const answer = kernel.call(() => {
      const [given] = bound();
      returned = true;
      return given;
    });
    context.inCallback = false;
    if (!returned) return "failed";
    if (answer !== DELAY_ACK) return "done";
    if (context.isAsync && name === "data") return "delayed";
    const complaint = context.isAsync
      ? "Cannot delay acknowledgment of callbacks other than 'data'"
      : "Cannot delay acknowledgment of a callback when using synchronous callbacks";
    // In a task of the firmware nobody catches it.
    return context.isAsync ? kernel.crash("panic", complaint) : kernel.raise(complaint);
  }

  /** Of several headers of one name the first one counts. */
  function tellHeaders(context: Context): Answer {
    if (context.headers.length === 0) return "done";
    context.status = context.client.status();
    const received: Record<string, string> = {};
    for (const index of $range(context.headers.length, 1, -1)) {
      const { name, value } = context.headers[index - 1]!;
      received[string.lower(name)] = value;
    }
    context.headers = [];
    return callBack(context, "headers", context.status, received);
  }

  function handle(context: Context, event: HttpEvent): Answer {
    switch (event.kind) {
      case "connected":
        context.connected = true;
        return callBack(context, "connect");
      case "header":
        context.headers.push({ name: event.name, value: event.value });
        return "done";
      case "data":
        // Without headers heard, their data is not told.
        if (tellHeaders(context) === "failed") return "failed";
        return callBack(context, "data", context.status, event.bytes);
      case "finish":
        return tellHeaders(context);
      case "disconnected":
        context.connected = false;
        return "done";
      case "other":
        return "done";
    }
  }

  return { callBack, handle };
}
