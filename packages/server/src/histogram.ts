/**
 * A histogram in the text format of Prometheus
 * (https://prometheus.io/docs/instrumenting/exposition_formats/).
 *
 * The histogram of prom-client hashes the labels and looks the bucket up by the text of its bound,
 * 1.0 to 1.4 us per observation. A read makes five observations and is served in about 12 us, so a
 * series here is looked up once and an observation only adds to an array.
 */

export type HistogramOptions = {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  /** The inclusive upper bounds, ascending, without the last one, `+Inf`. */
  readonly buckets: readonly number[];
};

/** The observations with one set of label values. */
export class Series {
  /** The observations per bucket, not cumulative; the last count is of those above all bounds. */
  readonly counts: number[];
  sum = 0;
  readonly #bounds: readonly number[];

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.counts = new Array<number>(bounds.length + 1).fill(0);
  }

  observe(value: number): void {
    const bounds = this.#bounds;
    let bucket = 0;
    while (bucket < bounds.length && value > (bounds[bucket] ?? 0)) bucket += 1;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.sum += value;
  }
}

export class Histogram {
  readonly #options: HistogramOptions;
  /** Keyed by the labels as they are printed. */
  readonly #series: Map<string, Series> = new Map();

  constructor(options: HistogramOptions) {
    this.#options = options;
    // A histogram without labels is printed even before its first observation.
    if (options.labelNames.length === 0) this.series({});
  }

  /** The series of these label values, which has to hold one for each name of a label. */
  series(labels: Readonly<Record<string, string>>): Series {
    const key = this.#options.labelNames
      .map((name) => `${name}="${escapeLabel(labels[name] ?? "")}"`)
      .join(",");
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const created = new Series(this.#options.buckets);
    this.#series.set(key, created);
    return created;
  }

  /** The lines of all series, with cumulative buckets, each line ending in a newline. */
  print(): string {
    const { name, help, buckets } = this.#options;
    let text = `# HELP ${name} ${help}\n# TYPE ${name} histogram\n`;
    for (const [labels, { counts, sum }] of this.#series) {
      const prefix = labels === "" ? "" : `${labels},`;
      const suffix = labels === "" ? "" : `{${labels}}`;
      let count = 0;
      counts.forEach((own, index) => {
        count += own;
        text += `${name}_bucket{${prefix}le="${buckets[index] ?? "+Inf"}"} ${count}\n`;
      });
      text += `${name}_sum${suffix} ${sum}\n${name}_count${suffix} ${count}\n`;
    }
    return text;
  }
}

/** Escapes a label value as the format asks for. */
function escapeLabel(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
