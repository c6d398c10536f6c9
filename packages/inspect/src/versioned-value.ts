/**
 * Messages of any version as the newest one, and back, by a description that is known at run time
 * only. It does what the generated `versions.ts` does, as far as decisions are data.
 */

import {
  type Conversion,
  conversionError,
  type DecodeOptions,
  type EncodeOptions,
  missingRoot,
  requireEncodable,
  unsupportedVersion,
  withOmissions,
} from "@barewire/runtime";
import { errorLocator } from "@barewire/runtime/error-locator";
import { writeRoot } from "@barewire/runtime/schema-codec";
import { decodeValue, encodeValue } from "./codec.js";
import { convertNamed } from "./convert-value.js";
import type { InspectedProtocol } from "./open-protocol.js";
import type {
  Direction,
  LinkDescription,
  MessageVersionDescription,
} from "./protocol-description.js";
import type { InspectedSchema } from "./schema.js";

/**
 * Decodes a message of any version as the newest one. `root` is the name that the newest version
 * has for it.
 *
 * @throws WireError as generated code does.
 * @throws FunctionDecisionError where a decision that the value meets is a function.
 */
export function decodeMessage(
  protocol: InspectedProtocol,
  root: string,
  bytes: Uint8Array,
  version: number,
  options?: DecodeOptions,
): unknown {
  const { schema, message } = messageAt(protocol, root, version, "upgrade");
  const value = decodeValue(schema, message.name, bytes, options);
  const steps = stepsOf(protocol, "upgrade", message.raise);
  return converted(protocol, { root, version, value, steps }, undefined);
}

/**
 * Encodes a message of the newest version for a peer of any version.
 *
 * @throws WireError as generated code does.
 * @throws FunctionDecisionError where a decision that the value meets is a function.
 */
export function encodeMessage(
  protocol: InspectedProtocol,
  root: string,
  value: unknown,
  version: number,
  options?: EncodeOptions,
): Uint8Array {
  const { schema, message } = messageAt(protocol, root, version, "downgrade");
  if (message.lower.length === 0) return encodeValue(schema, message.name, value, options);
  const { shapes } = protocol.newest;
  // Converters look at what they convert only, so that the whole value is checked before.
  requireEncodable(
    { protocol: protocol.protocol.protocol, version },
    root,
    value,
    (writer, part) => writeRoot(shapes, root, writer, part),
    { locateError: errorLocator(shapes), ...options },
  );
  const steps = stepsOf(protocol, "downgrade", message.lower);
  const lowered = converted(protocol, { root, version, value, steps }, options);
  return encodeValue(schema, message.name, lowered, options);
}

type MessageAt = {
  readonly schema: InspectedSchema;
  readonly message: MessageVersionDescription;
};

function messageAt(
  { protocol, schemas, messages }: InspectedProtocol,
  root: string,
  version: number,
  direction: Direction,
): MessageAt {
  const known = messages.get(root);
  if (known === undefined) {
    const names = [...messages.keys()].join(", ");
    throw new RangeError(`${protocol.protocol} has no message '${root}': expected one of ${names}`);
  }
  const schema = schemas.get(version);
  if (schema === undefined) throw unsupportedVersion(protocol, version);
  const message = known.get(version);
  if (message === undefined) throw missingRoot(protocol, root, version, direction);
  return { schema, message };
}

function stepsOf(
  { steps }: InspectedProtocol,
  direction: Direction,
  links: readonly LinkDescription[],
): Conversion["steps"] {
  return links.map(({ step, source, names }) => {
    const open = steps[step]?.[direction];
    if (open === undefined) throw new RangeError(`the description has no step ${step}`);
    return {
      convert: (value: unknown) => convertNamed(open, source, value),
      schema: open.source.shapes,
      type: source,
      names,
    };
  });
}

function converted(
  { protocol }: InspectedProtocol,
  conversion: Conversion,
  options: EncodeOptions | undefined,
): unknown {
  const run = () =>
    // Each converter takes what the one before it returns.
    conversion.steps.reduce<unknown>(
      (value, { convert }) => convert(value as never),
      conversion.value,
    );
  try {
    return withOmissions(protocol, options?.onOmitted, conversion, run);
  } catch (error) {
    throw conversionError(protocol, conversion, error);
  }
}
