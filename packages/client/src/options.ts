/**
 * Options as callers without types give them: every one is checked before it is used, and the error
 * names it. Reading an option may run code of the caller, so each is read once.
 */

import { MAX_ACTOR_ID_SIZE, MAX_NAMESPACE_SIZE, nameFault } from "@barewire/protocol/opening";

/** Returns why the value cannot be used, or null if it can. */
export type OptionCheck = (value: unknown) => string | null;

/** The checks of all options that there are. Those that may be absent are never given undefined. */
export type OptionChecks<Options> = { readonly [Name in KeysOf<Options>]: OptionCheck };

/** The keys of all members of a union. */
type KeysOf<Options> = Options extends unknown ? keyof Options : never;

/** An option that is missing, misspelt or wrong. `option` is `options` for the whole object. */
export interface OptionFault {
  readonly option: string;
  readonly reason: string;
}

type Given<Options> =
  | { readonly kind: "valid"; readonly options: Options }
  | { readonly kind: "invalid"; readonly fault: OptionFault; readonly cause: unknown };

interface ReadOptions<Options> {
  readonly required?: readonly KeysOf<Options>[];
  /** The option whose own options these are. */
  readonly within?: string;
}

/** Reads the options that have `checks`. A value of undefined counts as absent. */
export function readOptions<Options extends object>(
  given: unknown,
  checks: OptionChecks<Options>,
  { required = [], within }: ReadOptions<Options> = {},
): Given<Options> {
  const prefix = within === undefined ? "" : `${within}.`;
  let option = within ?? "options";
  try {
    if (typeof given !== "object" || given === null || Array.isArray(given)) {
      return invalid(option, `expected an object, got ${nounOf(given)}`);
    }
    const names = Object.keys(checks);
    const unknown = Object.keys(given).find((key) => !names.includes(key));
    if (unknown !== undefined) {
      option = prefix + unknown.slice(0, MAX_NAMED_LENGTH);
      return invalid(option, unknownText(unknown, names));
    }
    const options: Record<string, unknown> = {};
    for (const name of names) {
      option = prefix + name;
      // Every name is one of `checks`, and a caller without types may give anything.
      const value = (given as Record<string, unknown>)[name];
      if (value === undefined) {
        if (!(required as readonly string[]).includes(name)) continue;
        return invalid(option, "it is required");
      }
      const reason = (checks as Record<string, OptionCheck>)[name]?.(value) ?? null;
      if (reason !== null) return invalid(option, reason);
      options[name] = value;
    }
    // Each of them has passed its check.
    return { kind: "valid", options: options as Options };
  } catch (cause) {
    return invalid(option, "it cannot be read: reading it failed", cause);
  }
}

/** A value as an error may name it: without what it holds. Never throws. */
export function nounOf(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "nothing";
    case "number":
    case "boolean":
      return `${value}`;
    case "string":
      return "a text";
    case "object":
      return value === null ? "null" : classNounOf(value);
    default:
      return `a ${typeof value}`;
  }
}

/** The noun by the tag of the language's own classes; any other value is an object. */
function classNounOf(value: object): string {
  try {
    if (Array.isArray(value)) return "an array";
    const tag = Object.prototype.toString.call(value).slice("[object ".length, -1);
    if (tag === "Object" || !/^[A-Z]\w{1,29}$/.test(tag)) return "an object";
    return `${/^[AEIO]/.test(tag) ? "an" : "a"} ${tag}`;
  } catch {
    return "an object that cannot be read";
  }
}

export function isNamespace(value: unknown): string | null {
  return isName(value, MAX_NAMESPACE_SIZE);
}

export function isActor(value: unknown): string | null {
  return isName(value, MAX_ACTOR_ID_SIZE);
}

function isName(value: unknown, maxSize: number): string | null {
  return typeof value === "string" ? nameFault(value, maxSize) : expected("a text", value);
}

/** A text that can be sent. */
export function isText(value: unknown): string | null {
  if (typeof value !== "string") return expected("a text", value);
  return value.isWellFormed() ? null : "a lone surrogate, which UTF-8 cannot hold";
}

