/**
 * NodeMCU module `mqtt`: IDF's MQTT client. CONFIG_NODEMCU_CMODULE_MQTT, off by default:
 * `if (mqtt !== undefined)` first. Source: components/modules/mqtt.c (dev-esp32).
 */

declare namespace mqtt {
  type Qos = 0 | 1 | 2;
  type Flag = 0 | 1;

  interface Tls {
    /** PEM. */
    ca_cert?: string;
    client_cert?: string;
    client_key?: string;
  }

  type OnClient = (this: void, client: Client) => void;
  /** reason is always -6. */
  type OnFailure = (this: void, client: Client, reason: number) => void;
  /** No message when it is empty. */
  type OnMessage = (this: void, client: Client, topic: string, message: string | undefined) => void;

  interface Events {
    connect: OnClient;
    message: OnMessage;
    offline: OnClient;
  }

  /** Keep a reference, or the collector ends the connection. */
  interface Client {
    /**
     * host: a name, or "mqtt://…", "mqtts://…", "ws://…", "wss://…", and then undefined for port and
     * secure. port is 1883 by default, also with TLS. autoReconnect: in effect there is none, since a
     * lost connection ends the client: connect() again in "offline". With callbacks behind it, it
     * must be a number. onFailure also comes when the broker refuses.
     * Raises "port arg must be nil if giving full uri", "secure on/off determined by uri",
     * "MQTT library failed to start", "Error starting mqtt client".
     */
    connect(host: string, onConnected?: OnClient, onFailure?: OnFailure): true;
    connect(
      host: string,
      port: number | undefined,
      onConnected?: OnClient,
      onFailure?: OnFailure,
    ): true;
    connect(
      host: string,
      port: number | undefined,
      secure: Flag | Tls | undefined,
      onConnected?: OnClient,
      onFailure?: OnFailure,
    ): true;
    connect(
      host: string,
      port: number | undefined,
      secure: Flag | Tls | undefined,
      autoReconnect: Flag,
      onConnected?: OnClient,
      onFailure?: OnFailure,
    ): true;
    /** Calls nothing. */
    close(): void;
    /** Before connect(). qos and retain are stored, never sent. topic is cut to 32 bytes, message to 128. */
    lwt(topic: string, message: string, qos?: Qos, retain?: Flag): void;
    /** False without a connection. callback replaces the one before: with qos 1 and 2 only. */
    publish(topic: string, message: string, qos: Qos, retain: Flag, callback?: OnClient): boolean;
    /**
     * The answer is false also when it went out (the code takes the message's number for an error):
     * rely on the callback.
     */
    subscribe(topic: string, qos: Qos, callback?: OnClient): boolean;
    /** As subscribe(). */
    unsubscribe(topic: string, callback?: OnClient): boolean;
    /** One callback per event; it can't be removed. */
    on<Event extends keyof Events>(event: Event, callback: Events[Event]): void;
  }

  /** @noSelf */
  interface Module {
    /**
     * keepAliveSeconds 0 is IDF's default, 120. clientId and username are cut to 32 bytes, password
     * to 65. cleanSession 0 keeps the session; default 1.
     */
    Client(
      clientId: string,
      keepAliveSeconds: number,
      username?: string,
      password?: string,
      cleanSession?: Flag,
    ): Client;
  }
}

declare const mqtt: mqtt.Module | undefined;
