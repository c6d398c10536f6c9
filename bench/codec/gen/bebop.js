import { BebopView, BebopRuntimeError } from "bebop";
var StopCode = /* @__PURE__ */ ((StopCode2) => {
  StopCode2[StopCode2["OK"] = 0] = "OK";
  StopCode2[StopCode2["Error"] = 1] = "Error";
  return StopCode2;
})(StopCode || {});
const MessageId = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return MessageId.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      MessageId.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      view.writeBytes(record.gatewayId);
      view.writeBytes(record.requestId);
      view.writeUint16(record.messageIndex);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = MessageId.readFrom(view);
      return MessageId(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = view.readBytes();
      let field1;
      field1 = view.readBytes();
      let field2;
      field2 = view.readUint16();
      return {
        gatewayId: field0,
        requestId: field1,
        messageIndex: field2
      };
    }
  }
));
const ActorCheckpoint = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return ActorCheckpoint.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ActorCheckpoint.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      view.writeString(record.actorId);
      view.writeUint32(record.generation);
      view.writeInt64(record.index);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ActorCheckpoint.readFrom(view);
      return ActorCheckpoint(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = view.readString();
      let field1;
      field1 = view.readUint32();
      let field2;
      field2 = view.readInt64();
      return {
        actorId: field0,
        generation: field1,
        index: field2
      };
    }
  }
));
const SqliteMeta = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return SqliteMeta.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      SqliteMeta.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      view.writeUint64(record.generation);
      view.writeUint64(record.headTxid);
      view.writeUint64(record.materializedTxid);
      view.writeUint32(record.dbSizePages);
      view.writeUint32(record.pageSize);
      view.writeInt64(record.creationTsMs);
      view.writeUint64(record.maxDeltaBytes);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = SqliteMeta.readFrom(view);
      return SqliteMeta(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = view.readUint64();
      let field1;
      field1 = view.readUint64();
      let field2;
      field2 = view.readUint64();
      let field3;
      field3 = view.readUint32();
      let field4;
      field4 = view.readUint32();
      let field5;
      field5 = view.readInt64();
      let field6;
      field6 = view.readUint64();
      return {
        generation: field0,
        headTxid: field1,
        materializedTxid: field2,
        dbSizePages: field3,
        pageSize: field4,
        creationTsMs: field5,
        maxDeltaBytes: field6
      };
    }
  }
));
const OptBytes = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return {
      ...data,
      encode() {
        return OptBytes.encode(this);
      }
    };
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      OptBytes.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      const pos = view.reserveMessageLength();
      const start = view.length;
      if (record.v !== void 0) {
        view.writeByte(1);
        view.writeBytes(record.v);
      }
      view.writeByte(0);
      const end = view.length;
      view.fillMessageLength(pos, end - start);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = OptBytes.readFrom(view);
      return OptBytes(decoded);
    },
    readFrom(view) {
      const message = {};
      const length = view.readMessageLength();
      const end = view.index + length;
      while (true) {
        switch (view.readByte()) {
          case 0:
            return message;
          case 1:
            message.v = view.readBytes();
            break;
          default:
            view.index = end;
            return message;
        }
      }
    }
  }
));
const OptI64 = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return {
      ...data,
      encode() {
        return OptI64.encode(this);
      }
    };
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      OptI64.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      const pos = view.reserveMessageLength();
      const start = view.length;
      if (record.v !== void 0) {
        view.writeByte(1);
        view.writeInt64(record.v);
      }
      view.writeByte(0);
      const end = view.length;
      view.fillMessageLength(pos, end - start);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = OptI64.readFrom(view);
      return OptI64(decoded);
    },
    readFrom(view) {
      const message = {};
      const length = view.readMessageLength();
      const end = view.index + length;
      while (true) {
        switch (view.readByte()) {
          case 0:
            return message;
          case 1:
            message.v = view.readInt64();
            break;
          default:
            view.index = end;
            return message;
        }
      }
    }
  }
));
const OptStr = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return {
      ...data,
      encode() {
        return OptStr.encode(this);
      }
    };
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      OptStr.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      const pos = view.reserveMessageLength();
      const start = view.length;
      if (record.v !== void 0) {
        view.writeByte(1);
        view.writeString(record.v);
      }
      view.writeByte(0);
      const end = view.length;
      view.fillMessageLength(pos, end - start);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = OptStr.readFrom(view);
      return OptStr(decoded);
    },
    readFrom(view) {
      const message = {};
      const length = view.readMessageLength();
      const end = view.index + length;
      while (true) {
        switch (view.readByte()) {
          case 0:
            return message;
          case 1:
            message.v = view.readString();
            break;
          default:
            view.index = end;
            return message;
        }
      }
    }
  }
));
const SqliteFetchedPage = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return SqliteFetchedPage.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      SqliteFetchedPage.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      view.writeUint32(record.pgno);
      OptBytes.encodeInto(record.bytes, view);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = SqliteFetchedPage.readFrom(view);
      return SqliteFetchedPage(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = view.readUint32();
      let field1;
      field1 = OptBytes.readFrom(view);
      return {
        pgno: field0,
        bytes: field1
      };
    }
  }
));
const SqliteGetPagesRequest = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return SqliteGetPagesRequest.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      SqliteGetPagesRequest.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      view.writeString(record.actorId);
      view.writeUint64(record.generation);
      {
        const length0 = record.pgnos.length;
        view.writeUint32(length0);
        for (let i0 = 0; i0 < length0; i0++) {
          view.writeUint32(record.pgnos[i0]);
        }
      }
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = SqliteGetPagesRequest.readFrom(view);
      return SqliteGetPagesRequest(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = view.readString();
      let field1;
      field1 = view.readUint64();
      let field2;
      {
        const length0 = view.readUint32();
        field2 = [];
        for (let i0 = 0; i0 < length0; i0++) {
          let x0;
          x0 = view.readUint32();
          field2[i0] = x0;
        }
      }
      return {
        actorId: field0,
        generation: field1,
        pgnos: field2
      };
    }
  }
));
const SqliteGetPagesOk = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return SqliteGetPagesOk.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      SqliteGetPagesOk.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      {
        const length0 = record.pages.length;
        view.writeUint32(length0);
        for (let i0 = 0; i0 < length0; i0++) {
          SqliteFetchedPage.encodeInto(record.pages[i0], view);
        }
      }
      SqliteMeta.encodeInto(record.meta, view);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = SqliteGetPagesOk.readFrom(view);
      return SqliteGetPagesOk(decoded);
    },
    readFrom(view) {
      let field0;
      {
        const length0 = view.readUint32();
        field0 = [];
        for (let i0 = 0; i0 < length0; i0++) {
          let x0;
          x0 = SqliteFetchedPage.readFrom(view);
          field0[i0] = x0;
        }
      }
      let field1;
      field1 = SqliteMeta.readFrom(view);
      return {
        pages: field0,
        meta: field1
      };
    }
  }
));
const SqliteFenceMismatch = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return SqliteFenceMismatch.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      SqliteFenceMismatch.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      SqliteMeta.encodeInto(record.actualMeta, view);
      view.writeString(record.reason);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = SqliteFenceMismatch.readFrom(view);
      return SqliteFenceMismatch(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = SqliteMeta.readFrom(view);
      let field1;
      field1 = view.readString();
      return {
        actualMeta: field0,
        reason: field1
      };
    }
  }
));
const SqliteErrorResponse = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return SqliteErrorResponse.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      SqliteErrorResponse.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      view.writeString(record.msg);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = SqliteErrorResponse.readFrom(view);
      return SqliteErrorResponse(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = view.readString();
      return {
        msg: field0
      };
    }
  }
));
const SqliteGetPagesResponse = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return {
      ...data,
      encode() {
        return SqliteGetPagesResponse.encode(this);
      }
    };
  },
  // Static methods
  {
    fromSqliteGetPagesOk(value) {
      return SqliteGetPagesResponse({ tag: 1, value });
    },
    fromSqliteFenceMismatch(value) {
      return SqliteGetPagesResponse({ tag: 2, value });
    },
    fromSqliteErrorResponse(value) {
      return SqliteGetPagesResponse({ tag: 3, value });
    },
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      SqliteGetPagesResponse.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      const pos = view.reserveMessageLength();
      const start = view.length + 1;
      view.writeByte(record.tag);
      switch (record.tag) {
        case 1:
          SqliteGetPagesOk.encodeInto(record.value, view);
          break;
        case 2:
          SqliteFenceMismatch.encodeInto(record.value, view);
          break;
        case 3:
          SqliteErrorResponse.encodeInto(record.value, view);
          break;
      }
      const end = view.length;
      view.fillMessageLength(pos, end - start);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = SqliteGetPagesResponse.readFrom(view);
      return SqliteGetPagesResponse(decoded);
    },
    readFrom(view) {
      const length = view.readMessageLength();
      const end = view.index + 1 + length;
      const tag = view.readByte();
      switch (tag) {
        case 1:
          return { tag: 1, value: SqliteGetPagesOk.readFrom(view) };
        case 2:
          return { tag: 2, value: SqliteFenceMismatch.readFrom(view) };
        case 3:
          return { tag: 3, value: SqliteErrorResponse.readFrom(view) };
        default:
          view.index = end;
          throw new BebopRuntimeError(`Unknown union discriminator: ${tag}`);
      }
    }
  }
));
const ActorIntentSleep = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return ActorIntentSleep.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ActorIntentSleep.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ActorIntentSleep.readFrom(view);
      return ActorIntentSleep(decoded);
    },
    readFrom(view) {
      return {};
    }
  }
));
const ActorIntentStop = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return ActorIntentStop.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ActorIntentStop.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ActorIntentStop.readFrom(view);
      return ActorIntentStop(decoded);
    },
    readFrom(view) {
      return {};
    }
  }
));
const ActorIntent = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return {
      ...data,
      encode() {
        return ActorIntent.encode(this);
      }
    };
  },
  // Static methods
  {
    fromActorIntentSleep(value) {
      return ActorIntent({ tag: 1, value });
    },
    fromActorIntentStop(value) {
      return ActorIntent({ tag: 2, value });
    },
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ActorIntent.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      const pos = view.reserveMessageLength();
      const start = view.length + 1;
      view.writeByte(record.tag);
      switch (record.tag) {
        case 1:
          ActorIntentSleep.encodeInto(record.value, view);
          break;
        case 2:
          ActorIntentStop.encodeInto(record.value, view);
          break;
      }
      const end = view.length;
      view.fillMessageLength(pos, end - start);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ActorIntent.readFrom(view);
      return ActorIntent(decoded);
    },
    readFrom(view) {
      const length = view.readMessageLength();
      const end = view.index + 1 + length;
      const tag = view.readByte();
      switch (tag) {
        case 1:
          return { tag: 1, value: ActorIntentSleep.readFrom(view) };
        case 2:
          return { tag: 2, value: ActorIntentStop.readFrom(view) };
        default:
          view.index = end;
          throw new BebopRuntimeError(`Unknown union discriminator: ${tag}`);
      }
    }
  }
));
const ActorStateRunning = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return ActorStateRunning.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ActorStateRunning.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ActorStateRunning.readFrom(view);
      return ActorStateRunning(decoded);
    },
    readFrom(view) {
      return {};
    }
  }
));
const ActorStateStopped = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return ActorStateStopped.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ActorStateStopped.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      view.writeByte(record.code);
      OptStr.encodeInto(record.msg, view);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ActorStateStopped.readFrom(view);
      return ActorStateStopped(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = view.readByte();
      let field1;
      field1 = OptStr.readFrom(view);
      return {
        code: field0,
        msg: field1
      };
    }
  }
));
const ActorState = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return {
      ...data,
      encode() {
        return ActorState.encode(this);
      }
    };
  },
  // Static methods
  {
    fromActorStateRunning(value) {
      return ActorState({ tag: 1, value });
    },
    fromActorStateStopped(value) {
      return ActorState({ tag: 2, value });
    },
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ActorState.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      const pos = view.reserveMessageLength();
      const start = view.length + 1;
      view.writeByte(record.tag);
      switch (record.tag) {
        case 1:
          ActorStateRunning.encodeInto(record.value, view);
          break;
        case 2:
          ActorStateStopped.encodeInto(record.value, view);
          break;
      }
      const end = view.length;
      view.fillMessageLength(pos, end - start);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ActorState.readFrom(view);
      return ActorState(decoded);
    },
    readFrom(view) {
      const length = view.readMessageLength();
      const end = view.index + 1 + length;
      const tag = view.readByte();
      switch (tag) {
        case 1:
          return { tag: 1, value: ActorStateRunning.readFrom(view) };
        case 2:
          return { tag: 2, value: ActorStateStopped.readFrom(view) };
        default:
          view.index = end;
          throw new BebopRuntimeError(`Unknown union discriminator: ${tag}`);
      }
    }
  }
));
const EventActorIntent = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return EventActorIntent.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      EventActorIntent.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      ActorIntent.encodeInto(record.intent, view);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = EventActorIntent.readFrom(view);
      return EventActorIntent(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = ActorIntent.readFrom(view);
      return {
        intent: field0
      };
    }
  }
));
const EventActorStateUpdate = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return EventActorStateUpdate.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      EventActorStateUpdate.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      ActorState.encodeInto(record.state, view);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = EventActorStateUpdate.readFrom(view);
      return EventActorStateUpdate(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = ActorState.readFrom(view);
      return {
        state: field0
      };
    }
  }
));
const EventActorSetAlarm = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return EventActorSetAlarm.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      EventActorSetAlarm.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      OptI64.encodeInto(record.alarmTs, view);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = EventActorSetAlarm.readFrom(view);
      return EventActorSetAlarm(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = OptI64.readFrom(view);
      return {
        alarmTs: field0
      };
    }
  }
));
const Event = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return {
      ...data,
      encode() {
        return Event.encode(this);
      }
    };
  },
  // Static methods
  {
    fromEventActorIntent(value) {
      return Event({ tag: 1, value });
    },
    fromEventActorStateUpdate(value) {
      return Event({ tag: 2, value });
    },
    fromEventActorSetAlarm(value) {
      return Event({ tag: 3, value });
    },
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      Event.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      const pos = view.reserveMessageLength();
      const start = view.length + 1;
      view.writeByte(record.tag);
      switch (record.tag) {
        case 1:
          EventActorIntent.encodeInto(record.value, view);
          break;
        case 2:
          EventActorStateUpdate.encodeInto(record.value, view);
          break;
        case 3:
          EventActorSetAlarm.encodeInto(record.value, view);
          break;
      }
      const end = view.length;
      view.fillMessageLength(pos, end - start);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = Event.readFrom(view);
      return Event(decoded);
    },
    readFrom(view) {
      const length = view.readMessageLength();
      const end = view.index + 1 + length;
      const tag = view.readByte();
      switch (tag) {
        case 1:
          return { tag: 1, value: EventActorIntent.readFrom(view) };
        case 2:
          return { tag: 2, value: EventActorStateUpdate.readFrom(view) };
        case 3:
          return { tag: 3, value: EventActorSetAlarm.readFrom(view) };
        default:
          view.index = end;
          throw new BebopRuntimeError(`Unknown union discriminator: ${tag}`);
      }
    }
  }
));
const EventWrapper = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return EventWrapper.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      EventWrapper.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      ActorCheckpoint.encodeInto(record.checkpoint, view);
      Event.encodeInto(record.inner, view);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = EventWrapper.readFrom(view);
      return EventWrapper(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = ActorCheckpoint.readFrom(view);
      let field1;
      field1 = Event.readFrom(view);
      return {
        checkpoint: field0,
        inner: field1
      };
    }
  }
));
const ToEnvoyRequestStart = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return ToEnvoyRequestStart.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ToEnvoyRequestStart.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      view.writeString(record.actorId);
      view.writeString(record.method);
      view.writeString(record.path);
      view.writeUint32(record.headers.size);
      for (const [k0, v0] of record.headers) {
        view.writeString(k0);
        view.writeString(v0);
      }
      OptBytes.encodeInto(record.body, view);
      view.writeByte(Number(record.isStream));
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ToEnvoyRequestStart.readFrom(view);
      return ToEnvoyRequestStart(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = view.readString();
      let field1;
      field1 = view.readString();
      let field2;
      field2 = view.readString();
      let field3;
      {
        const length0 = view.readUint32();
        field3 = /* @__PURE__ */ new Map();
        for (let i0 = 0; i0 < length0; i0++) {
          let k0;
          let v0;
          k0 = view.readString();
          v0 = view.readString();
          field3.set(k0, v0);
        }
      }
      let field4;
      field4 = OptBytes.readFrom(view);
      let field5;
      field5 = !!view.readByte();
      return {
        actorId: field0,
        method: field1,
        path: field2,
        headers: field3,
        body: field4,
        isStream: field5
      };
    }
  }
));
const ToEnvoyTunnelMessageKind = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return {
      ...data,
      encode() {
        return ToEnvoyTunnelMessageKind.encode(this);
      }
    };
  },
  // Static methods
  {
    fromToEnvoyRequestStart(value) {
      return ToEnvoyTunnelMessageKind({ tag: 1, value });
    },
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ToEnvoyTunnelMessageKind.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      const pos = view.reserveMessageLength();
      const start = view.length + 1;
      view.writeByte(record.tag);
      switch (record.tag) {
        case 1:
          ToEnvoyRequestStart.encodeInto(record.value, view);
          break;
      }
      const end = view.length;
      view.fillMessageLength(pos, end - start);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ToEnvoyTunnelMessageKind.readFrom(view);
      return ToEnvoyTunnelMessageKind(decoded);
    },
    readFrom(view) {
      const length = view.readMessageLength();
      const end = view.index + 1 + length;
      const tag = view.readByte();
      switch (tag) {
        case 1:
          return { tag: 1, value: ToEnvoyRequestStart.readFrom(view) };
        default:
          view.index = end;
          throw new BebopRuntimeError(`Unknown union discriminator: ${tag}`);
      }
    }
  }
));
const ToRivetEvents = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return ToRivetEvents.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ToRivetEvents.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      {
        const length0 = record.events.length;
        view.writeUint32(length0);
        for (let i0 = 0; i0 < length0; i0++) {
          EventWrapper.encodeInto(record.events[i0], view);
        }
      }
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ToRivetEvents.readFrom(view);
      return ToRivetEvents(decoded);
    },
    readFrom(view) {
      let field0;
      {
        const length0 = view.readUint32();
        field0 = [];
        for (let i0 = 0; i0 < length0; i0++) {
          let x0;
          x0 = EventWrapper.readFrom(view);
          field0[i0] = x0;
        }
      }
      return {
        events: field0
      };
    }
  }
));
const ToRivetSqliteGetPagesRequest = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return ToRivetSqliteGetPagesRequest.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ToRivetSqliteGetPagesRequest.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      view.writeUint32(record.requestId);
      SqliteGetPagesRequest.encodeInto(record.data, view);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ToRivetSqliteGetPagesRequest.readFrom(view);
      return ToRivetSqliteGetPagesRequest(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = view.readUint32();
      let field1;
      field1 = SqliteGetPagesRequest.readFrom(view);
      return {
        requestId: field0,
        data: field1
      };
    }
  }
));
const ToRivet = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return {
      ...data,
      encode() {
        return ToRivet.encode(this);
      }
    };
  },
  // Static methods
  {
    fromToRivetEvents(value) {
      return ToRivet({ tag: 2, value });
    },
    fromToRivetSqliteGetPagesRequest(value) {
      return ToRivet({ tag: 8, value });
    },
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ToRivet.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      const pos = view.reserveMessageLength();
      const start = view.length + 1;
      view.writeByte(record.tag);
      switch (record.tag) {
        case 2:
          ToRivetEvents.encodeInto(record.value, view);
          break;
        case 8:
          ToRivetSqliteGetPagesRequest.encodeInto(record.value, view);
          break;
      }
      const end = view.length;
      view.fillMessageLength(pos, end - start);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ToRivet.readFrom(view);
      return ToRivet(decoded);
    },
    readFrom(view) {
      const length = view.readMessageLength();
      const end = view.index + 1 + length;
      const tag = view.readByte();
      switch (tag) {
        case 2:
          return { tag: 2, value: ToRivetEvents.readFrom(view) };
        case 8:
          return { tag: 8, value: ToRivetSqliteGetPagesRequest.readFrom(view) };
        default:
          view.index = end;
          throw new BebopRuntimeError(`Unknown union discriminator: ${tag}`);
      }
    }
  }
));
const ToEnvoyTunnelMessage = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return ToEnvoyTunnelMessage.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ToEnvoyTunnelMessage.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      MessageId.encodeInto(record.messageId, view);
      ToEnvoyTunnelMessageKind.encodeInto(record.messageKind, view);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ToEnvoyTunnelMessage.readFrom(view);
      return ToEnvoyTunnelMessage(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = MessageId.readFrom(view);
      let field1;
      field1 = ToEnvoyTunnelMessageKind.readFrom(view);
      return {
        messageId: field0,
        messageKind: field1
      };
    }
  }
));
const ToEnvoySqliteGetPagesResponse = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return Object.freeze({
      ...data,
      encode() {
        return ToEnvoySqliteGetPagesResponse.encode(this);
      }
    });
  },
  // Static methods
  {
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ToEnvoySqliteGetPagesResponse.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      view.writeUint32(record.requestId);
      SqliteGetPagesResponse.encodeInto(record.data, view);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ToEnvoySqliteGetPagesResponse.readFrom(view);
      return ToEnvoySqliteGetPagesResponse(decoded);
    },
    readFrom(view) {
      let field0;
      field0 = view.readUint32();
      let field1;
      field1 = SqliteGetPagesResponse.readFrom(view);
      return {
        requestId: field0,
        data: field1
      };
    }
  }
));
const ToEnvoy = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.assign(
  // Factory function
  (data) => {
    return {
      ...data,
      encode() {
        return ToEnvoy.encode(this);
      }
    };
  },
  // Static methods
  {
    fromToEnvoyTunnelMessage(value) {
      return ToEnvoy({ tag: 5, value });
    },
    fromToEnvoySqliteGetPagesResponse(value) {
      return ToEnvoy({ tag: 7, value });
    },
    encode(record) {
      const view = BebopView.getInstance();
      view.startWriting();
      ToEnvoy.encodeInto(record, view);
      return view.toArray();
    },
    encodeInto(record, view) {
      const pos = view.reserveMessageLength();
      const start = view.length + 1;
      view.writeByte(record.tag);
      switch (record.tag) {
        case 5:
          ToEnvoyTunnelMessage.encodeInto(record.value, view);
          break;
        case 7:
          ToEnvoySqliteGetPagesResponse.encodeInto(record.value, view);
          break;
      }
      const end = view.length;
      view.fillMessageLength(pos, end - start);
    },
    decode(buffer) {
      const view = BebopView.getInstance();
      view.startReading(buffer);
      const decoded = ToEnvoy.readFrom(view);
      return ToEnvoy(decoded);
    },
    readFrom(view) {
      const length = view.readMessageLength();
      const end = view.index + 1 + length;
      const tag = view.readByte();
      switch (tag) {
        case 5:
          return { tag: 5, value: ToEnvoyTunnelMessage.readFrom(view) };
        case 7:
          return { tag: 7, value: ToEnvoySqliteGetPagesResponse.readFrom(view) };
        default:
          view.index = end;
          throw new BebopRuntimeError(`Unknown union discriminator: ${tag}`);
      }
    }
  }
));
export {
  ActorCheckpoint,
  ActorIntent,
  ActorIntentSleep,
  ActorIntentStop,
  ActorState,
  ActorStateRunning,
  ActorStateStopped,
  Event,
  EventActorIntent,
  EventActorSetAlarm,
  EventActorStateUpdate,
  EventWrapper,
  MessageId,
  OptBytes,
  OptI64,
  OptStr,
  SqliteErrorResponse,
  SqliteFenceMismatch,
  SqliteFetchedPage,
  SqliteGetPagesOk,
  SqliteGetPagesRequest,
  SqliteGetPagesResponse,
  SqliteMeta,
  StopCode,
  ToEnvoy,
  ToEnvoyRequestStart,
  ToEnvoySqliteGetPagesResponse,
  ToEnvoyTunnelMessage,
  ToEnvoyTunnelMessageKind,
  ToRivet,
  ToRivetEvents,
  ToRivetSqliteGetPagesRequest
};
