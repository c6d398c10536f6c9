/**
 * A histogram of prom-client that is quick to tell a value. The library looks a bucket up by the
 * text of its bound, which for several histograms a request costs more than to read a page does.
 */

import { Histogram } from "prom-client";

type Labels = Readonly<Record<string, string>>;

export type HistogramSettings = {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  /** Upper bounds, ascending. */
  readonly buckets: readonly number[];
  readonly registers: NonNullable<ConstructorParameters<typeof Histogram>[0]["registers"]>;
};

/** A line of the text format. */
type Line = {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly sharedLabels: Labels;
  readonly value: number;
};

type Exported = {
  readonly name: string;
  readonly help: string;
  readonly type: "histogram";
  readonly values: readonly Line[];
};

/** The values with one set of labels. */
export class Series {
  readonly labels: Labels;
  /** By bucket, each without those below it; the last one is for what is above all bounds. */
  readonly counts: number[];
  sum = 0;
  readonly #buckets: readonly number[];

  constructor(labels: Labels, buckets: readonly number[]) {
    this.labels = labels;
    this.counts = new Array<number>(buckets.length + 1).fill(0);
    this.#buckets = buckets;
  }

  /** Takes a value. */
  record(value: number): void {
    const buckets = this.#buckets;
    let bucket = 0;
    while (bucket < buckets.length && value > (buckets[bucket] ?? 0)) bucket += 1;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.sum += value;
  }
}

export class QuickHistogram extends Histogram {
  readonly #settings: HistogramSettings;
  readonly #series: Map<string, Series> = new Map();

  constructor(settings: HistogramSettings) {
    super({ ...settings, buckets: [...settings.buckets] });
    this.#settings = settings;
    // Without labels there is one series, which is exported even before it has values.
    if (settings.labelNames.length === 0) this.series({});
  }

  /**
   * `labels` has a text for each of the names. Whoever has many values with the same ones need not
   * look them up each time.
   */
  series(labels: Labels): Series {
    const { labelNames, buckets } = this.#settings;
    let key = "";
    for (const name of labelNames) key += `${labels[name]}\0`;
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const series = new Series(labels, buckets);
    this.#series.set(key, series);
    return series;
  }

  /** What the registry prints; the library has it too, and does not declare it. */
  async getForPromString(): Promise<Exported> {
    const { name, help } = this.#settings;
    const values = [...this.#series.values()].flatMap((series) => this.#linesOf(series));
    return { name, help, type: "histogram", values };
  }

  /** The buckets, each with those below it, then sum and count. */
  #linesOf({ labels: sharedLabels, counts, sum }: Series): readonly Line[] {
    const { name, buckets } = this.#settings;
    let count = 0;
    const cumulative = counts.map((own, index) => {
      count += own;
      const labels = { le: buckets[index] ?? "+Inf" };
      return { metricName: `${name}_bucket`, labels, sharedLabels, value: count };
    });
    return [
      ...cumulative,
      { metricName: `${name}_sum`, labels: {}, sharedLabels, value: sum },
      { metricName: `${name}_count`, labels: {}, sharedLabels, value: count },
    ];
  }
}
