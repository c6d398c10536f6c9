/** The fetches in flight, and the fetch that brings each page. */

import type { FetchBudget } from "../cache/fetch-budget.js";
import type { FetchPlan } from "../cache/fetch-plan.js";

export interface InFlightFetch {
  readonly plan: FetchPlan;
  /** The budget that a page of the plan is counted in. */
  budgetOf(pgno: number): FetchBudget;
}

export interface InFlight {
  add(fetch: InFlightFetch): void;
  /** The fetch that brings a page, unless its copy has been invalidated. */
  fetchOf(pgno: number): number | undefined;
  has(pgno: number): boolean;
  get(fetchId: number): InFlightFetch | undefined;
  remove(fetchId: number): InFlightFetch | undefined;
  /** Marks the copy of a page in flight as old: the page may be fetched again. */
  invalidate(pgno: number): void;
  /** Does the same as `invalidate` for all pages after this one. */
  invalidateBeyond(pgno: number): void;
  invalidateAll(): void;
  ids(): readonly number[];
  /** The number of pages of background fetches. */
  readonly prefetchPages: number;
}

export function createInFlight(): InFlight {
  const fetches = new Map<number, InFlightFetch>();
  const fetchIds = new Map<number, number>();
  let prefetchPages = 0;

  return {
    get prefetchPages() {
      return prefetchPages;
    },
    add: (fetch) => {
      const { id, pgnos, purpose } = fetch.plan;
      fetches.set(id, fetch);
      for (const pgno of pgnos) fetchIds.set(pgno, id);
      if (purpose === "prefetch") prefetchPages += pgnos.length;
    },
    fetchOf: (pgno) => fetchIds.get(pgno),
    has: (pgno) => fetchIds.has(pgno),
    get: (fetchId) => fetches.get(fetchId),
    remove: (fetchId) => {
      const fetch = fetches.get(fetchId);
      if (fetch === undefined) return undefined;
      fetches.delete(fetchId);
      for (const pgno of fetch.plan.pgnos) {
        if (fetchIds.get(pgno) === fetchId) fetchIds.delete(pgno);
      }
      if (fetch.plan.purpose === "prefetch") prefetchPages -= fetch.plan.pgnos.length;
      return fetch;
    },
    invalidate: (pgno) => {
      fetchIds.delete(pgno);
    },
    invalidateBeyond: (last) => {
      for (const pgno of fetchIds.keys()) if (pgno > last) fetchIds.delete(pgno);
    },
    invalidateAll: () => fetchIds.clear(),
    ids: () => [...fetches.keys()],
  };
}
