/** A protocol as conversions use it: its versions, and its steps with their decisions by key. */

import { type DecisionCall, decide, decideNew, type Protocol, type Step } from "@barewire/runtime";
import type { Shape } from "@barewire/runtime/schema-codec";
import { valueFromJson } from "./from-json.js";
import type {
  AnswerDescription,
  ConverterDescription,
  Direction,
  MessageVersionDescription,
  ProtocolDescription,
  StepDescription,
} from "./protocol-description.js";
import { type InspectedSchema, openSchema } from "./schema.js";

export type InspectedProtocol = {
  readonly protocol: Protocol;
  readonly newest: InspectedSchema;
  readonly schemas: ReadonlyMap<number, InspectedSchema>;
  /** The versions of each message that have it, by its newest name. */
  readonly messages: ReadonlyMap<string, ReadonlyMap<number, MessageVersionDescription>>;
  readonly steps: readonly OpenStep[];
};

/** Both directions of one step. */
export type OpenStep = Readonly<Record<Direction, OpenDirection>>;

export type OpenDirection = {
  readonly step: Step;
  readonly direction: Direction;
  readonly source: InspectedSchema;
  readonly target: InspectedSchema;
  /** The converters by the name of the type in the source version. */
  readonly converters: ReadonlyMap<string, ConverterDescription>;
  readonly answers: ReadonlyMap<string, AnswerDescription>;
};

/** Prepares the description of a protocol for conversions. */
export function openProtocol(description: ProtocolDescription): InspectedProtocol {
  const { protocol, versions, messages, steps, availability } = description;
  const schemas = new Map(versions.map((version) => [version.version, openSchema(version)]));
  const newest = schemas.get(versions.at(-1)?.version ?? -1);
  if (newest === undefined) throw new RangeError(`the description of ${protocol} has no version`);
  return {
    protocol: {
      protocol,
      versions: versions.map(({ version }) => version),
      availability,
      schema: newest.shapes,
    },
    newest,
    schemas,
    messages: new Map(
      messages.map(({ name, versions: known }) => [
        name,
        new Map(known.map((message) => [message.version, message])),
      ]),
    ),
    steps: steps.map((step) => ({
      upgrade: openDirection(protocol, step, "upgrade", schemas),
      downgrade: openDirection(protocol, step, "downgrade", schemas),
    })),
  };
}

function openDirection(
  protocol: string,
  { older, newer, decisions, converters }: StepDescription,
  direction: Direction,
  schemas: ReadonlyMap<number, InspectedSchema>,
): OpenDirection {
  const [from, to] = direction === "upgrade" ? [older, newer] : [newer, older];
  const [source, target] = [schemas.get(from), schemas.get(to)];
  if (source === undefined || target === undefined) {
    throw new RangeError(`the description of ${protocol} lacks v${from} or v${to}`);
  }
  const own = converters.filter((converter) => converter.direction === direction);
  const answers = new Map<string, AnswerDescription>();
  for (const decision of decisions) {
    const answer = decision[direction];
    if (answer !== null) answers.set(decision.key, answer);
  }
  return {
    step: { protocol, from, to },
    direction,
    source,
    target,
    converters: new Map(own.map((converter) => [converter.source, converter])),
    answers,
  };
}

/** A decision that is a function, which only the generated converters can call. */
export class FunctionDecisionError extends Error {
  override readonly name = "FunctionDecisionError";
  /** `Type` or `Type.member`, as in the decisions file. */
  readonly key: string;
  readonly step: Step;

  constructor(key: string, step: Step) {
    const place = `${step.protocol}, v${step.from} to v${step.to}`;
    super(
      `${place}: the decision '${key}' is a function, which a description does not hold: use the generated converters`,
    );
    this.key = key;
    this.step = step;
  }
}

/** The place of a decision: its part, and the type of the value that it makes. */
export type DecisionPlace = {
  readonly key: string;
  readonly path: string;
  readonly shape: Shape;
  /** Tells whether the source version lacks the member that the decision makes. */
  readonly isNew: boolean;
};

/** The value that a decision makes of `given`. */
export function decidedValue(
  { step, target, answers }: OpenDirection,
  { key, path, shape, isNew }: DecisionPlace,
  given: unknown,
): unknown {
  const answer = answers.get(key);
  if (answer?.policy !== "constant") throw new FunctionDecisionError(key, step);
  const made = valueFromJson(target.shapes, shape, key, answer.value);
  // The constant has been checked by its type.
  const call: DecisionCall = { step, path, check: () => null };
  // The runtime notes where the value was made, for the paths of later refusals.
  const make: (value: unknown) => unknown = () => made;
  return isNew ? decideNew(call, make, given) : decide(call, make, given);
}

/** Tells whether a decision lets a value of the shape be dropped. */
export function isDroppable(
  { step, source, answers }: OpenDirection,
  key: string,
  shape: Shape,
  value: unknown,
): boolean {
  const answer = answers.get(key);
  if (answer?.policy !== "drop-if") throw new FunctionDecisionError(key, step);
  return Object.is(value, valueFromJson(source.shapes, shape, key, answer.value));
}
