import type { PbfReader, PbfWriter } from "pbf";

export declare function readToRivet(pbf: PbfReader): object;
export declare function writeToRivet(value: object, pbf: PbfWriter): void;
export declare function readToEnvoy(pbf: PbfReader): object;
export declare function writeToEnvoy(value: object, pbf: PbfWriter): void;
