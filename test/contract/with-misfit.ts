/** Values that are of no type, in a place of a value where they probably do not fit. */

import { pick, type Random } from "./seeded-random.js";

/** A word that no schema and no reason has. */
export const SECRET = "Geheimnis";

const MISFITS: readonly unknown[] = [
  undefined,
  null,
  -1,
  1.5,
  2 ** 60,
  Number.NaN,
  -1n,
  2n ** 70n,
  true,
  `${SECRET}\ud800`,
  SECRET,
  {},
  { tag: SECRET, val: SECRET },
  { some: SECRET },
  [],
  [SECRET],
  new Map([[SECRET, SECRET]]),
  new Uint8Array(3),
  new Uint16Array(3),
  Symbol(SECRET),
  () => SECRET,
];

/** The value with one of its parts, at any depth, replaced by what probably does not fit. */
export function withMisfit(value: unknown, random: Random): unknown {
  if (typeof value !== "object" || value === null || random(4) === 0) return pick(random, MISFITS);
  if (value instanceof Map) {
    const entries = [...value];
    const at = random(entries.length);
    const [key, part] = entries[at] ?? [SECRET, 0];
    entries[at] =
      random(3) === 0 ? [withMisfit(key, random), part] : [key, withMisfit(part, random)];
    return new Map(entries);
  }
  if (ArrayBuffer.isView(value)) return pick(random, MISFITS);
  const keys = Object.keys(value);
  const key = keys[random(keys.length)];
  if (key === undefined) return pick(random, MISFITS);
  // The value is an array or a plain object, and the key one of its own.
  const part = withMisfit((value as { readonly [name: string]: unknown })[key], random);
  if (Array.isArray(value)) return value.with(Number(key), part);
  return { ...value, [key]: part };
}
