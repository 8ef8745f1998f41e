/** What the page shows after success: the address, or what the program makes of it. */
import { warning } from "./logger";
import type { ConnectionInfo, MessageHook } from "./options";
import { after } from "./timer";

/** A hook that says nothing for so long is not waited for. */
const MESSAGE_TIMEOUT_MS = 10000;

export type OnMessage = (message: string) => void;

/** The text of the program's hook; the address when there is none, it fails or takes too long. */
export function findMessage(
  hook: MessageHook | undefined,
  info: ConnectionInfo,
  onMessage: OnMessage,
): void {
  let answered = false;
  const answer = (text: unknown) => {
    if (answered) return;
    answered = true;
    onMessage(type(text) === "string" ? (text as string) : info.ip);
  };
  if (hook === undefined) {
    answer(info.ip);
    return;
  }
  const timer = after(MESSAGE_TIMEOUT_MS, () => answer(undefined));
  const reply = (text: string) => {
    timer.stop();
    answer(text);
  };
  const [ok, result] = pcall(hook, info, reply);
  if (!ok) warning("portal", "message: %s", tostring(result));
  if (!ok) reply(info.ip);
  else if (result !== undefined) reply(result);
}
