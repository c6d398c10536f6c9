/**
 * Authorization: tokens, each with the namespaces that it opens.
 *
 * The SHA-256 of a token is compared in constant time with that of every known token, so that the
 * time of a response reveals neither the bytes of a token nor its position in the table.
 */

import { createHash, timingSafeEqual } from "node:crypto";

/** The namespaces that a token opens. */
export type Grant = {
  readonly allows: (namespace: string) => boolean;
};

export type Tokens = {
  /** The grant of a token, or null if there is no such token. */
  readonly find: (token: string | null) => Grant | null;
};

/** A tokens file is invalid. The message says what is expected, and never contains a token. */
export class TokensError extends Error {
  override readonly name = "TokensError";
}

const EVERYTHING: Grant = { allows: () => true };

/** Accepts every client, for a server on a loopback address. */
export const NO_TOKENS: Tokens = { find: () => EVERYTHING };

/** One token, which opens every namespace. */
export function singleToken(token: string): Tokens {
  return table([{ digest: digestOf(token), grant: EVERYTHING }]);
}

/**
 * The text of a tokens file: a JSON object whose keys are tokens and whose values are lists of
 * namespaces, where "*" stands for all. Throws a `TokensError`.
 */
export function parseTokens(text: string): Tokens {
  const entries = Object.entries(parseObject(text)).map(([token, namespaces]) => {
    if (token === "" || !isTextList(namespaces)) {
      throw new TokensError(
        'the tokens file must map each token to a list of namespaces, such as ["*"] for all',
      );
    }
    return { digest: digestOf(token), grant: grantOf(namespaces) };
  });
  if (entries.length === 0) throw new TokensError("the tokens file must have at least one token");
  return table(entries);
}

type Entry = { readonly digest: Buffer; readonly grant: Grant };

function table(entries: readonly Entry[]): Tokens {
  return {
    find: (token) => {
      const digest = digestOf(token ?? "");
      let found: Grant | null = null;
      // The loop does not stop at a match, so that its time does not depend on the position.
      for (const entry of entries) {
        if (timingSafeEqual(entry.digest, digest)) found = entry.grant;
      }
      return token === null ? null : found;
    },
  };
}

function grantOf(namespaces: readonly string[]): Grant {
  if (namespaces.includes("*")) return EVERYTHING;
  const allowed = new Set(namespaces);
  return { allows: (namespace) => allowed.has(namespace) };
}

function parseObject(text: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new TokensError("the tokens file is not valid JSON");
  }
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed;
  throw new TokensError("the tokens file must be a JSON object whose keys are tokens");
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}

function digestOf(token: string): Buffer {
  return createHash("sha256").update(token, "utf8").digest();
}
