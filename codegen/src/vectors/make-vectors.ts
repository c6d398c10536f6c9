/**
 * Makes the vectors of a protocol by the codec that reads schemas and by the conversions that read
 * decisions. No code of the project is executed: a value that meets a function of the decisions has
 * the verdict `needs-code`.
 */

import { decodeValue, encodeValue, type InspectedSchema, type Shape } from "@barewire/inspect";
import {
  decodeMessage,
  encodeMessage,
  FunctionDecisionError,
  type InspectedProtocol,
  openProtocol,
  type ProtocolDescription,
} from "@barewire/inspect/convert";
import { fromJson, toJson } from "@barewire/inspect/json";
import { coveringValues, minimalValue, valueMaker } from "@barewire/inspect/values";
import { WireError } from "@barewire/runtime";
import { describePlanned } from "../describe.js";
import { planProtocol } from "../generate.js";
import { plannedProtocol } from "../planned-protocol.js";
import { type Cell, cellsOf } from "../prove/verdict.js";
import type { Diagnostic } from "../schema/diagnostic.js";
import type { ProtocolSource } from "../schema/protocol-source.js";
import { seededRandom, seedOf } from "../seeded-random.js";
import { malformedVectors } from "./malformed-vectors.js";
import {
  type MessageVectors,
  type Outcome,
  type PairVerdict,
  type ValueVector,
  VECTORS_FORMAT,
  type VectorFile,
  type VectorSettings,
} from "./vector-file.js";
import { PALETTE } from "./vector-palette.js";

export type MadeVectors =
  | { readonly ok: true; readonly file: VectorFile }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Everything has to be decided, so that each message has a verdict for each version. */
export async function makeVectors(
  source: ProtocolSource,
  settings: VectorSettings,
): Promise<MadeVectors> {
  const planning = await planProtocol(source);
  if (!planning.ok || planning.diagnostics.length > 0) {
    return { ok: false, diagnostics: planning.diagnostics };
  }
  const { protocol } = source;
  const description = describePlanned(protocol, planning.planned);
  const making: Making = {
    description,
    opened: openProtocol(description),
    cells: cellsOf(plannedProtocol(protocol, planning.planned, planning.lock)),
    settings,
  };
  const messages = description.versions.flatMap(({ version }) => messagesOf(version, making));
  const malformed = [...making.opened.schemas.values()].flatMap((schema) => {
    const own = messages.filter(({ version }) => version === schema.version);
    return malformedVectors(schema, own, settings.seed);
  });
  const versions = description.versions.map(({ version }) => version);
  return {
    ok: true,
    file: { format: VECTORS_FORMAT, protocol, ...settings, versions, messages, malformed },
  };
}

type Making = {
  readonly description: ProtocolDescription;
  readonly opened: InspectedProtocol;
  readonly cells: readonly Cell[];
  readonly settings: VectorSettings;
};

function messagesOf(version: number, making: Making): readonly MessageVectors[] {
  const { description, opened } = making;
  const schema = opened.schemas.get(version);
  if (schema === undefined) throw new Error(`the description has no v${version}`);
  const newestNames = new Map(
    description.messages.flatMap(({ name, versions }) =>
      versions.filter((known) => known.version === version).map((known) => [known.name, name]),
    ),
  );
  const types = description.versions.find((known) => known.version === version)?.types ?? [];
  const own = types.filter(({ root }) => root).map(({ name }) => name);
  return [...new Set([...newestNames.keys(), ...own])].flatMap((root) => {
    const shape = schema.shapes.types[root];
    if (shape === undefined) throw new Error(`v${version} has no type ${root}`);
    const newest = newestNames.get(root) ?? null;
    const vectors = (variant: string | null, part: Shape) =>
      messageVectors({ schema, root, newest, variant, shape: part }, making);
    if (typeof shape === "string" || !("union" in shape)) return [vectors(null, shape)];
    const variants = Object.entries(shape.union);
    return variants.map(([variant, [, payload]]) => vectors(variant, payload));
  });
}

type Message = {
  readonly schema: InspectedSchema;
  readonly root: string;
  readonly newest: string | null;
  readonly variant: string | null;
  /** The shape of the payload of the variant, or of the root. */
  readonly shape: Shape;
};

function messageVectors(message: Message, making: Making): MessageVectors {
  const { schema, root, newest, variant } = message;
  const { version } = schema;
  const pairs = pairsOf(message, making);
  return { version, root, variant, newest, pairs, values: valuesOf(message, making) };
}

