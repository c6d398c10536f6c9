/**
 * One message between two builds: what arrives, what was lost as declared, and what is wrong. Every
 * conversion is made once and remembered, because a fleet makes the same ones again and again.
 */

import { isDeepStrictEqual } from "node:util";
import { openSchema } from "@barewire/inspect";
import { valueToJson } from "@barewire/inspect/json";
import { describeVersion } from "../describe/describe-version.js";
import { chainOf } from "../evolve/plan/chain.js";
import { type Example, type ExampleValue, waysOf } from "../examples/read-examples.js";
import { attemptAny, type FindCell, proveCell } from "../prove/prove-cell.js";
import { callOf, decisionName, type RunningProtocol } from "../prove/running-protocol.js";
import { type Cell, cellsOf } from "../prove/verdict.js";

/** The generated code of the build whose newest version is the key. */
export type Builds = ReadonlyMap<number, RunningProtocol>;

export type Message = {
  readonly version: number;
  /** The name of the message in this version. */
  readonly name: string;
  /** In hexadecimal, so that equal messages have equal keys. */
  readonly hex: string;
};

export type FaultKind = "conversion" | "example" | "repetition" | "drift" | "stored record";

export type Arrival =
  | {
      readonly kind: "arrived";
      readonly message: Message;
      /** Tells whether nothing of the message was lost or replaced. */
      readonly isExact: boolean;
      readonly losses: readonly string[];
    }
  /** The decisions say so, or the other version has no such message. */
  | { readonly kind: "refused"; readonly losses: readonly string[] }
  | ({
      readonly kind: "fault";
      /** The bytes that the other version gets; null if it gets none. */
      readonly hex: string | null;
    } & FoundFault);

export type FoundFault = {
  readonly fault: FaultKind;
  readonly reason: string;
  /** The example that does not hold; absent from other faults. */
  readonly example?: { readonly file: string; readonly number: number };
};

export type Conversions = {
  /** The message as a node of version `to` has it; the newer one of both nodes converts it. */
  readonly convert: (message: Message, to: number) => Arrival;
  /** Converts all messages once more, in another order, and returns those that differ now. */
  readonly repeated: () => readonly { readonly message: Message; readonly to: number }[];
  /** The value of a message as JSON. */
  readonly jsonOf: (message: Message) => string;
  /** The variant of a message; null if it is no union. */
  readonly variantOf: (message: Message) => string | null;
  /** Tells whether two messages of one version have equal values: a map has no order. */
  readonly isEqual: (left: Message, right: Message) => boolean;
  /** Tells whether the two versions hand a message on as it is. */
  readonly isSame: (message: Message, to: number) => boolean;
  /** Says what a build does with a record of a later version; null if it refuses it. */
  readonly unrefusedRecord: (message: Message, build: number) => string | null;
};

type Build = {
  readonly running: RunningProtocol;
  readonly findCell: FindCell;
};

export function conversionsOf(builds: Builds, examples: readonly Example[]): Conversions {
  const prepared = new Map([...builds].map(([version, running]) => [version, prepare(running)]));
  const expected = expectations(examples);
  const known = new Map<string, { message: Message; to: number; arrival: Arrival }>();
  const convert = (message: Message, to: number): Arrival => {
    const key = `${keyOf(message)} ${to}`;
    const found = known.get(key);
    if (found !== undefined) return found.arrival;
    const build = mustGet(prepared, Math.max(message.version, to));
    const arrival = checked(
      build,
      message,
      to,
      (expected.get(keyOf(message)) ?? []).filter(({ target }) => target.version === to),
    );
    known.set(key, { message, to, arrival });
    return arrival;
  };
  return {
    convert,
    repeated: () =>
      [...known.values()].reverse().filter(({ message, to, arrival }) => {
        const build = mustGet(prepared, Math.max(message.version, to));
        if (arrival.kind !== "arrived") return false;
        const again = bare(build, message, to);
        return again.hex !== arrival.message.hex;
      }),
    jsonOf: (message) => shown(mustGet(prepared, message.version), message),
    isEqual: (left, right) => isEqual(mustGet(prepared, left.version), left, right),
    variantOf: (message) => variantIn(mustGet(prepared, message.version), message),
    isSame: (message, to) => {
      const build = mustGet(prepared, Math.max(message.version, to));
      const cell = cellOf(build, message, to);
      return cell?.isHandedOn === true && cell.verdict === "same";
    },
    unrefusedRecord: (message, build) => unrefusedRecord(mustGet(prepared, build), message),
  };
}

