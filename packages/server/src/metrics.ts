/** The metrics of the server, in the text format of Prometheus. */

import type { HandlerEvent, RequestEvent } from "@barewire/server-handlers";
import { type EngineObserver, METRICS, type MetricName } from "@barewire/sqlite-storage";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { QuickHistogram, type Series } from "./quick-histogram.js";

export type ServerMetrics = {
  readonly record: EngineObserver["record"];
  readonly handler: (event: HandlerEvent) => void;
  /** The text of all metrics, and its media type. */
  readonly print: () => Promise<string>;
  readonly mediaType: string;
};

/** What the gauges show, read when the metrics are printed. */
export type Gauges = {
  readonly connectionCount: () => number;
  readonly heldSize: () => number;
};

/** From 0.1 ms to 10 s. */
const DURATION_BUCKETS = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];
/** From one page or byte to 2^26. */
const SIZE_BUCKETS = Array.from({ length: 14 }, (_, index) => 4 ** index);

export function createMetrics({ connectionCount, heldSize }: Gauges): ServerMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const record = engineMetrics(registry);
  const handler = handlerMetrics(registry);
  gauge(registry, "barewire_connection_active", "Connections that are open", connectionCount);
  gauge(registry, "barewire_held_bytes", "Bytes in requests and answers not done", heldSize);
  return { record, handler, print: () => registry.metrics(), mediaType: registry.contentType };
}

function engineMetrics(registry: Registry): EngineObserver["record"] {
  const recorders = new Map<
    MetricName,
    (value: number, labels: Readonly<Record<string, string>>) => void
  >();
  // The table has the names as its keys.
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
        const histogram = new QuickHistogram({ ...settings, buckets });
        const only = labels.length === 0 ? histogram.series({}) : undefined;
        recorders.set(name, (value, given) => (only ?? histogram.series(given)).record(value));
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

/** A counter without labels. The library is told the sum when it prints, not each value. */
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

function handlerMetrics(registry: Registry): (event: HandlerEvent) => void {
  const registers = [registry];
  const connections = new Counter({
    name: "barewire_connection_total",
    help: "Connections that were opened",
    labelNames: ["version"],
    registers,
  });
  const events = new Counter({
    name: "barewire_connection_event_total",
    help: "What happened to connections",
    labelNames: ["kind"],
    registers,
  });
  const evictions = new Counter({
    name: "barewire_connection_eviction_total",
    help: "Connections whose actors another one has opened",
    registers,
  });
  const phasesOf = requestPhases(registry);
  return (event) => {
    switch (event.kind) {
      case "request": {
        const { wait, handle, answer } = phasesOf(event);
        wait.record(event.waitMs / 1_000);
        handle.record(event.handleMs / 1_000);
        answer.record(event.sendMs / 1_000);
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

type Phases = { readonly wait: Series; readonly handle: Series; readonly answer: Series };

/** Of a request, the series of its phases, looked up once for a tag and an outcome. */
function requestPhases(registry: Registry): (request: RequestEvent) => Phases {
  const durations = new QuickHistogram({
    name: "barewire_request_duration_seconds",
    help: "Duration of a request in the server, by phase",
    labelNames: ["tag", "outcome", "phase"],
    buckets: DURATION_BUCKETS,
    registers: [registry],
  });
  const byTag = new Map<string, Map<string, Phases>>();
  return ({ tag, outcome }) => {
    const known = byTag.get(tag)?.get(outcome);
    if (known !== undefined) return known;
    const phase = (name: string) => durations.series({ tag, outcome, phase: name });
    const phases = { wait: phase("wait"), handle: phase("handle"), answer: phase("answer") };
    const byOutcome = byTag.get(tag) ?? new Map<string, Phases>();
    byTag.set(tag, byOutcome.set(outcome, phases));
    return phases;
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
