/**
 * Improv Wi-Fi Serial while the portal is open: an installer in a browser sets the device up by its
 * cable. An optional part, off by default. What is no packet goes on to the Lua console.
 * Source: improv-wifi.com/serial
 */
import {
  Command,
  createReader,
  decodeCommand,
  encodePacket,
  ErrorState,
  feed,
  giveUp,
  Kind,
  Sink,
  State,
} from "./improv_codec";
import * as onDemand from "./on_demand";
import type { Done, Portal } from "./portal_session";
import * as serial from "./serial_line";
import { every } from "./timer";

/** How often it looks whether the state has changed, and whether a packet is going on. */
const LOOK_MS = 500;

function stateOf(portal: Portal): State {
  const { state } = portal.status;
  if (state === "online") return State.Provisioned;
  return state === "joining" ? State.Provisioning : State.Ready;
}

/**
 * Listens to the console's line from now on.
 *
 * @returns what ends it
 */
export function start(portal: Portal): Done {
  const reader = createReader();
  const editor = serial.createEditor();
  let toldState = State.Ready;
  let toldError = ErrorState.None;
  let heard = false;

  function tellState(): void {
    toldState = stateOf(portal);
    serial.send(encodePacket(Kind.State, string.char(toldState)));
  }

  /** An installer hears of a change before of what follows from it. */
  function tellChange(): void {
    if (stateOf(portal) !== toldState) tellState();
  }

  function tellError(problem: ErrorState): void {
    // Nothing is wrong, and nothing was.
    if (problem !== ErrorState.None || toldError !== ErrorState.None) {
      toldError = problem;
      serial.send(encodePacket(Kind.Error, string.char(problem)));
    }
    tellChange();
  }

  function send(packet: string): void {
    tellChange();
    serial.send(packet);
  }

  function obey(command: number, values: string): void {
    portal.secondsUnused = 0;
    portal.heardAt = portal.seconds;
    if (command !== Command.RequestState) {
      return onDemand.require("improv_commands", "run", portal, command, values, send, tellError);
    }
    tellState();
    if (toldState === State.Provisioned)
      onDemand.require("improv_commands", "sendUrl", portal, command, send);
  }

  const sink: Sink = {
    text: (bytes) => serial.typeIn(editor, bytes),
    packet: (kind, data) => {
      // The others are a device's words, not an installer's.
      if (kind !== Kind.Command) return;
      const [command, values] = decodeCommand(data);
      if (command === undefined) tellError(ErrorState.InvalidPacket);
      else obey(command, values);
    },
    broken: () => tellError(ErrorState.InvalidPacket),
  };

  const look = every(LOOK_MS, () => {
    if (!heard) giveUp(reader, sink);
    heard = false;
    tellChange();
  });
  serial.open((byte) => {
    heard = true;
    feed(reader, byte, sink);
  });
  return () => {
    look.stop();
    serial.close();
  };
}
