/**
 * The entry for values of any schema: the smallest, some that together take every choice of a type,
 * random ones, and simpler ones of a value for which something fails.
 */

export { coveringValues, type Palette } from "./values/covering-values.js";
export { type IntegerRange, integerRange } from "./values/integers.js";
export { minimalValue } from "./values/minimal-value.js";
export { type Random, randomBytes, type ValueMaker, valueMaker } from "./values/random-value.js";
export { shrinkValue, simplerValues } from "./values/shrink-value.js";
export type { IntegerName } from "./version-description.js";
