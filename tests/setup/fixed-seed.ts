import { configureGlobal, readConfigureGlobal } from 'fast-check';

/** Property tests draw the same cases in every run; FC_SEED draws others. A failure prints its seed and path. */
configureGlobal({ ...readConfigureGlobal(), seed: Number(process.env.FC_SEED ?? 20_261_124) });
