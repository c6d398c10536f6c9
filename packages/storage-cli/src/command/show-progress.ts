/**
 * Shows progress on standard error: a bar on a terminal, and a few lines in a file.
 */

import { SingleBar } from "cli-progress";
import type { ShownProgress } from "./command-io.js";

const PERCENT_PER_LINE = 10;
const FRAMES_PER_SECOND = 10;

export function showBar(title: string, stream: NodeJS.WriteStream): ShownProgress {
  const bar = new SingleBar({
    stream,
    format: `${title} {bar} {percentage} % {duration_formatted}`,
    barCompleteChar: "#",
    barIncompleteChar: "-",
    hideCursor: true,
    fps: FRAMES_PER_SECOND,
    // Work that never waits leaves timers no turn.
    noTTYOutput: false,
    clearOnComplete: true,
  });
  let isStarted = false;
  return {
    update: (done, total) => {
      if (!isStarted) bar.start(total, 0);
      isStarted = true;
      bar.update(Math.min(done, total));
    },
    stop: () => {
      if (isStarted) bar.stop();
    },
  };
}

export function showLines(title: string, write: (line: string) => void): ShownProgress {
  let nextPercent = PERCENT_PER_LINE;
  return {
    update: (done, total) => {
      if (total === 0) return;
      const percent = Math.floor((100 * Math.min(done, total)) / total);
      if (percent < nextPercent) return;
      write(`${title}: ${percent} %`);
      nextPercent = percent - (percent % PERCENT_PER_LINE) + PERCENT_PER_LINE;
    },
    stop: () => {},
  };
}
