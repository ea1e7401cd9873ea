import type { RecipientInput, SupplierInput } from '@sprk/contracts';
import type { OperatorClient, RecipientClient, SupplierClient } from './client.ts';
import { startTestSystem, type TestSystem, type TestSystemOptions } from './test-system.ts';

export interface City extends AsyncDisposable {
  readonly system: TestSystem;
  readonly operator: OperatorClient;
  readonly supplier: SupplierClient;
  readonly recipients: readonly RecipientClient[];
}

/** A system with one supplier and some recipients, nearest first: each 1.4 road km farther away than the one before. */
export async function startCity(
  recipients: readonly Partial<RecipientInput>[] = [{}],
  options: TestSystemOptions & { readonly supplier?: Partial<SupplierInput> } = {},
): Promise<City> {
  const system = await startTestSystem(options);
  const operator = system.asOperator();
  const supplier = system.asSupplier((await operator.addSupplier(options.supplier)).id);
  const clients: RecipientClient[] = [];
  for (const [index, overrides] of recipients.entries()) {
    const place = { name: `Recipient ${index + 1}`, lat: 52.53 + index / 100 };
    clients.push(system.asRecipient((await operator.addRecipient({ ...place, ...overrides })).id));
  }
  return {
    system,
    operator,
    supplier,
    recipients: clients,
    [Symbol.asyncDispose]: () => system[Symbol.asyncDispose](),
  };
}
