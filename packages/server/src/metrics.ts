/** The metrics of the server, in the text format of Prometheus. */

import type { HandlerEvent, RequestEvent } from "@barewire/server-handlers";
import { type EngineObserver, METRICS, type MetricName } from "@barewire/sqlite-storage";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { Histogram, type Series } from "./histogram.js";
import type { Refusal } from "./refusals.js";

export type ServerMetrics = {
  readonly record: EngineObserver["record"];
  readonly handler: (event: HandlerEvent) => void;
  readonly refusal: (refusal: Refusal) => void;
  /** Returns all metrics in the text format. */
  readonly print: () => Promise<string>;
  readonly mediaType: string;
};

/** The values of the gauges, which are read when the metrics are printed. */
export type Gauges = {
  readonly connectionCount: () => number;
  readonly heldSize: () => number;
};

/** The bounds in seconds, from 0.1 ms to 10 s. */
const DURATION_BUCKETS = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];
/** Powers of four from 1 to 2^26, for bytes and for pages. */
const SIZE_BUCKETS = Array.from({ length: 14 }, (_, index) => 4 ** index);

export function createMetrics({ connectionCount, heldSize }: Gauges): ServerMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const histograms: Histogram[] = [];
  const record = engineMetrics(registry, histograms);
  const handler = handlerMetrics(registry, histograms);
  gauge(registry, "barewire_connection_active", "Connections that are open", connectionCount);
  gauge(registry, "barewire_held_bytes", "Bytes of requests and responses in progress", heldSize);
  const print = async () =>
    [await registry.metrics(), ...histograms.map((histogram) => histogram.print())].join("\n");
  const refusal = refusalCounter(registry);
  return { record, handler, refusal, print, mediaType: registry.contentType };
}

/** Adds the histograms that it creates to `histograms`. */
function engineMetrics(registry: Registry, histograms: Histogram[]): EngineObserver["record"] {
  const recorders = new Map<
    MetricName,
    (value: number, labels: Readonly<Record<string, string>>) => void
  >();
  // The keys of the table are the names.
  for (const name of Object.keys(METRICS) as MetricName[]) {
    const { kind, help, labels } = METRICS[name];
    const settings = { name, help, labelNames: [...labels], registers: [registry] };
    switch (kind) {
      case "counter": {
        if (labels.length === 0) {
          recorders.set(name, plainCounter(settings));
          break;
        }
        const counter = new Counter(settings);
        recorders.set(name, (value, given) => {
          if (value > 0) counter.inc(given, value);
        });
        break;
      }
      case "gauge": {
        const metric = new Gauge(settings);
        recorders.set(name, (value, given) => metric.set(given, value));
        break;
      }
      case "histogram": {
        const buckets = name.endsWith("_seconds") ? DURATION_BUCKETS : SIZE_BUCKETS;
        const histogram = new Histogram({ name, help, labelNames: labels, buckets });
        histograms.push(histogram);
        const only = labels.length === 0 ? histogram.series({}) : undefined;
        recorders.set(name, (value, given) => (only ?? histogram.series(given)).observe(value));
        break;
      }
      default:
        kind satisfies never;
    }
  }
  return (name, value, labels) => recorders.get(name)?.(value, labels);
}

type CounterSettings = {
  readonly name: string;
  readonly help: string;
  readonly registers: Registry[];
};

/** A counter without labels, which adds up itself and reports its sum to the library on print. */
function plainCounter(settings: CounterSettings): (value: number) => void {
  let sum = 0;
  new Counter({
    ...settings,
    collect() {
      this.reset();
      this.inc(sum);
    },
  });
  return (value) => {
    sum += value;
  };
}

/** Adds the histograms that it creates to `histograms`. */
function handlerMetrics(
  registry: Registry,
  histograms: Histogram[],
): (event: HandlerEvent) => void {
  const registers = [registry];
  const connections = new Counter({
    name: "barewire_connection_total",
    help: "Connections that were opened",
    labelNames: ["version"],
    registers,
  });
  const events = new Counter({
    name: "barewire_connection_event_total",
    help: "Events of connections, by kind",
    labelNames: ["kind"],
    registers,
  });
  const evictions = new Counter({
    name: "barewire_connection_eviction_total",
    help: "Connections that were closed because another one opened an actor",
    registers,
  });
  const durations = new Histogram({
    name: "barewire_request_duration_seconds",
    help: "Duration of a request in the server, by phase",
    labelNames: ["tag", "outcome", "phase"],
    buckets: DURATION_BUCKETS,
  });
  histograms.push(durations);
  const phasesOf = requestPhases(durations);
  return (event) => {
    switch (event.kind) {
      case "request": {
        const { wait, handle, answer } = phasesOf(event);
        wait.observe(event.waitMs / 1_000);
        handle.observe(event.handleMs / 1_000);
        answer.observe(event.sendMs / 1_000);
        break;
      }
      case "opened":
        connections.inc({ version: event.version });
        break;
      case "evicted":
        evictions.inc();
        events.inc({ kind: event.kind });
        break;
      case "closed":
      case "idle-timeout":
      case "drained":
      case "outcome-unknown":
      case "open-failed":
      case "malformed-frame":
      case "tunnel-message-dropped":
      case "close-failed":
        events.inc({ kind: event.kind });
        break;
      default:
        event satisfies never;
    }
  };
}

/** Counts all of them, also those whose lines the log suppresses. */
function refusalCounter(registry: Registry): (refusal: Refusal) => void {
  const refusals = new Counter({
    name: "barewire_refusal_total",
    help: "What was refused or has failed, by the event of the log and its kind",
    labelNames: ["event", "kind"],
    registers: [registry],
  });
  return ({ event, kind }) => refusals.inc({ event, kind });
}

type Phases = { readonly wait: Series; readonly handle: Series; readonly answer: Series };

/** Returns the three series of a request, which are looked up once per tag and outcome. */
function requestPhases(durations: Histogram): (request: RequestEvent) => Phases {
  const known = new Map<string, Phases>();
  return ({ tag, outcome }) => {
    const key = `${tag} ${outcome}`;
    const phases = known.get(key);
    if (phases !== undefined) return phases;
    const phase = (name: string) => durations.series({ tag, outcome, phase: name });
    const created = { wait: phase("wait"), handle: phase("handle"), answer: phase("answer") };
    known.set(key, created);
    return created;
  };
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}
