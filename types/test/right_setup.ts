/** How a setup ends, as a program would tell its reasons apart: each word, and no more. */
import { OnDone, Reason, setup } from "../../src/wifi_setup";

const TEXTS: Record<Reason, string> = {
  "wrong-password": "the password is not that of the network",
  "not-found": "no such network is in range",
  "no-address": "the router gave no address",
  enterprise: "the network wants a user name",
  "signal-lost": "the signal was lost",
  other: "the network could not be joined",
  "no-credentials": "no network is saved",
  "idle-timeout": "nobody used the portal",
  busy: "another setup is going on",
  "invalid-options": "an option makes no sense",
  "port-taken": "another program listens there",
  "access-point-failed": "the access point could not be opened",
  "out-of-memory": "other programs take too much memory",
};

const done: OnDone = (info, reason) => {
  if (info !== undefined) print(info.ip);
  else if (reason === "idle-timeout") setup({}, done);
  else if (reason !== undefined) print(TEXTS[reason]);
};

setup({}, done);
// Who takes any text takes these.
setup({}, (_, reason: string | undefined) => print(reason ?? "online"));
