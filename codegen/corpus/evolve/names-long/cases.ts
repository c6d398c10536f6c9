const value = { abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb: 1, other: new Map() };

export const cases = [
  { root: "M", up: { tag: "AcknowledgeDeliveryRequest", val: { id: 1 } }, gives: { tag: "AcknowledgeDeliveryRequest", val: { id: 1, expectedHeadTransaction: null } } },
  { root: "M", up: { tag: "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0", val: value }, gives: { tag: "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0", val: { ...value, expectedHeadTransaction: null } } },
  { root: "M", down: { tag: "AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0", val: { ...value, expectedHeadTransaction: 1n } }, refused: { path: "M.AcknowledgeDeliveryRequestOfTheExpectedHeadTransactionAndOfEverythingThatIsInIt0.expectedHeadTransaction", since: 2, until: null } },
];
