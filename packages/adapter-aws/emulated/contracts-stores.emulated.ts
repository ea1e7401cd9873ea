import { slotProperties, storeContracts } from '@sprk/port-contracts';
import { openEmulated } from './open-emulated.ts';

const NAME = 'aws';
/** Each run opens many lots, and the emulator is slow. */
const PROPERTY_RUNS = 10;

storeContracts(NAME, openEmulated, { properties: false });
slotProperties(NAME, openEmulated, PROPERTY_RUNS);
