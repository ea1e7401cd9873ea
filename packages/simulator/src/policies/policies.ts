import { learned, oracle } from './learned.ts';
import { foodDrop, greedy, nearest, random, score412, twoChoices } from './plain-orders.ts';
import type { PolicyStart } from './policy.ts';

/** Every policy by the name it has on the command line. */
export const POLICIES = {
  random,
  nearest,
  'two-choices': twoChoices,
  fooddrop: foodDrop,
  score412,
  greedy,
  'oracle-dp': oracle({ prices: false, fairness: false }),
  'oracle-dp-prices': oracle({ prices: true, fairness: false }),
  learned: learned({ prices: false, fairness: false }),
  'learned-prices': learned({ prices: true, fairness: false }),
  'learned-prices-fair': learned({ prices: true, fairness: true }),
} as const satisfies Record<string, PolicyStart>;

export type PolicyName = keyof typeof POLICIES;

export const DEFAULT_POLICY_NAME: PolicyName = 'learned-prices-fair';
