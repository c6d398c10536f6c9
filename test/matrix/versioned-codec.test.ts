/** The versioned codec of a protocol: versions, paths, the embedded form, and what each refuses. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as envoy from "@barewire/protocol/envoy-protocol";
import * as v1 from "@barewire/protocol/envoy-protocol/v1";
import * as v3 from "@barewire/protocol/envoy-protocol/v3";
import * as storage from "@barewire/protocol/sqlite-storage";
import { attempt, type WireIssue } from "@barewire/runtime";
import { expect, test } from "vitest";

const { VERSIONS } = envoy;
const OLDEST = Math.min(...VERSIONS);
const NEWEST = Math.max(...VERSIONS);

/** A version and all that follow it. */
const since = (version: number): readonly number[] => VERSIONS.filter((own) => own >= version);

const META: v3.SqliteMeta = {
  generation: 1n,
  headTxid: 2n,
  materializedTxid: 1n,
  dbSizePages: 3,
  pageSize: 4096,
  creationTsMs: 5n,
  maxDeltaBytes: 6n,
};

const PONG: envoy.ToRivet = { tag: "ToRivetPong", val: { ts: 258n } };

const RANGE: envoy.ToRivet = {
  tag: "ToRivetSqliteGetPageRangeRequest",
  val: {
    requestId: 1,
    data: { actorId: "a", generation: 1n, startPgno: 1, maxPages: 2, maxBytes: 3n },
  },
};

type Commands = Extract<envoy.ToEnvoy, { readonly tag: "ToEnvoyCommands" }>;

/** A start command as v3 has it, raised to the newest version, which may have more fields. */
function start(sqliteStartupData: v3.SqliteStartupData | null): Commands {
  const checkpoint = { actorId: "a", generation: 1, index: 0n };
  const config = { name: "n", key: null, createTs: 0n, input: null };
  const val = { config, hibernatingRequests: [], preloadedKv: null, sqliteStartupData };
  const inner: v3.Command = { tag: "CommandStartActor", val };
  const stop: v3.Command = { tag: "CommandStopActor", val: { reason: "DESTROY" } };
  const commands: v3.ToEnvoy = {
    tag: "ToEnvoyCommands",
    val: [
      { checkpoint, inner: stop },
      { checkpoint, inner },
    ],
  };
  const raised = envoy.decodeToEnvoy(v3.encodeToEnvoy(commands, { memory: "own" }), 3);
  if (raised.tag !== "ToEnvoyCommands") throw new Error(`it became ${raised.tag}`);
  return raised;
}

function check(operation: () => unknown, issue: Partial<WireIssue>): void {
  const result = attempt(operation);
  expect(result.ok).toBe(false);
  if (!result.ok) expect(result.issue).toMatchObject(issue);
}

test.each([
  ["envoy-protocol", VERSIONS],
  ["sqlite-storage", storage.VERSIONS],
])("VERSIONS are those of the schemas of %s, oldest first", (protocol, versions) => {
  const names = readdirSync(join(import.meta.dirname, "../../schemas", protocol));
  const numbers = names.flatMap((name) => /^v(\d+)\.bare$/.exec(name)?.[1] ?? []).map(Number);
  expect(versions).toEqual(numbers.sort((one, other) => one - other));
});

test("supports says which versions know a message or a part of one", () => {
  const asked = [OLDEST - 1, ...VERSIONS, NEWEST + 1];
  const having = (path: envoy.Path) => asked.filter((version) => envoy.supports(version, path));
  expect(having("ToRivet")).toEqual(since(1));
  expect(having("ToRivet.ToRivetPong")).toEqual(since(1));
  expect(having("ToRivet.ToRivetSqliteGetPagesRequest")).toEqual(since(2));
  expect(having("ToRivet.ToRivetSqliteGetPageRangeRequest")).toEqual(since(3));
  expect(having("ToEnvoy.ToEnvoySqlitePersistPreloadHintsResponse")).toEqual(since(3));
  expect(having("CommandStartActor.sqliteStartupData")).toEqual(since(2));
  expect([1, 2].filter((version) => storage.supports(version, "PreloadHints"))).toEqual([2]);
});

test("minVersion is the first that supports the path", () => {
  expect(envoy.minVersion("ToRivet.ToRivetPong")).toBe(1);
  expect(envoy.minVersion("CommandStartActor.sqliteStartupData")).toBe(2);
  expect(envoy.minVersion("ToRivet.ToRivetSqliteGetPageRangeRequest")).toBe(3);
  expect(storage.minVersion("Meta.cleanClose")).toBe(2);
});

test("kindOf names the message as paths do", () => {
  expect(envoy.kindOfToRivet(PONG)).toBe("ToRivet.ToRivetPong");
  expect(envoy.kindOfToEnvoy(start(null))).toBe("ToEnvoy.ToEnvoyCommands");
  expect(envoy.supports(2, envoy.kindOfToRivet(RANGE))).toBe(false);
});

