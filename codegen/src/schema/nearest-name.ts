/** Suggests the known name with the smallest edit distance to an unknown one. */

/** Returns null if none is near. */
export function didYouMean(name: string, known: Iterable<string>): string | null {
  const nearest = nearestName(name, known);
  return nearest === null ? null : `did you mean '${nearest}'?`;
}

/** The edit distance takes quadratic time, so longer names get no suggestion. */
const MAX_NAME_LENGTH = 100;

/** The first of the nearest names. One edit in three characters is still near. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  if (name.length > MAX_NAME_LENGTH) return null;
  let limit = Math.max(1, Math.floor(name.length / 3));
  let nearest: string | null = null;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) > limit) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), limit);
    if (distance > limit) continue;
    nearest = candidate;
    // The next candidate must be nearer.
    limit = distance - 1;
  }
  return nearest;
}

/**
 * Insertions, deletions, replacements and swaps of neighbours, one each; infinite where it is
 * sure to be above the limit.
 */
function editDistance(left: string, right: string, limit: number): number {
  let beforePrevious: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    let lowest = row;
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const distance = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (isSame ? 0 : 1),
        isSwap ? at(beforePrevious, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
      current.push(distance);
      lowest = Math.min(lowest, distance);
    }
    // A swap reaches back two rows, and costs one.
    if (lowest > limit + 1) return Number.POSITIVE_INFINITY;
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, right.length);
}

function at(distances: readonly number[], index: number): number {
  return distances[index] ?? Number.POSITIVE_INFINITY;
}
