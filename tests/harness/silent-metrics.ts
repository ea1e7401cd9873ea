const counter = { add: () => undefined, with: () => ({ add: () => undefined }) };
const histogram = { record: () => undefined, with: () => ({ record: () => undefined }) };

/** Every metric of matcher and cruncher, going nowhere. */
export const silentMetrics = {
  answers: counter,
  deadLetters: counter,
  refusedWeights: counter,
  failures: counter,
  batchSize: histogram,
  computing: histogram,
  latency: histogram,
  learned: counter,
  repeated: counter,
  published: counter,
  activated: counter,
  refused: counter,
  pushes: counter,
};
