/** The entry for conversions between versions by the description of a protocol. */

export {
  FunctionDecisionError,
  type InspectedProtocol,
  openProtocol,
} from "./open-protocol.js";
export {
  type AnswerDescription,
  type ConversionDescription,
  type ConverterBody,
  type ConverterDescription,
  type DecisionDescription,
  type Direction,
  type DroppedField,
  type FieldConversion,
  type FieldSource,
  type LinkDescription,
  type MessageDescription,
  type MessageVersionDescription,
  PROTOCOL_FORMAT,
  type ProtocolDescription,
  type Rejection,
  type StepDescription,
  type ValueConversion,
  type VariantConversion,
} from "./protocol-description.js";
export { decodeMessage, encodeMessage } from "./versioned-value.js";