export function keyOf({ version, name, hex }: Message): string {
  return `${version} ${name} ${hex}`;
}

function prepare(running: RunningProtocol): Build {
  const cells = cellsOf(running.planned, running.droppables);
  const cellKey = ({ root, variant, from, to }: Parameters<FindCell>[0]) =>
    JSON.stringify([root, variant, from, to]);
  const byKey = new Map(cells.map((cell) => [cellKey(cell), cell]));
  return { running, findCell: (cell) => byKey.get(cellKey(cell)) };
}

/** The name in the build's newest version; null if that has no such message. */
function rootOf({ running }: Build, { version, name }: Message): string | null {
  const { roots } = running.planned;
  return roots.find((root) => nameIn(running, root, version) === name) ?? null;
}

function nameIn({ planned }: RunningProtocol, root: string, version: number): string | null {
  return chainOf(planned.routes, "upgrade", root, version)?.oldName ?? null;
}

function decodedBy({ running }: Build, { version, name, hex }: Message): unknown {
  return callOf(running.versions.get(version), `decode${name}`)(bytesOf(hex));
}

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, "hex"));
}

function variantIn(build: Build, message: Message): string | null {
  const schema = build.running.planned.schemas.get(message.version);
  const type = schema?.types.find(({ name }) => name === message.name)?.type;
  if (type?.kind !== "union") return null;
  return (decodedBy(build, message) as { readonly tag: string }).tag;
}

function isEqual(build: Build, left: Message, right: Message): boolean {
  if (left.version !== right.version || left.name !== right.name) return false;
  return (
    left.hex === right.hex || isDeepStrictEqual(decodedBy(build, left), decodedBy(build, right))
  );
}

function cellOf(build: Build, message: Message, to: number): Cell | undefined {
  const root = rootOf(build, message);
  if (root === null) return undefined;
  return build.findCell({ root, variant: variantIn(build, message), from: message.version, to });
}

/** Converts without a look at whether it may; the hex is null after a refusal. */
function bare(build: Build, message: Message, to: number): { readonly hex: string | null } {
  const root = rootOf(build, message);
  const { versioned } = build.running;
  const sent = attemptAny(() => {
    const value = callOf(versioned, `decode${root}`)(bytesOf(message.hex), message.version);
    return callOf(versioned, `encode${root}`)(value, to) as Uint8Array;
  });
  return { hex: sent.ok ? Buffer.from(sent.value).toString("hex") : null };
}

