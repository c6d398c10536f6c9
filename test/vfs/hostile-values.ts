/**
 * Random values and SQL that no type allows or that make no sense, and some that are valid.
 */

import { pick, type Random } from "../contract/seeded-random.js";

/** An error that code of a caller throws here; it may come out of a call unchanged. */
export class PlantedError extends Error {}

/** A value with a text that names it, as most of them cannot be printed. */
export type Named<Value = unknown> = { readonly name: string; readonly value: Value };

function throwPlanted(): never {
  throw new PlantedError("planted");
}

/** A proxy of which every use throws. */
function throwingProxy(target: object): unknown {
  return new Proxy(target, new Proxy({}, { get: () => throwPlanted }));
}

function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function detached(): Uint8Array {
  const bytes = new Uint8Array(8);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}

function cyclic(): unknown {
  const value: Record<string, unknown> = {};
  value["self"] = value;
  return value;
}

const MAKERS: Readonly<Record<string, (random: Random) => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  "a number": (random) => random(100),
  "a negative number": (random) => -1 - random(5),
  "a fraction": () => 1.5,
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  "minus zero": () => -0,
  "a number beyond integers": () => 2 ** 60,
  "a bigint": () => 5n,
  "the largest bigint": () => 2n ** 63n - 1n,
  "a bigint of 65 bits": () => 2n ** 64n,
  "a huge bigint": () => 2n ** 20_000n,
  "a boolean": (random) => random(2) === 0,
  "a text": (random) => "ä".repeat(random(20)),
  "an empty text": () => "",
  "a lone surrogate": () => "a\ud800b",
  "a text with NUL": () => "a\0b",
  "a long text": () => "x".repeat(100_000),
  "a symbol": () => Symbol("s"),
  "a function": () => () => 1,
  "a function that throws": () => throwPlanted,
  "an async function": () => async () => 1,
  bytes: (random) => new Uint8Array(random(50)),
  "bytes of a pool": () => Buffer.from("abc"),
  "detached bytes": detached,
  "shared bytes": () => new Uint8Array(new SharedArrayBuffer(4)),
  "memory alone": () => new ArrayBuffer(4),
  "shared memory alone": () => new SharedArrayBuffer(4),
  "another view": () => new Float64Array(2),
  "a data view": () => new DataView(new ArrayBuffer(4)),
  "bytes by prototype": () => Object.create(Uint8Array.prototype),
  "bytes that lie": () => Object.defineProperty(new Uint8Array(2), "length", { value: 2 ** 31 }),
  "a proxy of bytes": () => new Proxy(new Uint8Array(2), {}),
  "a proxy": () => new Proxy({}, {}),
  "a proxy that throws": () => throwingProxy({}),
  "a proxy of a list that throws": () => throwingProxy([]),
  "a revoked proxy": () => revoked({}),
  "a revoked proxy of a list": () => revoked([]),
  "a proxy of a function that throws": () => throwingProxy(() => undefined),
  "an empty object": () => ({}),
  "an object": () => ({ a: 1 }),
  "a cyclic object": cyclic,
  "an object without a prototype": () => Object.assign(Object.create(null), { a: 2 }),
  "a getter that throws": () =>
    Object.defineProperty({}, "a", { enumerable: true, get: throwPlanted }),
  "a tag that throws": () => Object.defineProperty({}, Symbol.toStringTag, { get: throwPlanted }),
  "an object that converts itself": () => ({ toString: throwPlanted, valueOf: throwPlanted }),
  "a boxed number": () => Object(1),
  "a boxed text": () => Object("SELECT 1"),
  "a date": () => new Date(0),
  "an invalid date": () => new Date(Number.NaN),
  "an expression": () => /a/g,
  "an error": () => new Error("e"),
  "a map": () => new Map([["a", 1]]),
  "a set": () => new Set([1]),
  "a weak map": () => new WeakMap(),
  "a promise": () => Promise.resolve(1),
  "a promise that never settles": () => new Promise(() => undefined),
  // biome-ignore lint/suspicious/noThenProperty: it is meant to be taken for a promise.
  "a thenable that throws": () => ({ then: throwPlanted }),
  "a generator": () =>
    (function* values() {
      yield 1;
    })(),
  "an empty list": () => [],
  "a list": () => [1],
  "a list of two": () => [1, "b"],
  "a list with a hole": () => new Array(1),
  "a list of the largest length": () => new Array(2 ** 32 - 1),
  "a list of a function": () => [() => 1],
  "a list of undefined": () => [undefined],
  "a list that lies": () =>
    new Proxy([1], { get: (list, key) => (key === "length" ? -1 : Reflect.get(list, key)) }),
  "arguments of a function": () =>
    (function list(..._: readonly unknown[]) {
      // biome-ignore lint/complexity/noArguments: these are what is to be given.
      return arguments;
    })(1),
  "the global object": () => globalThis,
};

