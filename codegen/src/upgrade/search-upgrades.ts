/**
 * The search for histories of a fleet that harm a message: all histories of values that take every
 * choice, and of declared examples; then random ones. What is found is made as small as it can be.
 */

import { encodeValue, openSchema } from "@barewire/inspect";
import { type Random, shrinkValue } from "@barewire/inspect/values";
import { describeVersion } from "../describe/describe-version.js";
import { chainOf } from "../evolve/plan/chain.js";
import type { Example } from "../examples/read-examples.js";
import type { PlannedProtocol } from "../planned-protocol.js";
import type { UpgradeSettings } from "../prove/proof-job.js";
import { writtenValues } from "../prove/prove-protocol.js";
import { callOf } from "../prove/running-protocol.js";
import type { MessageDirections } from "../schema/protocol-source.js";
import {
  type Builds,
  type Conversions,
  conversionsOf,
  keyOf,
  type Message,
  messageOf,
} from "./conversions.js";
import {
  allHistories,
  type Fault,
  type Fleet,
  type Histories,
  type MaySend,
  randomHistory,
} from "./fleet.js";
import { nearValues } from "./near-values.js";

export type UpgradeSearch = {
  readonly faults: readonly Fault[];
  /** Losses and refusals as the decisions declare them. */
  readonly losses: readonly string[];
  readonly messageCount: number;
  readonly stateCount: number;
  /** The messages that have more states than were visited. */
  readonly partialCount: number;
  /** The value of a message as JSON. */
  readonly jsonOf: (message: Message) => string;
};

export type UpgradeSubject = {
  readonly planned: PlannedProtocol;
  readonly builds: Builds;
  readonly examples: readonly Example[];
  readonly directions: MessageDirections | null;
};

/** Called before each message, whose histories may take a while. */
type OnMessage = () => void;

export function searchUpgrades(
  subject: UpgradeSubject,
  settings: UpgradeSettings,
  random: Random,
  onMessage: OnMessage = () => {},
): UpgradeSearch {
  const { builds, examples } = subject;
  const conversions = conversionsOf(builds, examples);
  const maySend = senders(subject, conversions);
  const found: Fault[] = [];
  const losses = new Set<string>();
  let stateCount = 0;
  let partialCount = 0;
  const add = (histories: Histories) => {
    found.push(...histories.faults);
    for (const loss of histories.losses) losses.add(loss);
    stateCount += histories.stateCount;
  };
  const origins = originsOf(subject, random);
  for (const origin of origins) {
    onMessage();
    const fleet = { conversions, maySend, versions: differing(subject, conversions, origin) };
    const histories = allHistories(fleet, origin, settings.maxStates);
    if (!histories.isExhaustive) partialCount += 1;
    add(histories);
  }
  const versions = [...builds.keys()];
  for (const near of nearMessages(subject, conversions, origins)) {
    onMessage();
    const isWrong = versions.some((to) => conversions.convert(near, to).kind === "fault");
    if (isWrong) add(allHistories({ conversions, maySend, versions }, near, settings.maxStates));
  }
  for (const origin of randomOrigins(subject, random, settings.randomCount)) {
    onMessage();
    add(randomHistory({ conversions, maySend, versions }, origin, random, RANDOM_STEPS));
  }
  found.push(...repetitions(conversions));
  const smallest = withoutWider(found.sort(bySize), conversions);
  const faults = smallest.map((fault) => {
    onMessage();
    return shrunk(subject, { conversions, maySend, versions }, fault, settings);
  });
  return {
    faults,
    losses: [...losses].sort(),
    messageCount: origins.length,
    stateCount,
    partialCount,
    jsonOf: conversions.jsonOf,
  };
}

const RANDOM_STEPS = 30;