function checked(
  build: Build,
  message: Message,
  to: number,
  expected: readonly Expectation[],
): Arrival {
  const { version } = message;
  const cell = cellOf(build, message, to);
  const title = `${message.name}${cell?.variant == null ? "" : `.${cell.variant}`}`;
  if (cell === undefined) {
    return { kind: "refused", losses: [`${title} of v${version} is not in v${to}`] };
  }
  try {
    const { hex } = bare(build, message, to);
    const name = nameIn(build.running, cell.root, to) ?? cell.root;
    const arrived = hex === null ? null : { version: to, name, hex };
    const fault =
      repetitionFault(build, cell, message, hex) ??
      proofFault(build, cell, message) ??
      exampleFault(build, arrived, expected) ??
      (arrived === null || version === to ? null : driftFault(build, arrived, version));
    if (fault !== null) return { kind: "fault", hex, ...fault };
    if (arrived === null) {
      return { kind: "refused", losses: [`${title} of v${version} is refused by v${to}`] };
    }
    return { kind: "arrived", message: arrived, ...lossesOf(build, cell, title) };
  } catch (error) {
    // A function of the decisions may throw anything, and so may generated code that it misleads.
    return { kind: "fault", hex: null, fault: "conversion", reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function lossesOf({ running }: Build, { effects, from, to }: Cell, title: string) {
  const lost = effects.filter(({ kind }) => kind === "dropped" || kind === "substituted");
  const isReplaced = effects.some(({ kind, path, arrival, decision }) => {
    if (kind === "defaulted" || arrival === null) return path !== null;
    return decision !== undefined && running.overwritten.has(decisionName(decision));
  });
  const losses = lost.map(({ kind, text }) => `${title} of v${from} to v${to}: ${kind}, ${text}`);
  return { isExact: lost.length === 0 && !isReplaced, losses };
}

function repetitionFault(
  build: Build,
  { root, to }: Cell,
  message: Message,
  hex: string | null,
): FoundFault | null {
  const fault = "repetition";
  if (bare(build, message, to).hex !== hex) {
    return { fault, reason: "the same message becomes another one when it is sent again" };
  }
  if (!changedBySending(build, root, message, to)) return null;
  return { fault, reason: "the sender's own value is changed when it is sent" };
}

/** The proof of `barewire test`, for this one message and this build. */
function proofFault({ running, findCell }: Build, cell: Cell, message: Message): FoundFault | null {
  const value = decodedBy({ running, findCell }, message);
  try {
    proveCell(running, cell, [{ value, bytes: bytesOf(message.hex) }], findCell, "typed");
    return null;
  } catch (error) {
    return { fault: "conversion", reason: reasonOf(error) };
  }
}

function exampleFault(
  build: Build,
  arrived: Message | null,
  expected: readonly Expectation[],
): FoundFault | null {
  for (const { example, target } of expected) {
    const wanted = messageOf(target);
    if (arrived !== null && isEqual(build, arrived, wanted)) continue;
    const found = arrived === null ? "is refused" : `arrives as ${shown(build, arrived)}`;
    const { file, number } = example;
    const reason =
      `example ${number} of ${file}: the message ${found}, ` +
      `and must arrive as ${shown(build, wanted)}`;
    return { fault: "example", reason, example: { file, number } };
  }
  return null;
}

/** The value in its JSON form. */
function shown(build: Build, message: Message): string {
  const schema = build.running.planned.schemas.get(message.version);
  if (schema === undefined) return message.hex;
  const { shapes } = openSchema(describeVersion(schema));
  const json = valueToJson(shapes, message.name, message.name, decodedBy(build, message));
  return JSON.stringify(json);
}

/** A converter that turns its argument around changes what the sender goes on working with. */
function changedBySending(build: Build, root: string, message: Message, to: number): boolean {
  const { versioned } = build.running;
  const decode = callOf(versioned, `decode${root}`);
  const raised = attemptAny(() => decode(bytesOf(message.hex), message.version));
  if (!raised.ok) return false;
  const before = structuredClone(raised.value);
  attemptAny(() => callOf(versioned, `encode${root}`)(raised.value, to));
  return !isDeepStrictEqual(before, raised.value);
}

/** A way and back may lose something once: the next time nothing more may change. */
function driftFault(build: Build, arrived: Message, back: number): FoundFault | null {
  const first = sentOn(build, arrived, back);
  const again = first === null ? null : sentOn(build, first, arrived.version);
  const last = again === null ? null : sentOn(build, again, back);
  if (first === null || last === null || isEqual(build, first, last)) return null;
  const values = `${shown(build, first)}, then ${shown(build, last)}`;
  const way = `to v${arrived.version} and back to v${back}`;
  return { fault: "drift", reason: `each way ${way} changes the message once more: ${values}` };
}

function sentOn(build: Build, message: Message, to: number): Message | null {
  const root = rootOf(build, message);
  const { hex } = bare(build, message, to);
  if (root === null || hex === null) return null;
  return { version: to, name: nameIn(build.running, root, to) ?? root, hex };
}

function unrefusedRecord(build: Build, message: Message): string | null {
  const { version, name, hex } = message;
  const root = build.running.planned.roots.includes(name) ? name : null;
  // A build that has no such message has no function for its records either.
  if (root === null) return null;
  const record = Buffer.from([version & 0xff, version >> 8, ...bytesOf(hex)]);
  const decode = callOf(build.running.versioned, `decodeEmbedded${root}`);
  const read = attemptAny(() => decode(new Uint8Array(record)));
  if (!read.ok && read.issue.kind === "unsupported-version") return null;
  return read.ok ? "it is read as if it were of a known version" : `it fails as ${read.issue.kind}`;
}

type Expectation = { readonly example: Example; readonly target: ExampleValue };

function expectations(examples: readonly Example[]): ReadonlyMap<string, readonly Expectation[]> {
  const found = new Map<string, Expectation[]>();
  for (const example of examples) {
    for (const { source, target } of waysOf(example)) {
      const key = keyOf(messageOf(source));
      found.set(key, [...(found.get(key) ?? []), { example, target }]);
    }
  }
  return found;
}

export function messageOf(value: ExampleValue): Message {
  return { version: value.version, name: value.name, hex: hexOf(value) };
}

function hexOf({ bytes }: ExampleValue): string {
  return Buffer.from(bytes).toString("hex");
}

function mustGet<Value>(map: ReadonlyMap<number, Value>, key: number): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`there is no build of v${key}`);
  return value;
}
