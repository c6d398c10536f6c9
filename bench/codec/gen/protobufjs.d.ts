type Root = {
  readonly encode: (value: object) => { readonly finish: () => Uint8Array };
  readonly decode: (bytes: Uint8Array) => object;
};

export declare const envoy: { readonly v2: { readonly ToRivet: Root; readonly ToEnvoy: Root } };
