/** Who has a name: conflicts, and probes at the same time. Pure. RFC 6762 sections 8 and 9. */
import { Entry, RecordType } from "./mdns_codec";
import { OwnRecord } from "./mdns_records";

/**
 * What a probe claims: the unique records that say something. RFC 6762 section 8.2.
 *
 * @example local claims = require("mdns_contest").claimsOf(records)
 */
export function claimsOf(own: readonly OwnRecord[]): OwnRecord[] {
  const claims: OwnRecord[] = [];
  for (const record of own) {
    if (record.isUnique && record.type !== RecordType.Nsec) claims.push(record);
  }
  return claims;
}

/**
 * The names that nobody else may have: of the service, and of the host. Uncompressed, in our own
 * case.
 *
 * @param own as createRecords of mdns_records gives them
 * @example for _, name in ipairs(require("mdns_contest").uniqueNames(records)) do print(#name) end
 */
export function uniqueNames(own: readonly OwnRecord[]): string[] {
  const names: string[] = [];
  for (const { name, isUnique } of own) {
    if (isUnique && name !== names[names.length - 1]) names.push(name);
  }
  return names;
}

/**
 * Tells whether a record that somebody else told about contradicts ours.
 * RFC 6762 sections 8.1 and 9.
 *
 * @param entry from a reply; its name is in lower case. A goodbye contradicts nobody
 * @param isProbing the name is not ours yet: every other record of it counts
 * @example
 * local contested = require("mdns_contest").isContested(records, message.answers[1], true)
 */
export function isContested(own: readonly OwnRecord[], entry: Entry, isProbing: boolean): boolean {
  let contested = false;
  if (entry.ttlSeconds === 0) return false;
  for (const record of own) {
    if (record.key === entry.name && record.isUnique) {
      const sameType = record.type === entry.type;
      if (sameType && record.data === entry.data) return false;
      if (isProbing || (sameType && entry.type !== RecordType.Nsec)) contested = true;
    }
  }
  return contested;
}

/** Types and data of a name's records, in order. */
function sortedData(entries: readonly Entry[], name: string): string[] {
  const all: string[] = [];
  for (const { name: ownName, type, data } of entries) {
    if (string.lower(ownName) === name) {
      all.push(string.char(Math.floor(type / 256), type % 256) + data);
    }
  }
  table.sort(all);
  return all;
}

/** Below 0: ours come first. Of two that begin alike, the longer list comes last. */
function compare(ours: readonly string[], theirs: readonly string[]): number {
  for (const place of $range(0, theirs.length - 1)) {
    const mine = ours[place];
    if (mine === undefined) return -1;
    if (mine !== theirs[place]) return mine < theirs[place]! ? -1 : 1;
  }
  return ours.length - theirs.length;
}

/**
 * Tells whether we give way to somebody who probes for a name of ours at the same time: whose data
 * comes last wins. Where both want several names, the first that differs decides for all of them.
 * RFC 6762 section 8.2.
 *
 * @param claims what the other one's probe claims
 * @example if require("mdns_contest").givesWay(records, message.claims) then probeLater() end
 */
export function givesWay(own: readonly OwnRecord[], claims: readonly Entry[]): boolean {
  for (const name of uniqueNames(own)) {
    const key = string.lower(name);
    const theirs = sortedData(claims, key);
    const order = theirs.length === 0 ? 0 : compare(sortedData(claimsOf(own), key), theirs);
    if (order !== 0) return order < 0;
  }
  return false;
}