export function isServerUrl(value: unknown): string | null {
  if (typeof value !== "string") return expected("a text such as ws://host:7447", value);
  const { protocol } = URL.canParse(value) ? new URL(value) : { protocol: null };
  switch (protocol) {
    case "ws:":
    case "wss:":
      return null;
    case "http:":
      return "expected a URL that begins with ws:, got one of http:; write ws: in its place";
    case "https:":
      return "expected a URL that begins with wss:, got one of https:; write wss: in its place";
    case null:
      return "expected a URL such as ws://host:7447 or wss://host, got a text that is none";
    default:
      return "expected a URL that begins with ws: or wss:, got one of another scheme";
  }
}

/** The longest delay of a timer; a longer one would run out at once. */
const MAX_DELAY_MS = 2_147_483_647;

/** Milliseconds from `min` on. */
export function isDuration(min: number): OptionCheck {
  return (value) => numberFault(value, min, MAX_DELAY_MS, "milliseconds");
}

/** Milliseconds from `min` on, or Infinity for no limit. */
export function isDurationOrInfinity(min: number): OptionCheck {
  return (value) => {
    if (value === Number.POSITIVE_INFINITY) return null;
    return numberFault(value, min, MAX_DELAY_MS, "milliseconds (or Infinity)");
  };
}

/** A whole number. */
export function isCount(min: number, max: number = Number.MAX_SAFE_INTEGER): OptionCheck {
  return (value) => {
    const fault = numberFault(value, min, max, "");
    if (fault !== null || Number.isInteger(value)) return fault;
    return expected("a whole number", value);
  };
}

/** A number, which need not be whole. */
export function isNumber(min: number, max: number): OptionCheck {
  return (value) => numberFault(value, min, max, "");
}

export function isOneOf(...texts: readonly string[]): OptionCheck {
  const list = texts.map((text) => `"${text}"`).join(" or ");
  return (value) =>
    typeof value === "string" && texts.includes(value) ? null : expected(list, value);
}

export function isFunction(value: unknown): string | null {
  return typeof value === "function" ? null : expected("a function", value);
}

/** An object that has the methods; `what` says what it is. */
export function hasMethods(what: string, ...names: readonly string[]): OptionCheck {
  return (value) => {
    if (typeof value !== "object" || value === null) return expected(what, value);
    const missing = names.find((name) => typeof Reflect.get(value, name) !== "function");
    return missing === undefined ? null : `expected ${what}, got one without ${missing}()`;
  };
}

function numberFault(value: unknown, min: number, max: number, unit: string): string | null {
  const what = `a number${unit === "" ? "" : ` of ${unit}`} from ${min} to ${max}`;
  const isValid = typeof value === "number" && value >= min && value <= max;
  return isValid ? null : expected(what, value);
}

function expected(what: string, value: unknown): string {
  return `expected ${what}, got ${nounOf(value)}`;
}

function invalid(option: string, reason: string, cause?: unknown): Given<never> {
  return { kind: "invalid", fault: { option, reason }, cause };
}

function unknownText(name: string, names: readonly string[]): string {
  const similar = mostSimilar(name, names);
  return similar === null
    ? `there is no such option; there are ${names.join(", ")}`
    : `there is no such option; did you mean ${similar}?`;
}

/** A longer name is no misspelling, would take long to compare, and is named by its beginning. */
const MAX_NAMED_LENGTH = 64;

/** The name that differs in the fewest letters, if these are few; capitals do not count. */
function mostSimilar(name: string, names: readonly string[]): string | null {
  if (name.length > MAX_NAMED_LENGTH) return null;
  const given = name.toLowerCase();
  const distances = names.map((known) => {
    const text = known.toLowerCase();
    const isPart = given.length > 2 && (text.includes(given) || given.includes(text));
    return { known, distance: isPart ? 1 : editDistance(given, text) };
  });
  distances.sort((a, b) => a.distance - b.distance);
  const [nearest] = distances;
  const limit = Math.max(1, Math.floor(name.length / 3));
  return nearest !== undefined && nearest.distance <= limit ? nearest.known : null;
}

/** Letters to be put in, taken out or replaced. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
