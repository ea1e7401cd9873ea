import { parseArgs } from 'node:util';
import { openTokenIssuer } from './token-issuer.ts';

const ROLES = ['supplier', 'recipient', 'operator'] as const;

/** `npm run -s cloud:token -- --role R [--partner ID]`: the token alone, for `Authorization: Bearer`. */
export async function printToken(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: { role: { type: 'string' }, partner: { type: 'string' } },
  });
  const role = ROLES.find((name) => name === values.role);
  if (!role) throw new Error(`--role is one of ${ROLES.join(', ')}, not "${values.role ?? ''}".`);
  if (role !== 'operator' && values.partner === undefined) {
    throw new Error(
      `--partner has to name the ${role}, as in --partner ${role === 'supplier' ? 'sup' : 'rec'}_….`,
    );
  }
  const partner = values.partner === undefined ? {} : { partnerId: values.partner };
  console.log(await openTokenIssuer().issue({ role, ...partner }));
}
