/**
 * Every setting of the server, once: what it is called on the command line, in the environment and
 * in a file, what form it has, its default, and what it is for.
 */

import {
  type Form,
  flag,
  integer,
  list,
  milliseconds,
  oneOf,
  size,
  text,
} from "./setting-formats.js";

export type Setting<Value = unknown> = {
  readonly form: Form<Value>;
  readonly about: string;
  /** Never printed. */
  readonly isSecret?: true;
};

/** The values of all settings. Sizes are bytes, times milliseconds. */
export type Settings = {
  readonly host: string;
  readonly port: number;
  readonly store: string;
  readonly token: string | null;
  readonly tokensFile: string | null;
  readonly tlsCertFile: string | null;
  readonly tlsKeyFile: string | null;
  readonly origins: readonly string[];
  readonly maxFrameSize: number;
  readonly maxConnections: number;
  readonly maxActors: number;
  readonly maxConnectionMemory: number;
  readonly maxMemory: number;
  readonly maxDatabaseSize: number;
  readonly pageCache: number;
  readonly pingInterval: number;
  readonly lostAfter: number;
  readonly drainTimeout: number;
  readonly logLevel: string;
  readonly metrics: boolean;
};

export type SettingName = keyof Settings;

/** In the order in which they are printed. The defaults are texts, read like any other value. */
export const SETTINGS: { readonly [Name in SettingName]: Setting<Settings[Name]> } = {
  host: { form: text("127.0.0.1"), about: "the address to listen on" },
  port: { form: integer("7447", 0, 65_535), about: "the port to listen on; 0 picks a free one" },
  store: {
    form: text("lmdb:./data"),
    about: "where databases are kept: lmdb:PATH, postgres://..., memory:",
    // The URL of a PostgreSQL server holds its password.
    isSecret: true,
  },
  token: {
    form: text(null),
    about: "the one token that clients have to show; it opens every namespace",
    isSecret: true,
  },
  tokensFile: {
    form: text(null),
    about: "a JSON file that maps tokens to lists of namespaces, * for all",
    // What is printed ends up in logs, and paths are nobody's business there.
    isSecret: true,
  },
  tlsCertFile: {
    form: text(null),
    about: "the certificate chain, PEM; TLS is off without one",
    isSecret: true,
  },
  tlsKeyFile: {
    form: text(null),
    about: "the private key of the certificate, PEM",
    isSecret: true,
  },
  origins: {
    form: list(""),
    about: "origins whose pages may connect, with commas between; none by default, * for all",
  },
  maxFrameSize: { form: size("32MiB"), about: "the largest frame that a client may send" },
  maxConnections: { form: integer("10000", 1), about: "connections at one time" },
  maxActors: { form: integer("64", 1), about: "databases that one connection may open" },
  maxConnectionMemory: {
    form: size("64MiB"),
    about: "bytes in requests and answers of one connection before it is paused",
  },
  maxMemory: {
    form: size("512MiB"),
    about: "the same for all connections together; then each is paused in its turn",
  },
  maxDatabaseSize: {
    form: size("10GiB"),
    about: "the quota of every database that has none of its own by barewire-storage set-quota",
  },
  pageCache: { form: size("64MiB"), about: "bytes of inflated pages that are kept in memory" },
  pingInterval: { form: milliseconds("3s"), about: "time between pings" },
  lostAfter: {
    form: milliseconds("15s"),
    about: "silence after which a client is lost, or one that asks for nothing",
  },
  drainTimeout: {
    form: milliseconds("10s"),
    about: "how long requests may go on after SIGTERM",
  },
  logLevel: {
    form: oneOf("info", ["trace", "debug", "info", "warn", "error", "fatal", "silent"]),
    about: "the least level that is logged",
  },
  metrics: { form: flag("true"), about: "whether /metrics is served" },
};

// The table above has the names as its keys.
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** `maxFrameSize` is `--max-frame-size`. */
export function flagOf(name: SettingName): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** `maxFrameSize` is `BAREWIRE_MAX_FRAME_SIZE`. */
export function variableOf(name: SettingName): string {
  return `BAREWIRE_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
