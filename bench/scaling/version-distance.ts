/**
 * The series over the versions between writer and reader: a reader of the newest version, and peers
 * of every older one. The codec of the old version itself is the lower bound.
 */

import type { Direction } from "../codec/cell.js";
import { sameValue } from "../codec/same-value.js";
import { FIXED, grown, type Message, NEWEST } from "./chain-messages.js";
import type { Point, Series } from "./series.js";
import { vbareChain } from "./vbare-chain.js";
import { type ChainModules, versionChain } from "./version-chain.js";

export const unchangedSeries: Series = versionSeries("unchanged", () => FIXED);

/** The type that gains a field with every version. */
export const changedSeries: Series = versionSeries("changed", grown);

function versionSeries(name: string, valueAt: (version: number) => Message): Series {
  return {
    name: `versions-${name}`,
    title: `versions between writer and reader, ${name} message`,
    rounds: 9,
    scale: "linear",
    points: async () => {
      const importCopy = await versionChain();
      const distances = Array.from({ length: NEWEST }, (_, distance) => distance);
      const points: Point[] = [];
      for (const { codec, chain } of CHAINS) {
        const modules = await importCopy(`${name}, ${codec}`);
        const place = { codec, valueAt };
        points.push(...distances.flatMap((count) => pointsAt(chain(modules), { ...place, count })));
      }
      return points;
    },
  };
}

type Chain = {
  readonly decode: (bytes: Uint8Array, version: number) => Message;
  readonly encode: (value: Message, version: number) => Uint8Array;
  /** The version of the values that are decoded and encoded. */
  readonly valueVersion: (version: number) => number;
};

const CHAINS: readonly { readonly codec: string; readonly chain: (m: ChainModules) => Chain }[] = [
  {
    codec: "barewire",
    chain: ({ versioned }) => ({
      decode: versioned.decodeToPeer,
      encode: versioned.encodeToPeer,
      valueVersion: () => NEWEST,
    }),
  },
  {
    codec: "vbare",
    chain: (modules) => ({ ...vbareChain(modules, "literals"), valueVersion: () => NEWEST }),
  },
  {
    codec: "vbare with spreads",
    chain: (modules) => ({ ...vbareChain(modules, "spreads"), valueVersion: () => NEWEST }),
  },
  {
    codec: "the old version itself",
    chain: ({ versions }) => ({
      decode: (bytes, version) => mustGet(versions, version - 1).decodeToPeer(bytes),
      encode: (value, version) => mustGet(versions, version - 1).encodeToPeer(value),
      valueVersion: (version) => version,
    }),
  },
];

type Place = {
  readonly codec: string;
  readonly count: number;
  readonly valueAt: (version: number) => Message;
};

function pointsAt(chain: Chain, { codec, count, valueAt }: Place): readonly Point[] {
  const version = NEWEST - count;
  const value = valueAt(chain.valueVersion(version));
  const bytes = Uint8Array.from(chain.encode(value, version));
  if (!sameValue(chain.decode(bytes, version), value)) {
    throw new Error(`${codec}: v${version} does not give back the message`);
  }
  const runs: readonly (readonly [Direction, () => unknown])[] = [
    ["encode", () => chain.encode(value, version)],
    ["decode", () => chain.decode(bytes, version)],
  ];
  return runs.map(([direction, run]) => ({ codec, direction, count, run }));
}

function mustGet<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`there is nothing at ${index}`);
  return item;
}
