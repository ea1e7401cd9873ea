import { queueContracts } from '@sprk/port-contracts';
import { openEmulated } from './open-emulated.ts';

// Time cannot be moved here, so there is no random use; and neither EventBridge nor SQS promises an order.
queueContracts('aws', openEmulated, { properties: false, isOrdered: false });
