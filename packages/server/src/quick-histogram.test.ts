/** The same values in a histogram of the library and in ours: the same text. */

import { Histogram, Registry } from "prom-client";
import { expect, test } from "vitest";
import { randomNumbers, withSeed } from "../../../test/contract/seeded-random.js";
import { QuickHistogram } from "./quick-histogram.js";

const BUCKETS = [0.1, 0.25, 1, 5];

async function textOf(fill: (registry: Registry) => void): Promise<string> {
  const registry = new Registry();
  fill(registry);
  return await registry.metrics();
}

test.each([[[]], [["tag"]], [["tag", "phase"]]])("with labels %j", async (labelNames) => {
  await withSeed(async (random) => {
    const seed = random(2 ** 31);
    const settings = { name: "took_seconds", help: "How long it took", labelNames };
    const observations = observationsOf(randomNumbers(seed), labelNames);
    const theirs = await textOf((registry) => {
      const histogram = new Histogram({ ...settings, buckets: BUCKETS, registers: [registry] });
      for (const { labels, value } of observations) histogram.observe(labels, value);
    });
    const ours = await textOf((registry) => {
      const histogram = new QuickHistogram({
        ...settings,
        buckets: BUCKETS,
        registers: [registry],
      });
      for (const { labels, value } of observations) histogram.series(labels).record(value);
    });
    expect(ours).toBe(theirs);
  });
});

test("without labels it is exported before it has values", async () => {
  const text = await textOf((registry) => {
    const settings = { name: "took_seconds", help: "How long it took", labelNames: [] };
    new QuickHistogram({ ...settings, buckets: BUCKETS, registers: [registry] });
  });
  expect(text).toContain("took_seconds_count 0");
});

function observationsOf(random: (below: number) => number, labelNames: readonly string[]) {
  return Array.from({ length: 200 }, () => ({
    labels: Object.fromEntries(labelNames.map((name) => [name, `${name}${random(3)}`])),
    // Exactly a bound at times.
    value: BUCKETS[random(8)] ?? random(8_000) / 1_000,
  }));
}
