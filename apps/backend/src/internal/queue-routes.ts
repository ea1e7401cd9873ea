import { QueueAcknowledge, QueueDeadLetter, QueueExtend, QueueReceive, QueueRelease } from '@sprk/contracts';
import type { Queues } from '@sprk/core';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';

/** The queues, served to matcher and cruncher: they run beside the database, not in it. */
export function queueRoutes(app: FastifyInstance, queues: Queues): void {
  app.post<{ Body: QueueReceive }>(
    '/internal/v1/queues/receive',
    { schema: { body: QueueReceive } },
    async (request, reply) => {
      const { queue, ...options } = request.body;
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      return { messages: await queues.receive(queue, options, gone.signal) };
    },
  );
  app.post<{ Body: Static<typeof QueueAcknowledge> }>(
    '/internal/v1/queues/acknowledge',
    { schema: { body: QueueAcknowledge } },
    async ({ body }) => {
      await queues.acknowledge(body.queue, body.receipts);
      return {};
    },
  );
  app.post<{ Body: Static<typeof QueueExtend> }>(
    '/internal/v1/queues/extend',
    { schema: { body: QueueExtend } },
    async ({ body }) => {
      await queues.extend(body.queue, body.receipts, body.leaseSeconds);
      return {};
    },
  );
  app.post<{ Body: Static<typeof QueueRelease> }>(
    '/internal/v1/queues/release',
    { schema: { body: QueueRelease } },
    async ({ body: { queue, receipt, ...options } }) => {
      await queues.release(queue, receipt, options);
      return {};
    },
  );
  app.post<{ Body: Static<typeof QueueDeadLetter> }>(
    '/internal/v1/queues/dead-letter',
    { schema: { body: QueueDeadLetter } },
    async ({ body }) => {
      await queues.deadLetter(body.queue, body.receipt, body.reason);
      return {};
    },
  );
}