function pairsOf({ schema, newest, variant }: Message, { cells }: Making): readonly PairVerdict[] {
  const { version } = schema;
  return cells
    .filter((cell) => cell.root === newest && cell.variant === variant)
    .filter(({ from, to }) => from === version && to !== version)
    .map(({ to, verdict, conditions }) => {
      const refusesSome = verdict !== "refused" && conditions.length > 0;
      return { version: to, verdict, refusesSome };
    });
}

/** The bytes of a random value: vectors are read by people, too. */
const MAX_RANDOM_SIZE = 200;

/** The random values that are tried in place of one that is too large. */
const MAX_TRIES = 20;

function valuesOf(message: Message, making: Making): readonly ValueVector[] {
  const { schema, root, variant, shape } = message;
  const { shapes } = schema;
  const made = new Map<string, ValueVector>();
  const add = (name: string, payload: unknown, maxSize: number): boolean => {
    const whole = variant === null ? payload : { tag: variant, val: payload };
    const encoded = encodeValue(schema, root, whole, { memory: "own" });
    const bytes = hexOf(encoded);
    const isKnown = made.has(bytes);
    if (encoded.length > maxSize || isKnown || !keepsBytes(schema, root, whole, bytes)) {
      return false;
    }
    const value = toJson(shapes, root, whole);
    const readers = readersOf({ ...message, encoded, value }, making);
    made.set(bytes, { name, bytes, value, readers });
    return true;
  };
  add("minimal", minimalValue(shapes, shape), Number.POSITIVE_INFINITY);
  coveringValues(shapes, shape, PALETTE).forEach((value, index) => {
    add(`choice ${index + 1}`, value, Number.POSITIVE_INFINITY);
  });
  // A seed of its own keeps the values of a message when another message comes or goes.
  const { seed, values } = making.settings;
  const random = seededRandom(seedOf(`${seed} ${root}.${variant ?? ""}`));
  const make = valueMaker(shapes, shape);
  for (let count = 0; count < values; count++) {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      if (add(`random ${count + 1}`, make(random), MAX_RANDOM_SIZE)) break;
    }
  }
  return [...made.values()];
}

/** A map with keys such as `"10"` has another order once its JSON was read, and so other bytes. */
function keepsBytes(schema: InspectedSchema, root: string, value: unknown, hex: string): boolean {
  const { shapes } = schema;
  const text = JSON.stringify(toJson(shapes, root, value));
  const again = encodeValue(schema, root, fromJson(shapes, root, JSON.parse(text)));
  return hexOf(again) === hex;
}

/** A value, its bytes and its JSON. */
type Sent = Message & { readonly encoded: Uint8Array; readonly value: unknown };

function readersOf(sent: Sent, { opened }: Making): ValueVector["readers"] {
  const { schema, newest } = sent;
  // A message that the newest version lacks cannot be handed on by it.
  if (newest === null) return [];
  const others = opened.protocol.versions.filter((version) => version !== schema.version);
  return others.map((version) => ({ version, ...outcomeOf(sent, newest, version, opened) }));
}

function outcomeOf(
  { schema, encoded, value }: Sent,
  newest: string,
  to: number,
  opened: InspectedProtocol,
): Outcome {
  try {
    const raised = decodeMessage(opened, newest, encoded, schema.version, { memory: "own" });
    const sent = encodeMessage(opened, newest, raised, to, { memory: "own" });
    const target = opened.schemas.get(to);
    const name = opened.messages.get(newest)?.get(to)?.name;
    if (target === undefined || name === undefined) throw new Error(`v${to} has no ${newest}`);
    const arrived = toJson(target.shapes, name, decodeValue(target, name, sent));
    const isSame =
      hexOf(sent) === hexOf(encoded) && JSON.stringify(arrived) === JSON.stringify(value);
    if (isSame) return { verdict: "same" };
    return { verdict: "converted", bytes: hexOf(sent), value: arrived };
  } catch (error) {
    return refusalOf(error);
  }
}

function refusalOf(error: unknown): Outcome {
  if (error instanceof FunctionDecisionError) {
    const { key, step } = error;
    return { verdict: "needs-code", decision: key, from: step.from, to: step.to };
  }
  // Whatever else goes wrong is a bug of the conversions, and no verdict.
  if (!(error instanceof WireError) || error.issue.kind !== "not-representable") throw error;
  const { direction, path, since, until } = error.issue;
  return { verdict: "refused", direction, path, since, until };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
