import type { Message } from "@bufbuild/protobuf";
import type { GenMessage } from "@bufbuild/protobuf/codegenv2";

export declare const ToRivetSchema: GenMessage<Message>;
export declare const ToEnvoySchema: GenMessage<Message>;
