/** Calls of every public function of a database, with arguments that may be anything. */

import { createEnvoyClient } from "@barewire/client";
import {
  createSharedRuntime,
  currentPlatform,
  type Database,
  DEFAULT_PAGE_FLAGS,
  openDatabase,
  openDatabaseOnSession,
  readPageFlags,
  type SharedRuntime,
  type SqlScope,
} from "@barewire/sqlite";
import { pick, type Random } from "../contract/seeded-random.js";
import {
  hostileValue,
  type Named,
  PlantedError,
  someParameters,
  someSql,
} from "./hostile-values.js";
import { PageMapServer } from "./page-map-server.js";
import { NAMESPACE, WireServer } from "./wire-server.js";

/** A call, and what it is, for the error of a failure. */
export interface HostileCall {
  readonly name: string;
  readonly text: string;
  readonly run: () => Promise<unknown>;
}

export interface CallTargets {
  readonly database: Database;
  readonly runtime: SharedRuntime;
}

// The calls are those of a caller without types.
// biome-ignore lint/suspicious/noExplicitAny: that is what such a caller has.
type Untyped = any;

type Make = (random: Random, targets: CallTargets) => HostileCall;

function sqlArgument(random: Random): Named {
  if (random(12) === 0) return hostileValue(random);
  const value = someSql(random);
  return { name: JSON.stringify(value.slice(0, 80)), value };
}

function call(
  name: string,
  values: readonly Named[],
  run: (...values: Untyped[]) => Promise<unknown>,
): HostileCall {
  const text = `${name}(${values.map((value) => value.name).join(", ")})`;
  return { name, text, run: () => run(...values.map(({ value }) => value)) };
}

/** Reads a few rows, and then does with the iteration what chance says. */
async function readSome(
  random: Random,
  rows: AsyncGenerator,
  between: () => unknown,
): Promise<void> {
  for (let count = random(4); count >= 0; count--) {
    const next = rows.next();
    if (random(8) === 0) await Promise.allSettled([next, rows.next(), rows.return(undefined)]);
    if ((await next).done === true) return;
    if (random(2) === 0) await between();
  }
  if (random(2) === 0) await rows.return(undefined);
  else if (random(4) === 0) await rows.throw(new PlantedError("planted"));
}

const METHODS = ["execute", "run", "all", "get", "values", "prepare", "batch", "runMany"] as const;

/** Limits of a call, which mostly are reached while it runs, if at all. */
function someLimits(random: Random): Named {
  const timeoutMs = 1 + random(3);
  return pick(random, [
    { name: `{ timeoutMs: ${timeoutMs} }`, value: { timeoutMs } },
    { name: "{ signal: aborted }", value: { signal: AbortSignal.abort() } },
    { name: "{ signal: AbortSignal.timeout(1) }", value: { signal: AbortSignal.timeout(1) } },
  ]);
}

/** The statements of a batch, or the parameters of many runs. */
function someList(random: Random, make: (random: Random) => Named): Named {
  if (random(8) === 0) return hostileValue(random);
  const items = Array.from({ length: random(4) }, () => make(random));
  return {
    name: `[${items.map(({ name }) => name).join(", ")}]`,
    value: items.map(({ value }) => value),
  };
}

function someStatement(random: Random): Named {
  const [sql, parameters] = [sqlArgument(random), someParameters(random)];
  if (random(2) === 0) return sql;
  return {
    name: `{ sql: ${sql.name}, parameters: ${parameters.name} }`,
    value: { sql: sql.value, parameters: parameters.value },
  };
}

/** One statement on a scope, in any way. */
function scopeCall(random: Random, scope: SqlScope): HostileCall {
  const method = pick(random, [...METHODS, "iterate", "statement"] as const);
  const values = [sqlArgument(random), someParameters(random)];
  const arrays = { name: '{ rowMode: "array" }', value: { rowMode: "array" } };
  const one = { name: "{ readAhead: 1 }", value: { readAhead: 1 } };
  const { name, value } = hostileValue(random);
  const wrong = pick(random, [
    { name: `{ rowMode: ${name} }`, value: { rowMode: value } },
    { name, value },
  ]);
  const options = pick(random, [[], [], [arrays], [one], [wrong], [someLimits(random)]]);
  const write = (): Promise<unknown> => {
    const sql = random(2) === 0 ? "DROP TABLE IF EXISTS t" : someSql(random);
    return scope.execute(sql).catch(() => undefined);
  };
  switch (method) {
    case "iterate":
      if (random(2) === 0) values[0] = { name: "rows", value: "SELECT a FROM t WHERE a > 0" };
      return call("iterate", [...values, ...options], async (...given) => {
        const [sql, parameters, reading] = given;
        await readSome(random, scope.iterate(sql, parameters, reading), write);
      });
    case "statement":
      return call("statement", [...values, ...options], async (sql, parameters, preparing) => {
        const statement = await scope.prepare(sql, preparing);
        await statement[pick(random, ["run", "all", "get"] as const)](parameters);
        await readSome(random, statement.iterate(parameters), write);
      });
    default:
      if (method === "prepare" || method === "batch") values.pop();
      if (method === "batch") values[0] = someList(random, someStatement);
      if (method === "runMany") values[1] = someList(random, someParameters);
      return call(method, [...values, ...options], (...given: Untyped) =>
        (scope[method] as Untyped)(...given),
      );
  }
}

