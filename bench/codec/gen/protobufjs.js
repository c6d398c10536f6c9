/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const envoy = $root.envoy = (() => {

    const envoy = {};

    envoy.v2 = (function() {

        const v2 = {};

        v2.MessageId = (function() {

            const MessageId = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            MessageId.prototype.gatewayId = $util.newBuffer([]);
            MessageId.prototype.requestId = $util.newBuffer([]);
            MessageId.prototype.messageIndex = 0;

            MessageId.create = function(properties) {
                return new MessageId(properties);
            };

            MessageId.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.gatewayId != null && $Object.hasOwnProperty.call(m, "gatewayId") && m.gatewayId.length)
                    w.uint32(10).bytes(m.gatewayId);
                if (m.requestId != null && $Object.hasOwnProperty.call(m, "requestId") && m.requestId.length)
                    w.uint32(18).bytes(m.requestId);
                if (m.messageIndex != null && $Object.hasOwnProperty.call(m, "messageIndex") && m.messageIndex !== 0)
                    w.uint32(24).uint32(m.messageIndex);
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            MessageId.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.MessageId();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            if ((v = r.bytes()).length)
                                m.gatewayId = v;
                            else
                                delete m.gatewayId;
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            if ((v = r.bytes()).length)
                                m.requestId = v;
                            else
                                delete m.requestId;
                            continue;
                        }
                    case 3: {
                            if (u !== 0)
                                break;
                            if (v = r.uint32())
                                m.messageIndex = v;
                            else
                                delete m.messageIndex;
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return MessageId;
        })();

        v2.ActorCheckpoint = (function() {

            const ActorCheckpoint = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            ActorCheckpoint.prototype.actorId = "";
            ActorCheckpoint.prototype.generation = 0;
            ActorCheckpoint.prototype.index = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            ActorCheckpoint.create = function(properties) {
                return new ActorCheckpoint(properties);
            };

            ActorCheckpoint.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.actorId != null && $Object.hasOwnProperty.call(m, "actorId") && m.actorId !== "")
                    w.uint32(10).string(m.actorId);
                if (m.generation != null && $Object.hasOwnProperty.call(m, "generation") && m.generation !== 0)
                    w.uint32(16).uint32(m.generation);
                if (m.index != null && $Object.hasOwnProperty.call(m, "index") && (typeof m.index === "object" ? m.index.low || m.index.high : m.index !== 0))
                    w.uint32(24).int64(m.index);
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            ActorCheckpoint.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.ActorCheckpoint();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            if ((v = r.stringVerify()).length)
                                m.actorId = v;
                            else
                                delete m.actorId;
                            continue;
                        }
                    case 2: {
                            if (u !== 0)
                                break;
                            if (v = r.uint32())
                                m.generation = v;
                            else
                                delete m.generation;
                            continue;
                        }
                    case 3: {
                            if (u !== 0)
                                break;
                            if (typeof (v = r.int64()) === "object" ? v.low || v.high : v !== 0)
                                m.index = v;
                            else
                                delete m.index;
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return ActorCheckpoint;
        })();

        v2.SqliteMeta = (function() {

            const SqliteMeta = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            SqliteMeta.prototype.generation = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SqliteMeta.prototype.headTxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SqliteMeta.prototype.materializedTxid = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SqliteMeta.prototype.dbSizePages = 0;
            SqliteMeta.prototype.pageSize = 0;
            SqliteMeta.prototype.creationTsMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            SqliteMeta.prototype.maxDeltaBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            SqliteMeta.create = function(properties) {
                return new SqliteMeta(properties);
            };

            SqliteMeta.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.generation != null && $Object.hasOwnProperty.call(m, "generation") && (typeof m.generation === "object" ? m.generation.low || m.generation.high : m.generation !== 0))
                    w.uint32(8).uint64(m.generation);
                if (m.headTxid != null && $Object.hasOwnProperty.call(m, "headTxid") && (typeof m.headTxid === "object" ? m.headTxid.low || m.headTxid.high : m.headTxid !== 0))
                    w.uint32(16).uint64(m.headTxid);
                if (m.materializedTxid != null && $Object.hasOwnProperty.call(m, "materializedTxid") && (typeof m.materializedTxid === "object" ? m.materializedTxid.low || m.materializedTxid.high : m.materializedTxid !== 0))
                    w.uint32(24).uint64(m.materializedTxid);
                if (m.dbSizePages != null && $Object.hasOwnProperty.call(m, "dbSizePages") && m.dbSizePages !== 0)
                    w.uint32(32).uint32(m.dbSizePages);
                if (m.pageSize != null && $Object.hasOwnProperty.call(m, "pageSize") && m.pageSize !== 0)
                    w.uint32(40).uint32(m.pageSize);
                if (m.creationTsMs != null && $Object.hasOwnProperty.call(m, "creationTsMs") && (typeof m.creationTsMs === "object" ? m.creationTsMs.low || m.creationTsMs.high : m.creationTsMs !== 0))
                    w.uint32(48).int64(m.creationTsMs);
                if (m.maxDeltaBytes != null && $Object.hasOwnProperty.call(m, "maxDeltaBytes") && (typeof m.maxDeltaBytes === "object" ? m.maxDeltaBytes.low || m.maxDeltaBytes.high : m.maxDeltaBytes !== 0))
                    w.uint32(56).uint64(m.maxDeltaBytes);
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            SqliteMeta.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.SqliteMeta();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 0)
                                break;
                            if (typeof (v = r.uint64()) === "object" ? v.low || v.high : v !== 0)
                                m.generation = v;
                            else
                                delete m.generation;
                            continue;
                        }
                    case 2: {
                            if (u !== 0)
                                break;
                            if (typeof (v = r.uint64()) === "object" ? v.low || v.high : v !== 0)
                                m.headTxid = v;
                            else
                                delete m.headTxid;
                            continue;
                        }
                    case 3: {
                            if (u !== 0)
                                break;
                            if (typeof (v = r.uint64()) === "object" ? v.low || v.high : v !== 0)
                                m.materializedTxid = v;
                            else
                                delete m.materializedTxid;
                            continue;
                        }
                    case 4: {
                            if (u !== 0)
                                break;
                            if (v = r.uint32())
                                m.dbSizePages = v;
                            else
                                delete m.dbSizePages;
                            continue;
                        }
                    case 5: {
                            if (u !== 0)
                                break;
                            if (v = r.uint32())
                                m.pageSize = v;
                            else
                                delete m.pageSize;
                            continue;
                        }
                    case 6: {
                            if (u !== 0)
                                break;
                            if (typeof (v = r.int64()) === "object" ? v.low || v.high : v !== 0)
                                m.creationTsMs = v;
                            else
                                delete m.creationTsMs;
                            continue;
                        }
                    case 7: {
                            if (u !== 0)
                                break;
                            if (typeof (v = r.uint64()) === "object" ? v.low || v.high : v !== 0)
                                m.maxDeltaBytes = v;
                            else
                                delete m.maxDeltaBytes;
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return SqliteMeta;
        })();

        v2.SqliteFetchedPage = (function() {

            const SqliteFetchedPage = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            SqliteFetchedPage.prototype.pgno = 0;
            SqliteFetchedPage.prototype.bytes = null;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SqliteFetchedPage.prototype, "_bytes", {
                get: $util.oneOfGetter($oneOfFields = ["bytes"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            SqliteFetchedPage.create = function(properties) {
                return new SqliteFetchedPage(properties);
            };

            SqliteFetchedPage.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.pgno != null && $Object.hasOwnProperty.call(m, "pgno") && m.pgno !== 0)
                    w.uint32(8).uint32(m.pgno);
                if (m.bytes != null && $Object.hasOwnProperty.call(m, "bytes"))
                    w.uint32(18).bytes(m.bytes);
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            SqliteFetchedPage.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.SqliteFetchedPage();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 0)
                                break;
                            if (v = r.uint32())
                                m.pgno = v;
                            else
                                delete m.pgno;
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            m.bytes = r.bytes();
                            m._bytes = "bytes";
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return SqliteFetchedPage;
        })();

        v2.SqliteGetPagesRequest = (function() {

            const SqliteGetPagesRequest = function (p) {
                this.pgnos = [];
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            SqliteGetPagesRequest.prototype.actorId = "";
            SqliteGetPagesRequest.prototype.generation = $util.Long ? $util.Long.fromBits(0,0,true) : 0;
            SqliteGetPagesRequest.prototype.pgnos = $util.emptyArray;

            SqliteGetPagesRequest.create = function(properties) {
                return new SqliteGetPagesRequest(properties);
            };

            SqliteGetPagesRequest.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.actorId != null && $Object.hasOwnProperty.call(m, "actorId") && m.actorId !== "")
                    w.uint32(10).string(m.actorId);
                if (m.generation != null && $Object.hasOwnProperty.call(m, "generation") && (typeof m.generation === "object" ? m.generation.low || m.generation.high : m.generation !== 0))
                    w.uint32(16).uint64(m.generation);
                if (m.pgnos != null && m.pgnos.length) {
                    w.uint32(26).uint32s(m.pgnos);
                }
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            SqliteGetPagesRequest.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.SqliteGetPagesRequest();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            if ((v = r.stringVerify()).length)
                                m.actorId = v;
                            else
                                delete m.actorId;
                            continue;
                        }
                    case 2: {
                            if (u !== 0)
                                break;
                            if (typeof (v = r.uint64()) === "object" ? v.low || v.high : v !== 0)
                                m.generation = v;
                            else
                                delete m.generation;
                            continue;
                        }
                    case 3: {
                            if (u === 2) {
                                if (!(m.pgnos && m.pgnos.length))
                                    m.pgnos = [];
                                r.uint32s(m.pgnos);
                                continue;
                            }
                            if (u !== 0)
                                break;
                            if (!(m.pgnos && m.pgnos.length))
                                m.pgnos = [];
                            m.pgnos.push(r.uint32());
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return SqliteGetPagesRequest;
        })();

        v2.SqliteGetPagesOk = (function() {

            const SqliteGetPagesOk = function (p) {
                this.pages = [];
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            SqliteGetPagesOk.prototype.pages = $util.emptyArray;
            SqliteGetPagesOk.prototype.meta = null;

            SqliteGetPagesOk.create = function(properties) {
                return new SqliteGetPagesOk(properties);
            };

            SqliteGetPagesOk.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.pages != null && m.pages.length) {
                    for (var i = 0; i < m.pages.length; ++i)
                        $root.envoy.v2.SqliteFetchedPage.encode(m.pages[i], w.uint32(10).fork(), q + 1).ldelim();
                }
                if (m.meta != null && $Object.hasOwnProperty.call(m, "meta"))
                    $root.envoy.v2.SqliteMeta.encode(m.meta, w.uint32(18).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            SqliteGetPagesOk.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.SqliteGetPagesOk();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            if (!(m.pages && m.pages.length))
                                m.pages = [];
                            m.pages.push($root.envoy.v2.SqliteFetchedPage.decode(r, r.size(), $undefined, q + 1));
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            m.meta = $root.envoy.v2.SqliteMeta.decode(r, r.size(), $undefined, q + 1, m.meta);
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return SqliteGetPagesOk;
        })();

        v2.SqliteFenceMismatch = (function() {

            const SqliteFenceMismatch = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            SqliteFenceMismatch.prototype.actualMeta = null;
            SqliteFenceMismatch.prototype.reason = "";

            SqliteFenceMismatch.create = function(properties) {
                return new SqliteFenceMismatch(properties);
            };

            SqliteFenceMismatch.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.actualMeta != null && $Object.hasOwnProperty.call(m, "actualMeta"))
                    $root.envoy.v2.SqliteMeta.encode(m.actualMeta, w.uint32(10).fork(), q + 1).ldelim();
                if (m.reason != null && $Object.hasOwnProperty.call(m, "reason") && m.reason !== "")
                    w.uint32(18).string(m.reason);
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            SqliteFenceMismatch.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.SqliteFenceMismatch();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            m.actualMeta = $root.envoy.v2.SqliteMeta.decode(r, r.size(), $undefined, q + 1, m.actualMeta);
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            if ((v = r.stringVerify()).length)
                                m.reason = v;
                            else
                                delete m.reason;
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return SqliteFenceMismatch;
        })();

        v2.SqliteErrorResponse = (function() {

            const SqliteErrorResponse = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            SqliteErrorResponse.prototype.message = "";

            SqliteErrorResponse.create = function(properties) {
                return new SqliteErrorResponse(properties);
            };

            SqliteErrorResponse.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.message != null && $Object.hasOwnProperty.call(m, "message") && m.message !== "")
                    w.uint32(10).string(m.message);
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            SqliteErrorResponse.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.SqliteErrorResponse();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            if ((v = r.stringVerify()).length)
                                m.message = v;
                            else
                                delete m.message;
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return SqliteErrorResponse;
        })();

        v2.SqliteGetPagesResponse = (function() {

            const SqliteGetPagesResponse = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            SqliteGetPagesResponse.prototype.ok = null;
            SqliteGetPagesResponse.prototype.fenceMismatch = null;
            SqliteGetPagesResponse.prototype.error = null;

            let $oneOfFields;

            $Object.defineProperty(SqliteGetPagesResponse.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["ok", "fenceMismatch", "error"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            SqliteGetPagesResponse.create = function(properties) {
                return new SqliteGetPagesResponse(properties);
            };

            SqliteGetPagesResponse.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.ok != null && $Object.hasOwnProperty.call(m, "ok"))
                    $root.envoy.v2.SqliteGetPagesOk.encode(m.ok, w.uint32(10).fork(), q + 1).ldelim();
                if (m.fenceMismatch != null && $Object.hasOwnProperty.call(m, "fenceMismatch"))
                    $root.envoy.v2.SqliteFenceMismatch.encode(m.fenceMismatch, w.uint32(18).fork(), q + 1).ldelim();
                if (m.error != null && $Object.hasOwnProperty.call(m, "error"))
                    $root.envoy.v2.SqliteErrorResponse.encode(m.error, w.uint32(26).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            SqliteGetPagesResponse.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.SqliteGetPagesResponse();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            m.ok = $root.envoy.v2.SqliteGetPagesOk.decode(r, r.size(), $undefined, q + 1, m.ok);
                            m.kind = "ok";
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            m.fenceMismatch = $root.envoy.v2.SqliteFenceMismatch.decode(r, r.size(), $undefined, q + 1, m.fenceMismatch);
                            m.kind = "fenceMismatch";
                            continue;
                        }
                    case 3: {
                            if (u !== 2)
                                break;
                            m.error = $root.envoy.v2.SqliteErrorResponse.decode(r, r.size(), $undefined, q + 1, m.error);
                            m.kind = "error";
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return SqliteGetPagesResponse;
        })();

        v2.ToRivetSqliteGetPagesRequest = (function() {

            const ToRivetSqliteGetPagesRequest = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            ToRivetSqliteGetPagesRequest.prototype.requestId = 0;
            ToRivetSqliteGetPagesRequest.prototype.data = null;

            ToRivetSqliteGetPagesRequest.create = function(properties) {
                return new ToRivetSqliteGetPagesRequest(properties);
            };

            ToRivetSqliteGetPagesRequest.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.requestId != null && $Object.hasOwnProperty.call(m, "requestId") && m.requestId !== 0)
                    w.uint32(8).uint32(m.requestId);
                if (m.data != null && $Object.hasOwnProperty.call(m, "data"))
                    $root.envoy.v2.SqliteGetPagesRequest.encode(m.data, w.uint32(18).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            ToRivetSqliteGetPagesRequest.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.ToRivetSqliteGetPagesRequest();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 0)
                                break;
                            if (v = r.uint32())
                                m.requestId = v;
                            else
                                delete m.requestId;
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            m.data = $root.envoy.v2.SqliteGetPagesRequest.decode(r, r.size(), $undefined, q + 1, m.data);
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return ToRivetSqliteGetPagesRequest;
        })();

        v2.ToEnvoySqliteGetPagesResponse = (function() {

            const ToEnvoySqliteGetPagesResponse = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            ToEnvoySqliteGetPagesResponse.prototype.requestId = 0;
            ToEnvoySqliteGetPagesResponse.prototype.data = null;

            ToEnvoySqliteGetPagesResponse.create = function(properties) {
                return new ToEnvoySqliteGetPagesResponse(properties);
            };

            ToEnvoySqliteGetPagesResponse.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.requestId != null && $Object.hasOwnProperty.call(m, "requestId") && m.requestId !== 0)
                    w.uint32(8).uint32(m.requestId);
                if (m.data != null && $Object.hasOwnProperty.call(m, "data"))
                    $root.envoy.v2.SqliteGetPagesResponse.encode(m.data, w.uint32(18).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            ToEnvoySqliteGetPagesResponse.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.ToEnvoySqliteGetPagesResponse();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 0)
                                break;
                            if (v = r.uint32())
                                m.requestId = v;
                            else
                                delete m.requestId;
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            m.data = $root.envoy.v2.SqliteGetPagesResponse.decode(r, r.size(), $undefined, q + 1, m.data);
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return ToEnvoySqliteGetPagesResponse;
        })();

        v2.Void = (function() {

            const Void = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            Void.create = function(properties) {
                return new Void(properties);
            };

            Void.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            Void.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.Void();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    r.skipType(t & 7, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return Void;
        })();

        v2.ActorIntent = (function() {

            const ActorIntent = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            ActorIntent.prototype.sleep = null;
            ActorIntent.prototype.stop = null;

            let $oneOfFields;

            $Object.defineProperty(ActorIntent.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["sleep", "stop"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            ActorIntent.create = function(properties) {
                return new ActorIntent(properties);
            };

            ActorIntent.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.sleep != null && $Object.hasOwnProperty.call(m, "sleep"))
                    $root.envoy.v2.Void.encode(m.sleep, w.uint32(10).fork(), q + 1).ldelim();
                if (m.stop != null && $Object.hasOwnProperty.call(m, "stop"))
                    $root.envoy.v2.Void.encode(m.stop, w.uint32(18).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            ActorIntent.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.ActorIntent();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            m.sleep = $root.envoy.v2.Void.decode(r, r.size(), $undefined, q + 1, m.sleep);
                            m.kind = "sleep";
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            m.stop = $root.envoy.v2.Void.decode(r, r.size(), $undefined, q + 1, m.stop);
                            m.kind = "stop";
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return ActorIntent;
        })();

        v2.StopCode = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "OK"] = 0;
            values[valuesById[1] = "ERROR"] = 1;
            return values;
        })();

        v2.ActorStateStopped = (function() {

            const ActorStateStopped = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            ActorStateStopped.prototype.code = 0;
            ActorStateStopped.prototype.message = null;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ActorStateStopped.prototype, "_message", {
                get: $util.oneOfGetter($oneOfFields = ["message"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            ActorStateStopped.create = function(properties) {
                return new ActorStateStopped(properties);
            };

            ActorStateStopped.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.code != null && $Object.hasOwnProperty.call(m, "code") && m.code !== 0)
                    w.uint32(8).int32(m.code);
                if (m.message != null && $Object.hasOwnProperty.call(m, "message"))
                    w.uint32(18).string(m.message);
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            ActorStateStopped.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.ActorStateStopped();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 0)
                                break;
                            if (v = r.int32())
                                m.code = v;
                            else
                                delete m.code;
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            m.message = r.stringVerify();
                            m._message = "message";
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return ActorStateStopped;
        })();

        v2.ActorState = (function() {

            const ActorState = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            ActorState.prototype.running = null;
            ActorState.prototype.stopped = null;

            let $oneOfFields;

            $Object.defineProperty(ActorState.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["running", "stopped"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            ActorState.create = function(properties) {
                return new ActorState(properties);
            };

            ActorState.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.running != null && $Object.hasOwnProperty.call(m, "running"))
                    $root.envoy.v2.Void.encode(m.running, w.uint32(10).fork(), q + 1).ldelim();
                if (m.stopped != null && $Object.hasOwnProperty.call(m, "stopped"))
                    $root.envoy.v2.ActorStateStopped.encode(m.stopped, w.uint32(18).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            ActorState.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.ActorState();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            m.running = $root.envoy.v2.Void.decode(r, r.size(), $undefined, q + 1, m.running);
                            m.kind = "running";
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            m.stopped = $root.envoy.v2.ActorStateStopped.decode(r, r.size(), $undefined, q + 1, m.stopped);
                            m.kind = "stopped";
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return ActorState;
        })();

        v2.EventActorIntent = (function() {

            const EventActorIntent = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            EventActorIntent.prototype.intent = null;

            EventActorIntent.create = function(properties) {
                return new EventActorIntent(properties);
            };

            EventActorIntent.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.intent != null && $Object.hasOwnProperty.call(m, "intent"))
                    $root.envoy.v2.ActorIntent.encode(m.intent, w.uint32(10).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            EventActorIntent.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.EventActorIntent();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            m.intent = $root.envoy.v2.ActorIntent.decode(r, r.size(), $undefined, q + 1, m.intent);
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return EventActorIntent;
        })();

        v2.EventActorStateUpdate = (function() {

            const EventActorStateUpdate = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            EventActorStateUpdate.prototype.state = null;

            EventActorStateUpdate.create = function(properties) {
                return new EventActorStateUpdate(properties);
            };

            EventActorStateUpdate.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.state != null && $Object.hasOwnProperty.call(m, "state"))
                    $root.envoy.v2.ActorState.encode(m.state, w.uint32(10).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            EventActorStateUpdate.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.EventActorStateUpdate();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            m.state = $root.envoy.v2.ActorState.decode(r, r.size(), $undefined, q + 1, m.state);
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return EventActorStateUpdate;
        })();

        v2.EventActorSetAlarm = (function() {

            const EventActorSetAlarm = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            EventActorSetAlarm.prototype.alarmTs = null;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(EventActorSetAlarm.prototype, "_alarmTs", {
                get: $util.oneOfGetter($oneOfFields = ["alarmTs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            EventActorSetAlarm.create = function(properties) {
                return new EventActorSetAlarm(properties);
            };

            EventActorSetAlarm.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.alarmTs != null && $Object.hasOwnProperty.call(m, "alarmTs"))
                    w.uint32(8).int64(m.alarmTs);
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            EventActorSetAlarm.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.EventActorSetAlarm();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 0)
                                break;
                            m.alarmTs = r.int64();
                            m._alarmTs = "alarmTs";
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return EventActorSetAlarm;
        })();

        v2.Event = (function() {

            const Event = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            Event.prototype.intent = null;
            Event.prototype.stateUpdate = null;
            Event.prototype.setAlarm = null;

            let $oneOfFields;

            $Object.defineProperty(Event.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["intent", "stateUpdate", "setAlarm"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            Event.create = function(properties) {
                return new Event(properties);
            };

            Event.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.intent != null && $Object.hasOwnProperty.call(m, "intent"))
                    $root.envoy.v2.EventActorIntent.encode(m.intent, w.uint32(10).fork(), q + 1).ldelim();
                if (m.stateUpdate != null && $Object.hasOwnProperty.call(m, "stateUpdate"))
                    $root.envoy.v2.EventActorStateUpdate.encode(m.stateUpdate, w.uint32(18).fork(), q + 1).ldelim();
                if (m.setAlarm != null && $Object.hasOwnProperty.call(m, "setAlarm"))
                    $root.envoy.v2.EventActorSetAlarm.encode(m.setAlarm, w.uint32(26).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            Event.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.Event();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            m.intent = $root.envoy.v2.EventActorIntent.decode(r, r.size(), $undefined, q + 1, m.intent);
                            m.kind = "intent";
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            m.stateUpdate = $root.envoy.v2.EventActorStateUpdate.decode(r, r.size(), $undefined, q + 1, m.stateUpdate);
                            m.kind = "stateUpdate";
                            continue;
                        }
                    case 3: {
                            if (u !== 2)
                                break;
                            m.setAlarm = $root.envoy.v2.EventActorSetAlarm.decode(r, r.size(), $undefined, q + 1, m.setAlarm);
                            m.kind = "setAlarm";
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return Event;
        })();

        v2.EventWrapper = (function() {

            const EventWrapper = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            EventWrapper.prototype.checkpoint = null;
            EventWrapper.prototype.inner = null;

            EventWrapper.create = function(properties) {
                return new EventWrapper(properties);
            };

            EventWrapper.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.checkpoint != null && $Object.hasOwnProperty.call(m, "checkpoint"))
                    $root.envoy.v2.ActorCheckpoint.encode(m.checkpoint, w.uint32(10).fork(), q + 1).ldelim();
                if (m.inner != null && $Object.hasOwnProperty.call(m, "inner"))
                    $root.envoy.v2.Event.encode(m.inner, w.uint32(18).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            EventWrapper.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.EventWrapper();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            m.checkpoint = $root.envoy.v2.ActorCheckpoint.decode(r, r.size(), $undefined, q + 1, m.checkpoint);
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            m.inner = $root.envoy.v2.Event.decode(r, r.size(), $undefined, q + 1, m.inner);
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return EventWrapper;
        })();

        v2.ToRivetEvents = (function() {

            const ToRivetEvents = function (p) {
                this.events = [];
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            ToRivetEvents.prototype.events = $util.emptyArray;

            ToRivetEvents.create = function(properties) {
                return new ToRivetEvents(properties);
            };

            ToRivetEvents.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.events != null && m.events.length) {
                    for (var i = 0; i < m.events.length; ++i)
                        $root.envoy.v2.EventWrapper.encode(m.events[i], w.uint32(10).fork(), q + 1).ldelim();
                }
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            ToRivetEvents.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.ToRivetEvents();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            if (!(m.events && m.events.length))
                                m.events = [];
                            m.events.push($root.envoy.v2.EventWrapper.decode(r, r.size(), $undefined, q + 1));
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return ToRivetEvents;
        })();

        v2.ToEnvoyRequestStart = (function() {

            const ToEnvoyRequestStart = function (p) {
                this.headers = {};
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            ToEnvoyRequestStart.prototype.actorId = "";
            ToEnvoyRequestStart.prototype.method = "";
            ToEnvoyRequestStart.prototype.path = "";
            ToEnvoyRequestStart.prototype.headers = $util.emptyObject;
            ToEnvoyRequestStart.prototype.body = null;
            ToEnvoyRequestStart.prototype.stream = false;

            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ToEnvoyRequestStart.prototype, "_body", {
                get: $util.oneOfGetter($oneOfFields = ["body"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            ToEnvoyRequestStart.create = function(properties) {
                return new ToEnvoyRequestStart(properties);
            };

            ToEnvoyRequestStart.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.actorId != null && $Object.hasOwnProperty.call(m, "actorId") && m.actorId !== "")
                    w.uint32(10).string(m.actorId);
                if (m.method != null && $Object.hasOwnProperty.call(m, "method") && m.method !== "")
                    w.uint32(18).string(m.method);
                if (m.path != null && $Object.hasOwnProperty.call(m, "path") && m.path !== "")
                    w.uint32(26).string(m.path);
                if (m.headers != null && $Object.hasOwnProperty.call(m, "headers")) {
                    for (var ks = $Object.keys(m.headers), i = 0; i < ks.length; ++i) {
                        w.uint32(34).fork().uint32(10).string(ks[i]).uint32(18).string(m.headers[ks[i]]).ldelim();
                    }
                }
                if (m.body != null && $Object.hasOwnProperty.call(m, "body"))
                    w.uint32(42).bytes(m.body);
                if (m.stream != null && $Object.hasOwnProperty.call(m, "stream") && m.stream !== false)
                    w.uint32(48).bool(m.stream);
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            ToEnvoyRequestStart.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, k, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.ToEnvoyRequestStart();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            if ((v = r.stringVerify()).length)
                                m.actorId = v;
                            else
                                delete m.actorId;
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            if ((v = r.stringVerify()).length)
                                m.method = v;
                            else
                                delete m.method;
                            continue;
                        }
                    case 3: {
                            if (u !== 2)
                                break;
                            if ((v = r.stringVerify()).length)
                                m.path = v;
                            else
                                delete m.path;
                            continue;
                        }
                    case 4: {
                            if (u !== 2)
                                break;
                            if (m.headers === $util.emptyObject)
                                m.headers = {};
                            var c2 = r.size() + r.pos;
                            if (c2 > r.len)
                                throw $RangeError("index out of range");
                            r.len = c2;
                            k = "";
                            v = "";
                            while (r.pos < c2) {
                                var t2 = r.tag();
                                u = t2 & 7;
                                switch (t2 >>>= 3) {
                                case 1:
                                    if (u !== 2)
                                        break;
                                    k = r.stringVerify();
                                    continue;
                                case 2:
                                    if (u !== 2)
                                        break;
                                    v = r.stringVerify();
                                    continue;
                                }
                                r.skipType(u, q, t2);
                            }
                            if (r.pos !== c2)
                                throw $RangeError("index out of range");
                            r.len = c;
                            if (k === "__proto__")
                                $util.makeProp(m.headers, k);
                            m.headers[k] = v;
                            continue;
                        }
                    case 5: {
                            if (u !== 2)
                                break;
                            m.body = r.bytes();
                            m._body = "body";
                            continue;
                        }
                    case 6: {
                            if (u !== 0)
                                break;
                            if (v = r.bool())
                                m.stream = v;
                            else
                                delete m.stream;
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return ToEnvoyRequestStart;
        })();

        v2.ToEnvoyTunnelMessageKind = (function() {

            const ToEnvoyTunnelMessageKind = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            ToEnvoyTunnelMessageKind.prototype.requestStart = null;

            let $oneOfFields;

            $Object.defineProperty(ToEnvoyTunnelMessageKind.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["requestStart"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            ToEnvoyTunnelMessageKind.create = function(properties) {
                return new ToEnvoyTunnelMessageKind(properties);
            };

            ToEnvoyTunnelMessageKind.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.requestStart != null && $Object.hasOwnProperty.call(m, "requestStart"))
                    $root.envoy.v2.ToEnvoyRequestStart.encode(m.requestStart, w.uint32(10).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            ToEnvoyTunnelMessageKind.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.ToEnvoyTunnelMessageKind();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            m.requestStart = $root.envoy.v2.ToEnvoyRequestStart.decode(r, r.size(), $undefined, q + 1, m.requestStart);
                            m.kind = "requestStart";
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return ToEnvoyTunnelMessageKind;
        })();

        v2.ToEnvoyTunnelMessage = (function() {

            const ToEnvoyTunnelMessage = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            ToEnvoyTunnelMessage.prototype.messageId = null;
            ToEnvoyTunnelMessage.prototype.messageKind = null;

            ToEnvoyTunnelMessage.create = function(properties) {
                return new ToEnvoyTunnelMessage(properties);
            };

            ToEnvoyTunnelMessage.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.messageId != null && $Object.hasOwnProperty.call(m, "messageId"))
                    $root.envoy.v2.MessageId.encode(m.messageId, w.uint32(10).fork(), q + 1).ldelim();
                if (m.messageKind != null && $Object.hasOwnProperty.call(m, "messageKind"))
                    $root.envoy.v2.ToEnvoyTunnelMessageKind.encode(m.messageKind, w.uint32(18).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            ToEnvoyTunnelMessage.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m, v;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.ToEnvoyTunnelMessage();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 1: {
                            if (u !== 2)
                                break;
                            m.messageId = $root.envoy.v2.MessageId.decode(r, r.size(), $undefined, q + 1, m.messageId);
                            continue;
                        }
                    case 2: {
                            if (u !== 2)
                                break;
                            m.messageKind = $root.envoy.v2.ToEnvoyTunnelMessageKind.decode(r, r.size(), $undefined, q + 1, m.messageKind);
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return ToEnvoyTunnelMessage;
        })();

        v2.ToRivet = (function() {

            const ToRivet = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            ToRivet.prototype.toRivetEvents = null;
            ToRivet.prototype.toRivetSqliteGetPagesRequest = null;

            let $oneOfFields;

            $Object.defineProperty(ToRivet.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["toRivetEvents", "toRivetSqliteGetPagesRequest"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            ToRivet.create = function(properties) {
                return new ToRivet(properties);
            };

            ToRivet.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.toRivetEvents != null && $Object.hasOwnProperty.call(m, "toRivetEvents"))
                    $root.envoy.v2.ToRivetEvents.encode(m.toRivetEvents, w.uint32(18).fork(), q + 1).ldelim();
                if (m.toRivetSqliteGetPagesRequest != null && $Object.hasOwnProperty.call(m, "toRivetSqliteGetPagesRequest"))
                    $root.envoy.v2.ToRivetSqliteGetPagesRequest.encode(m.toRivetSqliteGetPagesRequest, w.uint32(66).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            ToRivet.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.ToRivet();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 2: {
                            if (u !== 2)
                                break;
                            m.toRivetEvents = $root.envoy.v2.ToRivetEvents.decode(r, r.size(), $undefined, q + 1, m.toRivetEvents);
                            m.kind = "toRivetEvents";
                            continue;
                        }
                    case 8: {
                            if (u !== 2)
                                break;
                            m.toRivetSqliteGetPagesRequest = $root.envoy.v2.ToRivetSqliteGetPagesRequest.decode(r, r.size(), $undefined, q + 1, m.toRivetSqliteGetPagesRequest);
                            m.kind = "toRivetSqliteGetPagesRequest";
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return ToRivet;
        })();

        v2.ToEnvoy = (function() {

            const ToEnvoy = function (p) {
                if (p)
                    for (var ks = $Object.keys(p), i = 0; i < ks.length; ++i)
                        if (p[ks[i]] != null && ks[i] !== "__proto__")
                            this[ks[i]] = p[ks[i]];
            };

            ToEnvoy.prototype.toEnvoyTunnelMessage = null;
            ToEnvoy.prototype.toEnvoySqliteGetPagesResponse = null;

            let $oneOfFields;

            $Object.defineProperty(ToEnvoy.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["toEnvoyTunnelMessage", "toEnvoySqliteGetPagesResponse"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            ToEnvoy.create = function(properties) {
                return new ToEnvoy(properties);
            };

            ToEnvoy.encode = function (m, w, q) {
                if (!w)
                    w = $Writer.create();
                if (q === $undefined)
                    q = 0;
                if (q > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (m.toEnvoyTunnelMessage != null && $Object.hasOwnProperty.call(m, "toEnvoyTunnelMessage"))
                    $root.envoy.v2.ToEnvoyTunnelMessage.encode(m.toEnvoyTunnelMessage, w.uint32(42).fork(), q + 1).ldelim();
                if (m.toEnvoySqliteGetPagesResponse != null && $Object.hasOwnProperty.call(m, "toEnvoySqliteGetPagesResponse"))
                    $root.envoy.v2.ToEnvoySqliteGetPagesResponse.encode(m.toEnvoySqliteGetPagesResponse, w.uint32(58).fork(), q + 1).ldelim();
                if (m.$unknowns != null && $Object.hasOwnProperty.call(m, "$unknowns"))
                    for (var i = 0; i < m.$unknowns.length; ++i)
                        w.raw(m.$unknowns[i]);
                return w;
            };

            ToEnvoy.decode = function (r, l, z, q, g) {
                if (!(r instanceof $Reader))
                    r = $Reader.create(r);
                if (q === $undefined)
                    q = 0;
                if (q > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                var c, m;
                if (l === $undefined)
                    c = r.len;
                else {
                    c = r.pos + l;
                    if (c > r.len)
                        throw $RangeError("index out of range");
                    l = r.len;
                    r.len = c;
                }
                m = g || new $root.envoy.v2.ToEnvoy();
                while (r.pos < c) {
                    var s = r.pos;
                    var t = r.tag();
                    if (t === z) {
                        z = $undefined;
                        break;
                    }
                    var u = t & 7;
                    switch (t >>>= 3) {
                    case 5: {
                            if (u !== 2)
                                break;
                            m.toEnvoyTunnelMessage = $root.envoy.v2.ToEnvoyTunnelMessage.decode(r, r.size(), $undefined, q + 1, m.toEnvoyTunnelMessage);
                            m.kind = "toEnvoyTunnelMessage";
                            continue;
                        }
                    case 7: {
                            if (u !== 2)
                                break;
                            m.toEnvoySqliteGetPagesResponse = $root.envoy.v2.ToEnvoySqliteGetPagesResponse.decode(r, r.size(), $undefined, q + 1, m.toEnvoySqliteGetPagesResponse);
                            m.kind = "toEnvoySqliteGetPagesResponse";
                            continue;
                        }
                    }
                    r.skipType(u, q, t);
                    if (!r.discardUnknown) {
                        $util.makeProp(m, "$unknowns", false);
                        (m.$unknowns || (m.$unknowns = [])).push(r.raw(s, r.pos));
                    }
                }
                if (l !== $undefined) {
                    if (r.pos !== c)
                        throw $RangeError("index out of range");
                    r.len = l;
                }
                if (z !== $undefined)
                    throw $Error("missing end group");
                return m;
            };

            return ToEnvoy;
        })();

        return v2;
    })();

    return envoy;
})();

export {
  $root as default
};