const NAMES = Object.keys(MAKERS);

/** Any of them, or a list or an object with one of them in it. */
export function hostileValue(random: Random): Named {
  const name = pick(random, NAMES);
  const value = MAKERS[name]?.(random);
  switch (random(6)) {
    case 0:
      return { name: `a list of ${name}`, value: [value] };
    case 1:
      return { name: `{ a: ${name} }`, value: { a: value } };
    default:
      return { name, value };
  }
}

/** The usual parameters most of the time, since a call with wrong ones ends before SQLite. */
export function someParameters(random: Random): Named {
  const [none, one, named] = [[], [random(100)], { a: random(100) }];
  const usual = pick(random, [undefined, none, one, one, named]);
  if (random(3) > 0) return { name: JSON.stringify(usual) ?? "undefined", value: usual };
  return hostileValue(random);
}

const TEXTS: readonly string[] = [
  "SELECT 1 AS one",
  "SELECT ?",
  "SELECT ? AS a",
  "SELECT :a",
  "SELECT ?1, ?1",
  "SELECT ?32767",
  "SELECT * FROM t",
  "SELECT * FROM t WHERE a > ?",
  "INSERT INTO t VALUES (?)",
  "INSERT INTO t VALUES (1), (2), (3) RETURNING a",
  "DELETE FROM t",
  "UPDATE t SET a = a + 1",
  "CREATE TABLE t (a)",
  "CREATE TABLE IF NOT EXISTS t (a)",
  "DROP TABLE IF EXISTS t",
  "DROP TABLE u",
  "VACUUM",
  "VACUUM INTO 'copy'",
  "ATTACH ':memory:' AS m",
  "ATTACH 'file' AS f",
  "DETACH m",
  "BEGIN",
  "BEGIN; INSERT INTO t VALUES (9)",
  "BEGIN; SELECT * FROM missing; COMMIT",
  "COMMIT",
  "ROLLBACK",
  "SAVEPOINT s",
  "RELEASE s",
  "ROLLBACK TO s",
  "PRAGMA journal_mode = WAL",
  "PRAGMA integrity_check",
  "PRAGMA user_version = 5",
  "EXPLAIN SELECT * FROM t",
  "REINDEX",
  "ANALYZE",
  "",
  ";",
  " -- nothing",
  "/* open",
  "SELECT 1; SELECT 2",
  "SELEC 1",
  "SELECT '",
  'SELECT "',
  "SELECT x'0",
  "SELECT 1;\0SELECT 2",
  "SELECT '\ud800'",
  "\ufeffSELECT 1",
  "SELECT zeroblob(2000000000)",
  "SELECT randomblob(300000)",
  "SELECT abs(-9223372036854775808)",
  "SELECT json('{')",
  "SELECT printf('%.*c', 200000, 'x')",
  `SELECT ${"(".repeat(200)}1${")".repeat(200)}`,
  `SELECT ${"1 + ".repeat(8_000)}1`,
  `SELECT ${"-".repeat(1_999)}1`,
  `SELECT ${"NOT ".repeat(8_000)}1`,
  `SELECT ${Array.from({ length: 2_100 }, () => "1").join()}`,
  `SELECT 1 ${"UNION ALL SELECT 1 ".repeat(600)}`,
  " ".repeat(200_000),
  "-".repeat(10_000),
  "/*".repeat(10_000),
];

const TOKENS =
  `SELECT FROM WHERE ORDER BY LIMIT VALUES INSERT INTO UPDATE SET DELETE CREATE TABLE INDEX VIEW
  AS ON IN IS NOT NULL AND OR CASE WHEN THEN END EXISTS DISTINCT UNION ALL JOIN COLLATE CAST t u a b
  rowid * ( ) , ; . = < > + - / % || ? ?1 :a @b $c 'x' "y" x'00' 1 1.5e9 0x10 -- /* */ count(*) hex(
  ä 😀 \u00a0`.split(/\s+/);

/** A text of the list, one cut or doubled anywhere, or tokens in any order. */
export function someSql(random: Random): string {
  const text = pick(random, TEXTS);
  switch (random(6)) {
    case 0:
      return text.slice(0, random(text.length + 1));
    case 1:
      return `${text};${pick(random, TEXTS)}`;
    case 2:
      return Array.from({ length: random(25) }, () => pick(random, TOKENS)).join(" ");
    default:
      return text;
  }
}
