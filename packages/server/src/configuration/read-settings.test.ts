/** Settings from flags, environment and file. */

import { expect, test } from "vitest";
import { type Reader, settingLines } from "./print-settings.js";
import { ConfigurationError, readSettings, type SettingSources } from "./read-settings.js";

function sources(given: Partial<SettingSources>): SettingSources {
  return { flags: {}, environment: {}, file: null, ...given };
}

/** `given` has these problems, one line for each mistake. */
function check(given: Partial<SettingSources>, problems: readonly string[]): void {
  let found: readonly string[] = [];
  try {
    readSettings(sources(given));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    found = error.problems;
  }
  expect(found).toEqual(problems);
}

test("without anything there are the defaults, on a loopback address", () => {
  const { settings, origins } = readSettings(sources({}));
  expect(settings).toMatchObject({
    host: "127.0.0.1",
    maxFrameSize: 32 * 1024 * 1024,
    pingInterval: 3_000,
    origins: [],
    token: null,
    metrics: true,
  });
  expect(new Set(Object.values(origins))).toEqual(new Set(["default"]));
});

test("a flag wins over the environment, the environment over the file", () => {
  const { settings, origins } = readSettings({
    flags: { port: "1" },
    environment: { BAREWIRE_PORT: "2", BAREWIRE_MAX_FRAME_SIZE: "2KiB" },
    file: '{ "port": 3, "maxFrameSize": 3, "maxActors": 4, "origins": ["https://a", "https://b"] }',
  });
  expect(settings).toMatchObject({ port: 1, maxFrameSize: 2_048, maxActors: 4 });
  expect(settings.origins).toEqual(["https://a", "https://b"]);
  expect(origins).toMatchObject({ port: "flag", maxFrameSize: "environment", maxActors: "file" });
});

test("every mistake is told, with its place and what is expected", () => {
  check(
    {
      flags: { port: "65536" },
      environment: { BAREWIRE_PING_INTERVAL: "3", BAREWIRE_LOG_LEVEL: "loud" },
      file: '{ "metrics": "perhaps", "prot": 1 }',
    },
    [
      "the configuration file has an unknown setting prot; see docs/options.md",
      '--port must be a whole number from 0 to 65535, got "65536"',
      'BAREWIRE_PING_INTERVAL must be a time like 250ms, 30s or 5min, got "3"',
      'BAREWIRE_LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, got "loud"',
      'metrics in the configuration file must be true or false, got "perhaps"',
    ],
  );
});

test("without tokens only a loopback address may be listened on", () => {
  check({ flags: { host: "0.0.0.0" } }, [
    "without BAREWIRE_TOKEN or --tokens-file the server listens on a loopback address only, " +
      "got --host 0.0.0.0: anyone could open every database",
  ]);
  check({ flags: { host: "127.0.0.5" } }, []);
  check({ flags: { host: "0.0.0.0" }, environment: { BAREWIRE_TOKEN: "t" } }, []);
});

test("half of TLS is a mistake", () => {
  check({ flags: { tlsCertFile: "cert.pem" } }, [
    "TLS needs both --tls-cert-file and --tls-key-file; only one is set",
  ]);
});

test("a file that is not a JSON object is a mistake", () => {
  check({ file: "port: 1" }, ["the configuration file is not valid JSON"]);
  check({ file: "[]" }, [
    "the configuration file must be a JSON object with the names of settings",
  ]);
});

/** Prints the settings for a store in PostgreSQL, a token and a file of tokens. */
function printed(reader: Reader): readonly string[] {
  const effective = readSettings({
    flags: { store: "postgres://user:hunter2@db/x?sslpassword=hunter2" },
    environment: { BAREWIRE_TOKEN: "swordfish", BAREWIRE_TLS_CERT_FILE: "/certs/chain.pem" },
    file: '{ "tlsKeyFile": "/certs/key.pem" }',
  });
  const lines = settingLines(effective, reader).map((line) => line.replaceAll(/ +/g, " "));
  expect(lines).toContain("token set, not shown (environment)");
  expect(lines).toContain("port 7447 (default)");
  expect(lines.join("\n")).not.toMatch(/hunter2|swordfish/);
  return lines;
}

test("what is printed to a log names where each value comes from and shows no path", () => {
  const lines = printed("log");
  expect(lines).toContain("store postgres:... (flag)");
  expect(lines).toContain("tlsCertFile set, not shown (environment)");
});

test("what is printed to the operator has paths and hosts, and no secret", () => {
  const lines = printed("operator");
  expect(lines).toContain("store postgres://user:***@db/x?... (flag)");
  expect(lines).toContain("tlsCertFile /certs/chain.pem (environment)");
  const [store] = settingLines(
    readSettings(sources({ flags: { store: "lmdb:/data/store" } })),
    "operator",
  ).filter((line) => line.startsWith("store"));
  expect(store).toMatch(/ lmdb:\/data\/store {2}\(flag\)$/);
});
