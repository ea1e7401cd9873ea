/** A client that treats a broken connection as what it is: no answer. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

export async function tokenFor(url: string, role: string, partnerId?: string): Promise<string> {
  const answer = await send<{ token: string }>(url, 'POST', '/dev/token', { body: { role, partnerId } });
  if (!answer) throw new Error('no token: the system does not answer');
  return answer.body.token;
}

/** undefined: the connection broke before an answer came. */
export async function send<T>(
  url: string,
  method: string,
  path: string,
  options: { readonly token?: string; readonly key?: string; readonly body?: unknown } = {},
): Promise<Answer<T> | undefined> {
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(options.body !== undefined && { 'content-type': 'application/json' }),
        ...(options.token && { authorization: `Bearer ${options.token}` }),
        ...(options.key && { 'idempotency-key': options.key }),
      },
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  } catch {
    return undefined;
  }
}

/** All pages of a list. */
export async function listAll<T>(url: string, path: string, token: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const query: string = `limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    const page: Answer<{ items: T[]; nextCursor: string | null }> | undefined = await send(
      url,
      'GET',
      `${path}${path.includes('?') ? '&' : '?'}${query}`,
      { token },
    );
    if (page?.status !== 200) throw new Error(`${path} answered ${page?.status}`);
    items.push(...page.body.items);
    cursor = page.body.nextCursor;
  } while (cursor);
  return items;
}
