export {
  type Adagrad,
  type AdagradOptions,
  createAdagrad,
  predictAdagrad,
  trainAdagrad,
} from './adagrad.ts';
export {
  type Assignment,
  type AssignmentOptions,
  type AssignmentProblem,
  assignOffers,
} from './assignment.ts';
export {
  type BayesLogistic,
  type LogitBelief,
  predictLogit,
  predictProbability,
  update,
} from './bayes-logistic.ts';
export { type BootstrapInterval, type BootstrapOptions, pairedBootstrap } from './bootstrap.ts';
export { expectedCalibrationError, fitPlatt, type Platt } from './calibration.ts';
export { bestCascade, type Cascade, type CascadeInput } from './cascade.ts';
export {
  type CascadeDemand,
  type CascadePricesOptions,
  cascadeDual,
  cascadePrices,
} from './cascade-prices.ts';
export { type FluidOptions, type FluidPrices, solveFluidLp } from './fluid-lp.ts';
export type { FluidProblem } from './fluid-problem.ts';
export { createFtrl, type Ftrl, type FtrlOptions, ftrlWeight, predictFtrl, updateFtrl } from './ftrl.ts';
export { buildGeoGrid, type GeoGrid, type Neighbours } from './geo-grid.ts';
export { nearest } from './geo-nearest.ts';
export { within } from './geo-within.ts';
export { gini } from './gini.ts';
export { EARTH_RADIUS_KM, haversineKm } from './haversine.ts';
export { applyIsotonic, fitIsotonic, type Isotonic, isotonic } from './isotonic.ts';
export {
  doublyRobust,
  effectiveSampleSize,
  type LoggedDecisions,
  type OffPolicyEstimate,
  type RewardModel,
  snips,
} from './off-policy.ts';
export { logit, logLoss, sigmoid } from './sigmoid.ts';
