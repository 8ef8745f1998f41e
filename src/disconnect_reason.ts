/** The driver's disconnect numbers (wifi_err_reason_t, esp_wifi_types.h) as causes a person can act on. */

/** Why a network was not joined. */
export type JoinFailure =
  "wrong-password" | "not-found" | "no-address" | "enterprise" | "signal-lost" | "other";

const CAUSES: Record<number, JoinFailure> = {
  [2]: "wrong-password", // AUTH_EXPIRE
  [14]: "wrong-password", // MIC_FAILURE
  [15]: "wrong-password", // 4WAY_HANDSHAKE_TIMEOUT
  [16]: "wrong-password", // GROUP_KEY_UPDATE_TIMEOUT
  [17]: "wrong-password", // IE_IN_4WAY_DIFFERS
  [23]: "enterprise", // 802_1X_AUTH_FAILED
  [200]: "signal-lost", // BEACON_TIMEOUT
  [201]: "not-found", // NO_AP_FOUND
  [202]: "wrong-password", // AUTH_FAIL
  [204]: "wrong-password", // HANDSHAKE_TIMEOUT
};

/** The station left by its own wish: ASSOC_LEAVE. */
export const OWN_LEAVE = 8;

export function causeOf(reason: number): JoinFailure {
  return CAUSES[reason] ?? "other";
}
