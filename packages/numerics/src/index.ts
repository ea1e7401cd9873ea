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
export { buildGeoGrid, type GeoGrid, type Neighbours } from './geo-grid.ts';
export { nearest } from './geo-nearest.ts';
export { within } from './geo-within.ts';
export { gini } from './gini.ts';
export { EARTH_RADIUS_KM, haversineKm } from './haversine.ts';
export { logit, logLoss, sigmoid } from './sigmoid.ts';
