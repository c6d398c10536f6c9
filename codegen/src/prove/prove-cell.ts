/**
 * Holds the verdict on a cell against the generated code: what it says of a value is what becomes
 * of that value, in bytes, between two versions.
 */

import { isDeepStrictEqual } from "node:util";
import {
  attempt,
  type NotRepresentableIssue,
  type Result,
  type WireIssue,
} from "@barewire/runtime";
import { linkModule } from "../emit/carried-module.js";
import { schemaClosures } from "../evolve/closure/closure-hash.js";
import { type ChainLink, chainOf } from "../evolve/plan/chain.js";
import type { Schema, Variant } from "../schema/model.js";
import { applies, type Condition } from "./condition.js";
import type { Effect } from "./effects.js";
import { callOf, decisionName, type RunningProtocol } from "./running-protocol.js";
import { masked, pathText, select, type ValuePath } from "./value-path.js";
import { type Cell, cellTitle, type Verdict } from "./verdict.js";

export type Proof = {
  carried: number;
  refused: number;
  /** Values that do not come back the same, because a way is refused or drops something. */
  oneWay: number;
};

/** A value that the writer writes, and what its own version makes of it. */
export type Written = { readonly value: unknown; readonly bytes: Uint8Array };

/** Looks up another cell of the protocol. */
export type FindCell = (cell: Pick<Cell, "root" | "variant" | "from" | "to">) => Cell | undefined;

/** Says whether an error must name the very part and its versions, or only be the typed one. */
export type IssueCheck = "exact" | "typed";

export function proveCell(
  running: RunningProtocol,
  cell: Cell,
  values: readonly Written[],
  findCell: FindCell,
  issues: IssueCheck = "exact",
): Proof {
  const proof: Proof = { carried: 0, refused: 0, oneWay: 0 };
  for (const written of values) {
    try {
      proveValue({ running, cell, findCell, issues }, written, proof);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const hex = Buffer.from(written.bytes).toString("hex");
      throw new Error(`${cellTitle(cell)} ${cell.verdict}: ${reason}; the message is ${hex}`, {
        cause,
      });
    }
  }
  return proof;
}

type Proving = {
  readonly running: RunningProtocol;
  readonly cell: Cell;
  readonly findCell: FindCell;
  readonly issues: IssueCheck;
};

function proveValue(
  { running, cell, findCell, issues }: Proving,
  written: Written,
  proof: Proof,
): void {
  const { root, from, to, conditions, loops } = cell;
  const holds = conditions.map((condition) => applies(condition, written.value, loops));
  const decode = callOf(running.versioned, `decode${root}`);
  const encode = callOf(running.versioned, `encode${root}`);
  const sent = attemptAny(() => encode(decode(written.bytes, from), to) as Uint8Array);
  if (!sent.ok) {
    proof.refused += 1;
    require(sent.issue.kind === "not-representable", `the issue is ${sent.issue.kind}`);
    // A function of the decisions may refuse a value for a reason of its own.
    const isDecided = cell.effects.some(({ decision }) => decision !== undefined);
    const possible = conditions.filter((_, index) => holds[index] !== false);
    if (isDecided && possible.length === 0) return;
    require(possible.length > 0, `refused without a condition: ${JSON.stringify(sent.issue)}`);
    const issue = sent.issue as NotRepresentableIssue;
    // If two parts are refused, the error is about the first one, which a function may be.
    const isByFunction = isDecided && issue.since === null && issue.until === null;
    const failure = issueFailure(running, cell, possible, issue);
    require(failure === null || isByFunction || issues === "typed", failure ?? "");
    return;
  }
  proof.carried += 1;
  require(!holds.includes(true), "a condition holds, and the value was not refused");
  const arrived = callOf(
    running.versions.get(to),
    `decode${nameAt(running, root, to)}`,
  )(sent.value);
  proveArrival(cell, written.value, arrived);
  proveHandingOn(running, cell, written, sent.value);
  const back = findCell({ root, variant: tagOf(cell, arrived), from: to, to: from });
  if (from !== to && back !== undefined) proveReturn(running, [cell, back], written, sent.value);
  const isKept = (value: unknown, version: number) => {
    const variant = tagOf(cell, value);
    const relay = findCell({ root, variant, from: version, to: version });
    return KEEPING.has(relay?.verdict ?? "refused");
  };
  const upDownUp = isKept(written.value, from) ? proveUpDownUp(running, cell, written) : "skipped";
  const downUpDown = isKept(arrived, to) ? proveDownUpDown(running, cell, sent.value) : "skipped";
  if (upDownUp !== "held" || downUpDown !== "held") proof.oneWay += 1;
}

