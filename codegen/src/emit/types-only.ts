/**
 * The head of a step module that has the type of its decisions and no converters, by which it is
 * known on the disk. A module of its own, so that it loads fast.
 */
export const TYPES_ONLY = "The decisions are incomplete: this is their type, without converters.";
