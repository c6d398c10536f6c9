type Root = {
  readonly encode: (value: object) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => object;
};

export declare const ToRivet: Root;
export declare const ToEnvoy: Root;