/** The variant of a value of the message; null if the root is not a union. */
function tagOf({ variant }: Cell, value: unknown): string | null {
  return variant === null ? null : (value as { readonly tag: string }).tag;
}

/**
 * A value that comes back to its version is the one that left it, but for what a decision drops,
 * fills in or replaces. So a conversion by hand that loses something is found.
 */
function proveReturn(
  { versioned, versions, planned, overwritten }: RunningProtocol,
  [away, back]: readonly [Cell, Cell],
  { value }: Written,
  sent: Uint8Array,
): void {
  const { root, from, to } = away;
  const decode = callOf(versioned, `decode${root}`);
  const encode = callOf(versioned, `encode${root}`);
  const again = attemptAny(() => encode(decode(sent, to), from) as Uint8Array);
  if (!again.ok) return;
  const name = chainOf(planned.routes, "upgrade", root, from)?.oldName ?? root;
  const returned = callOf(versions.get(from), `decode${name}`)(again.value);
  const isDeclared = ({ kind, decision }: Effect) =>
    kind !== "converted" || (decision !== undefined && overwritten.has(decisionName(decision)));
  const declared = [
    ...away.effects.filter(isDeclared).map(({ path }) => path),
    ...back.effects.filter(isDeclared).map(({ arrival }) => arrival),
  ];
  const loops = new Map([...away.loops, ...back.loops]);
  const [left, right] = [value, returned].map((part) => maskedAll(part, declared, loops));
  if (isDeepStrictEqual(left, right)) return;
  const undeclared = [...away.effects, ...back.effects].filter((effect) => !isDeclared(effect));
  const keys = new Set(undeclared.flatMap(({ decision }) => decision?.key ?? []));
  const names = [...keys].map((key) => `\`${key}\``).join(", ");
  const whose = keys.size === 0 ? "the converters lose" : `${names} loses`;
  throw new Error(
    `${whose} data that no decision declares: ${shown(value)} came back from v${to} ` +
      `as ${shown(returned)}`,
  );
}

