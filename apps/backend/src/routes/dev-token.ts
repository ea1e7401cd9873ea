import { Role, strict } from '@sprk/contracts';
import { AppError } from '@sprk/core';
import type { DevIssuer } from '@sprk/platform';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { BackendDeps } from '../deps.ts';
import { answers } from '../http/responses.ts';

const DevTokenInput = Type.Object(
  { role: Role, partnerId: Type.Optional(Type.String({ maxLength: 64 })) },
  strict,
);
type DevTokenInput = Static<typeof DevTokenInput>;

/** The development login: hands a token to whoever asks. Registered in standalone mode only. */
export function devTokenRoute(app: FastifyInstance, deps: BackendDeps, issuer: DevIssuer): void {
  app.post<{ Body: DevTokenInput }>(
    '/dev/token',
    {
      schema: {
        tags: ['development'],
        security: [],
        summary: 'A token for any role (standalone mode only)',
        body: DevTokenInput,
        response: answers({ 200: Type.Object({ token: Type.String() }) }),
      },
    },
    async ({ body: { role, partnerId } }) => {
      if (role === 'operator') return { token: await issuer.issue({ role }) };
      const message = `must be the id of a ${role}`;
      const refuse = () => new AppError('validation_failed', { errors: [{ path: 'partnerId', message }] });
      if (partnerId === undefined) throw refuse();
      const store = role === 'supplier' ? deps.ports.suppliers : deps.ports.recipients;
      const prefix = role === 'supplier' ? 'sup_' : 'rec_';
      const known = partnerId.startsWith(prefix) && (await store.find(partnerId).catch(() => undefined));
      if (!known) throw refuse();
      return { token: await issuer.issue({ role, partnerId }) };
    },
  );
}
