import {
  type DirectoryPage,
  DirectoryPage as DirectoryPageSchema,
  OutcomesAppended,
  OutcomesPage,
  type RecommendationBatch,
  RecommendationBatchResult,
} from '@sprk/contracts';
import type { OutcomeLog } from '@sprk/core';
import { Type } from 'typebox';
import { checkerOf } from './checked.ts';
import { type RemoteClient, withSignal } from './remote-client.ts';
import { createRemoteQueues, type RemoteQueues } from './remote-queues.ts';
import { createRemoteWeights, type RemoteWeights } from './remote-weights.ts';

export interface RemotePorts {
  readonly queues: RemoteQueues;
  readonly outcomes: OutcomeLog;
  readonly weights: RemoteWeights;
  readonly directory: { changes(after: string | undefined, signal?: AbortSignal): Promise<DirectoryPage> };
  readonly recommendations: { answer(batch: RecommendationBatch): Promise<RecommendationBatchResult> };
}

const PATHS = {
  append: '/internal/v1/outcomes/append',
  read: '/internal/v1/outcomes/read',
  directory: '/internal/v1/directory',
  recommendations: '/internal/v1/recommendations',
};
const appendedOf = checkerOf(OutcomesAppended, PATHS.append);
const outcomesOf = checkerOf(OutcomesPage, PATHS.read);
const resultsOf = checkerOf(RecommendationBatchResult, PATHS.recommendations);
// Entries come by the hundred thousand from the store that checked them: only what moves the cursor is checked.
const { cursor, more, activeWeights } = DirectoryPageSchema.properties;
const pageOf = checkerOf(
  Type.Object({ entries: Type.Array(Type.Object({ kind: Type.String() })), cursor, more, activeWeights }),
  PATHS.directory,
);

/** What matcher and cruncher need of the store that the backend owns, over its internal listener. */
export function createRemotePorts(client: RemoteClient): RemotePorts {
  const { post, get } = client;
  return {
    queues: createRemoteQueues(client),
    outcomes: {
      async append(outcomes) {
        return appendedOf(await post(PATHS.append, { outcomes }));
      },
      async read(fromPosition, limit) {
        return outcomesOf(await post(PATHS.read, { fromPosition, limit })).outcomes;
      },
    },
    weights: createRemoteWeights(client),
    directory: {
      async changes(after, signal) {
        const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
        const page = pageOf(await get(`${PATHS.directory}${query}`, withSignal(signal)));
        return page as DirectoryPage;
      },
    },
    recommendations: {
      async answer(batch) {
        return resultsOf(await post(PATHS.recommendations, batch));
      },
    },
  };
}
