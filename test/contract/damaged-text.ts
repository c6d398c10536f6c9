/** Schema texts as they are halfway through an edit. */

import { pick, type Random } from "./seeded-random.js";

const PIECES = [
  ...'{}<>[]()|=:,;?#\n\t"é',
  ..."type struct enum union list map optional data void u8 str string int".split(" "),
  ..."A B Person foo snake_case _x CONSTANT 0 1 4 007 0x4 9007199254740993".split(" "),
  ..."\nstruct {&\nunion {&<u8>&[4]&a: u8\n&B: A\n&type A &type B &\ntype C &enum { A B }".split(
    "&",
  ),
];

/** The text after one to three deletions, insertions, moves or truncations. */
export function damagedText(text: string, random: Random): string {
  let damaged = text;
  for (let edits = 1 + random(3); edits > 0; edits--) damaged = edited(damaged, random);
  return damaged;
}

function edited(text: string, random: Random): string {
  const at = random(text.length + 1);
  const [before, behind] = [text.slice(0, at), text.slice(at)];
  switch (random(16)) {
    case 0:
      return before;
    case 1:
      return behind;
    case 2:
    case 3:
    case 4:
    case 5:
      return before + behind.slice(1 + random(12));
    case 6:
    case 7:
    case 8:
      return `${before} ${pick(random, PIECES)} ${behind}`;
    case 9:
      return behind + before;
    default:
      return before + pick(random, PIECES) + behind;
  }
}
