/**
 * Every setting of the server, once: what it is called on the command line, in the environment and
 * in a file, what form it has, its default, and what it is for.
 */

import {
  flag,
  integer,
  list,
  milliseconds,
  oneOf,
  type SettingFormat,
  size,
  text,
} from "./setting-formats.js";

export type Setting<Value = unknown> = {
  readonly format: SettingFormat<Value>;
  readonly doc: string;
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
  readonly idleTimeout: number;
  readonly drainTimeout: number;
  readonly logLevel: string;
  readonly metrics: boolean;
};

export type SettingName = keyof Settings;

/** In the order in which they are printed. The defaults are texts, read like any other value. */
export const SETTINGS: { readonly [Name in SettingName]: Setting<Settings[Name]> } = {
  host: { format: text("127.0.0.1"), doc: "the address to listen on" },
  port: { format: integer("7447", 0, 65_535), doc: "the port to listen on; 0 picks a free one" },
  store: {
    format: text("lmdb:./data"),
    doc: "where databases are kept: lmdb:PATH, postgres://..., memory:",
    // The URL of a PostgreSQL server holds its password.
    isSecret: true,
  },
  token: {
    format: text(null),
    doc: "the one token that clients have to show; it opens every namespace",
    isSecret: true,
  },
  tokensFile: {
    format: text(null),
    doc: "a JSON file that maps tokens to lists of namespaces, * for all",
    // What is printed ends up in logs, and paths are nobody's business there.
    isSecret: true,
  },
  tlsCertFile: {
    format: text(null),
    doc: "the certificate chain, PEM; TLS is off without one",
    isSecret: true,
  },
  tlsKeyFile: {
    format: text(null),
    doc: "the private key of the certificate, PEM",
    isSecret: true,
  },
  origins: {
    format: list(""),
    doc: "origins whose pages may connect, with commas between; none by default, * for all",
  },
  maxFrameSize: { format: size("32MiB"), doc: "the largest frame that a client may send" },
  maxConnections: { format: integer("10000", 1), doc: "connections at one time" },
  maxActors: { format: integer("64", 1), doc: "databases that one connection may open" },
  maxConnectionMemory: {
    format: size("64MiB"),
    doc: "bytes in requests and answers of one connection before it is paused",
  },
  maxMemory: {
    format: size("512MiB"),
    doc: "the same for all connections together; then each is paused in its turn",
  },
  maxDatabaseSize: {
    format: size("10GiB"),
    doc: "the quota of every database that has none of its own by barewire-storage set-quota",
  },
  pageCache: { format: size("64MiB"), doc: "bytes of inflated pages that are kept in memory" },
  pingInterval: { format: milliseconds("3s"), doc: "time between pings" },
  idleTimeout: {
    format: milliseconds("15s"),
    doc: "silence after which a client is lost, or one that asks for nothing",
  },
  drainTimeout: {
    format: milliseconds("10s"),
    doc: "how long requests may go on after SIGTERM",
  },
  logLevel: {
    format: oneOf("info", ["trace", "debug", "info", "warn", "error", "fatal", "silent"]),
    doc: "the least level that is logged",
  },
  metrics: { format: flag("true"), doc: "whether /metrics is served" },
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