/** The declared examples, and values that take every choice of each message, of each version. */
function originsOf(
  { planned, builds, examples }: UpgradeSubject,
  random: Random,
): readonly Message[] {
  const origins = new Map<string, Message>();
  const add = (message: Message) => origins.set(keyOf(message), message);
  for (const { older, newer } of examples) [older, newer].map(messageOf).forEach(add);
  for (const { root, version, running } of messagesOf(builds, planned)) {
    for (const { bytes } of writtenValues(running, { root, version }, random, 0)) {
      add({ version, name: root, hex: Buffer.from(bytes).toString("hex") });
    }
  }
  return [...origins.values()].sort((left, right) => left.hex.length - right.hex.length);
}

/** The messages of each version, variant included, that are tried near others. */
const MAX_NEAR = 300;

/** Messages that differ in one part from an origin, or from what an origin becomes elsewhere. */
function* nearMessages(
  { builds, examples }: UpgradeSubject,
  { convert, variantOf }: Conversions,
  origins: readonly Message[],
): Generator<Message> {
  const declared = examples.flatMap(({ older, newer }) => [older, newer].map(messageOf));
  const arrived = origins.flatMap((origin) =>
    [...builds.keys()].flatMap((to) => {
      const arrival = to === origin.version ? null : convert(origin, to);
      return arrival?.kind === "arrived" ? [arrival.message] : [];
    }),
  );
  const known = new Set<string>();
  const counts = new Map<string, number>();
  for (const message of [...declared, ...arrived, ...origins]) {
    if (known.has(keyOf(message))) continue;
    known.add(keyOf(message));
    const part = `${message.version} ${message.name} ${variantOf(message)}`;
    for (const near of nearOf(builds, message)) {
      const count = counts.get(part) ?? 0;
      if (count >= MAX_NEAR) break;
      if (known.has(keyOf(near))) continue;
      known.add(keyOf(near));
      counts.set(part, count + 1);
      yield near;
    }
  }
}

function* nearOf(builds: Builds, { version, name, hex }: Message): Generator<Message> {
  const running = builds.get(version);
  const schema = running?.planned.schemas.get(version);
  if (running === undefined || schema === undefined) return;
  const opened = openSchema(describeVersion(schema));
  const bytes = new Uint8Array(Buffer.from(hex, "hex"));
  const value = callOf(running.versions.get(version), `decode${name}`)(bytes);
  for (const near of nearValues(opened.shapes, name, value)) {
    yield { version, name, hex: Buffer.from(encodeValue(opened, name, near)).toString("hex") };
  }
}

function* randomOrigins(
  { planned, builds }: UpgradeSubject,
  random: Random,
  count: number,
): Generator<Message> {
  for (const { root, version, running } of messagesOf(builds, planned)) {
    const covering = writtenValues(running, { root, version }, random, 0).length;
    for (const { bytes } of writtenValues(running, { root, version }, random, count).slice(
      covering,
    )) {
      yield { version, name: root, hex: Buffer.from(bytes).toString("hex") };
    }
  }
}

/** Each version has the messages that its own build knows, by the names that it has for them. */
function messagesOf(builds: Builds, { versions }: PlannedProtocol) {
  return versions.flatMap((version) => {
    const running = builds.get(version);
    if (running === undefined) return [];
    return running.planned.roots.map((root) => ({ root, version, running }));
  });
}

/** The oldest of each run of versions that hand the message on as it is. */
function differing(
  { planned }: UpgradeSubject,
  { convert, isSame }: Conversions,
  origin: Message,
): readonly number[] {
  const known: Message[] = [origin];
  for (const version of planned.versions) {
    if (version === origin.version || known.some((message) => isSame(message, version))) continue;
    const arrival = convert(origin, version);
    known.push(arrival.kind === "arrived" ? arrival.message : { ...origin, version, name: "" });
  }
  return known.map(({ version }) => version).sort((left, right) => left - right);
}

/** Without configured directions any node may send any message. */
function senders({ planned, directions }: UpgradeSubject, conversions: Conversions): MaySend {
  if (directions === null) return () => true;
  return (from, to, message) => {
    if (from !== "client" && to !== "client") return true;
    const root = planned.roots.find(
      (name) => chainOf(planned.routes, "upgrade", name, message.version)?.oldName === message.name,
    );
    const variant = conversions.variantOf(message);
    const names = [root ?? message.name, `${root ?? message.name}.${variant}`];
    const sent = from === "client" ? directions.sentByClient : directions.sentByServer;
    return names.some((name) => sent.includes(name));
  };
}

