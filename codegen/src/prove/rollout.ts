/**
 * The rollout of a version, as a pure function of schemas, decisions and configured directions:
 * which side goes first, what a mix of old and new builds refuses, and what a rollback loses. A
 * build of version N speaks N and all versions before it, so two builds use the older version.
 */

import type { PlannedProtocol } from "../planned-protocol.js";
import type { MessageDirections } from "../schema/protocol-source.js";
import { type Cell, cellsOf } from "./verdict.js";

export type Side = "client" | "server";

export type Refused = {
  /** `Root.Variant`, or the root alone. */
  readonly message: string;
  readonly sender: Side;
  /** Tells whether only some values are refused. */
  readonly isPartial: boolean;
  /** The request that stays without this answer; null if the message answers none. */
  readonly answerTo: string | null;
};

export type Mix = {
  readonly client: number;
  readonly server: number;
  readonly refused: readonly Refused[];
};

export type StoredLoss = {
  readonly message: string;
  readonly kind: "refused" | "partly refused" | "dropped";
};

export type Rollout = {
  readonly from: number;
  readonly to: number;
  /**
   * The side that may be deployed first; `neither` if each order leaves a request unanswered, and
   * `unknown` if no directions are configured.
   */
  readonly first: Side | "either" | "neither" | "unknown";
  readonly mixes: readonly Mix[];
  /** The loss of records that `to` has written for `from`, for messages that neither side sends. */
  readonly rollback: readonly StoredLoss[];
};

export function rolloutOf(
  planned: PlannedProtocol,
  configured: MessageDirections | null,
  { from, to }: { readonly from: number; readonly to: number },
): Rollout {
  const directions = configured ?? { sentByClient: [], sentByServer: [], answers: [] };
  const cells = cellsOf(planned);
  const serverFirst = mixOf(cells, directions, { client: from, server: to });
  const clientFirst = mixOf(cells, directions, { client: to, server: from });
  return {
    from,
    to,
    first: configured === null ? "unknown" : firstOf(serverFirst, clientFirst),
    mixes: [serverFirst, clientFirst],
    rollback: storedLosses(cells, directions, { from, to }),
  };
}

/** A request without its answer is a fault; its sender can do without a request that is refused. */
function firstOf(serverFirst: Mix, clientFirst: Mix): Rollout["first"] {
  const isUnanswered = (mix: Mix) => mix.refused.some(({ answerTo }) => answerTo !== null);
  const [server, client] = [!isUnanswered(serverFirst), !isUnanswered(clientFirst)];
  if (!server && !client) return "neither";
  if (server !== client) return server ? "server" : "client";
  // Both orders answer every request, so the order that refuses fewer messages is the better one.
  const difference = serverFirst.refused.length - clientFirst.refused.length;
  if (difference === 0) return "either";
  return difference < 0 ? "server" : "client";
}

function mixOf(
  cells: readonly Cell[],
  directions: MessageDirections,
  { client, server }: { readonly client: number; readonly server: number },
): Mix {
  const refusedBy = (sender: Side) => {
    const [own, peer] = sender === "client" ? [client, server] : [server, client];
    const sent = sender === "client" ? directions.sentByClient : directions.sentByServer;
    return cells.filter(
      (cell) =>
        cell.from === own && cell.to === peer && cell.conditions.length > 0 && isAmong(cell, sent),
    );
  };
  const requests = refusedBy("client").map((cell) => refusedCell(cell, "client", null));
  const isNeverSent = (request: string) => {
    const isKnown = cells.some(
      ({ from, ...cell }) => from === client && messageOf(cell) === request,
    );
    return !isKnown || requests.some((found) => found.message === request && !found.isPartial);
  };
  const responses = refusedBy("server").map((cell) => {
    const answered = directions.answers.find(({ response }) => response === messageOf(cell));
    const request = answered?.request ?? null;
    const isUnanswered = request !== null && !isNeverSent(request);
    return { cell, request, isUnanswered };
  });
  const answers = responses
    // The answer to a request that the client cannot send is never sent either.
    .filter(({ request, isUnanswered }) => request === null || isUnanswered)
    .map(({ cell, request }) => refusedCell(cell, "server", request));
  return { client, server, refused: [...requests, ...answers] };
}

function refusedCell(cell: Cell, sender: Side, answerTo: string | null): Refused {
  return { message: messageOf(cell), sender, isPartial: cell.verdict !== "refused", answerTo };
}

function storedLosses(
  cells: readonly Cell[],
  { sentByClient, sentByServer }: MessageDirections,
  { from, to }: { readonly from: number; readonly to: number },
): readonly StoredLoss[] {
  const sent = [...sentByClient, ...sentByServer];
  const stored = cells.filter((cell) => {
    return cell.from === to && cell.to === from && !isAmong(cell, sent);
  });
  return stored.flatMap((cell): readonly StoredLoss[] => {
    const message = messageOf(cell);
    if (cell.verdict === "refused") return [{ message, kind: "refused" }];
    const isDropped = cell.effects.some(({ kind }) => kind === "dropped");
    return [
      ...(cell.conditions.length > 0 ? [{ message, kind: "partly refused" } as const] : []),
      ...(isDropped ? [{ message, kind: "dropped" } as const] : []),
    ];
  });
}

/** `sent` names roots, or single variants. */
function isAmong(cell: Cell, sent: readonly string[]): boolean {
  return sent.includes(cell.root) || sent.includes(messageOf(cell));
}

function messageOf({ root, variant }: Pick<Cell, "root" | "variant">): string {
  return variant === null ? root : `${root}.${variant}`;
}

/** The newest version that each deployed build speaks, and those of stored records. */
export type Deployed = {
  readonly client: readonly number[];
  readonly server: readonly number[];
  readonly stored: readonly number[];
};

export type Retirement = {
  readonly version: number;
  /** Says who still needs the version; empty if it can be retired. */
  readonly neededBy: readonly string[];
};

/** Versions are retired oldest first, so the answer for one version holds for those before it. */
export function retirements(
  { versions }: PlannedProtocol,
  { client, server, stored }: Deployed,
): readonly Retirement[] {
  return versions.slice(0, -1).map((version): Retirement => {
    const needs = (name: string, deployed: readonly number[]) => {
      const old = deployed.filter((found) => found <= version);
      return old.map((found) => `${name} v${found}`);
    };
    const records = needs("records of", stored);
    return {
      version,
      neededBy: [...needs("a client of", client), ...needs("a server of", server), ...records],
    };
  });
}
