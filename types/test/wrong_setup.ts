/** How a setup ends: uses that must not compile; each line says what it must be told. */
import { Reason, setup } from "../../src/wifi_setup";

setup({}, (info, reason) => {
  // @ts-expect-error a typing mistake
  if (reason === "wrong-pasword") print("again");
  // @ts-expect-error there is none where it is online
  print(reason.length);
  // @ts-expect-error no network where there is a reason
  print(info.ip);
});

// @ts-expect-error no such reason
export const reason: Reason = "tired";
// @ts-expect-error most of the reasons are missing
export const texts: Record<Reason, string> = { busy: "another setup is going on" };
