/**
 * Names that were given up for the field's standard term do not come back: in no source, test or
 * document, and in the name of no file. Generated code follows from its sources; the results of
 * benchmarks and the notes of releases are history.
 */

import { expect, test } from "vitest";
import { FILES, HAND_WRITTEN, textOf } from "./repository.js";

/** A list of words, wherever `area` matches the path. */
type Former = { readonly area: RegExp; readonly words: readonly string[] };

const EVERYWHERE = /^/;

const FORMER: readonly Former[] = [
  {
    // Packages, and the files that had a name of their own.
    area: EVERYWHERE,
    words: `@barewire/vfs @barewire/sqlite-vfs @barewire/transport packages/vfs packages/transport
      access-history ahead-window arriving-frames deliver-commit frame-memory idle-sqlite
      kv-environment known-metas limit-transactions limit-wait ltx-faults manual-world miss-plan
      page-host prove-atomic quick-histogram read-memory scan-heads? send-in-pieces send-together
      session-issue silence-watch slab-words slot-lists spare-threads stage-memory stall-watch
      thread-binding thread-messages thread-store transport-choice whole-frames`.split(/\s+/),
  },
  {
    // Time and randomness.
    area: EVERYWHERE,
    words: `World DatabaseWorld DirectWorld HandlerWorld ManualWorld VfsWorld EngineEnvironment
      KvEnvironment REAL_WORLD SYSTEM_ENVIRONMENT VfsClock DatabaseClock DirectClock HandlerClock
      startTimer whileAlive fillRandom limitWait SilenceWatch StallWatch`.split(/\s+/),
  },
  {
    // The generator, the runtime and the protocol.
    area: EVERYWHERE,
    words: `QuestionDesk questionDesk liftTypes modernType modernUnion writtenType writtenModelType
      isOwnBody Surroundings surroundings complain ShownProblem shownPath explainer Explainer
      putBlob bare.descend wishOf answerTagOf meaningOfRefusal meaningOfClose RefusalMeaning
      offerOf closeCodeOf refusalVariant`.split(/\s+/),
  },
  {
    // The client and its transports, the server and the handlers.
    area: EVERYWHERE,
    words:
      `ArrivalOptions FrameMemory HandlerWorld QuickHistogram ReadMemory StartedActor WholeFrames
      countArriving inTurn limitTransactions sendInPieces sendTogether`.split(/\s+/),
  },
  {
    // The storage and its command.
    area: EVERYWHERE,
    words: `CACHE_GET_PAGES_VALIDATION cacheGetPagesValidation CommittedPlaces ChunkPlace HeadPage
      KnownMetas? RememberedStage ShardPlaces Soon StageMemory ValueHead decodeHead firstPieces
      listHeads piecesOfDelta readHeads readPlaces readShardPlaces readingLtx slowDown
      SILENT_OBSERVER writePlace`.split(/\s+/),
  },
  {
    // The SQLite of the client.
    area: EVERYWHERE,
    words: `AccessHistory CERTAIN_MOVES ControlWords CreateEnvironmentOptions DirtyLookup
      EnvironmentOptions FetchTransport FromThread IdleSqlite LEAST_PATIENCE MAX_REST_MS MAX_SPARE
      MissPlan MissQuestion PATIENCE PageHost PageHostOptions PendingCommit ProofOptions
      ScanHeads? SegmentedCache SlabReader SlabWords SlotList SpareThreads ThreadBindingOptions
      ThreadPort ThreadStoreOptions TiePolicy ToThread TransportConditions WindowLimits addTouch
      aheadRoom andThen answerQuestion bindThread chooseTransport controlWords createAccessHistory
      createDirectStore createEnvironment createRunHead createScanHeads createSlabReader
      createSlotLists createThreadStore createTreeHead expectVerdict isConnectionLost isRestoring
      keepEarly learnTouches nextWindow noteTouch openHost planMiss prepareSqlite proveBatchAtomic
      readersAt resetSqlite runThread setPatience slabWords sweepLingering takeAheadRoom
      takeTouches tellTouches tiePolicy usualEnvironment`.split(/\s+/),
  },
  {
    // Words that mean something else elsewhere.
    area: /^(?:packages\/sqlite|test\/(?:vfs|traces))\//,
    words:
      `ANSWERED LOST frontier heat hiccup isRead landing lingering patience tip touch withdraw`.split(
        /\s+/,
      ),
  },
  {
    area: /^packages\/(?:client|server|server-handlers)\/src\//,
    words: `deny limitWait obey welcome`.split(/\s+/),
  },
];

/** Texts that people were shown, in words that a search would not find. */
const FORMER_TEXTS: readonly string[] = [
  "a chunk has no place",
  "a hinted page number is not one",
  "a page has no number from 1 on",
  "a page was not kept",
  "a range of nothing",
  "a refusal of another layout",
  "an id that names no database",
  "another chunk is stored in its place",
  "has no number from 1 on",
  "it does not begin like one",
  "it has not the pages that were asked for",
  "it is no txid",
  "it is not that of the frames",
  "it points to no commit",
  "its page size cannot be",
  "its pages have no room",
  "less is used than nothing",
  "more is compacted than was committed",
  "no Uint8Array, or larger than the limit",
  "no number of pages from 1 on",
  "pages do not come however often asked",
  "public face",
  "the answer to another kind of request",
  "the request was not-sent",
  "the server's answer cannot be",
  "there is none that can be read",
];

/** The files that people write and read, except this list. */
const READ: readonly string[] = [
  ...HAND_WRITTEN,
  ...FILES.filter((path) => /\.(?:md|mjs)$/.test(path)),
].filter((path) => !/^(?:\.changeset|bench\/results|codegen\/corpus)\/|former-names/.test(path));

/** `pattern` is in no line of the files that `area` matches, and in no name of theirs. */
function check(area: RegExp, pattern: RegExp): void {
  const found = READ.filter((path) => area.test(path)).flatMap((path) =>
    [path, ...textOf(path).split("\n")].flatMap((line, number) => {
      const name = pattern.exec(line)?.[0];
      return name === undefined ? [] : [`${path}:${number}: ${name}`];
    }),
  );
  expect(found).toEqual([]);
}

test.each(FORMER.map(({ area, words }) => [words.slice(0, 2).join(", "), area, words] as const))(
  "names that were given up stand nowhere: %s, ...",
  (_name, area, words) => {
    check(area, new RegExp(`(?<![\\w-])(?:${words.join("|")})(?![\\w-])`));
  },
);

test("texts that were given up stand nowhere", () => {
  check(EVERYWHERE, new RegExp(FORMER_TEXTS.join("|")));
});
