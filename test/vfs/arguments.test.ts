/** Arguments that cannot be used, as callers without types give them, are refused by name. */

import { ClientError, createEnvoyClient } from "@barewire/client";
import {
  createSharedRuntime,
  currentPlatform,
  type Database,
  DatabaseError,
  DEFAULT_PAGE_FLAGS,
  openDatabase,
  openDatabaseOnSession,
  readPageFlags,
  type SharedRuntime,
} from "@barewire/sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Gate } from "./gate.js";
import { PageMapServer } from "./page-map-server.js";
import { testRuntime } from "./test-runtime.js";
import { UnhandledRejections } from "./unhandled-rejections.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

let runtime: SharedRuntime;
let database: Database;
const unhandled = new UnhandledRejections();

beforeAll(async () => {
  runtime = await testRuntime();
  database = await openDatabaseOnSession(new PageMapServer().open(), runtime);
});

afterAll(async () => {
  await database.close();
  // A refused call must not be reported again when the database ends.
  expect(await unhandled.found()).toEqual([]);
  unhandled.stop();
});

/** Whatever a caller without types may give. */
// biome-ignore lint/suspicious/noExplicitAny: the tests give what no type allows.
type Anything = any;

/** The error of a call: of its promise, or thrown at once. */
async function failureOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

/** The call fails with the kind, names what it is about, and leaves the database alive. */
async function check(
  call: () => unknown,
  kind: "invalid-parameter" | "invalid-option" | "invalid-sql",
  name: string,
  reason: RegExp = /./,
): Promise<void> {
  const error = await failureOf(call);
  if (!(error instanceof DatabaseError)) throw error;
  const { issue } = error;
  if (issue.kind !== kind) throw error;
  expect(issue.reason).toMatch(reason);
  const named = issue.kind === "invalid-parameter" ? issue.parameter : undefined;
  expect(issue.kind === "invalid-option" ? issue.option : (named ?? "sql")).toBe(name);
  expect(await database.get("SELECT 1 AS one")).toEqual({ one: 1 });
}

function detached(): Uint8Array {
  const bytes = new Uint8Array(4);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}

const VALUES: readonly (readonly [string, () => Anything, RegExp])[] = [
  ["a function", () => () => 1, /got a function/],
  ["a symbol", () => Symbol("one"), /got a symbol/],
  ["undefined", () => undefined, /got nothing/],
  ["an object", () => ({ a: 1 }), /got an object/],
  ["an array", () => [1], /got an array/],
  ["a date", () => new Date(0), /got a Date/],
  ["a promise", () => Promise.resolve(1), /got a Promise/],
  ["memory without a view", () => new ArrayBuffer(1), /got an ArrayBuffer/],
  ["another view", () => new Float64Array(1), /got a Float64Array/],
  ["a view by its prototype alone", () => Object.create(Uint8Array.prototype), /got/],
  ["a proxy of bytes", () => new Proxy(new Uint8Array(1), {}), /got/],
  ["detached bytes", detached, /detached/],
  ["not a number", () => Number.NaN, /not a number/],
  ["a lone surrogate", () => "a\udfff", /surrogate/],
  ["an integer of 65 bits", () => 2n ** 64n, /64 bits/],
  ["a very large integer", () => 2n ** 4_000n, /64 bits/],
  ["a boxed text", () => new String("a"), /got a String/],
];