function require(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

/** Accepts errors that another copy of the runtime has thrown as well. */
export function attemptAny<T>(operation: () => T): Result<T> {
  try {
    return attempt(operation);
  } catch (error) {
    if (error instanceof Error && error.name === "WireError" && "issue" in error) {
      return { ok: false, issue: error.issue as WireIssue };
    }
    throw error;
  }
}

/** Returns the name of `root` in `version`. */
export function nameAt({ planned }: RunningProtocol, root: string, version: number): string {
  return chainOf(planned.routes, "upgrade", root, version)?.oldName ?? root;
}

function issueFailure(
  { planned }: RunningProtocol,
  cell: Cell,
  possible: readonly Condition[],
  issue: NotRepresentableIssue,
): string | null {
  const { protocol, root, from, to } = cell;
  const expected = possible.map(({ direction, missing }) => {
    const range = missing === null ? undefined : planned.availability.get(missing)?.ranges.at(-1);
    // The version that the caller named: the writer's to `decode`, the reader's to `encode`.
    const version = direction === "upgrade" ? from : to;
    const { since, until } = range ?? { since: null, until: null };
    return { kind: issue.kind, protocol, version, root, since, until, direction };
  });
  const { path, reason, ...facts } = issue;
  const found = possible.some((condition, index) => {
    // A part that a function made can lack anything, and be refused anywhere inside; the path ends
    // where the newest version has nothing more.
    const isUnknown = condition.test.kind === "unknown";
    const isOutside = isUnknown && unescaped(condition.place).startsWith(path);
    const isThere = isOutside || placePattern(cell, condition).test(path);
    const { since, until } = isUnknown ? facts : (expected[index] ?? facts);
    return isThere && isDeepStrictEqual({ ...expected[index], since, until }, facts);
  });
  const wanted = possible.map((condition, index) => ({
    ...expected[index],
    path: placePattern(cell, condition).source,
  }));
  if (!found) return `the issue is ${JSON.stringify(issue)}, expected ${JSON.stringify(wanted)}`;
  return reason === "" ? "the issue has no reason" : null;
}

function placePattern({ placeLoops }: Cell, { place, test }: Condition): RegExp {
  // The innermost first, so that what is inserted does not move what stands before it.
  const outermostLast = [...placeLoops].sort(([left], [right]) => right.length - left.length);
  const source = outermostLast.reduce((pattern, [anchor, loops]) => {
    if (!place.startsWith(anchor)) return pattern;
    return `${anchor}(?:${loops.join("|")})*${pattern.slice(anchor.length)}`;
  }, place);
  return new RegExp(`^${source}${test.kind === "unknown" ? "" : "$"}`);
}

/** The place without what makes it a pattern. */
function unescaped(place: string): string {
  return place.replaceAll("\\", "");
}

/** All that no effect names is equal. */
function proveArrival({ root, effects, loops }: Cell, written: unknown, arrived: unknown): void {
  const paths = effects.map(({ path }) => path);
  const arrivals = effects.map(({ arrival }) => arrival);
  const wanted = maskedAll(written, paths, loops);
  const found = maskedAll(arrived, arrivals, loops);
  require(isDeepStrictEqual(
    wanted,
    found,
  ), `${shown(arrived)} arrived, ${shown(written)} was sent`);
  for (const effect of effects) {
    const isInnermost = effects.every(
      (other) =>
        other === effect ||
        !(isWithin(other.path, effect.path) || isWithin(other.arrival, effect.arrival)),
    );
    const failure = isInnermost ? effectFailure(effect, written, arrived) : null;
    require(failure === null, `${pathText(root, effect.path ?? effect.arrival ?? [])}: ${failure}`);
  }
}

function maskedAll(
  value: unknown,
  paths: readonly (ValuePath | null)[],
  loops: Cell["loops"],
): unknown {
  return paths
    .filter((path) => path !== null)
    .sort((left, right) => right.length - left.length)
    .reduce((rest, path) => masked(rest, path, loops), value);
}

function isWithin(inner: ValuePath | null, outer: ValuePath | null): boolean {
  if (inner === null || outer === null) return false;
  return outer.every((segment, index) => isDeepStrictEqual(segment, inner[index]));
}

/** Returns what contradicts the statement of an effect; null if it holds. */
function effectFailure(effect: Effect, written: unknown, arrived: unknown): string | null {
  const { kind, path, arrival, text } = effect;
  const before = path === null ? [] : select(written, path, new Map());
  const after = arrival === null ? [] : select(arrived, arrival, new Map());
  if (kind === "defaulted" && after.includes(undefined)) return "no default arrived";
  if (kind === "defaulted" && text === "is absent" && after.some((part) => part !== null)) {
    return "something arrived that was not sent";
  }
  if (arrival === null && path !== null) {
    const last = path.at(-1);
    const parents = select(arrived, path.slice(0, -1), new Map());
    const isHere = parents.some(
      (parent) => last?.kind === "field" && Object.hasOwn(parent ?? {}, last.name),
    );
    return isHere ? "it arrived although it is left out" : null;
  }
  if (/^is called/.test(text) && !isDeepStrictEqual(before, after))
    return "the renamed part differs";
  if (/^is a (?:number|bigint)$/.test(text)) {
    const isEqual = isDeepStrictEqual(before.map(Number), after.map(Number));
    return isEqual ? null : "the number is another";
  }
  return null;
}

/** An unchanged message is the very same object after every converter, and the very same bytes. */
function proveHandingOn(
  running: RunningProtocol,
  cell: Cell,
  { bytes }: Written,
  sent: Uint8Array,
): void {
  const { planned } = running;
  const { root, variant, from, to, verdict, isHandedOn } = cell;
  const name = nameAt(running, root, from);
  if (isHandedOn) {
    const decoded = callOf(running.versions.get(from), `decode${name}`)(bytes);
    const raise = chainOf(planned.routes, "upgrade", root, from)?.links ?? [];
    const lower = chainOf(planned.routes, "downgrade", root, to)?.links ?? [];
    const converted = [...raise, ...lower].reduce(
      (value, link) => converterOf(running, link)(value),
      decoded,
    );
    require(converted === decoded, "the converters do not hand the message on");
  }
  const closures = [from, to].map((version) =>
    payloadClosure(planned.schemas.get(version), nameAt(running, root, version), variant),
  );
  if (verdict !== "same" || closures[0] === null || closures[0] !== closures[1]) return;
  require(Buffer.compare(bytes, sent) === 0, "equal types were encoded otherwise");
}

function converterOf(running: RunningProtocol, link: ChainLink) {
  const { direction, fromVersion, plan } = link;
  return callOf(running.steps.get(linkModule(link)), `${direction}${plan.source}V${fromVersion}`);
}

const closures = new WeakMap<Schema, ReturnType<typeof schemaClosures>>();

/** The tag and closure of a message; null if the version lacks it. */
function payloadClosure(
  schema: Schema | undefined,
  name: string,
  tag: string | null,
): string | null {
  const type = schema?.types.find((named) => named.name === name)?.type;
  if (schema === undefined || type === undefined) return null;
  const known = closures.get(schema) ?? schemaClosures(schema);
  closures.set(schema, known);
  if (tag === null) return known.closureHash(type);
  const isSame = (variant: Variant) => variant.name === tag;
  const variant = type.kind === "union" ? type.variants.find(isSame) : undefined;
  return variant === undefined ? null : `${variant.tag} ${known.closureHash(variant.type)}`;
}

/** The verdicts with which the newest version holds all that the older one says. */
const KEEPING: ReadonlySet<Verdict> = new Set(["same", "converted", "defaulted"]);

type RoundTrip = "held" | "refused";

function proveUpDownUp(
  { versioned }: RunningProtocol,
  { root, from }: Cell,
  { bytes }: Written,
): RoundTrip {
  const decode = callOf(versioned, `decode${root}`);
  const encode = callOf(versioned, `encode${root}`);
  const raised = decode(bytes, from);
  const again = attemptAny(() => decode(encode(raised, from) as Uint8Array, from));
  if (!again.ok) return "refused";
  require(isDeepStrictEqual(raised, again.value), "up, down, up differs");
  return "held";
}

function proveDownUpDown(
  { versioned }: RunningProtocol,
  { root, to }: Cell,
  sent: Uint8Array,
): RoundTrip {
  const decode = callOf(versioned, `decode${root}`);
  const encode = callOf(versioned, `encode${root}`);
  const again = attemptAny(() => encode(decode(sent, to), to) as Uint8Array);
  if (!again.ok) return "refused";
  require(Buffer.compare(sent, again.value) === 0, "down, up, down differs");
  return "held";
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === "bigint") return `${part}n`;
    return part instanceof Map ? [...part] : part;
  }).slice(0, 600);
}
