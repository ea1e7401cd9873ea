import { allPortContracts } from '@sprk/port-contracts';
import { openTemporary } from './_open-temporary.ts';

allPortContracts('sqlite', openTemporary);
