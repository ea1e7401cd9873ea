import type { ApiClient } from './api-client.ts';
import { CliError } from './cli-error.ts';
import { problemText } from './problem-text.ts';
import { sendPatiently } from './send-patiently.ts';

/**
 * Every item of a list, page after page. @param path without `limit` and `cursor`
 * @throws CliError if a page cannot be read
 */
export async function* readPages<Item>(client: ApiClient, token: string, path: string): AsyncGenerator<Item> {
  const start = `${path}${path.includes('?') ? '&' : '?'}limit=200`;
  let cursor: string | null | undefined;
  do {
    const pagePath = cursor ? `${start}&cursor=${encodeURIComponent(cursor)}` : start;
    const answer = await sendPatiently(() => client.send({ method: 'GET', path: pagePath, token }));
    if (answer.status !== 200) throw new CliError(`Cannot read ${path}: ${problemText(answer)}`);
    const page = JSON.parse(answer.text) as { items: Item[]; nextCursor: string | null };
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor);
}

/** The whole of a list that is known to be small enough to hold. */
export async function readAll<Item>(client: ApiClient, token: string, path: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of readPages<Item>(client, token, path)) items.push(item);
  return items;
}
