/**
 * The settings of the server. Each has one declaration, from which follow its flag, its environment
 * variable, its name in a configuration file, and its line of docs/options.md.
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
  /** A secret is never printed. */
  readonly isSecret?: true;
  /** A path is shown to the operator on a terminal, and not where a log may be kept. */
  readonly isPath?: true;
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
  readonly logFormat: "auto" | "text" | "json";
  readonly metrics: boolean;
};

export type SettingName = keyof Settings;

/**
 * The settings in the order in which they are printed. Defaults are texts, and parsed like any
 * other value.
 */
export const SETTINGS: { readonly [Name in SettingName]: Setting<Settings[Name]> } = {
  host: { format: text("127.0.0.1"), doc: "the address to listen on" },
  port: { format: integer("7447", 0, 65_535), doc: "the port to listen on; 0 picks a free one" },
  store: {
    format: text("lmdb:./data"),
    doc: "the store of the databases: lmdb:PATH, postgres://..., memory:",
  },
  token: {
    format: text(null),
    doc: "the token that clients must present; it opens every namespace",
    isSecret: true,
  },
  tokensFile: {
    format: text(null),
    doc: "a JSON file that maps tokens to lists of namespaces, * for all",
    isPath: true,
  },
  tlsCertFile: {
    format: text(null),
    doc: "the certificate chain, PEM; TLS is off without one",
    isPath: true,
  },
  tlsKeyFile: {
    format: text(null),
    doc: "the private key of the certificate, PEM",
    isPath: true,
  },
  origins: {
    format: list(""),
    doc: "the origins whose pages may connect, separated by commas; * for all",
  },
  maxFrameSize: {
    format: size("32MiB"),
    doc: "the largest frame that a client may send; a larger one closes the connection",
  },
  maxConnections: {
    format: integer("10000", 1),
    doc: "the connections that may be open; more are rejected with status 503",
  },
  maxActors: { format: integer("64", 1), doc: "the databases that one connection may open" },
  maxConnectionMemory: {
    format: size("64MiB"),
    doc: "the bytes of requests and responses in progress above which a connection is paused",
  },
  maxMemory: {
    format: size("512MiB"),
    doc: "the same limit for all connections together",
  },
  maxDatabaseSize: {
    format: size("10GiB"),
    doc: "the quota of a database, unless barewire-storage set-quota gives it another",
  },
  pageCache: { format: size("64MiB"), doc: "the size of the cache of inflated pages" },
  pingInterval: { format: milliseconds("3s"), doc: "the interval of heartbeats" },
  idleTimeout: {
    format: milliseconds("15s"),
    doc: "the time after which a client that sends nothing, or does not read, is disconnected",
  },
  drainTimeout: {
    format: milliseconds("10s"),
    doc: "the time that requests have to finish after SIGTERM",
  },
  logLevel: {
    format: oneOf("info", ["trace", "debug", "info", "warn", "error", "fatal", "silent"]),
    doc: "the lowest level that is logged",
  },
  logFormat: {
    format: oneOf("auto", ["auto", "text", "json"]),
    doc: "the form of the log; auto is text on a terminal and JSON elsewhere",
  },
  metrics: { format: flag("true"), doc: "whether /metrics is served" },
};

// The keys of the table are the names of the settings.
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** The flag of a setting: `--max-frame-size` for `maxFrameSize`. */
export function flagOf(name: SettingName): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The variable of a setting: `BAREWIRE_MAX_FRAME_SIZE` for `maxFrameSize`. */
export function variableOf(name: SettingName): string {
  return `BAREWIRE_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
