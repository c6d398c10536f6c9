/** Parses and validates the text of `barewire.config.json`. */

import type { LintSettings } from "../lint/lint-protocol.js";
import { LINT_RULE_NAMES, LINT_SEVERITIES } from "../lint/lint-rules.js";
import type { Problem } from "../schema/diagnostic.js";
import { didYouMean, nearestName } from "../schema/nearest-name.js";
import type { MessageDirections } from "../schema/protocol-source.js";
import type { Codecs, ImportExtension, NumberLists, Target } from "../schema/representation.js";
import { type JsonMember, type JsonNode, parseJson } from "./json-text.js";

export const CONFIG_NAME = "barewire.config.json";

export const DEFAULT_RUNTIME = "@barewire/runtime";

/**
 * The folder of the decisions where none is named: beside the configuration, with one folder a
 * protocol, and without a configuration in the folder of the schemas.
 */
export const DEFAULT_DECISIONS = "decisions";

export const DEFAULT_NUMBER_LISTS: NumberLists = "array";

export const DEFAULT_CODECS: Codecs = "roots";

export const DEFAULT_IMPORT_EXTENSION: ImportExtension = "js";

export const DEFAULT_TARGET: Target = "ts";

/** Folders are as written, relative to the folder of the configuration file. */
export type Config = {
  readonly schemas: ConfigText;
  readonly out: ConfigText;
  readonly decisions: ConfigText | null;
  readonly runtime: string;
  /** Null where it is not set, and the default applies. */
  readonly importExtension: ImportExtension | null;
  readonly target: Target;
  readonly numberLists: NumberLists;
  readonly codecs: Codecs;
  readonly lint: LintSettings;
  /** The page that `barewire test` prints the matrix to; null if it prints none. */
  readonly compatibility: ConfigText | null;
  readonly protocols: ReadonlyMap<string, ProtocolConfig>;
};

export type ConfigText = {
  readonly text: string;
  /** The offset of the value. */
  readonly offset: number;
};

type ProtocolConfig = {
  readonly roots: readonly string[] | null;
  /** Null where the setting of the whole file applies. */
  readonly numberLists: NumberLists | null;
  readonly codecs: Codecs | null;
  /** Null where neither `sends` nor `answers` is configured. */
  readonly directions: MessageDirections | null;
  /** The rules of which the severity differs from that of the whole file. */
  readonly lint: LintSettings;
  /** The offset of the protocol's name. */
  readonly offset: number;
};

export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function parseConfig(text: string): ParsedConfig {
  const json = parseJson(text);
  if (!json.ok) return { ok: false, problems: [json.problem] };
  const problems: Problem[] = [];
  const top = openObject(json.node, TOP_KEYS, problems);
  const schemas = requiredText(top, "schemas");
  const out = requiredText(top, "out");
  const decisions = optionalText(top, "decisions");
  const runtime = optionalText(top, "runtime")?.text ?? DEFAULT_RUNTIME;
  const importExtension = readChoice(top, "importExtension", IMPORT_EXTENSIONS);
  const target = readChoice(top, "target", TARGETS) ?? DEFAULT_TARGET;
  const endings = top.values.get("importExtension");
  if (target === "js+dts" && importExtension === "ts" && endings !== undefined) {
    const message = '"importExtension": "ts" names files that "target": "js+dts" does not write';
    const suggestion = 'write "js", or "none" for a bundler';
    problems.push({ ...problemAt(endings, message), suggestion });
  }
  const numberLists = readChoice(top, "numberLists", NUMBER_LISTS) ?? DEFAULT_NUMBER_LISTS;
  const codecs = readChoice(top, "codecs", CODECS) ?? DEFAULT_CODECS;
  const lint = readLint(top);
  const compatibility = optionalText(top, "compatibility");
  const protocols = readProtocols(top);
  if (problems.length > 0 || schemas === null || out === null) return { ok: false, problems };
  const emitted = { runtime, importExtension, target, numberLists, codecs };
  const config = { schemas, out, decisions, ...emitted, lint, compatibility, protocols };
  return { ok: true, config };
}

const TOP_KEYS = [
  "$schema",
  "schemas",
  "out",
  "decisions",
  "runtime",
  "importExtension",
  "target",
  "numberLists",
  "codecs",
  "lint",
  "compatibility",
  "protocols",
];

const PROTOCOL_KEYS = ["roots", "numberLists", "codecs", "lint", "sends", "answers"];

const IMPORT_EXTENSIONS: readonly ImportExtension[] = ["js", "ts", "none"];

const TARGETS: readonly Target[] = ["ts", "js+dts"];

const NUMBER_LISTS: readonly NumberLists[] = ["array", "typed-array"];

const CODECS: readonly Codecs[] = ["roots", "all"];

/** An object whose keys have been checked. Problems of its values are added to `problems`. */
type OpenObject = {
  readonly offset: number;
  readonly values: ReadonlyMap<string, JsonNode>;
  readonly problems: Problem[];
};

function openObject(node: JsonNode, known: readonly string[], problems: Problem[]): OpenObject {
  const members = membersOf(node, problems);
  for (const { key, offset } of members) {
    if (known.includes(key)) continue;
    const meant = nearestName(key, known);
    const suggestion = didYouMean(key, known) ?? `the keys here are ${known.join(", ")}`;
    // A key that is written with escapes is longer in the text.
    const isPlain = meant !== null && /^\w+$/.test(key);
    const fix = isPlain ? { offset, end: offset + key.length + 2, text: `"${meant}"` } : null;
    problems.push({ code: "config-key", offset, message: `unknown key "${key}"`, suggestion, fix });
  }
  const values = new Map(members.map((member) => [member.key, member.value]));
  return { offset: node.offset, values, problems };
}

