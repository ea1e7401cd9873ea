import { randomBytes } from 'node:crypto';
import type { AwsClients } from '../src/clients.ts';
import { createKernel, type Kernel } from '../src/kernel.ts';
import { resourceNames } from '../src/resource-names.ts';
import { createTables, deleteTables } from './create-tables.ts';
import { emulatorClients } from './emulator.ts';

/** Fresh tables without queues, and as many processes on them as a test needs. */
export interface Tables extends AsyncDisposable {
  /** @param clients of this process; by default those of all */
  process(wrap?: (clients: AwsClients) => AwsClients): Kernel;
}

export async function openTables(): Promise<Tables> {
  const clients = emulatorClients();
  const names = resourceNames(`t${randomBytes(5).toString('hex')}`);
  await createTables(clients, names);
  return {
    process(wrap = (same) => same) {
      const clock = { now: () => Date.now() };
      return createKernel({ clients: wrap(clients), names, clock }, () => undefined);
    },
    async [Symbol.asyncDispose]() {
      await deleteTables(clients, names);
      clients[Symbol.dispose]();
    },
  };
}
