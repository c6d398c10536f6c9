/**
 * Admission: whether a request to upgrade is accepted.
 *
 * A browser does not tell its page why an upgrade failed. The upgrade of a client that speaks the
 * protocol is therefore completed, and its WebSocket closed with a code that says why. Any other
 * client is rejected with an HTTP status.
 */

import type { IncomingMessage } from "node:http";
import { VERSIONS } from "@barewire/protocol/envoy-protocol";
import { CLOSE_CODES, negotiate, parseDatabases, tokenOf } from "@barewire/protocol/opening";
import type { Tokens } from "./tokens.js";

export type Admission =
  | {
      readonly kind: "admitted";
      readonly subprotocol: string;
      readonly version: number;
      readonly namespace: string;
      readonly actors: readonly string[];
    }
  /** No version in common: only `frame`, the version refusal, is sent. */
  | { readonly kind: "version-refused"; readonly subprotocol: string; readonly frame: Uint8Array }
  /** The upgrade is completed, and the WebSocket closed with `code`. */
  | { readonly kind: "rejected"; readonly subprotocol: string; readonly code: number }
  /** The upgrade is rejected with an HTTP status. */
  | { readonly kind: "denied"; readonly status: 400 | 403 | 404 };

export type AdmissionRules = {
  readonly tokens: Tokens;
  /** Origins whose pages may connect; "*" for all. */
  readonly origins: readonly string[];
  readonly maxActors: number;
};

/** The longest namespace or actor id in UTF-16 code units. The store may allow less. */
const MAX_NAME_LENGTH = 256;

/** Checks the URL, the origin, the version, the token and the databases, in this order. */
export function admit(request: IncomingMessage, rules: AdmissionRules): Admission {
  const url = parseUrl(request.url ?? "");
  if (url === null) return { kind: "denied", status: 400 };
  if (url.pathname !== "/") return { kind: "denied", status: 404 };
  const offered = offeredSubprotocols(request);
  const negotiated = negotiate(offered, VERSIONS);
  if (!isAllowedOrigin(request.headers.origin, rules.origins)) {
    if (negotiated.kind !== "selected") return { kind: "denied", status: 403 };
    const { subprotocol } = negotiated;
    return { kind: "rejected", subprotocol, code: CLOSE_CODES.foreignOrigin };
  }
  switch (negotiated.kind) {
    case "foreign":
      return { kind: "denied", status: 400 };
    case "refused":
      return { ...negotiated, kind: "version-refused" };
    case "selected":
      return admitTo(url, tokenOf(offered) ?? bearerOf(request), negotiated, rules);
    default:
      return negotiated satisfies never;
  }
}

function admitTo(
  url: URL,
  token: string | null,
  { subprotocol, version }: { readonly subprotocol: string; readonly version: number },
  { tokens, maxActors }: AdmissionRules,
): Admission {
  const reject = (code: number): Admission => ({ kind: "rejected", subprotocol, code });
  const grant = tokens.find(token);
  if (grant === null) return reject(CLOSE_CODES.unauthorised);
  const databases = parseDatabases(url.searchParams);
  if (databases === null) return reject(CLOSE_CODES.invalidUrl);
  const { namespace, actors } = databases;
  const isValid =
    actors.length >= 1 &&
    actors.length <= maxActors &&
    new Set(actors).size === actors.length &&
    [namespace, ...actors].every(isName);
  if (!isValid) return reject(CLOSE_CODES.invalidUrl);
  // A client that may not open a namespace must not learn whether it exists.
  if (!grant.allows(namespace)) return reject(CLOSE_CODES.notFound);
  return { kind: "admitted", subprotocol, version, namespace, actors };
}

function isName(name: string): boolean {
  return name.length >= 1 && name.length <= MAX_NAME_LENGTH && !name.includes("\0");
}

function parseUrl(target: string): URL | null {
  // Any host will do, as only path and query matter.
  return URL.canParse(target, "ws://server") ? new URL(target, "ws://server") : null;
}

/** Browsers always send the origin of a page; other clients send none. */
function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  return origin === undefined || allowed.includes("*") || allowed.includes(origin);
}

function offeredSubprotocols(request: IncomingMessage): readonly string[] {
  const header = request.headers["sec-websocket-protocol"] ?? "";
  return header.split(",").map((name) => name.trim());
}

function bearerOf(request: IncomingMessage): string | null {
  const [, token] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "") ?? [];
  return token ?? null;
}
