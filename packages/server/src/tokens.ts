/**
 * Who may open what: tokens, each with the namespaces that it opens.
 *
 * A token is compared by the SHA-256 of it, in constant time and against every known one, so that
 * neither its bytes nor its place in the table can be learnt from how long an answer takes.
 */

import { createHash, timingSafeEqual } from "node:crypto";

/** What somebody with a certain token may open. */
export type Grant = {
  readonly allows: (namespace: string) => boolean;
};

export type Tokens = {
  /** The grant of a token, or null if there is no such token. */
  readonly find: (token: string | null) => Grant | null;
};

/** A tokens file cannot be read. The message says what it has to be, and never holds a token. */
export class TokensError extends Error {
  override readonly name = "TokensError";
}

const EVERYTHING: Grant = { allows: () => true };

/** For a server that only its own machine reaches. */
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
      throw new TokensError("the tokens file has to map each token to a list of namespaces");
    }
    return { digest: digestOf(token), grant: grantOf(namespaces) };
  });
  if (entries.length === 0) throw new TokensError("the tokens file has no token");
  return table(entries);
}

type Entry = { readonly digest: Buffer; readonly grant: Grant };

function table(entries: readonly Entry[]): Tokens {
  return {
    find: (token) => {
      const digest = digestOf(token ?? "");
      let found: Grant | null = null;
      // Every entry is looked at, whichever it is.
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
    throw new TokensError("the tokens file is no JSON");
  }
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed;
  throw new TokensError("the tokens file has to be a JSON object");
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}

function digestOf(token: string): Buffer {
  return createHash("sha256").update(token, "utf8").digest();
}
