/** The files that settings name: the tokens, and the certificate of TLS with its key. */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createSecureContext } from "node:tls";
import { failureCodeOf } from "@barewire/sqlite-storage";
import { ConfigurationError } from "./configuration/read-settings.js";
import { flagOf, type SettingName, type Settings } from "./configuration/settings.js";
import { NO_TOKENS, parseTokens, singleToken, type Tokens, TokensError } from "./tokens.js";

export type TlsFiles = { readonly cert: Buffer; readonly key: Buffer };

/** Throws a `ConfigurationError` or a `TokensError`. */
export function readTokens({ token, tokensFile }: Settings): Tokens {
  if (token !== null) return singleToken(token);
  if (tokensFile === null) return NO_TOKENS;
  const text = readSettingFile("tokensFile", tokensFile).toString("utf8");
  try {
    return parseTokens(text);
  } catch (error) {
    if (!(error instanceof TokensError)) throw error;
    throw new TokensError(`${error.message}: ${resolve(tokensFile)}`);
  }
}

/** Null if TLS is off. Throws a `ConfigurationError`. */
export function readTlsFiles({ tlsCertFile, tlsKeyFile }: Settings): TlsFiles | null {
  if (tlsCertFile === null || tlsKeyFile === null) return null;
  const cert = readSettingFile("tlsCertFile", tlsCertFile);
  const key = readSettingFile("tlsKeyFile", tlsKeyFile);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    // The message of the library may quote the files, so only its code is passed on.
    const code = failureCodeOf(error) ?? "unknown";
    throw new ConfigurationError([
      `${flagOf("tlsCertFile")} ${resolve(tlsCertFile)} and ` +
        `${flagOf("tlsKeyFile")} ${resolve(tlsKeyFile)} must be a certificate chain and its ` +
        `private key, both as PEM (${code})`,
    ]);
  }
  return { cert, key };
}

function readSettingFile(name: SettingName, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = failureCodeOf(error) ?? "unknown";
    throw new ConfigurationError([
      `the file of ${flagOf(name)} cannot be read: ${resolve(path)} (${code}); name a file that ` +
        "the server may read",
    ]);
  }
}
