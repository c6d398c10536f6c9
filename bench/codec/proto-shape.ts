/**
 * The four messages in the shape of `peers/envoy.proto`, which three peers share: a `oneof` is what
 * they each make of it, an absent optional is left out.
 */

import type {
  ActorIntent,
  ActorState,
  EventWrapper,
  Event as ToldEvent,
} from "@barewire/protocol/envoy-protocol/v2";
import type { Messages } from "../messages.js";

export type ProtoDialect = {
  /** A value of `oneof kind`, of which `name` is the member. */
  readonly oneof: (name: string, value: object) => object;
  readonly int64: (value: bigint) => unknown;
  readonly uint64: (value: bigint) => unknown;
  /** `snake_case` or `camelCase`. */
  readonly names: "snake" | "camel";
  /** The value of an absent optional; undefined omits the field. */
  readonly absent: { readonly message?: string; readonly alarmTs?: number };
};

export function protoShape(
  dialect: ProtoDialect,
): (messages: Messages) => Readonly<Record<keyof Messages, object>> {
  const shaper: Shaper = {
    ...dialect,
    named: (value) => rename(dialect, value),
    oneof: (name, value) => dialect.oneof(fieldName(dialect, name), value),
  };
  return (messages) => ({
    request: requestShape(shaper, messages.request),
    pages: pagesShape(shaper, messages.pages),
    http: httpShape(shaper, messages.http),
    events: shaper.oneof("toRivetEvents", {
      events: messages.events.val.map((event) => eventShape(shaper, event)),
    }),
  });
}

/** A dialect that knows the names of fields as well. */
type Shaper = ProtoDialect & { readonly named: (value: object) => object };

function requestShape(shaper: Shaper, { val }: Messages["request"]): object {
  const { actorId, generation, pgnos } = val.data;
  const data = shaper.named({ actorId, generation: shaper.uint64(generation), pgnos });
  return shaper.oneof(
    "toRivetSqliteGetPagesRequest",
    shaper.named({ requestId: val.requestId, data }),
  );
}

function pagesShape(shaper: Shaper, { val }: Messages["pages"]): object {
  if (val.data.tag !== "SqliteGetPagesOk") throw new Error("the bench has only successes");
  const { meta, pages } = val.data.val;
  const data = shaper.oneof("ok", {
    pages: pages.map(({ pgno, bytes }) => shaper.named({ pgno, bytes })),
    meta: shaper.named({
      generation: shaper.uint64(meta.generation),
      headTxid: shaper.uint64(meta.headTxid),
      materializedTxid: shaper.uint64(meta.materializedTxid),
      dbSizePages: meta.dbSizePages,
      pageSize: meta.pageSize,
      creationTsMs: shaper.int64(meta.creationTsMs),
      maxDeltaBytes: shaper.uint64(meta.maxDeltaBytes),
    }),
  });
  return shaper.oneof(
    "toEnvoySqliteGetPagesResponse",
    shaper.named({ requestId: val.requestId, data }),
  );
}

function httpShape(shaper: Shaper, { val }: Messages["http"]): object {
  if (val.messageKind.tag !== "ToEnvoyRequestStart") throw new Error("the bench has one kind");
  const { headers, ...start } = val.messageKind.val;
  const started = shaper.named({ ...start, headers: Object.fromEntries(headers) });
  const messageId = shaper.named(val.messageId);
  const messageKind = shaper.oneof("requestStart", started);
  return shaper.oneof("toEnvoyTunnelMessage", shaper.named({ messageId, messageKind }));
}

function eventShape(shaper: Shaper, { checkpoint, inner }: EventWrapper): object {
  return shaper.named({
    checkpoint: shaper.named({ ...checkpoint, index: shaper.int64(checkpoint.index) }),
    inner: innerShape(shaper, inner),
  });
}

function innerShape(shaper: Shaper, value: ToldEvent): object {
  const { named, oneof, absent } = shaper;
  switch (value.tag) {
    case "EventActorIntent":
      return oneof("intent", named({ intent: intentShape(shaper, value.val.intent) }));
    case "EventActorStateUpdate":
      return oneof("stateUpdate", named({ state: stateShape(shaper, value.val.state) }));
    case "EventActorSetAlarm": {
      const { alarmTs } = value.val;
      const known = alarmTs === null ? absent.alarmTs : shaper.int64(alarmTs);
      return oneof("setAlarm", named({ alarmTs: known }));
    }
    default:
      return value satisfies never;
  }
}

function intentShape({ oneof }: Shaper, { tag }: ActorIntent): object {
  return oneof(tag === "ActorIntentSleep" ? "sleep" : "stop", {});
}

function stateShape({ named, oneof, absent }: Shaper, value: ActorState): object {
  if (value.tag === "ActorStateRunning") return oneof("running", {});
  const code = value.val.code === "OK" ? 0 : 1;
  return oneof("stopped", named({ code, message: value.val.message ?? absent.message }));
}

function rename(dialect: ProtoDialect, value: object): object {
  const fields = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
  return Object.fromEntries(fields.map(([name, item]) => [fieldName(dialect, name), item]));
}

function fieldName(dialect: ProtoDialect, name: string): string {
  if (dialect.names === "camel") return name;
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
