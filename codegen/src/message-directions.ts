/**
 * The configured directions: which side sends which message, and which message answers which. A
 * value that an older version lacks is harmless in a request, which its sender may leave out, but
 * not in a response, for which an old client waits.
 */

import { olderKey } from "./evolve/plan/older-key.js";
import type { StepPlan } from "./evolve/plan/type-plan.js";
import type { Diagnostic } from "./schema/diagnostic.js";
import type { Schema } from "./schema/model.js";
import { didYouMean } from "./schema/nearest-name.js";
import type { MessageDirections } from "./schema/protocol-source.js";
import { referencedNames } from "./schema/type-graph.js";

export type DirectedPlaces = {
  /** The directions in the names of the newest version; absent or null if none are configured. */
  readonly directions: MessageDirections | null | undefined;
  readonly schemas: readonly Schema[];
  readonly steps: readonly StepPlan[];
  /** The newer version of the step, and the keys that its downgrade refuses. */
  readonly newer: number;
  readonly keys: readonly string[];
};

/** Explains what the refused keys of one step mean for the messages that contain them. */
export function notesOfStep({
  directions,
  schemas,
  steps,
  newer: newerVersion,
  keys,
}: DirectedPlaces): readonly string[] {
  const newer = schemas.find(({ version }) => version === newerVersion);
  const own = steps.find((step) => step.newer === newerVersion);
  if (directions == null || newer === undefined || own === undefined) return [];
  const later = steps.filter((step) => step.older >= newerVersion).toReversed();
  const nameOf = (message: string) => {
    let key: string | null = message;
    for (const step of later) key = key === null ? null : olderKey(key, step);
    return key;
  };
  const isInOlder = (message: string) => olderKey(message, own) !== null;
  const atStep = renamedDirections(directions, nameOf);
  return directionNotes({ directions: atStep, newer, older: own.older, isInOlder }, keys);
}

type DirectedStep = {
  /** The directions in the names of `newer`. */
  readonly directions: MessageDirections;
  readonly newer: Schema;
  readonly older: number;
  /** Tells whether the older version has the message, under any name. */
  readonly isInOlder: (message: string) => boolean;
};

function directionNotes(
  { directions, newer, older, isInOlder }: DirectedStep,
  keys: readonly string[],
): readonly string[] {
  const { sentByClient, sentByServer, answers } = directions;
  const within = (message: string) => keysWithin(message, newer, keys);
  const answered = answers.flatMap(({ request, response }): readonly string[] => {
    const found = within(response);
    // A client that does not know the request waits for no answer.
    if (found.length === 0 || !isInOlder(request)) return [];
    return [
      `a v${older} client that sends ${request} can be left without its answer ${response}: ${found.join(", ")}`,
    ];
  });
  const told = new Set(answers.flatMap(({ response }) => within(response)));
  return [
    ...answered,
    ...sentByServer.flatMap((root) => {
      const rest = within(root).filter((key) => !told.has(key));
      if (rest.length === 0) return [];
      return [`the server cannot send every ${root} to a v${older} client: ${rest.join(", ")}`];
    }),
    ...sentByClient.flatMap((root) => {
      const found = within(root);
      if (found.length === 0) return [];
      return [`a client cannot send every ${root} to a v${older} server: ${found.join(", ")}`];
    }),
  ];
}

/** The directions in the names of an older version, without what it does not have. */
function renamedDirections(
  { sentByClient, sentByServer, answers }: MessageDirections,
  nameOf: (message: string) => string | null,
): MessageDirections {
  const named = (messages: readonly string[]) => messages.flatMap((name) => nameOf(name) ?? []);
  return {
    sentByClient: named(sentByClient),
    sentByServer: named(sentByServer),
    answers: answers.flatMap(({ request, response }) => {
      const [asked, answered] = [nameOf(request), nameOf(response)];
      return asked === null || answered === null ? [] : [{ request: asked, response: answered }];
    }),
  };
}

/** The keys of the types that a message, `Root` or `Root.Variant`, may contain. */
function keysWithin(message: string, schema: Schema, keys: readonly string[]): readonly string[] {
  const types = new Map(schema.types.map(({ name, type }) => [name, type]));
  const [root = message, variantName] = message.split(".");
  const union = types.get(root);
  const variant =
    union?.kind === "union" ? union.variants.find(({ name }) => name === variantName) : undefined;
  const reached = new Set(variant === undefined ? [root] : referencedNames(variant.type));
  // A set grows while it is walked, so that each type is followed once.
  for (const name of reached) {
    const type = types.get(name);
    for (const used of type === undefined ? [] : referencedNames(type)) reached.add(used);
  }
  return keys.filter((key) => key === message || reached.has(key.split(".")[0] ?? key));
}

/** Configured names that the newest version does not have. */
export function directionProblems(
  { sentByClient, sentByServer, answers }: MessageDirections,
  newest: Schema,
  file: string,
): readonly Diagnostic[] {
  const types = newest.types.map(({ name }) => name);
  const variants = newest.types.flatMap(({ name, type }) =>
    type.kind === "union" ? type.variants.map((variant) => `${name}.${variant.name}`) : [],
  );
  const known = [...types, ...variants];
  const named = [
    ...sentByClient,
    ...sentByServer,
    ...answers.flatMap(({ request, response }) => [request, response]),
  ];
  return [...new Set(named)]
    .filter((name) => !known.includes(name))
    .map((name) => ({
      file,
      code: "message-unknown" as const,
      offset: 0,
      message: `the configuration names the message '${name}', which v${newest.version} does not have`,
      suggestion: didYouMean(name, known) ?? "name a type, or a variant as `Type.Variant`",
    }));
}
