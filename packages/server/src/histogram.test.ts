/**
 * Tests that the printed text equals that of prom-client for the same observations.
 */

import { Histogram as PromHistogram, Registry } from "prom-client";
import { expect, test } from "vitest";
import { Histogram } from "./histogram.js";

const NAME = "barewire_test_seconds";
const HELP = "A test";
const BUCKETS = [0.1, 0.25, 1, 4, 1_000];
/** The values are on a bound, between bounds, and below and above all of them. */
const VALUES = [0, 0.1, 0.100001, 0.25, 1, 3, 4, 999.5, 1_000, 1_001, 1e12];

/** The lines of both without their order, which differs only between series. */
async function printed(labelNames: string[], labelled: readonly Record<string, string>[]) {
  const registry = new Registry();
  const theirs = new PromHistogram({
    name: NAME,
    help: HELP,
    labelNames,
    buckets: BUCKETS,
    registers: [registry],
  });
  const ours = new Histogram({ name: NAME, help: HELP, labelNames, buckets: BUCKETS });
  for (const labels of labelled) {
    for (const value of VALUES) {
      theirs.observe(labels, value);
      ours.series(labels).observe(value);
    }
  }
  const sorted = (text: string) =>
    text
      .split("\n")
      .filter((line) => line !== "")
      .map(withSortedLabels)
      .toSorted();
  return [sorted(ours.print()), sorted(await registry.metrics())];
}

/** prom-client prints `le` first or last, which the format leaves open. */
function withSortedLabels(line: string): string {
  return line.replace(/\{(.*)\}/u, (_, labels: string) => {
    const parts = labels.match(/\w+="(?:[^"\\]|\\.)*"/gu) ?? [];
    return `{${parts.toSorted().join(",")}}`;
  });
}

test("a histogram without labels is printed as prom-client prints it", async () => {
  const [ours, theirs] = await printed([], [{}]);
  expect(ours).toEqual(theirs);
});

test("a histogram without labels is printed before its first observation", async () => {
  const [ours, theirs] = await printed([], []);
  expect(ours).toEqual(theirs);
});

test("series are told apart by their labels, whose values are escaped", async () => {
  const labelled = [
    { tag: "a", phase: "wait" },
    { tag: "a", phase: "handle" },
    { tag: 'b"\\', phase: "two\nlines" },
    { tag: "a", phase: "wait" },
  ];
  const [ours, theirs] = await printed(["tag", "phase"], labelled);
  expect(ours).toEqual(theirs);
});
