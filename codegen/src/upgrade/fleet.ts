/**
 * Three nodes that are upgraded and rolled back one at a time while a message goes between them,
 * and a record of it is kept: all histories of one message, the shortest first.
 */

import type { Random } from "@barewire/inspect/values";
import {
  type Arrival,
  type Conversions,
  type FaultKind,
  keyOf,
  type Message,
} from "./conversions.js";

export const NODES = ["client", "server", "second server"] as const;

export type Node = (typeof NODES)[number];

export type Step =
  | { readonly kind: "write"; readonly node: Node; readonly message: Message }
  | { readonly kind: "deploy"; readonly node: Node; readonly from: number; readonly to: number }
  | {
      readonly kind: "send";
      readonly from: Node;
      readonly to: Node;
      /** The version that both speak, and have agreed on when they connected. */
      readonly version: number;
      /** The bytes in that version; null if there are none, as the sender refuses to write them. */
      readonly hex: string | null;
    }
  | {
      readonly kind: "store" | "load";
      readonly node: Node;
      readonly version: number;
      readonly hex: string | null;
    };

export type Fault = {
  readonly kind: FaultKind;
  readonly reason: string;
  /** The example that does not hold; null for other faults. */
  readonly example: { readonly file: string; readonly number: number } | null;
  /** The message that was converted, and to which version. */
  readonly message: Message;
  readonly to: number;
  /** The versions that the message was converted to one after another, with `to` as the last. */
  readonly chain: readonly number[];
  readonly history: readonly Step[];
};

type State = {
  readonly builds: readonly number[];
  /** The index of the node that has the message; null if its node was started anew since. */
  readonly holder: number | null;
  readonly held: Carried | null;
  readonly record: Carried | null;
};

type Carried = {
  readonly message: Message;
  readonly isExact: boolean;
  readonly chain: readonly number[];
};

type Visited = { readonly state: State; readonly before: Visited | null; readonly step: Step };

/** Tells whether one node sends another the message. */
export type MaySend = (from: Node, to: Node, message: Message) => boolean;

export type Histories = {
  readonly faults: readonly Fault[];
  readonly losses: ReadonlySet<string>;
  readonly stateCount: number;
  /** False if there are more states than were visited. */
  readonly isExhaustive: boolean;
};

export type Fleet = {
  readonly conversions: Conversions;
  /** The versions that convert the message differently, ascending. */
  readonly versions: readonly number[];
  readonly maySend: MaySend;
};

/** Visits every state that histories of `origin` lead to, in the order of their steps. */
export function allHistories(fleet: Fleet, origin: Message, maxStates: number): Histories {
  const start = startOf(fleet, origin);
  const queue: Visited[] = [start];
  const ids = new Map<string, number>();
  const seen = new Set([stateKey(start.state, ids)]);
  const told: Told = { faults: [], losses: new Set() };
  // The queue grows while it is gone through.
  for (const visited of queue) {
    for (const next of nextStates(fleet, visited, origin, told)) {
      const key = stateKey(next.state, ids);
      if (seen.has(key) || seen.size >= maxStates) continue;
      seen.add(key);
      queue.push(next);
    }
  }
  return { ...told, stateCount: seen.size, isExhaustive: seen.size < maxStates };
}

/** Goes one way of many steps. */
export function randomHistory(
  fleet: Fleet,
  origin: Message,
  random: Random,
  length: number,
): Histories {
  let at = startOf(fleet, origin);
  const told: Told = { faults: [], losses: new Set() };
  for (let count = 0; count < length; count += 1) {
    const next = [...nextStates(fleet, at, origin, told)];
    const chosen = next[random(Math.max(1, next.length))];
    if (chosen === undefined || told.faults.length > 0) break;
    at = chosen;
  }
  return { ...told, stateCount: length, isExhaustive: false };
}

type Told = { readonly faults: Fault[]; readonly losses: Set<string> };

function startOf({ maySend }: Fleet, origin: Message): Visited {
  const isClients = maySend("client", "server", origin);
  const holder = isClients ? 0 : 1;
  const held = { message: origin, isExact: true, chain: [] };
  const builds = NODES.map(() => origin.version);
  const step: Step = { kind: "write", node: NODES[holder], message: origin };
  return { state: { builds, holder, held, record: null }, before: null, step };
}

function stateKey({ builds, holder, held, record }: State, ids: Map<string, number>): string {
  const parts = [held, record].map((part) => {
    if (part === null) return "";
    // Messages may be long, and there are many states with the same ones.
    const key = keyOf(part.message);
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    return `${id} ${part.isExact}`;
  });
  return [...builds, holder ?? "", ...parts].join("|");
}

