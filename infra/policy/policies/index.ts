import type { Policy } from '../policy.ts';
import { ENCRYPTION_POLICIES } from './encryption.ts';
import { IDENTITY_POLICIES } from './identities.ts';
import { LEAST_PRIVILEGE_POLICIES } from './least-privilege.ts';
import { MESSAGING_POLICIES } from './messaging.ts';
import { NAME_POLICIES } from './names.ts';
import { NETWORK_POLICIES } from './network.ts';
import { PROTECTION_POLICIES } from './protection.ts';
import { REACHABILITY_POLICIES } from './reachability.ts';
import { RETENTION_POLICIES } from './retention.ts';
import { TRANSPORT_POLICIES } from './transport.ts';

export const POLICIES: readonly Policy[] = [
  ...ENCRYPTION_POLICIES,
  ...TRANSPORT_POLICIES,
  ...LEAST_PRIVILEGE_POLICIES,
  ...IDENTITY_POLICIES,
  ...MESSAGING_POLICIES,
  ...REACHABILITY_POLICIES,
  ...RETENTION_POLICIES,
  ...PROTECTION_POLICIES,
  ...NETWORK_POLICIES,
  ...NAME_POLICIES,
];