describe.each(["run", "all", "get", "iterate"] as const)("parameters of %s:", (method) => {
  const call = (parameters: unknown): unknown => {
    const given = parameters as Anything;
    const outcome = (database as Anything)[method]("SELECT ?", given);
    return "next" in outcome ? outcome.next() : outcome;
  };

  test.each(VALUES)("%s is refused", async (_, make, reason) => {
    const [value, other] = [make(), make()];
    await check(() => call([value]), "invalid-parameter", "1", reason);
    await check(() => call({ "0": other }), "invalid-parameter", "0", reason);
  });

  test.each<[string, () => unknown, string, RegExp]>([
    ["null", () => null, "parameters", /got null/],
    ["a text", () => "a", "parameters", /got a text/],
    ["a number", () => 1, "parameters", /got 1/],
    ["bytes", () => new Uint8Array(1), "parameters", /got a Uint8Array/],
    ["a map", () => new Map(), "parameters", /got a Map/],
    ["a promise", () => Promise.resolve([1]), "parameters", /got a Promise/],
    ["a hole", () => new Array(1), "1", /got nothing/],
    ["a very long list", () => new Array(2 ** 32 - 1), "parameters", /more than SQLite's 32766/],
    [
      "a getter that throws",
      () => ({
        get a() {
          throw new RangeError("planted");
        },
      }),
      "a",
      /reading it failed/,
    ],
    [
      "a revoked proxy",
      () => {
        const { proxy, revoke } = Proxy.revocable([1], {});
        revoke();
        return proxy;
      },
      "parameters",
      /reading it failed/,
    ],
  ])("%s instead of parameters is refused", async (_, make, name, reason) => {
    await check(() => call(make()), "invalid-parameter", name, reason);
  });
});

describe("parameters", () => {
  test("are what they were at the call, wherever they are and whatever becomes of them", async () => {
    const shared = new Uint8Array(new SharedArrayBuffer(2)).fill(1);
    const pooled = Buffer.from("ab");
    const list: Anything[] = [shared, pooled, 3];
    const gate = new Gate();
    const blocking = database.transaction(() => gate.opened);
    const waiting = database.get("SELECT hex(?) AS a, hex(?) AS b, ? AS c", list);
    shared.fill(9);
    pooled.fill(9);
    list[2] = 9;
    gate.open();
    await blocking;
    expect(await waiting).toEqual({ a: "0101", b: "6162", c: 3 });
  });

  test("may be in a proxy, in an object without a prototype, or undefined for none", async () => {
    const sql = "SELECT ? AS a";
    expect(await database.get(sql, new Proxy([1], {}))).toEqual({ a: 1 });
    const named: Anything = Object.assign(Object.create(null), { a: 1, __proto__: null });
    expect(await database.get("SELECT :a AS a", named)).toEqual({ a: 1 });
    expect(await database.get("SELECT 1 AS a", undefined)).toEqual({ a: 1 });
  });

  test("of a statement, a scope and a reserved connection are checked alike", async () => {
    const bad: Anything = [() => 1];
    const statement = await database.prepare("SELECT ?");
    await check(() => statement.get(bad), "invalid-parameter", "1");
    await check(() => statement.iterate(bad), "invalid-parameter", "1");
    await check(
      () => database.transaction((scope) => scope.get("SELECT ?", bad)),
      "invalid-parameter",
      "1",
    );
    const connection = await database.reserve();
    const call = failureOf(() => connection.get("SELECT ?", bad));
    expect(await call).toMatchObject({ issue: { kind: "invalid-parameter" } });
    await connection.release();
  });
});

test.each(["execute", "run", "all", "get", "iterate", "prepare"] as const)(
  "SQL of %s is a text that UTF-8 can hold",
  async (method) => {
    for (const sql of [undefined, null, 1, {}, [], Symbol("a"), () => "", new String("SELECT 1")]) {
      await check(
        () => (database as Anything)[method](sql),
        "invalid-sql",
        "sql",
        /expected a text/,
      );
    }
    await check(
      () => (database as Anything)[method]("SELECT '\ud800'"),
      "invalid-sql",
      "sql",
      /surrogate/,
    );
  },
);

describe("other arguments of a database:", () => {
  test("the work of a transaction is a function", async () => {
    for (const work of [undefined, null, 1, Promise.resolve()]) {
      await check(() => database.transaction(work as Anything), "invalid-option", "work");
    }
  });

  test.each(["all", "get", "iterate", "prepare"] as const)(
    "rowMode of %s is one of two, and is spelt so",
    async (method) => {
      const call = (options: Anything) => () =>
        method === "prepare"
          ? database.prepare("SELECT 1", options)
          : (database as Anything)[method]("SELECT 1", [], options);
      for (const rowMode of ["arrays", "Array", "", true, 1, null, ["array"]]) {
        await check(call({ rowMode }), "invalid-option", "rowMode", /"object" or "array"/);
      }
      await check(call({ rowmode: "array" }), "invalid-option", "rowmode", /mean rowMode\?/);
      for (const options of [null, 1, ["array"], "array"]) {
        await check(call(options), "invalid-option", "options", /expected an object/);
      }
    },
  );

  test("the rowMode of a statement is that of its prepare", async () => {
    const statement = await database.prepare("SELECT 1", { rowMode: "array" });
    const options: Anything = { rowMode: "object" };
    await check(() => statement.iterate([], options), "invalid-option", "rowMode", /no such/);
  });

  test("readAhead is a count, and is spelt so", async () => {
    const iterate = (options: Anything) => () => database.iterate("SELECT 1", [], options);
    for (const readAhead of [0, -1, 1.5, Number.NaN, 10_001, "1", null, 1n]) {
      await check(iterate({ readAhead }), "invalid-option", "readAhead", /from 1 to 10000|whole/);
    }
    await check(
      iterate({ readahead: 1 }),
      "invalid-option",
      "readahead",
      /did you mean readAhead\?/,
    );
    for (const options of [null, 1, [], "readAhead"]) {
      await check(iterate(options), "invalid-option", "options", /expected an object/);
    }
    expect(await iterate({ readAhead: undefined })().next()).toMatchObject({ done: false });
  });
});

const { transport: openTransport } = new WireServer();
let connectionCount = 0;
const counted = {
  open: (...given: Parameters<typeof openTransport.open>) => {
    connectionCount += 1;
    return openTransport.open(...given);
  },
};
const whole = { transport: counted, namespace: NAMESPACE, actor: "one" };
const url = "ws://127.0.0.1:9";

const OPTIONS: readonly (readonly [Anything, string, RegExp])[] = [
  [undefined, "options", /expected an object, got nothing/],
  [null, "options", /got null/],
  [[], "options", /got an array/],
  [{}, "namespace", /required/],
  [{ ...whole, namespace: undefined }, "namespace", /required/],
  [{ ...whole, namespace: null }, "namespace", /expected a text, got null/],
  [{ ...whole, namespace: "" }, "namespace", /empty/],
  [{ ...whole, namespace: "ä".repeat(65) }, "namespace", /at most 128 bytes of UTF-8, got 130/],
  [{ ...whole, actor: "a".repeat(257) }, "actor", /at most 256 bytes of UTF-8, got 257/],
  [{ ...whole, actor: "a\0b" }, "actor", /NUL/],
  [{ ...whole, actor: "\ud800" }, "actor", /surrogate/],
  [{ ...whole, actor: Symbol("a") }, "actor", /got a symbol/],
  [{ ...whole, name: "one" }, "name", /did you mean namespace\?/],
  [{ ...whole, requestTimeout: 1 }, "requestTimeout", /did you mean requestTimeoutMs\?/],
  [{ ...whole, maxQueueCount: 1 }, "maxQueueCount", /did you mean maxQueuedCount\?/],
  [{ ...whole, colour: 1 }, "colour", /there is no such option; there are/],
  [{ ...whole, requestTimeoutMs: "1" }, "requestTimeoutMs", /number of milliseconds/],
  [{ ...whole, requestTimeoutMs: 2 ** 31 }, "requestTimeoutMs", /to 2147483647, got 2147483648/],
  [{ ...whole, turnTimeoutMs: Number.NaN }, "turnTimeoutMs", /got NaN/],
  [{ ...whole, turnTimeoutMs: 0 }, "turnTimeoutMs", /from 1/],
  [{ ...whole, maxQueuedCount: -1 }, "maxQueuedCount", /from 0/],
  [{ ...whole, whenOffline: "never" }, "whenOffline", /"wait" or "fail"/],
  [{ ...whole, retryJitter: 2 }, "retryJitter", /from 0 to 1/],
  [{ ...whole, runtime: {} }, "runtime", /createSharedRuntime/],
  [{ ...whole, transport: {} }, "transport", /without open\(\)/],
  [{ ...whole, url }, "url", /got both/],
  [{ ...whole, token: "a" }, "token", /got both/],
  [{ namespace: "n", actor: "a" }, "url", /required, unless transport/],
  [{ namespace: "n", actor: "a", url: "http://127.0.0.1" }, "url", /write ws: in its place/],
  [{ namespace: "n", actor: "a", url: "https://127.0.0.1" }, "url", /write wss: in its place/],
  [{ namespace: "n", actor: "a", url: "127.0.0.1:80" }, "url", /expected a URL/],
  [{ namespace: "n", actor: "a", url: "ftp://127.0.0.1" }, "url", /another scheme/],
  [{ namespace: "n", actor: "a", url: new URL(url) }, "url", /got/],
  [{ namespace: "n", actor: "a", url, token: "\ud800" }, "token", /surrogate/],
  [{ namespace: "n", actor: "a", url, token: null }, "token", /got null/],
];

describe("openDatabase", () => {
  test.each(OPTIONS)("refuses %j by name before it connects", async (options, name, reason) => {
    const promise: unknown = openDatabase(options);
    // An error is told by the promise, whatever is wrong.
    expect(promise).toBeInstanceOf(Promise);
    await check(() => promise, "invalid-option", name, reason);
    expect(connectionCount).toBe(0);
  });

  test("reads each option once, and what reading throws is the cause", async () => {
    const cause = new RangeError("planted");
    const options: Anything = {
      ...whole,
      get actor() {
        throw cause;
      },
    };
    const error = await failureOf(() => openDatabase(options));
    expect(error).toMatchObject({ cause, issue: { kind: "invalid-option", option: "actor" } });
  });

  test("takes the longest names, and undefined for what may be absent", async () => {
    const options: Anything = {
      transport: openTransport,
      runtime,
      namespace: "ä".repeat(64),
      actor: "a".repeat(256),
      requestTimeoutMs: undefined,
      token: undefined,
    };
    const opened = await openDatabase(options);
    expect(await opened.get("SELECT 1 AS one")).toEqual({ one: 1 });
    await opened.close();
  });
});

describe("functions besides", () => {
  test("openDatabaseOnSession", async () => {
    const open: Anything = openDatabaseOnSession;
    await check(() => open(null, runtime), "invalid-option", "session");
    await check(() => open({}, runtime), "invalid-option", "session", /without getPages/);
    const session = new PageMapServer().open();
    await check(() => open(session, {}), "invalid-option", "runtime");
    await check(() => open(session, runtime, null), "invalid-option", "options");
    await check(() => open(session, runtime, { queue: 1 }), "invalid-option", "queue");
  });

  test("createSharedRuntime", async () => {
    const create = (options: Anything) => () => createSharedRuntime(options);
    await check(create(null), "invalid-option", "options");
    await check(create({ bindings: "worker" }), "invalid-option", "bindings", /mean binding\?/);
    await check(create({ binding: "thread" }), "invalid-option", "binding", /"worker" or/);
    await check(create({ platform: {} }), "invalid-option", "platform", /without spawnWorker/);
    await check(create({ clock: new Map() }), "invalid-option", "clock");
    await check(create({ random: Math }), "invalid-option", "random");
    await check(create({ workerUrl: 1 }), "invalid-option", "workerUrl");
    await check(create({ flags: {} }), "invalid-option", "flags.readAhead", /required/);
    const flags = DEFAULT_PAGE_FLAGS;
    const withFlag = (flag: object): (() => unknown) => create({ flags: { ...flags, ...flag } });
    await check(withFlag({ cacheByte: 1 }), "invalid-option", "flags.cacheByte", /did you mean/);
    await check(withFlag({ cacheBytes: "1" }), "invalid-option", "flags.cacheBytes");
    await check(withFlag({ hints: 1 }), "invalid-option", "flags.hints", /true or false/);
  });

  test("readPageFlags and currentPlatform", async () => {
    const calls: readonly (readonly [(given: Anything) => unknown, string])[] = [
      [readPageFlags, "read"],
      [currentPlatform, "options"],
    ];
    for (const [call, name] of calls) {
      for (const given of [null, 1, "other", []]) {
        await check(() => call(given), "invalid-option", name);
      }
    }
    expect(readPageFlags((() => 5) as Anything)).toEqual(DEFAULT_PAGE_FLAGS);
  });

  test("createEnvoyClient throws a ClientError of this kind", async () => {
    const { transport } = new WireServer();
    const whole = { transport, namespace: "n", actors: ["a"] };
    const cases: readonly (readonly [Anything, string])[] = [
      [null, "options"],
      [{ ...whole, actors: "a" }, "actors"],
      [{ ...whole, actors: [] }, "actors"],
      [{ ...whole, actors: ["a", "a"] }, "actors"],
      [{ ...whole, actors: ["\0"] }, "actors"],
      [{ ...whole, namespace: undefined }, "namespace"],
      [{ ...whole, actor: "a" }, "actor"],
      [{ ...whole, limits: { maxRetry: 1 } }, "limits.maxRetry"],
      [{ ...whole, limits: { maxRetryMs: -1 } }, "limits.maxRetryMs"],
      [{ ...whole, limits: null }, "limits"],
    ];
    for (const [options, option] of cases) {
      const error = await failureOf(() => createEnvoyClient(options));
      expect(error).toBeInstanceOf(ClientError);
      expect(error).toMatchObject({ issue: { kind: "invalid-option", option } });
    }
  });
});
