export default {
  extensionsToTreatAsEsm: [".ts"],
  testMatch: ["**/*.spec.ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true }] },
};