/** Work of a transaction that does some of everything, and forgets to await some of it. */
function someWork(
  random: Random,
  { database }: CallTargets,
): (scope: SqlScope) => Promise<unknown> {
  const seed = random(1_000);
  const what = random(8);
  return async (scope) => {
    await scope.run("SELECT 1");
    switch (what) {
      case 0:
        throw new PlantedError("planted");
      case 1:
        return database.run("SELECT 1");
      case 2:
        void scope.run("SELECT 1");
        return seed;
      case 3:
        void scope.transaction(() => new Promise(() => undefined));
        return seed;
      case 4:
        return scope.transaction(someWork(random, { database } as CallTargets));
      case 5:
        void scope.iterate("SELECT 1").next();
        return database.transaction(async () => seed);
      default: {
        const { run } = scopeCall(random, scope);
        await run();
        return scopeCall(random, scope).run();
      }
    }
  };
}

const ON_DATABASE: readonly Make[] = [
  (random, { database }) => scopeCall(random, database),
  (random, targets) => {
    const isHostile = random(4) === 0;
    const work = isHostile
      ? hostileValue(random)
      : { name: "work", value: someWork(random, targets) };
    return call("transaction", [work], (given) => targets.database.transaction(given));
  },
  (random, { database }) =>
    call("reserve", [], async () => {
      const connection = await database.reserve();
      try {
        const { run } = scopeCall(random, connection);
        await run();
        if (random(3) === 0) void connection.run("SELECT 1");
      } finally {
        await (random(2) === 0 ? connection.release() : connection[Symbol.asyncDispose]());
      }
      return connection.run("SELECT 1");
    }),
  (_, { database }) => call("metrics", [], () => database.metrics()),
];

/** Options that are right but for one, which may be anything. */
function someOptions(random: Random, right: Readonly<Record<string, unknown>>): Named {
  if (random(4) === 0) return hostileValue(random);
  const key = pick(random, [...Object.keys(right), "nameSpace", "__proto__", "", "timeout"]);
  const { name, value } = hostileValue(random);
  return { name: `{ ..., ${key}: ${name} }`, value: { ...right, [key]: value } };
}

const { transport } = new WireServer();

const FUNCTIONS: readonly Make[] = [
  (random, { runtime }) => {
    const right = { transport, runtime, namespace: NAMESPACE, actor: "other", turnTimeoutMs: 50 };
    return call("openDatabase", [someOptions(random, right)], async (options) => {
      const database = await openDatabase(options);
      await (random(2) === 0 ? database.close() : database.abandon());
      await database.run("SELECT 1");
    });
  },
  (random, { runtime }) => {
    const values: [unknown, unknown, Named] = [
      new PageMapServer().open(),
      runtime,
      someOptions(random, { maxQueuedCount: 5, turnTimeoutMs: 50, batchAtomicCheck: "always" }),
    ];
    const given: Named[] = [
      { name: "session", value: values[0] },
      { name: "runtime", value: values[1] },
      values[2],
    ];
    if (random(2) === 0) given[random(2)] = hostileValue(random);
    return call("openDatabaseOnSession", given, async (...parts: Untyped) => {
      const database: Database = await (openDatabaseOnSession as Untyped)(...parts);
      const calls = [database.run("SELECT 1"), database.close(), database.close()];
      await Promise.allSettled(calls);
      await database.transaction(async () => undefined);
    });
  },
  (random) => {
    const flags = someOptions(random, { ...DEFAULT_PAGE_FLAGS, cacheBytes: 65_536 });
    const options = random(2) === 0 ? { name: flags.name, value: { flags: flags.value } } : null;
    const right = { binding: "worker", workerUrl: "file:///worker.js" };
    return call("createSharedRuntime", [options ?? someOptions(random, right)], async (given) =>
      createSharedRuntime(given),
    );
  },
  (random) => call("readPageFlags", [hostileValue(random)], async (given) => readPageFlags(given)),
  (random) =>
    call("currentPlatform", [hostileValue(random)], async (given) => currentPlatform(given)),
  (random) => {
    const right = { transport, namespace: NAMESPACE, actors: ["client"], limits: {} };
    return call("createEnvoyClient", [someOptions(random, right)], async (options) => {
      await createEnvoyClient(options).close();
    });
  },
];

/** Most calls are of a database that is open. */
export function hostileCall(random: Random, targets: CallTargets): HostileCall {
  const make = random(6) === 0 ? pick(random, FUNCTIONS) : pick(random, WEIGHTED);
  return make(random, targets);
}

const [statements, ...others] = ON_DATABASE;
const WEIGHTED: readonly Make[] = [
  ...Array.from({ length: 5 }, () => statements as Make),
  ...others,
];
