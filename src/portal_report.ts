/**
 * What support wants to know of a device that can't be set up: nothing that names a network, a person or
 * a secret. Loaded for a moment. Firmware: components/modules/node.c.
 */
import { freeHeapBytes, uptimeUs } from "./chip";
import type { Response } from "./http_codec";
import { json, jsonText } from "./portal_json";
import type { Portal } from "./portal_session";

function text(value: unknown): string {
  return jsonText(tostring(value));
}

/** Answers GET /api/report. */
export function reportAnswer(portal: Portal): Response {
  const version = node.info("sw_version");
  const { state, reason, code } = portal.status;
  const members = [
    `"firmware":${text(version.node_version)}`,
    `"commit":${text(string.sub(version.git_commit_id, 1, 8))}`,
    `"chip":${text(node.chipmodel())}`,
    string.format('"freeHeap":%d', freeHeapBytes()),
    string.format('"uptime":%d', Math.floor(uptimeUs() / 1000000)),
    string.format('"open":%d', portal.seconds),
    `"state":"${state}"`,
    `"reason":${reason === undefined ? "null" : text(reason)}`,
    `"code":${code === undefined ? "null" : string.format("%d", code)}`,
  ];
  return json(200, `{${table.concat(members, ",")}}`);
}