test("an embedded message begins with its version, two bytes, little-endian", () => {
  const gateway: envoy.ToGateway = {
    tag: "ToGatewayPong",
    val: { requestId: new Uint8Array([1, 2, 3, 4]), ts: 258n },
  };
  const body = [0, 1, 2, 3, 4, 2, 1, 0, 0, 0, 0, 0, 0];
  for (const version of envoy.VERSIONS) {
    const bytes = envoy.encodeEmbeddedToGateway(gateway, version);
    expect([...bytes]).toEqual([version, 0, ...body]);
    expect(envoy.decodeEmbeddedToGateway(bytes)).toEqual(gateway);
  }
  expect(envoy.encodeEmbeddedToGateway(gateway)[0]).toBe(NEWEST);
});

test("an embedded message may stand anywhere in a larger buffer", () => {
  const bytes = envoy.encodeEmbeddedToRivet(PONG, 2);
  const larger = new Uint8Array(bytes.length + 4);
  larger.set(bytes, 3);
  expect(envoy.decodeEmbeddedToRivet(larger.subarray(3, 3 + bytes.length))).toEqual(PONG);
});

test("a truncated version prefix is malformed", () => {
  for (const bytes of [[], [1]]) {
    check(() => envoy.decodeEmbeddedToRivet(new Uint8Array(bytes)), {
      kind: "malformed",
      protocol: "envoy-protocol",
      root: "ToRivet",
    });
  }
});

test("a version outside the range is refused with the version asked and the range", () => {
  const asked = { kind: "unsupported-version", protocol: "envoy-protocol" } as const;
  const range = { minVersion: OLDEST, maxVersion: NEWEST };
  for (const version of [OLDEST - 1, NEWEST + 1, 99, 256, -1, 1.5]) {
    const issue = { ...asked, ...range, version };
    check(() => envoy.decodeToRivet(new Uint8Array(), version), issue);
    check(() => envoy.encodeToRivet(PONG, version), issue);
    check(() => envoy.encodeEmbeddedToRivet(PONG, version), issue);
  }
  const prefixes: readonly (readonly [number, readonly number[]])[] = [
    [0, [0, 0]],
    [99, [99, 0]],
    [256, [0, 1]],
    [0xffff, [0xff, 0xff]],
  ];
  for (const [version, prefix] of prefixes) {
    const bytes = new Uint8Array([...prefix, 4, 0, 0, 0, 0, 0, 0, 0, 0]);
    check(() => envoy.decodeEmbeddedToRivet(bytes), { ...asked, ...range, version });
  }
});

test("the bytes of a v3 message are malformed to v2, and the issue says where", () => {
  const bytes = v3.encodeToRivet(RANGE, { memory: "own" });
  check(() => envoy.decodeToRivet(bytes, 2), {
    kind: "malformed",
    protocol: "envoy-protocol",
    version: 2,
    root: "ToRivet",
    path: "ToRivet",
    offset: 0,
  });
});

test("the bytes of a v2 start command are never another message to v1", () => {
  const startup = { generation: 1n, meta: META, preloadedPages: [] };
  for (const data of [null, startup]) {
    const bytes = envoy.encodeToEnvoy(start(data), 2).slice();
    check(() => envoy.decodeToEnvoy(bytes, 1), { kind: "malformed", version: 1, root: "ToEnvoy" });
  }
});

test("a start command without startup data reaches v1, and one with it names the command", () => {
  const bytes = envoy.encodeToEnvoy(start(null), 1).slice();
  const arrived = v1.decodeToEnvoy(bytes);
  expect(JSON.stringify(arrived, plainBigints)).not.toContain("sqliteStartupData");
  expect(envoy.decodeToEnvoy(bytes, 1)).toEqual(start(null));
  const startup = { generation: 1n, meta: META, preloadedPages: [] };
  check(() => envoy.encodeToEnvoy(start(startup), 1), {
    kind: "not-representable",
    protocol: "envoy-protocol",
    version: 1,
    root: "ToEnvoy",
    path: "ToEnvoy.ToEnvoyCommands[1].inner.CommandStartActor.sqliteStartupData",
    since: 2,
    until: null,
    direction: "downgrade",
  });
});

function plainBigints(_: string, part: unknown): unknown {
  return typeof part === "bigint" ? `${part}` : part;
}

test("a refusal by two steps names the version that was asked for", () => {
  for (const version of [1, 2]) {
    check(() => envoy.encodeToRivet(RANGE, version), {
      kind: "not-representable",
      version,
      path: "ToRivet.ToRivetSqliteGetPageRangeRequest",
      since: 3,
      until: null,
      direction: "downgrade",
    });
  }
});

test("a root that a version lacks is refused in both directions", () => {
  const hints: storage.PreloadHints = { early: [], hot: [], ranges: [] };
  const issue = { kind: "not-representable", version: 1, path: "PreloadHints", since: 2 } as const;
  check(() => storage.encodePreloadHints(hints, 1), { ...issue, direction: "downgrade" });
  check(() => storage.decodePreloadHints(new Uint8Array(3), 1), { ...issue, direction: "upgrade" });
});

test("a message that did not change is decoded to the newest version without a converter", () => {
  const bytes = envoy.encodeToRivet(PONG, NEWEST).slice();
  for (const version of envoy.VERSIONS) {
    expect(envoy.encodeToRivet(PONG, version).slice()).toEqual(bytes);
    expect(envoy.decodeToRivet(bytes, version)).toEqual(PONG);
  }
});
