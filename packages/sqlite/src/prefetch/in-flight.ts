/** The fetches that are on their way, and which page comes with which. */

import type { FetchPlan, PageSource } from "../cache/fetch-plan.js";

export interface InFlightFetch {
  readonly plan: FetchPlan;
  /** Why a page of the plan was asked for. */
  sourceOf(pgno: number): PageSource;
}

export interface InFlight {
  add(flight: InFlightFetch): void;
  /** The fetch that brings a page, unless what it brings is old. */
  fetchOf(pgno: number): number | undefined;
  has(pgno: number): boolean;
  get(fetchId: number): InFlightFetch | undefined;
  remove(fetchId: number): InFlightFetch | undefined;
  /** What is on its way of these pages is old: they may be asked for again. */
  invalidate(pgnos: Iterable<number>): void;
  /** As `outdate`, for all pages after this one. */
  invalidateBeyond(pgno: number): void;
  invalidateAll(): void;
  ids(): readonly number[];
  /** Pages of background fetches. */
  readonly prefetchPages: number;
}

export function createInFlight(): InFlight {
  const flights = new Map<number, InFlightFetch>();
  const fetchIds = new Map<number, number>();
  let aheadPages = 0;

  return {
    get prefetchPages() {
      return aheadPages;
    },
    add: (flight) => {
      const { id, pgnos, purpose } = flight.plan;
      flights.set(id, flight);
      for (const pgno of pgnos) fetchIds.set(pgno, id);
      if (purpose === "prefetch") aheadPages += pgnos.length;
    },
    fetchOf: (pgno) => fetchIds.get(pgno),
    has: (pgno) => fetchIds.has(pgno),
    get: (fetchId) => flights.get(fetchId),
    remove: (fetchId) => {
      const flight = flights.get(fetchId);
      if (flight === undefined) return undefined;
      flights.delete(fetchId);
      for (const pgno of flight.plan.pgnos) {
        if (fetchIds.get(pgno) === fetchId) fetchIds.delete(pgno);
      }
      if (flight.plan.purpose === "prefetch") aheadPages -= flight.plan.pgnos.length;
      return flight;
    },
    invalidate: (pgnos) => {
      for (const pgno of pgnos) fetchIds.delete(pgno);
    },
    invalidateBeyond: (last) => {
      for (const pgno of fetchIds.keys()) if (pgno > last) fetchIds.delete(pgno);
    },
    invalidateAll: () => fetchIds.clear(),
    ids: () => [...flights.keys()],
  };
}