function membersOf(node: JsonNode, problems: Problem[]): readonly JsonMember[] {
  if (node.kind === "object") return node.members;
  problems.push(problemAt(node, `expected an object, found ${described(node)}`));
  return [];
}

function requiredText(object: OpenObject, key: string): ConfigText | null {
  if (!object.values.has(key)) {
    object.problems.push(problemAt(object, `the key "${key}" is missing`));
  }
  return optionalText(object, key);
}

function optionalText(object: OpenObject, key: string): ConfigText | null {
  const node = object.values.get(key);
  if (node === undefined) return null;
  if (node.kind === "string" && node.value !== "") return { text: node.value, offset: node.offset };
  const message = `"${key}" must be a non-empty string, found ${described(node)}`;
  object.problems.push(problemAt(node, message));
  return null;
}

function readChoice<Choice extends string>(
  object: OpenObject,
  key: string,
  choices: readonly Choice[],
): Choice | null {
  const node = object.values.get(key);
  if (node === undefined) return null;
  const found = choices.find((value) => node.kind === "string" && node.value === value);
  if (found === undefined) {
    const quoted = choices.map((value) => `"${value}"`);
    const allowed = [quoted.slice(0, -1).join(", "), quoted.at(-1)].join(" or ");
    object.problems.push(problemAt(node, `"${key}" must be ${allowed}, found ${described(node)}`));
  }
  return found ?? null;
}

function readProtocols(top: OpenObject): ReadonlyMap<string, ProtocolConfig> {
  const node = top.values.get("protocols");
  if (node === undefined) return new Map();
  return new Map(
    membersOf(node, top.problems).map(({ key, offset, value }) => {
      const object = openObject(value, PROTOCOL_KEYS, top.problems);
      const numberLists = readChoice(object, "numberLists", NUMBER_LISTS);
      const codecs = readChoice(object, "codecs", CODECS);
      const directions = readDirections(object);
      const lint = readLint(object);
      return [key, { roots: readRoots(object), numberLists, codecs, directions, lint, offset }];
    }),
  );
}

/** `"lint": { "message-comment": "error" }`. */
function readLint(object: OpenObject): LintSettings {
  const node = object.values.get("lint");
  if (node === undefined) return new Map();
  const rules = openObject(node, LINT_RULE_NAMES, object.problems);
  return new Map(
    LINT_RULE_NAMES.flatMap((name) => {
      const severity = readChoice(rules, name, LINT_SEVERITIES);
      return severity === null ? [] : [[name, severity] as const];
    }),
  );
}

/** `"sends": { "server": ["Response"] }, "answers": { "Request.Get": "Response.Got" }`. */
function readDirections(object: OpenObject): MessageDirections | null {
  const [sends, answers] = [object.values.get("sends"), object.values.get("answers")];
  if (sends === undefined && answers === undefined) return null;
  const senders = sends === undefined ? null : openObject(sends, SENDERS, object.problems);
  const pairs = answers === undefined ? [] : membersOf(answers, object.problems);
  return {
    sentByClient: senders === null ? [] : (readNames(senders, "client") ?? []),
    sentByServer: senders === null ? [] : (readNames(senders, "server") ?? []),
    answers: pairs.flatMap(({ key, value }) => {
      if (value.kind === "string" && value.value !== "") {
        return [{ request: key, response: value.value }];
      }
      const message = `the answer to "${key}" must be a message, found ${described(value)}`;
      object.problems.push(problemAt(value, message));
      return [];
    }),
  };
}

const SENDERS = ["client", "server"];

function readRoots(object: OpenObject): readonly string[] | null {
  return readNames(object, "roots");
}

/** A list of types, without duplicates. */
function readNames(object: OpenObject, key: string): readonly string[] | null {
  const node = object.values.get(key);
  if (node === undefined) return null;
  if (node.kind !== "array" || node.items.length === 0) {
    const message = `"${key}" must list at least one type, found ${described(node)}`;
    object.problems.push(problemAt(node, message));
    return null;
  }
  const roots: string[] = [];
  for (const item of node.items) {
    if (item.kind !== "string" || item.value === "") {
      const message = `${key === "roots" ? "a root" : "a message"} must be the name of a type, found ${described(item)}`;
      object.problems.push(problemAt(item, message));
    } else if (roots.includes(item.value)) {
      object.problems.push(
        problemAt(item, `duplicate ${key === "roots" ? "root" : "message"} "${item.value}"`),
      );
    } else {
      roots.push(item.value);
    }
  }
  return roots;
}

function problemAt({ offset }: { readonly offset: number }, message: string): Problem {
  return { code: "config-value", offset, message, suggestion: null };
}

function described(node: JsonNode): string {
  switch (node.kind) {
    case "string":
      return JSON.stringify(node.value);
    case "array":
      return node.items.length === 0 ? "an empty array" : "an array";
    case "object":
      return "an object";
    case "number":
    case "boolean":
      return `a ${node.kind}`;
    case "null":
      return "null";
    default:
      return node satisfies never;
  }
}