function* nextStates(
  fleet: Fleet,
  visited: Visited,
  origin: Message,
  told: Told,
): Generator<Visited> {
  const { state } = visited;
  const then = (step: Step, change: Partial<State>): Visited => ({
    state: { ...state, ...change },
    before: visited,
    step,
  });
  const carry = (step: Step, carried: Carried, to: number): Carried | null => {
    const arrival = fleet.conversions.convert(carried.message, to);
    const { message } = carried;
    const fault = faultOf(fleet, arrival, carried, origin);
    if (fault !== null) {
      const chain = [...carried.chain, to];
      told.faults.push({ ...fault, message, to, chain, history: historyOf(then(step, {})) });
      return null;
    }
    if (arrival.kind === "fault") return null;
    for (const loss of arrival.losses) told.losses.add(loss);
    if (arrival.kind === "refused") return null;
    const isExact = carried.isExact && arrival.isExact;
    return { message: arrival.message, isExact, chain: [...carried.chain, to] };
  };
  yield* deployments(fleet, state, then);
  yield* sendings(fleet, state, then, carry);
  yield* recordings(fleet, visited, then, carry, told);
}

type Then = (step: Step, change: Partial<State>) => Visited;
type Carry = (step: Step, carried: Carried, to: number) => Carried | null;

function* deployments(fleet: Fleet, state: State, then: Then): Generator<Visited> {
  const { builds, holder, record } = state;
  for (const [index, node] of NODES.entries()) {
    const isHolder = holder === index;
    // Without the message and a record of it nothing can happen any more.
    if (isHolder && record === null) continue;
    const from = builds[index] ?? 0;
    for (const to of fleet.versions) {
      if (to === from) continue;
      const changed = builds.with(index, to);
      const kept = isHolder ? { holder: null, held: null } : {};
      yield then({ kind: "deploy", node, from, to }, { builds: changed, ...kept });
    }
  }
}

function* sendings(fleet: Fleet, state: State, then: Then, carry: Carry): Generator<Visited> {
  const { builds, holder, held } = state;
  if (holder === null || held === null) return;
  const from = NODES[holder];
  if (from === undefined) return;
  for (const [index, to] of NODES.entries()) {
    if (index === holder || !fleet.maySend(from, to, held.message)) continue;
    const target = builds[index] ?? 0;
    const version = Math.min(builds[holder] ?? 0, target);
    const hex = hexIn(fleet, held.message, version);
    const step: Step = { kind: "send", from, to, version, hex };
    const arrived = carry(step, held, target);
    if (arrived !== null) yield then(step, { holder: index, held: arrived });
  }
}

function* recordings(
  fleet: Fleet,
  visited: Visited,
  then: Then,
  carry: Carry,
  told: Told,
): Generator<Visited> {
  const { builds, holder, held, record } = visited.state;
  const node = holder === null ? undefined : NODES[holder];
  if (held !== null && node !== undefined) {
    // A record is written as its writer has it, or so that every node can read it.
    const oldest = Math.min(...builds);
    for (const version of new Set([held.message.version, oldest])) {
      const hex = hexIn(fleet, held.message, version);
      const step: Step = { kind: "store", node, version, hex };
      const stored = version === held.message.version ? held : carry(step, held, version);
      if (stored !== null) yield then(step, { record: stored });
    }
  }
  if (record === null) return;
  for (const [index, reader] of NODES.entries()) {
    const build = builds[index] ?? 0;
    const { message } = record;
    const { version, hex } = message;
    const step: Step = { kind: "load", node: reader, version, hex };
    if (message.version > build) {
      const reason = fleet.conversions.unrefusedRecord(message, build);
      if (reason === null) {
        told.losses.add(`a record of v${message.version} is refused by v${build}`);
      } else {
        const history = historyOf(then(step, {}));
        const { chain } = record;
        const fault = { kind: "stored record", reason, example: null } as const;
        told.faults.push({ ...fault, message, to: build, chain, history });
      }
      continue;
    }
    const loaded = carry(step, record, build);
    if (loaded !== null) yield then(step, { holder: index, held: loaded });
  }
}

/** A message that was never changed on purpose is the same when it is back in its version. */
function faultOf(
  { conversions }: Fleet,
  arrival: Arrival,
  { isExact }: Carried,
  origin: Message,
): Pick<Fault, "kind" | "reason" | "example"> | null {
  if (arrival.kind === "fault") {
    const { fault, reason, example = null } = arrival;
    return { kind: fault, reason, example };
  }
  if (arrival.kind === "refused" || !isExact || !arrival.isExact) return null;
  const { message } = arrival;
  const isBack = message.version === origin.version && message.name === origin.name;
  if (!isBack || conversions.isEqual(message, origin)) return null;
  const reason = `nothing on its way loses anything, and it comes back as ${message.hex}`;
  return { kind: "drift", reason, example: null };
}

function hexIn({ conversions }: Fleet, message: Message, version: number): string | null {
  if (version === message.version) return message.hex;
  const arrival = conversions.convert(message, version);
  if (arrival.kind === "fault") return arrival.hex;
  return arrival.kind === "arrived" ? arrival.message.hex : null;
}

function historyOf(last: Visited): readonly Step[] {
  const steps: Step[] = [];
  for (let at: Visited | null = last; at !== null; at = at.before) steps.push(at.step);
  return steps.reverse();
}
