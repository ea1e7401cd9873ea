import type { OpenPorts } from './harness.ts';
import { lotCommitContract } from './lot-commit.ts';
import { lotListsContract } from './lot-lists.ts';
import { lotRegistrationContract } from './lot-registration.ts';

/** Registration, steps of a lot's life, and the lists. */
export function lotStoreContract(name: string, openPorts: OpenPorts): void {
  lotRegistrationContract(name, openPorts);
  lotCommitContract(name, openPorts);
  lotListsContract(name, openPorts);
}
