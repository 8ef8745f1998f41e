/**
 * WebSockets in the style of MicroPython WiFi setup's manager: a consumer is fed raw bytes and
 * returns a message or nothing, a processor is called with the client and the message. For
 * protocols whose messages are not those of WebSocket, such as lines.
 */
import { Client, createHub, Hub, HubOptions } from "./websocket";

/** Takes what has arrived; returns a message, of any kind, when one is complete. */
export type Consume<Message> = (bytes: string) => Message | undefined;

/**
 * Makes a consumer: each client has its own, so that what one began does not mix with another's.
 */
export type CreateConsumer<Message> = () => Consume<Message>;

/** Called with each message that a client has completed. */
export type Process<Message> = (client: Client, message: Message) => void;

/**
 * A hub whose messages pass through a consumer. An error in either function ends the connection
 * with 1011.
 *
 * @param options as of a hub; its onMessage is taken
 * @example
 * local function createUpper() return function(bytes) return bytes:upper() end end
 * local function process(client, message) client:send(message) end
 * local hub = require("websocket_manager").createManager(createUpper, process, { maxClients = 2 })
 */
export function createManager<Message>(
  createConsumer: CreateConsumer<Message>,
  process: Process<Message>,
  options: HubOptions = {},
): Hub {
  // Weak: forgets a consumer with its client.
  const consumers = setmetatable(new LuaMap<Client, Consume<Message>>(), { __mode: "k" } as object);
  const own = options as { -readonly [Key in keyof HubOptions]: HubOptions[Key] };
  own.onMessage = (client, bytes) => {
    const consume = consumers.get(client) ?? createConsumer();
    consumers.set(client, consume);
    const message = consume(bytes);
    if (message !== undefined) process(client, message);
  };
  return createHub(own);
}
