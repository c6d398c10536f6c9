/**
 * The subprotocols of a WebSocket, by which two sides agree on a version before the first message.
 *
 * A client of `chat` offers `chat.v3`, `chat.v2`, ..., and `chat.refused`. The server selects the
 * newest version that it speaks too. With none in common it selects the last, sends the refusal
 * frame, and closes.
 */

import type { ProtocolViolation, VersionRange } from "./negotiation-error.js";
import { isVersion, newestCommon, type Offer, rangeOf, type Selected } from "./offer.js";
import { encodeRefusal } from "./refusal.js";

/** The subprotocols that a client offers, the newest version first. */
export function offeredSubprotocols({ protocol, versions }: Offer): readonly string[] {
  const newestFirst = [...versions].sort((one, other) => other - one);
  return [...newestFirst.map((version) => versionName(protocol, version)), refusedName(protocol)];
}

/** The choice of a server; `subprotocol` is the one to select. */
export type SubprotocolChoice =
  | (Selected & { readonly subprotocol: string })
  | {
      readonly kind: "refused";
      readonly protocol: string;
      readonly subprotocol: string;
      /** All that is sent before the connection is closed. */
      readonly frame: Uint8Array;
      readonly own: VersionRange;
      /** The versions that the client has offered; null if it has offered none. */
      readonly peer: VersionRange | null;
    }
  /** The client does not speak this protocol at all. */
  | { readonly kind: "foreign" };

/** Selects one of the subprotocols that a client has offered. */
export function selectSubprotocol(own: Offer, offered: Iterable<string>): SubprotocolChoice {
  const { protocol } = own;
  const names = [...offered];
  const peer = new Set(names.flatMap((name) => versionOf(protocol, name) ?? []));
  const version = newestCommon(own, peer);
  if (version !== null) {
    return { kind: "selected", protocol, version, subprotocol: versionName(protocol, version) };
  }
  const subprotocol = refusedName(protocol);
  if (!names.includes(subprotocol)) return { kind: "foreign" };
  const range = peer.size === 0 ? null : rangeOf({ protocol, versions: [...peer] });
  const frame = encodeRefusal(own);
  return { kind: "refused", protocol, subprotocol, frame, own: rangeOf(own), peer: range };
}

/** The choice of the server, for a client; `refused` if the refusal frame follows. */
export function selectedVersion(
  own: Offer,
  subprotocol: string,
): Selected | ProtocolViolation | { readonly kind: "refused" } {
  const { protocol, versions } = own;
  if (subprotocol === refusedName(protocol)) return { kind: "refused" };
  const version = versionOf(protocol, subprotocol);
  if (version !== null && versions.includes(version)) {
    return { kind: "selected", protocol, version };
  }
  const reason = "the server has selected a subprotocol that was not offered";
  return { kind: "protocol-violation", protocol, reason };
}

function versionName(protocol: string, version: number): string {
  return `${protocol}.v${version}`;
}

function refusedName(protocol: string): string {
  return `${protocol}.refused`;
}

/** Null for the name of anything but a version. */
function versionOf(protocol: string, name: string): number | null {
  const start = versionName(protocol, 1).length - 1;
  const digits = name.slice(start);
  if (!/^[1-9]\d{0,4}$/.test(digits)) return null;
  const version = Number(digits);
  return isVersion(version) && name === versionName(protocol, version) ? version : null;
}
