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
  /** What stands for an absent optional; undefined leaves the field out. */
  readonly absent: { readonly message?: string; readonly alarmTs?: number };
};

export function protoShape(
  dialect: ProtoDialect,
): (messages: Messages) => Readonly<Record<keyof Messages, object>> {
  const named = (value: object): object => rename(dialect, value);
  const oneof = (name: string, value: object): object =>
    dialect.oneof(fieldName(dialect, name), value);

  const intent = ({ tag }: ActorIntent): object =>
    oneof(tag === "ActorIntentSleep" ? "sleep" : "stop", {});

  const state = (value: ActorState): object => {
    if (value.tag === "ActorStateRunning") return oneof("running", {});
    const code = value.val.code === "OK" ? 0 : 1;
    return oneof("stopped", named({ code, message: value.val.message ?? dialect.absent.message }));
  };

  const inner = (value: ToldEvent): object => {
    switch (value.tag) {
      case "EventActorIntent":
        return oneof("intent", named({ intent: intent(value.val.intent) }));
      case "EventActorStateUpdate":
        return oneof("stateUpdate", named({ state: state(value.val.state) }));
      case "EventActorSetAlarm": {
        const { alarmTs } = value.val;
        const known = alarmTs === null ? dialect.absent.alarmTs : dialect.int64(alarmTs);
        return oneof("setAlarm", named({ alarmTs: known }));
      }
      default:
        return value satisfies never;
    }
  };

  const event = ({ checkpoint, inner: happened }: EventWrapper): object =>
    named({
      checkpoint: named({ ...checkpoint, index: dialect.int64(checkpoint.index) }),
      inner: inner(happened),
    });

  const request = ({ val }: Messages["request"]): object => {
    const { actorId, generation, pgnos } = val.data;
    const data = named({ actorId, generation: dialect.uint64(generation), pgnos });
    return oneof("toRivetSqliteGetPagesRequest", named({ requestId: val.requestId, data }));
  };

  const pages = ({ val }: Messages["pages"]): object => {
    if (val.data.tag !== "SqliteGetPagesOk") throw new Error("the bench has only successes");
    const { meta, pages: read } = val.data.val;
    const data = oneof("ok", {
      pages: read.map(({ pgno, bytes }) => named({ pgno, bytes })),
      meta: named({
        generation: dialect.uint64(meta.generation),
        headTxid: dialect.uint64(meta.headTxid),
        materializedTxid: dialect.uint64(meta.materializedTxid),
        dbSizePages: meta.dbSizePages,
        pageSize: meta.pageSize,
        creationTsMs: dialect.int64(meta.creationTsMs),
        maxDeltaBytes: dialect.uint64(meta.maxDeltaBytes),
      }),
    });
    return oneof("toEnvoySqliteGetPagesResponse", named({ requestId: val.requestId, data }));
  };

  const http = ({ val }: Messages["http"]): object => {
    if (val.messageKind.tag !== "ToEnvoyRequestStart") throw new Error("the bench has one kind");
    const { headers, ...start } = val.messageKind.val;
    const started = named({ ...start, headers: Object.fromEntries(headers) });
    return oneof(
      "toEnvoyTunnelMessage",
      named({ messageId: named(val.messageId), messageKind: oneof("requestStart", started) }),
    );
  };

  return (messages) => ({
    request: request(messages.request),
    pages: pages(messages.pages),
    http: http(messages.http),
    events: oneof("toRivetEvents", { events: messages.events.val.map(event) }),
  });
}

function rename(dialect: ProtoDialect, value: object): object {
  const fields = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
  return Object.fromEntries(fields.map(([name, item]) => [fieldName(dialect, name), item]));
}

function fieldName(dialect: ProtoDialect, name: string): string {
  if (dialect.names === "camel") return name;
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
