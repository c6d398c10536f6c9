/** The issues of `WireError` and `LtxError`. */

import type { LtxIssue } from "@barewire/ltx";
import type { WireIssue } from "@barewire/runtime";
import type { NegotiationIssue } from "@barewire/runtime/negotiation";
import type { ErrorTable } from "./error-entry.js";

export const WIRE_ISSUES: ErrorTable<WireIssue["kind"]> = {
  malformed: {
    cause: "The bytes are not an encoding of `root` in this version",
    remedy:
      "Compare the versions of both sides, and look at `path`, `offset` and `reason`; a peer that sends such bytes is faulty",
    closes: ["protocolError"],
    logged: "refused, malformed-frame",
  },
  unencodable: {
    cause: "A value is not of its type",
    remedy: "Correct the value at `path`; `reason` says what is allowed",
  },
  "unsupported-version": {
    cause: "This build does not have the version that the caller named",
    remedy: "Name a version from `minVersion` to `maxVersion`, or update the package",
  },
  "not-representable": {
    cause: "The version of the peer cannot represent the part at `path`",
    remedy: "Ask `supports` before it is sent, or update the peer; `since` and `until` say to what",
  },
  "decision-failed": {
    cause:
      "A function of the decisions threw, or returned what the target version cannot hold; what was thrown is the `cause`",
    remedy: "Correct the function in the decisions file of the step `from` to `to`",
  },
};

export const NEGOTIATION_ISSUES: ErrorTable<NegotiationIssue["kind"]> = {
  "version-refused": {
    cause: "The two builds have no version in common; `own` and `peer` are their ranges",
    remedy: "Update the side whose range is lower; do not connect again before that",
  },
  "other-protocol": {
    cause: "The peer speaks the protocol `peer`",
    remedy: "Correct the address of the peer",
  },
  "protocol-violation": {
    cause: "The peer sent what no build of a protocol sends before the first message",
    remedy: "Look at `reason`; the peer speaks something else, or is faulty",
  },
};

export const LTX_ISSUES: ErrorTable<LtxIssue["kind"]> = {
  magic: {
    cause: "The bytes do not begin with those of an LTX blob",
    remedy: "Pass an LTX blob of version 3",
  },
  truncated: {
    cause: "The blob ends inside of its `section`",
    remedy: "Read the blob again, or restore it from a copy",
  },
  trailing: {
    cause: "Bytes follow the trailer of the blob",
    remedy: "Pass exactly one blob",
  },
  header: {
    cause: "A `field` of the header has a value that the format does not allow",
    remedy: "Restore the blob from a copy, or correct what wrote it",
  },
  "page-number": {
    cause: "The blob has a page number that it cannot have",
    remedy: "Restore the blob from a copy, or correct what wrote it",
  },
  order: {
    cause: "The page numbers do not ascend",
    remedy: "Sort the pages before they are encoded; restore a stored blob from a copy",
  },
  "page-size": {
    cause: "A page that is to be encoded does not have the size that the header states",
    remedy: "Pass pages of `pageSize` bytes",
  },
  frame: {
    cause: "The frame of a page is not what the format or the index says",
    remedy: "Restore the blob from a copy",
  },
  block: {
    cause: "A compressed block contradicts itself or its size",
    remedy: "Restore the blob from a copy",
  },
  index: {
    cause: "The page index is not that of the frames",
    remedy: "Restore the blob from a copy",
  },
  trailer: {
    cause: "The file checksum is missing, or there is a rolling checksum, which is not supported",
    remedy: "Write the blob with a file checksum and without rolling checksums",
  },
  checksum: {
    cause: "The file checksum is that of other bytes: the blob is damaged",
    remedy: "Restore the blob from a copy",
  },
  limit: {
    cause: "The blob has more pages than the caller takes",
    remedy: "Raise `maxPages`, if the blob is to be trusted",
  },
};
