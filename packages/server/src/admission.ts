/**
 * Admission: whether a request to upgrade is accepted.
 *
 * A browser does not tell its page why an upgrade failed. The upgrade of a client that speaks the
 * protocol is therefore completed, and its WebSocket closed with a code that says why. Any other
 * client is rejected with an HTTP status.
 */

import type { IncomingMessage } from "node:http";
import { offer, selectSubprotocol } from "@barewire/protocol/envoy-protocol/negotiation";
import {
  CLOSE_CODES,
  type NamedDatabases,
  parseDatabases,
  tokenOf,
} from "@barewire/protocol/opening";
import { type Refusal, type RefusalFacts, type RefusalKind, refused } from "./refusals.js";
import type { Tokens } from "./tokens.js";

export type Admission =
  | {
      readonly kind: "admitted";
      readonly subprotocol: string;
      readonly version: number;
      readonly namespace: string;
      readonly actors: readonly string[];
    }
  | Rejection
  | Denial;

/** The upgrade is completed and the WebSocket closed with `code`, after `frame` if there is one. */
export type Rejection = {
  readonly kind: "rejected";
  readonly subprotocol: string;
  readonly frame: Uint8Array | null;
  readonly code: number;
  readonly refusal: Refusal;
};

/** The upgrade is rejected with an HTTP status. */
export type Denial = {
  readonly kind: "denied";
  readonly status: 400 | 403 | 404 | 503;
  readonly refusal: Refusal;
};

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
  if (url === null) return denied(400, "invalid-url");
  if (url.pathname !== "/") return denied(404, "wrong-path");
  const offered = offeredSubprotocols(request);
  const negotiated = selectSubprotocol(offer(), offered);
  const { origin } = request.headers;
  if (!isAllowedOrigin(origin, rules.origins)) {
    const facts = { origin: originText(origin) };
    if (negotiated.kind !== "selected") return denied(403, "origin", facts);
    return reject(negotiated, CLOSE_CODES.foreignOrigin, "origin", facts);
  }
  switch (negotiated.kind) {
    case "foreign":
      return denied(400, "foreign-subprotocol");
    case "refused": {
      const { frame, subprotocol, own } = negotiated;
      const supported = `${own.minVersion} to ${own.maxVersion}`;
      const refusal = refused("version", { offered: versionsText(offered), supported });
      return { kind: "rejected", subprotocol, frame, code: CLOSE_CODES.normal, refusal };
    }
    case "selected":
      return admitTo(url, tokenOf(offered) ?? bearerOf(request), negotiated, rules);
    default:
      return negotiated satisfies never;
  }
}

type Selected = { readonly subprotocol: string; readonly version: number };

function admitTo(
  url: URL,
  token: string | null,
  selected: Selected,
  { tokens, maxActors }: AdmissionRules,
): Admission {
  const grant = tokens.find(token);
  if (grant === null) {
    const kind = token === null ? "token-missing" : "token-wrong";
    return reject(selected, CLOSE_CODES.unauthorised, kind);
  }
  const databases = parseDatabases(url.searchParams);
  const rule = brokenRule(databases, maxActors);
  if (databases === null || rule !== null) {
    return reject(selected, CLOSE_CODES.invalidUrl, "name", { rule: rule ?? NOT_ONE_NAMESPACE });
  }
  // A client that may not open a namespace must not learn whether it exists.
  if (!grant.allows(databases.namespace))
    return reject(selected, CLOSE_CODES.notFound, "namespace");
  const { subprotocol, version } = selected;
  return { kind: "admitted", subprotocol, version, ...databases };
}

function denied(status: Denial["status"], kind: RefusalKind, facts?: RefusalFacts): Denial {
  return { kind: "denied", status, refusal: refused(kind, facts) };
}

function reject(
  { subprotocol }: Selected,
  code: number,
  kind: RefusalKind,
  facts?: RefusalFacts,
): Rejection {
  return { kind: "rejected", subprotocol, frame: null, code, refusal: refused(kind, facts) };
}

const NOT_ONE_NAMESPACE = "there must be exactly one namespace";

/** The rule that the names of the databases break; null if there is none. */
function brokenRule(databases: NamedDatabases | null, maxActors: number): string | null {
  if (databases === null) return NOT_ONE_NAMESPACE;
  const { namespace, actors } = databases;
  if (actors.length === 0) return "there must be at least one actor";
  if (actors.length > maxActors) return `there may be at most ${maxActors} actors (maxActors)`;
  if (new Set(actors).size < actors.length) return "an actor may be named once only";
  const names = [namespace, ...actors];
  if (names.includes("")) return "a name may not be empty";
  if (names.some((name) => name.length > MAX_NAME_LENGTH)) {
    return `a name may have at most ${MAX_NAME_LENGTH} UTF-16 code units`;
  }
  return names.some((name) => name.includes("\0")) ? "a name may not contain U+0000" : null;
}

/** The longest origin that is logged; a longer one is no mistake of a configuration. */
const MAX_ORIGIN_LENGTH = 100;

/** The origin as the operator would list it; what is no origin is not repeated. */
function originText(origin: string | undefined): string {
  if (origin === undefined || origin.length > MAX_ORIGIN_LENGTH) return "invalid";
  return URL.canParse(origin) && new URL(origin).origin === origin ? origin : "invalid";
}

/** The versions of which a log line tells, of a client that may offer any number. */
const MAX_TOLD_VERSIONS = 8;

function versionsText(offered: readonly string[]): string {
  const versions = offered.flatMap((name) => /^envoy-protocol\.v(\d{1,5})$/.exec(name)?.[1] ?? []);
  return versions.slice(0, MAX_TOLD_VERSIONS).join(", ");
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
