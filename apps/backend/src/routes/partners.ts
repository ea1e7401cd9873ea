import {
  PageOf,
  PageQuery,
  type Recipient,
  RecipientInput,
  RecipientPatch,
  RecipientView,
  type Role,
  type Supplier,
  SupplierInput,
  SupplierPatch,
  SupplierView,
} from '@sprk/contracts';
import { AppError } from '@sprk/core';
import type { FastifyInstance } from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { BackendDeps } from '../deps.ts';
import { auditEntry } from '../http/audit-entry.ts';
import { allow, callerOf, idempotencyKeyOf, idOf, visible } from '../http/guard.ts';
import { answers, IdempotencyHeaders } from '../http/responses.ts';
import { withoutDefaults } from '../http/without-defaults.ts';
import { recipientKind, supplierKind } from '../partners/partner-kinds.ts';
import { recipientView, supplierView } from '../partners/partner-view.ts';
import { changePartner, type PartnerKind, savePartner } from '../partners/save-partner.ts';

interface PartnerApi<P extends Supplier | Recipient, I extends object> {
  readonly kind: PartnerKind<P, I>;
  readonly view: (partner: P) => unknown;
  readonly schemas: { readonly input: TSchema; readonly patch: TSchema; readonly view: TSchema };
  /** The role that may see and change its own record. */
  readonly owner: Role;
}
const WebhookSecret = Type.Object({ secret: Type.String() });

/** `/v1/suppliers` and `/v1/recipients`: the same five routes over two kinds of partner. */
export function partnerRoutes(app: FastifyInstance, deps: BackendDeps): void {
  register(app, deps, {
    kind: supplierKind(deps),
    view: supplierView,
    schemas: { input: SupplierInput, patch: SupplierPatch, view: SupplierView },
    owner: 'supplier',
  });
  register(app, deps, {
    kind: recipientKind(deps),
    view: recipientView,
    schemas: { input: RecipientInput, patch: RecipientPatch, view: RecipientView },
    owner: 'recipient',
  });
}

function register<P extends Supplier | Recipient, I extends object>(
  app: FastifyInstance,
  deps: BackendDeps,
  { kind, view, schemas, owner }: PartnerApi<P, I>,
): void {
  const path = `/v1/${kind.name}s`;
  const tags = [`${kind.name}s`];
  // A POST with a known externalId is a change too.
  const bodies = { input: withoutDefaults(schemas.input), patch: withoutDefaults(schemas.patch) };

  app.post(
    path,
    {
      onRequest: allow(deps, 'operator'),
      schema: {
        tags,
        summary: `Create a ${kind.name}; a known externalId is updated (200)`,
        headers: IdempotencyHeaders,
        body: bodies.input,
        response: answers({ 200: schemas.view, 201: schemas.view }),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { partner, created } = await savePartner<P, I>(deps, kind, {
        input: request.body as I,
        idempotencyKey: idempotencyKeyOf(request),
        scope: caller.subject,
        audit: (action, subject) => auditEntry(deps, caller, { action, subject }),
      });
      reply.code(created ? 201 : 200).header('location', `${path}/${partner.id}`);
      return view(partner);
    },
  );

  app.get<{ Querystring: { limit?: number; cursor?: string } }>(
    path,
    {
      onRequest: allow(deps, 'operator'),
      schema: {
        tags,
        summary: `List ${kind.name}s`,
        querystring: PageQuery,
        response: answers({ 200: PageOf(schemas.view) }),
      },
    },
    async (request) => {
      const { limit = 50, ...query } = request.query;
      const page = await kind.store.list({ ...query, limit });
      return { items: page.items.map(view), nextCursor: page.nextCursor };
    },
  );

  app.get<{ Params: { id: string } }>(
    `${path}/:id`,
    {
      onRequest: allow(deps, owner, 'operator'),
      schema: { tags, summary: `One ${kind.name}`, response: answers({ 200: schemas.view }) },
    },
    async (request) => view(await own(request.params.id, callerOf(request))),
  );

  app.patch<{ Params: { id: string } }>(
    `${path}/:id`,
    {
      onRequest: allow(deps, owner, 'operator'),
      schema: {
        tags,
        summary: `Change a ${kind.name}`,
        body: bodies.patch,
        response: answers({ 200: schemas.view }),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { id } = await own(request.params.id, caller);
      const patch = request.body as Partial<I>;
      refuseOwnVerification(caller.role, patch);
      const detail = { fields: Object.keys(patch) };
      const changed = await changePartner(deps, kind, id, patch, (action, subject) =>
        auditEntry(deps, caller, { action, subject, detail }),
      );
      return view(changed);
    },
  );

  app.get<{ Params: { id: string } }>(
    `${path}/:id/webhook-secret`,
    {
      onRequest: allow(deps, owner, 'operator'),
      schema: {
        tags,
        summary: 'The secret that signs its webhooks',
        response: answers({ 200: WebhookSecret }),
      },
    },
    async (request) => ({ secret: deps.partnerSecret((await own(request.params.id, callerOf(request))).id) }),
  );

  async function own(id: string, caller: { readonly role: Role; readonly partnerId?: string }): Promise<P> {
    const partner = await kind.store.find(idOf(kind.prefix, id));
    return visible(partner, (one) => caller.role === 'operator' || one.id === caller.partnerId);
  }
}

/** What only an operator may say about a partner: a recipient does not verify itself or set its own need. */
function refuseOwnVerification(role: Role, patch: object): void {
  if (role === 'operator') return;
  const fields = ['verified', 'needIndex', 'externalId', 'active'].filter((field) => field in patch);
  if (fields.length === 0) return;
  const errors = fields.map((path) => ({ path, message: 'only an operator may change this' }));
  throw new AppError('validation_failed', { errors });
}
