/** The predictors of one database that the flags switch on, joined to one. */

import { PAGE_SIZE } from "@barewire/protocol/page-size";
import type { PageFlags } from "../cache/page-flags.js";
import { createMarkovPredictor } from "./markov-predictor.js";
import { leadByPlan } from "./plan-predictor.js";
import { type CreatePredictor, joinPredictors, NO_PREDICTION } from "./predictor.js";
import { fetchRest } from "./rest-predictor.js";
import { createScanTracker } from "./scan-tracker.js";

/**
 * The plan of a statement says most, and a scan explains more pages than a chain of deltas does, so
 * the Markov chain comes last.
 */
export function createPredictorOf(flags: PageFlags): CreatePredictor {
  if (!flags.readAhead) return () => NO_PREDICTION;
  const { structure, markov, pipelineMaxBytes } = flags;
  const maxAheadPages = Math.floor(pipelineMaxBytes / PAGE_SIZE);
  return (pages) => {
    const scans = createScanTracker({ structure, maxAheadPages }, pages);
    const other = markov ? joinPredictors([scans, createMarkovPredictor(pages)]) : scans;
    return fetchRest(flags, pages, leadByPlan(flags, pages, other));
  };
}