function repetitions(conversions: Conversions): readonly Fault[] {
  return conversions.repeated().map(({ message, to }): Fault => {
    const { version } = message;
    const reason = "the same message becomes another one after others have been converted";
    return {
      kind: "repetition",
      reason,
      example: null,
      message,
      to,
      chain: [to],
      history: [
        { kind: "write", node: "client", message },
        { kind: "deploy", node: "server", from: version, to },
        {
          kind: "send",
          from: "client",
          to: "server",
          version: Math.min(version, to),
          hex: version < to ? message.hex : null,
        },
      ],
    };
  });
}

function bySize(left: Fault, right: Fault): number {
  const steps = left.history.length - right.history.length;
  return steps === 0 ? left.message.hex.length - right.message.hex.length : steps;
}

/** One fault of each message and kind, and none of more versions than another of the message. */
function withoutWider(faults: readonly Fault[], { variantOf }: Conversions): readonly Fault[] {
  const kept: { readonly fault: Fault; readonly part: string; readonly range: Range }[] = [];
  const ranged = faults.map((fault) => ({
    fault,
    part: `${variantOf(fault.message) ?? fault.message.name}`,
    range: rangeOf(fault),
  }));
  ranged.sort((left, right) => widthOf(left.range) - widthOf(right.range));
  for (const found of ranged) {
    const isKnown = kept.some(
      ({ part, range, fault }) =>
        part === found.part &&
        fault.kind === found.fault.kind &&
        range.min >= found.range.min &&
        range.max <= found.range.max,
    );
    if (!isKnown) kept.push(found);
  }
  return kept.map(({ fault }) => fault).sort(bySize);
}

type Range = { readonly min: number; readonly max: number };

function rangeOf({ message, to, chain }: Fault): Range {
  const all = [message.version, to, ...chain];
  return { min: Math.min(...all), max: Math.max(...all) };
}

function widthOf({ min, max }: Range): number {
  return max - min;
}

/** An example is told as it was declared. */
function shrunk(
  { builds }: UpgradeSubject,
  fleet: Fleet,
  fault: Fault,
  { maxStates }: UpgradeSettings,
): Fault {
  const [first] = fault.history;
  if (first?.kind !== "write" || !["conversion", "drift"].includes(fault.kind)) return fault;
  const { version, name, hex } = first.message;
  const running = builds.get(version);
  const schema = running?.planned.schemas.get(version);
  if (running === undefined || schema === undefined) return fault;
  const opened = openSchema(describeVersion(schema));
  const written = (value: unknown): Message => {
    return { version, name, hex: Buffer.from(encodeValue(opened, name, value)).toString("hex") };
  };
  const fails = (value: unknown) => isFailing(fleet, written(value), fault);
  const value = callOf(
    running.versions.get(version),
    `decode${name}`,
  )(new Uint8Array(Buffer.from(hex, "hex")));
  const smallest = written(shrinkValue(opened.shapes, name, value, fails));
  const { faults } = allHistories(
    { ...fleet, versions: [...new Set([version, ...fault.chain])] },
    smallest,
    maxStates,
  );
  const again = faults.filter(({ kind, to }) => kind === fault.kind && to === fault.to);
  return again.sort(bySize)[0] ?? fault;
}

/** Tells whether the same conversions of another message end with the same fault. */
function isFailing({ conversions }: Fleet, origin: Message, { chain, kind }: Fault): boolean {
  let message = origin;
  for (const to of chain) {
    const arrival = conversions.convert(message, to);
    if (arrival.kind === "fault") return arrival.fault === kind;
    if (arrival.kind === "refused") return false;
    message = arrival.message;
  }
  const isBack = message.version === origin.version && message.name === origin.name;
  return kind === "drift" && isBack && !conversions.isEqual(message, origin);
}
